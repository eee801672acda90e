//! Opening an election that the personnel scheme does not name.

use super::model::{Case, State};
use super::service::{begun, write_down};
use super::{seats, store};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId, State as CongressState};
use crate::db::AnyConnection;
use crate::error::{Arg, Error, Reason};
use crate::opinion::rules::decide_deed;
use crate::personnel::model::Post;
use crate::plan::model::Plan;
use crate::regulation::{Regulation, cited};
use crate::roll::rules::official_members;
use crate::workflow::Seat;
use crate::{congress, personnel, roll};

/// Opens the election to a post that the scheme does not name, such as a deputy.
///
/// # Errors
/// [`Error::Conflict`] when there is one; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn open(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    post: Post,
) -> Result<Case, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, congress)?;
    let regulation = Regulation::on(congress.day(actor.today()));
    let mut reasons = not_now(conn, &congress)?;
    match post {
        Post::BranchCommitteeMember => {
            reasons.extend(against_committee(conn, &congress, &regulation)?);
        }
        Post::Delegate | Post::AlternateDelegate if !plan.content.0.elects_delegates() => {
            let reason = Reason::new("delegates_not_in_plan");
            reasons.push(cited(reason, regulation.delegates_allocated()));
        }
        Post::Secretary | Post::DeputySecretary | Post::Delegate | Post::AlternateDelegate => (),
    }
    let proposed = i64::from(post != Post::Delegate);
    expect_branch(actor, (&congress, &plan), reasons)?;
    let case = Case {
        election: begun(actor, &congress, post, proposed),
        congress,
        plan,
    };
    write_down(conn, actor, &case)?;
    Ok(case)
}

/// Whether an election may be opened now, to whatever post.
///
/// # Errors
/// As [`open`].
pub fn expect_to_open(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: (&Congress, &Plan),
) -> Result<(), Error> {
    let reasons = not_now(conn, of.0)?;
    expect_branch(actor, of, reasons)
}

fn expect_branch(
    actor: &Actor,
    (congress, plan): (&Congress, &Plan),
    reasons: Vec<Reason>,
) -> Result<(), Error> {
    let held = congress.seats(plan.unit_id).held_by(actor);
    decide_deed(&[Seat::Branch], &held, reasons)?;
    Ok(())
}

fn not_now(conn: &mut AnyConnection, congress: &Congress) -> Result<Vec<Reason>, Error> {
    let mut reasons = Vec::new();
    if congress.state != CongressState::InSession {
        reasons.push(Reason::new("election_congress_not_in_session"));
    }
    if !personnel::service::facts(conn, congress.id)?.presented {
        reasons.push(Reason::new("election_scheme_not_presented"));
    }
    Ok(reasons)
}

/// Why the branch elects no committee, or not any more.
fn against_committee(
    conn: &mut AnyConnection,
    congress: &Congress,
    regulation: &Regulation,
) -> Result<Vec<Reason>, Error> {
    let roll = roll::service::entries(conn, congress.id)?;
    let mut reasons = seats::committee_allowed(official_members(&roll), regulation);
    let begun: Vec<Post> = store::of_congress(conn, congress.id)?
        .into_iter()
        .filter(|one| one.state != State::Opened)
        .map(|one| one.post)
        .collect();
    if !begun.is_empty() {
        let reason =
            Reason::new("election_committee_comes_first").with("posts", Arg::terms("post", &begun));
        reasons.push(cited(reason, regulation.separate_ballots()));
    }
    Ok(reasons)
}
