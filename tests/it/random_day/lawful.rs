//! What must never be at a congress, said from the regulation and asked of the rows.

use std::collections::{HashMap, HashSet};

use daihoi::candidate::model::{Candidate, State as CandidateState};
use daihoi::congress::model::{Congress, State};
use daihoi::count::model::{
    Columns, CountEntry, EntryPlace, Round as Ballot, RoundKind, RoundState,
};
use daihoi::db::schema::{
    congresses, count_entries, documents, election_candidates, election_rounds, elections,
    organ_members, organs, programme_items, roll_entries, targets, votes,
};
use daihoi::document::model::{DocumentKind, State as DocumentState};
use daihoi::election::model::{Election, State as ElectionState};
use daihoi::organ::model::{Organ, OrganKind, OrganMember, State as OrganState};
use daihoi::personnel::model::Post;
use daihoi::programme::model::Item;
use daihoi::roll::model::{RollEntry, RollStatus};
use daihoi::target::model::State as TargetState;
use daihoi::user::model::UserId;
use daihoi::vote::model::Vote;
use diesel::prelude::*;

use crate::world::World;

/// What the rows say of a congress.
struct Rows {
    congress: Congress,
    roll: HashMap<String, RollEntry>,
    organs: Vec<(Organ, Vec<OrganMember>)>,
    items: Vec<Item>,
    votes: HashMap<String, Vote>,
    elections: Vec<Election>,
    candidates: Vec<Candidate>,
    ballots: Vec<Ballot>,
    entries: Vec<CountEntry>,
    resolution: Option<DocumentState>,
    documents: Vec<DocumentState>,
    targets: Vec<TargetState>,
}

impl Rows {
    async fn of(world: &World) -> Self {
        world
            .read(|conn| {
                let members: Vec<OrganMember> = organ_members::table
                    .select(OrganMember::as_select())
                    .load(conn)?;
                let organs: Vec<Organ> = organs::table.select(Organ::as_select()).load(conn)?;
                let roll: Vec<RollEntry> = roll_entries::table
                    .select(RollEntry::as_select())
                    .load(conn)?;
                let votes: Vec<Vote> = votes::table.select(Vote::as_select()).load(conn)?;
                let papers: Vec<(DocumentKind, DocumentState)> = documents::table
                    .select((documents::kind, documents::state))
                    .load(conn)?;
                let resolution = papers
                    .iter()
                    .find(|(kind, _)| *kind == DocumentKind::DraftResolution);
                Ok(Self {
                    congress: congresses::table
                        .select(Congress::as_select())
                        .first(conn)?,
                    roll: keyed(roll, |entry| entry.id.to_string()),
                    organs: organs
                        .into_iter()
                        .map(|organ| {
                            let own = members.iter().filter(|one| one.organ_id == organ.id);
                            let own = own.cloned().collect();
                            (organ, own)
                        })
                        .collect(),
                    items: programme_items::table
                        .order(programme_items::n)
                        .select(Item::as_select())
                        .load(conn)?,
                    votes: keyed(votes, |vote| vote.id.to_string()),
                    elections: elections::table.select(Election::as_select()).load(conn)?,
                    candidates: election_candidates::table
                        .select(Candidate::as_select())
                        .load(conn)?,
                    ballots: election_rounds::table
                        .order(election_rounds::n)
                        .select(Ballot::as_select())
                        .load(conn)?,
                    entries: count_entries::table
                        .select(CountEntry::as_select())
                        .load(conn)?,
                    resolution: resolution.map(|(_, state)| *state),
                    documents: papers.into_iter().map(|(_, state)| state).collect(),
                    targets: targets::table.select(targets::state).load(conn)?,
                })
            })
            .await
    }

    fn election(&self, post: Post) -> Option<&Election> {
        self.elections.iter().find(|one| one.post == post)
    }

    fn elected(&self, post: Post) -> Vec<&Candidate> {
        let Some(election) = self.election(post) else {
            return Vec::new();
        };
        let own = self
            .candidates
            .iter()
            .filter(|one| one.election_id == election.id);
        own.filter(|one| one.elected_in.is_some()).collect()
    }

    fn official(&self) -> i64 {
        let official = self
            .roll
            .values()
            .filter(|entry| entry.status == RollStatus::Official);
        i64::try_from(official.count()).expect("small")
    }
}

