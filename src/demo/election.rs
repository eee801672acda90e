//! How the demo's pilots elect: every figure is invented.

use super::article::DemoPilot;
use super::setting::Cast;
use crate::audit::model::SubjectId;
use crate::auth::actor::Actor;
use crate::candidate::model::CandidateId;
use crate::congress::model::CongressId;
use crate::count::model::{CandidateVotes, Columns, CountingMinutes, Round};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::document::model::Secrecy;
use crate::election::model::{Case, ElectionId, Given, Hands};
use crate::election::rules::Step;
use crate::error::Error;
use crate::numbering::model::{NewNumber, Owner};
use crate::personnel::model::Post;
use crate::regulation::DocumentType;
use crate::roll::model::RollEntry;
use crate::{count, election, numbering, roll};

/// How long after its issue a ballot of the demo is counted.
const COUNTED: chrono::TimeDelta = chrono::TimeDelta::minutes(8);

/// Fills one post by its first ballot.
pub(super) fn elect(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    branch: &Actor,
    (congress, post): (CongressId, Post),
) -> Result<(), Error> {
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let elections = election::service::list(conn, branch, congress, &page)?;
    let of_post = |case: &Case| case.election.post == post;
    for case in elections.items.into_iter().filter(of_post) {
        let id = case.election.id;
        one(
            conn,
            cast,
            told,
            branch,
            (congress, id, case.election.proposed_seats),
        )?;
    }
    Ok(())
}

fn one(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    branch: &Actor,
    (congress, id, seats): (CongressId, ElectionId, i64),
) -> Result<(), Error> {
    let roll = roll::service::entries(conn, congress)?;
    let present = i64::try_from(voters(&roll).count()).unwrap_or(0);
    let hands = Hands {
        r#for: present,
        against: 0,
        abstain: 0,
    };
    let voted = Given {
        hands: Some(hands),
        seats: Some(seats),
        ..Given::default()
    };
    for step in [
        Step::VoteSeats,
        Step::PublishList,
        Step::CloseNominations,
        Step::VoteList,
    ] {
        take(conn, branch, id, step, &voted)?;
    }
    take(conn, branch, id, Step::IssueBallots, &Given::default())?;
    let ballot = count::service::find(conn, branch, (id, 1))?;
    let minutes = figures(&ballot.round, present);
    for (counter, member) in told.counters.iter().zip(&ballot.committee) {
        let counter = cast.actor(conn, counter, branch.now.plus(COUNTED))?;
        count::service::enter(conn, &counter, (id, 1), (member.id, &minutes))?;
    }
    let branch = &cast.actor(conn, told.branch, branch.now.plus(COUNTED))?;
    take(conn, branch, id, Step::Announce, &Given::default())?;
    take(conn, branch, id, Step::Conclude, &Given::default())?;
    let about = "Biên bản kiểm phiếu";
    number(
        conn,
        branch,
        congress,
        (DocumentType::Minutes, about),
        Some(ballot.round.id.cast()),
    )
}

/// Gives the next number of the congress to a document dated that day.
pub(super) fn number(
    conn: &mut AnyConnection,
    branch: &Actor,
    congress: CongressId,
    (document_type, about): (DocumentType, &str),
    subject_id: Option<SubjectId>,
) -> Result<(), Error> {
    let new = NewNumber {
        document_type,
        dated_on: Some(branch.today()),
        secrecy: Secrecy::None,
        abstract_text: Some(about.to_owned()),
        custodian: None,
        subject_id,
        reserved_for: None,
        board_code: None,
        standing_committee: false,
        follows: None,
    };
    numbering::service::give(conn, branch, Owner::Congress(congress), &new)?;
    Ok(())
}

fn voters(roll: &[RollEntry]) -> impl DoubleEndedIterator<Item = &RollEntry> {
    roll.iter().filter(|entry| roll::rules::votes_now(entry))
}

fn take(
    conn: &mut AnyConnection,
    branch: &Actor,
    id: ElectionId,
    step: Step,
    given: &Given,
) -> Result<(), Error> {
    let (election, _) = election::service::actions(conn, branch, id)?;
    election::service::take_step(conn, branch, id, election.version, (step, given))?;
    Ok(())
}

/// Everybody votes; all but one for each of those who win, and one for whoever stands last on the list.
fn figures(round: &Round, present: i64) -> CountingMinutes {
    let rows = (0..).zip(&round.names.0).map(|(at, id)| {
        let votes = if at < round.seats { present - 1 } else { 1 };
        row(round.columns, *id, (votes, present - votes))
    });
    CountingMinutes {
        issued: present,
        returned: present,
        valid: present,
        invalid: Vec::new(),
        candidates: rows.collect(),
    }
}

fn row(columns: Columns, id: CandidateId, (votes, others): (i64, i64)) -> CandidateVotes {
    let struck = columns == Columns::StrikeOut;
    CandidateVotes {
        candidate_id: id,
        votes: struck.then_some(votes),
        agree: (!struck).then_some(votes),
        disagree: (!struck).then_some(others),
        not_counted: None,
    }
}
