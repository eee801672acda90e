//! How a congress elected, as its minutes and the list of those elected tell it: every name put forward, every
//! decision, every ballot announced.

use super::compose;
use super::elections::{all, ballots, figures};
use super::gather::{Ground, calculation};
use super::model::{
    ElectedLine, ElectionAccount, Figures, FloorName, RoundAccount, VoteLine, Withdrawal,
};
use super::rules;
use crate::candidate::model::{Candidate, Origin, State as CandidateState};
use crate::count::model::RoundState;
use crate::count::service::Counting;
use crate::db::AnyConnection;
use crate::db::json::AsJson;
use crate::election::model::{Case, HandVote, State as ElectionState};
use crate::error::Error;
use crate::personnel::model::Post;
use crate::roll::model::{RollEntry, RollEntryId};
use crate::{candidate, roll};

/// The elections that have begun, in the order in which they are held.
pub fn of_elections(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
) -> Result<Vec<ElectionAccount>, Error> {
    let roll = roll::service::entries(conn, ground.congress.id)?;
    let mut accounts = Vec::new();
    for case in all(conn, ground)? {
        if case.election.state != ElectionState::Opened {
            accounts.push(account(conn, ground, &case, &roll)?);
        }
    }
    Ok(accounts)
}

fn account(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    case: &Case,
    roll: &[RollEntry],
) -> Result<ElectionAccount, Error> {
    let election = &case.election;
    let candidates = candidate::service::all(conn, election.id)?;
    let ballots = ballots(conn, ground, election.id)?;
    let elects = compose::elects(election.post, &ground.congress.unit_name);
    let seats = election.seats.unwrap_or(election.proposed_seats);
    let elected = elected(&candidates, &ballots);
    let filled = i64::try_from(elected.len()).unwrap_or(i64::MAX);
    Ok(ElectionAccount {
        seats,
        allocated: election.post == Post::Delegate,
        seats_vote: hands(election.seats_vote.as_ref()),
        committee_list: names(&candidates, |one| one.origin == Origin::CommitteeList),
        floor: floor(&candidates, roll),
        withdrawals: withdrawals(&candidates),
        list: list(case, &candidates, &ballots),
        list_vote: hands(election.list_vote.as_ref()),
        rounds: ballots
            .iter()
            .filter_map(|counting| round(ground, counting))
            .collect(),
        vacant: if election.state.is_over() {
            seats - filled
        } else {
            0
        },
        elected,
        vacancy_reason: election.vacancy_reason.clone(),
        vacancy_vote: hands(election.vacancy_vote.as_ref()),
        elects,
    })
}

fn names(candidates: &[Candidate], which: impl Fn(&&Candidate) -> bool) -> Vec<String> {
    candidates
        .iter()
        .filter(which)
        .map(|one| one.full_name.clone())
        .collect()
}

/// A vote of the election by show of hands, as a line of its own.
fn hands(vote: Option<&AsJson<HandVote>>) -> Option<VoteLine> {
    vote.map(|AsJson(vote)| VoteLine {
        subject: String::new(),
        for_: vote.hands.r#for,
        against: vote.hands.against,
        abstain: vote.hands.abstain,
        base: vote.base.base,
        adopted: vote.carried,
    })
}

fn floor(candidates: &[Candidate], roll: &[RollEntry]) -> Vec<FloorName> {
    let named = |id: RollEntryId| {
        let found = roll.iter().find(|entry| entry.id == id);
        found.map(|entry| entry.full_name.clone())
    };
    candidates
        .iter()
        .filter(|one| one.is_from_the_floor())
        .map(|one| FloorName {
            name: one.full_name.clone(),
            by: one.nominated_by.and_then(named),
            support: one.support_count.zip(one.support_attending),
            poll: one.poll_votes,
        })
        .collect()
}

fn withdrawals(candidates: &[Candidate]) -> Vec<Withdrawal> {
    candidates
        .iter()
        .filter(|one| one.withdrawal_reason.is_some())
        .map(|one| Withdrawal {
            name: one.full_name.clone(),
            vote: hands(one.withdrawal_vote.as_ref()),
        })
        .collect()
}

/// The ballot list of the first ballot; before it, as voted; before that none.
fn list(case: &Case, candidates: &[Candidate], ballots: &[Counting]) -> Vec<String> {
    let first = ballots
        .iter()
        .find(|counting| counting.round.state != RoundState::Void);
    if let Some(first) = first {
        return first
            .names
            .iter()
            .map(|one| one.full_name.clone())
            .collect();
    }
    let voted = matches!(
        case.election.state,
        ElectionState::ListVoted | ElectionState::Voting
    );
    names(candidates, |one| voted && one.state.is_standing())
}

/// A ballot that was announced or broken off; one that is still being counted is not told.
fn round(ground: &Ground<'_>, counting: &Counting) -> Option<RoundAccount> {
    let round = &counting.round;
    let figures: Option<Figures> = match round.state {
        RoundState::Announced => figures(ground, counting),
        RoundState::Void => None,
        RoundState::Counting | RoundState::Differing | RoundState::Agreed => return None,
    };
    Some(RoundAccount {
        n: round.n,
        kind: round.kind,
        issued_at: rules::hour_of(round.issued_at),
        seats: round.seats,
        base: calculation(&round.base.0),
        figures,
        note: round.note.clone(),
    })
}

/// Those elected: in the order of the ballots, the most votes first.
fn elected(candidates: &[Candidate], ballots: &[Counting]) -> Vec<ElectedLine> {
    let elected = |one: &&Candidate| one.state == CandidateState::Elected;
    let mut lines: Vec<ElectedLine> = candidates
        .iter()
        .filter(elected)
        .filter_map(|one| line(one, ballots))
        .collect();
    lines.sort_by_key(|line| (line.round, std::cmp::Reverse(line.votes)));
    lines
}

fn line(candidate: &Candidate, ballots: &[Counting]) -> Option<ElectedLine> {
    let n = candidate.elected_in?;
    let counting = ballots.iter().find(|counting| counting.round.n == n)?;
    let rows = &counting.minutes()?.candidates;
    let row = rows.iter().find(|row| row.candidate_id == candidate.id)?;
    Some(ElectedLine {
        name: candidate.full_name.clone(),
        round: n,
        votes: row.in_favour(),
        base: counting.round.base.0.base,
    })
}