fn keyed<T>(all: Vec<T>, key: impl Fn(&T) -> String) -> HashMap<String, T> {
    all.into_iter().map(|one| (key(&one), one)).collect()
}

/// 24-QĐ/TW and Charter Art. 11: nothing of the day without a congress in session, and no end with anything undone.
fn the_day_is_in_order(rows: &Rows) {
    let held = rows.congress.opened_on.is_some();
    let begun: Vec<&Item> = rows
        .items
        .iter()
        .filter(|item| item.begun_at.is_some())
        .collect();
    assert!(held || begun.is_empty(), "an item before the opening");
    let running = begun.iter().filter(|item| item.ended_at.is_none()).count();
    assert!(running <= 1, "{running} items at once");
    for item in &begun {
        let early = item.ended_at.is_some_and(|end| Some(end) < item.begun_at);
        assert!(!early, "{} ends before it begins", item.kind);
    }
    for pair in begun.windows(2) {
        assert!(
            pair[0].begun_at <= pair[1].begun_at,
            "{} was begun before {}",
            pair[1].kind,
            pair[0].kind
        );
    }
    let presented = rows
        .documents
        .iter()
        .any(|state| matches!(state, DocumentState::Presented | DocumentState::Adopted));
    assert!(held || !presented, "a document put to nobody");
    assert!(
        held || rows.ballots.is_empty(),
        "a ballot before the opening"
    );
    let is_closed = matches!(
        rows.congress.state,
        State::Closed | State::Reported | State::Confirmed
    );
    if !is_closed {
        return;
    }
    assert_eq!(
        rows.resolution,
        Some(DocumentState::Adopted),
        "no resolution"
    );
    for item in rows.items.iter().filter(|item| item.required) {
        assert!(item.ended_at.is_some(), "closed without {}", item.kind);
    }
    for election in &rows.elections {
        assert!(
            matches!(
                election.state,
                ElectionState::Decided | ElectionState::LeftVacant
            ),
            "closed with the election to {} at {}",
            election.post,
            election.state
        );
    }
    assert!(
        !rows.targets.contains(&TargetState::Proposed),
        "closed over a target that nobody voted on"
    );
}

/// Charter Art. 11 and 24-QĐ/TW 13: more than half of the base, never more hands than are here.
fn votes_add_up(rows: &Rows) {
    for vote in rows.votes.values() {
        let base = vote.base.0.base;
        let counted = vote.votes_for + vote.votes_against + vote.votes_abstain;
        let present = vote.attendance.0.present_official;
        assert!(counted <= present, "{counted} hands of {present}: {vote:?}");
        assert_eq!(
            vote.adopted,
            2 * vote.votes_for > base,
            "{} of {base}",
            vote.votes_for
        );
        assert!(base <= rows.official(), "a base of more than there are");
        assert!(
            3 * present >= 2 * vote.attendance.0.summoned_official || vote.note.is_some(),
            "a vote without a quorum and without a word why"
        );
    }
}

/// 24-QĐ/TW 14, 244-QĐ/TW Art. 6–8: organs are voted, and nobody counts who does not vote.
fn organs_are_lawful(rows: &Rows) {
    for (organ, members) in &rows.organs {
        let vote = organ.vote_id.map(|id| &rows.votes[&id.to_string()]);
        match organ.state {
            OrganState::Proposed => (),
            OrganState::Elected => assert!(vote.is_some_and(|vote| vote.adopted), "{organ:?}"),
            OrganState::Rejected => assert!(vote.is_some_and(|vote| !vote.adopted), "{organ:?}"),
        }
        assert!(!members.is_empty(), "{} of nobody", organ.kind);
        let names: HashSet<_> = members.iter().map(|one| one.roll_entry_id).collect();
        assert_eq!(
            names.len(),
            members.len(),
            "somebody twice in {}",
            organ.kind
        );
        for member in members {
            let entry = &rows.roll[&member.roll_entry_id.to_string()];
            let counts =
                organ.kind == OrganKind::CountingCommittee && organ.state == OrganState::Elected;
            assert!(
                !counts || entry.status == RollStatus::Official,
                "{} counts and is {}",
                entry.full_name,
                entry.status
            );
        }
    }
}

