//! Which papers there are, what is missing for them, and making one. Making one is recorded: a paper leaves the
//! program (R-SEC-05).

use serde_json::json;
use strum::VariantArray;

use super::gather::{Choice, Ground, paper};
use super::layout::Paper;
use super::model::PaperKind;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::error::{Error, Reason};
use crate::guidance::model::GuidanceId;
use crate::{congress, guidance, journal};

/// A paper that a congress has, and what is missing before it can be made.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Which one.
    pub kind: PaperKind,
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
    PaperKind::VARIANTS
        .iter()
        .map(|&kind| {
            let missing = paper(conn, &ground, kind)?.err().unwrap_or_default();
            Ok(Standing { kind, missing })
        })
        .collect()
}

/// Makes a paper of a congress. That it was made is recorded.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::Refused`] with everything that is missing.
pub fn make(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    kind: PaperKind,
    choice: &Choice,
) -> Result<Paper, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    let ground = Ground {
        actor,
        congress: &congress,
        plan: &plan,
        choice,
    };
    let made = paper(conn, &ground, kind)?.map_err(Error::Refused)?;
    let chain = Subject::new(SubjectKind::Congress, id);
    let detail = json!({ "paper": kind });
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
