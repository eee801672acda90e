//! Which papers there are, what is missing for them, and making one. Making one is recorded: a paper leaves the
//! program (R-SEC-05).

use serde_json::json;
use strum::VariantArray;

use super::elections::{self, Which};
use super::gather::{Choice, Ground, paper};
use super::layout::Paper;
use super::model::PaperKind;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::election::model::ElectionId;
use crate::error::{Error, Reason};
use crate::guidance::model::GuidanceId;
use crate::personnel::model::Post;
use crate::{congress, guidance, journal};

/// A paper that a congress has, and what is missing before it can be made.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Which one.
    pub kind: PaperKind,
    /// The election it is of, where it is of one.
    pub election: Option<(ElectionId, Post)>,
    /// The ballot of that election, where it is of one that was given out.
    pub round: Option<i64>,
    /// Every reason why it cannot be made now.
    pub missing: Vec<Reason>,
}

/// The papers of a congress, in the order of the day.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<Vec<Standing>, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    let ground = Ground {
        actor,
        congress: &congress,
        plan: &plan,
        choice: &Choice::default(),
    };
    let mut standings = Vec::new();
    for &kind in PaperKind::VARIANTS {
        if kind.is_of_an_election() {
            standings.extend(of_elections(conn, &ground, kind)?);
        } else {
            standings.push(standing(conn, &ground, kind, (None, None))?);
        }
    }
    Ok(standings)
}

/// One for each election, of the counting minutes one for each ballot; one in all before there are elections.
fn of_elections(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    kind: PaperKind,
) -> Result<Vec<Standing>, Error> {
    let mut standings = Vec::new();
    for case in elections::all(conn, ground)? {
        let election = Some((case.election.id, case.election.post));
        let ballots = if kind == PaperKind::CountingMinutes {
            elections::ballots(conn, ground, case.election.id)?
        } else {
            Vec::new()
        };
        for counting in &ballots {
            let of = (election, Some(counting.round.n));
            standings.push(standing(conn, ground, kind, of)?);
        }
        if ballots.is_empty() {
            standings.push(standing(conn, ground, kind, (election, None))?);
        }
    }
    if standings.is_empty() {
        standings.push(standing(conn, ground, kind, (None, None))?);
    }
    Ok(standings)
}

fn standing(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    kind: PaperKind,
    (election, round): (Option<(ElectionId, Post)>, Option<i64>),
) -> Result<Standing, Error> {
    let which = Which {
        election: election.map(|(id, _)| id),
        round,
    };
    let missing = paper(conn, ground, kind, which)?.err().unwrap_or_default();
    Ok(Standing {
        kind,
        election,
        round,
        missing,
    })
}

/// Makes a paper of a congress. That it was made is recorded.
///
/// # Errors
/// [`Error::NotFound`], of an election or ballot of another congress too; [`Error::Forbidden`]; [`Error::Refused`] with
/// everything that is missing.
pub fn make(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    (kind, which): (PaperKind, Which),
    choice: &Choice,
) -> Result<Paper, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    if which != Which::default() && !kind.is_of_an_election() {
        return Err(Error::invalid("/election", "unknown_field"));
    }
    let ground = Ground {
        actor,
        congress: &congress,
        plan: &plan,
        choice,
    };
    let made = paper(conn, &ground, kind, which)?.map_err(Error::Refused)?;
    let chain = Subject::new(SubjectKind::Congress, id);
    let detail = match which.election {
        Some(election) => json!({ "paper": kind, "election_id": election, "round": which.round }),
        None => json!({ "paper": kind }),
    };
    journal::service::record_read(conn, actor, chain, "paper.make", &detail)?;
    Ok(made)
}

/// Which paper of guidance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuidancePaper {
    /// The document itself.
    Document,
    /// The official letter that sends it.
    Letter,
}

/// Makes a paper of guidance. That it was made is recorded.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] for the letter of a draft.
pub fn make_of_guidance(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    which: GuidancePaper,
    choice: &Choice,
) -> Result<Paper, Error> {
    let (_, plan) = guidance::service::find(conn, actor, id)?;
    let (made, name) = match which {
        GuidancePaper::Document => (
            super::guidance_papers::document(conn, actor, id, choice)?,
            "guidance_document",
        ),
        GuidancePaper::Letter => (
            super::guidance_papers::letter(conn, actor, id, choice)?,
            "official_letter",
        ),
    };
    let chain = Subject::new(SubjectKind::Plan, plan.id);
    let detail = json!({ "paper": name, "guidance_id": id });
    journal::service::record_read(conn, actor, chain, "paper.make", &detail)?;
    Ok(made)
}