/// 244-QĐ/TW: the counting committee is elected and on no list; two enter apart; the figures can be true.
fn ballots_are_lawful(rows: &Rows, branch: UserId) {
    for ballot in &rows.ballots {
        let own: Vec<&Candidate> = rows
            .candidates
            .iter()
            .filter(|one| ballot.names.0.contains(&one.id))
            .collect();
        assert_eq!(
            own.len(),
            ballot.names.0.len(),
            "a name twice, or of nobody"
        );
        assert!(own.iter().all(|one| one.election_id == ballot.election_id));
        let listed: HashSet<_> = own.iter().filter_map(|one| one.roll_entry_id).collect();
        assert!(!ballot.counters.0.is_empty(), "nobody counts");
        assert!(
            !ballot.counters.0.iter().any(|one| listed.contains(one)),
            "who is on the list counts it"
        );
        if is_out(ballot) {
            the_list_was_voted(rows, ballot, &own);
        }
        the_count_is_lawful(rows, ballot, branch);
    }
    for election in &rows.elections {
        let out = rows
            .ballots
            .iter()
            .filter(|ballot| ballot.election_id == election.id && is_out(ballot));
        assert!(out.count() <= 1, "two ballots of one election at once");
    }
}

/// Whether the ballots are out, or their figures wait to be announced.
fn is_out(ballot: &Ballot) -> bool {
    !matches!(ballot.state, RoundState::Announced | RoundState::Void)
}

fn the_list_was_voted(rows: &Rows, ballot: &Ballot, own: &[&Candidate]) {
    let election = rows
        .elections
        .iter()
        .find(|one| one.id == ballot.election_id)
        .expect("its election");
    let carried = election
        .list_vote
        .as_ref()
        .is_some_and(|vote| vote.0.carried);
    assert!(carried, "a ballot on a list that was not voted");
    for mark in [
        CandidateState::Withdrawn,
        CandidateState::Unsupported,
        CandidateState::PolledOut,
    ] {
        let gone = own.iter().any(|one| one.state == mark);
        assert!(!gone, "{mark} and on the ballot");
    }
}

fn the_count_is_lawful(rows: &Rows, ballot: &Ballot, branch: UserId) {
    let entry = |place: EntryPlace| {
        rows.entries
            .iter()
            .find(|one| one.round_id == ballot.id && one.place == place)
    };
    let own = [
        EntryPlace::First,
        EntryPlace::Second,
        EntryPlace::Settlement,
    ]
    .map(entry);
    for one in own.iter().flatten() {
        assert_ne!(one.entered_by, branch, "the convening committee counts");
    }
    let stands = match own {
        [Some(first), Some(second), settlement] => {
            assert_ne!(
                first.entered_by, second.entered_by,
                "one person entered twice"
            );
            let agree = first.minutes.0.in_order() == second.minutes.0.in_order();
            assert!(!agree || settlement.is_none(), "settled though they agree");
            if agree { Some(first) } else { settlement }
        }
        [_, second, settlement] => {
            assert!(second.is_none() && settlement.is_none(), "out of turn");
            None
        }
    };
    let counts = matches!(ballot.state, RoundState::Agreed | RoundState::Announced);
    assert!(!counts || stands.is_some(), "figures that nobody entered");
    if let Some(stands) = stands.filter(|_| counts) {
        the_figures_can_be_true(ballot, stands);
        the_result_follows(rows, ballot, stands);
    }
}

fn the_figures_can_be_true(ballot: &Ballot, entry: &CountEntry) {
    let minutes = &entry.minutes.0;
    let invalid: i64 = minutes.invalid.iter().map(|one| one.count).sum();
    assert!(minutes.issued <= ballot.present, "more ballots than people");
    assert!(
        minutes.returned <= minutes.issued,
        "more back than given out"
    );
    assert_eq!(minutes.valid + invalid, minutes.returned, "{minutes:?}");
    let mut sum = 0;
    for row in &minutes.candidates {
        assert!(
            ballot.names.0.contains(&row.candidate_id),
            "votes for nobody"
        );
        match ballot.columns {
            Columns::StrikeOut => {
                let votes = row.votes.expect("votes");
                assert!((0..=minutes.valid).contains(&votes), "{row:?}");
                sum += votes;
            }
            Columns::FourColumns => {
                let boxes =
                    [row.agree, row.disagree, row.not_counted].map(Option::unwrap_or_default);
                assert!(boxes.iter().all(|count| *count >= 0), "{row:?}");
                assert_eq!(boxes.iter().sum::<i64>(), minutes.valid, "{row:?}");
            }
        }
    }
    assert!(
        sum <= minutes.valid * ballot.seats,
        "more votes than the ballots can bear"
    );
}

/// 244-QĐ/TW Art. 19–20: more than half of the base, the most votes first, no more than there are seats.
fn the_result_follows(rows: &Rows, ballot: &Ballot, entry: &CountEntry) {
    let Some(outcome) = &ballot.outcome else {
        assert_ne!(
            ballot.state,
            RoundState::Announced,
            "announced without a result"
        );
        return;
    };
    let base = ballot.base.0.base;
    assert!(base > 0 && base <= rows.official(), "a base of {base}");
    let seats = usize::try_from(ballot.seats).expect("small");
    assert!(outcome.0.elected.len() <= seats, "more elected than seats");
    let votes: HashMap<_, i64> = entry
        .minutes
        .0
        .candidates
        .iter()
        .map(|row| {
            (
                row.candidate_id,
                row.votes.or(row.agree).unwrap_or_default(),
            )
        })
        .collect();
    for one in &outcome.0.elected {
        let own = votes[one];
        assert!(
            2 * own > base || ballot.kind == RoundKind::TieBreak,
            "elected with {own} of {base}"
        );
        let passed_over = votes
            .iter()
            .any(|(other, count)| *count > own && !outcome.0.elected.contains(other));
        assert!(!passed_over, "elected before somebody with more votes");
    }
}

/// 24-QĐ/TW 15, 244-QĐ/TW Art. 4 and 9: committee, then secretary from it, then deputy from it; as many as were voted.
fn posts_are_lawful(rows: &Rows) {
    for election in &rows.elections {
        let elected = rows.elected(election.post);
        let count = i64::try_from(elected.len()).expect("small");
        let seats = election.seats.unwrap_or_default();
        assert!(count <= seats, "{count} elected to {seats} seats");
        match election.state {
            ElectionState::Decided => assert_eq!(count, seats, "decided and not full"),
            ElectionState::LeftVacant => {
                assert!(count < seats || seats == 0, "vacant and full");
                assert!(
                    election.vacancy_reason.is_some(),
                    "vacant without a word why"
                );
            }
            _ => (),
        }
        for one in elected {
            assert_eq!(one.state, CandidateState::Elected, "{}", one.full_name);
        }
    }
    for (post, after) in [
        (Post::Secretary, Post::BranchCommitteeMember),
        (Post::DeputySecretary, Post::Secretary),
    ] {
        let Some(election) = rows.election(post) else {
            continue;
        };
        let voted = rows
            .ballots
            .iter()
            .any(|ballot| ballot.election_id == election.id);
        let before = rows.election(after);
        let over = before.is_none_or(|before| {
            matches!(
                before.state,
                ElectionState::Decided | ElectionState::LeftVacant
            )
        });
        assert!(!voted || over, "a ballot for {post} before {after} is done");
    }
    let committee: HashSet<String> = rows
        .elected(Post::BranchCommitteeMember)
        .iter()
        .map(|one| one.name_key.clone())
        .collect();
    let secretaries = rows.elected(Post::Secretary);
    let deputies = rows.elected(Post::DeputySecretary);
    assert!(secretaries.len() <= 1, "two secretaries");
    for one in secretaries.iter().chain(&deputies) {
        assert!(
            rows.election(Post::BranchCommitteeMember).is_none()
                || committee.contains(&one.name_key),
            "{} is not of the committee",
            one.full_name
        );
    }
    for deputy in &deputies {
        let both = secretaries
            .iter()
            .any(|one| one.name_key == deputy.name_key);
        assert!(!both, "secretary and deputy at once");
    }
}

/// Looks at everything, and fails where anything is not lawful.
pub async fn nothing_forbidden_is_there(world: &World, branch: UserId) {
    let rows = Rows::of(world).await;
    the_day_is_in_order(&rows);
    votes_add_up(&rows);
    organs_are_lawful(&rows);
    ballots_are_lawful(&rows, branch);
    posts_are_lawful(&rows);
}
