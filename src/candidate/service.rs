//! The verbs of candidates: the committee's list, nominations, support, withdrawals, the poll.

use serde_json::json;

use super::convening;
use super::doable::{Deed, against, against_nominating};
use super::model::{Candidate, CandidateId, Manner, NewCandidate, Origin, PollVotes, State};
use super::rules::{self, LinkFacts, NominationFacts};
use super::store::{self, Place};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::count::model::Outcome;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::{AnyConnection, search};
use crate::election::model::{Case, ElectionId, HandVote};
use crate::election::rules::Facts;
use crate::error::{Arg, Error, Reason};
use crate::nominee::model::Nominee;
use crate::opinion::rules::decide_deed;
use crate::plan::service::expect_version;
use crate::regulation::cited;
use crate::roll::identity;
use crate::roll::model::{RollEntry, RollEntryId};
use crate::vote::model::{PutToVote, Told, VoteSubject};
use crate::words::Language;
use crate::workflow::Seat;
use crate::{election, journal, member, personnel, vote};

/// Everybody put forward in an election, withdrawn ones included, in the order of the list; for the rules of the
/// election: nobody asks.
pub fn all(conn: &mut AnyConnection, of: ElectionId) -> Result<Vec<Candidate>, Error> {
    let mut candidates = store::all(conn, of)?;
    rules::in_list_order(&mut candidates);
    Ok(candidates)
}

/// The candidates of an election, by given name.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: ElectionId,
    page: &PageRequest<Place>,
) -> Result<Page<Candidate>, Error> {
    election::service::find(conn, actor, Action::ReadCongressDay, of)?;
    store::list(conn, of, page)
}

/// Puts up the convening committee's list; part of the step `publish_list` of the election. Gives how many names
/// it has.
pub fn publish(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    (facts, nominees): (&Facts, &[Nominee]),
) -> Result<usize, Error> {
    let mut listed = 0;
    let entries = rules::entries_of(&facts.roll, nominees);
    for (nominee, entry) in nominees.iter().zip(entries) {
        let candidate = of_scheme(case, actor, entry, nominee);
        let barred = rules::against_head(
            &candidate,
            facts.committee.as_deref(),
            facts.secretary.as_ref(),
            &facts.regulation,
        );
        let is_delegate = rules::against_alternate(&candidate, &facts.delegates, &facts.regulation);
        // A nominee for secretary whom the congress has not elected to the committee falls away; so does an alternate
        // whom it has elected a delegate.
        if barred.is_empty() && is_delegate.is_empty() {
            store::insert(conn, &candidate)?;
            listed += 1;
        }
    }
    Ok(listed)
}

fn of_scheme(
    case: &Case,
    actor: &Actor,
    entry: Option<RollEntryId>,
    nominee: &Nominee,
) -> Candidate {
    Candidate {
        nominee_id: Some(nominee.id),
        roll_entry_id: entry,
        birth_date: Some(nominee.birth_date),
        ..begun(case, actor, &nominee.full_name, Origin::CommitteeList)
    }
}

fn begun(case: &Case, actor: &Actor, full_name: &str, origin: Origin) -> Candidate {
    Candidate {
        id: Id::new(),
        election_id: case.election.id,
        nominee_id: None,
        roll_entry_id: None,
        full_name: full_name.to_owned(),
        name_key: search::given_name_key(full_name),
        birth_date: None,
        origin,
        of_convening_committee: false,
        nominated_by: None,
        manner: Manner::default(),
        consented: false,
        note: None,
        state: State::Standing,
        support_count: None,
        support_attending: None,
        poll_votes: None,
        withdrawal_reason: None,
        withdrawal_vote: None,
        elected_in: None,
        created_at: actor.now,
        version: 1,
    }
}

/// Puts somebody forward at the congress, or takes down who stands of their own accord.
///
/// # Errors
/// [`Error::Invalid`] for somebody who is not on the roll; [`Error::Refused`] and [`Error::Forbidden`] with every
/// reason.
pub fn nominate(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: ElectionId,
    new: &NewCandidate,
) -> Result<Candidate, Error> {
    let case = election::service::find(conn, actor, Action::ReadCongressDay, of)?;
    let facts = election::service::gather(conn, actor, &case)?;
    let person = on_roll(&facts.roll, new.roll_entry_id, "/roll_entry_id")?;
    let nominator = new
        .nominated_by
        .map(|id| on_roll(&facts.roll, id, "/nominated_by"))
        .transpose()?;
    let conveners = convening::conveners(conn, &case, &facts.roll)?;
    let origin = match new.nominated_by {
        Some(_) => Origin::Nomination,
        None => Origin::SelfNomination,
    };
    let candidate = Candidate {
        roll_entry_id: Some(person.id),
        of_convening_committee: new.of_convening_committee
            || conveners.members.contains(&person.id),
        nominated_by: new.nominated_by,
        manner: new.manner,
        consented: new.consented,
        note: new.note.clone(),
        ..begun(&case, actor, &person.full_name, origin)
    };
    let mut reasons = against_nominating(&case, &facts);
    reasons.extend(rules::against_nomination(
        new,
        &candidate,
        &NominationFacts {
            regulation: &facts.regulation,
            post: facts.post,
            candidates: &facts.candidates,
            committee: facts.committee.as_deref(),
            secretary: facts.secretary.as_ref(),
            delegates: &facts.delegates,
            person,
            nominator,
            conveners: &conveners.members,
            on_committee_list: conveners.listed.contains(&person.id),
        },
    ));
    // R-EL-11: an application is received by those who work for the committee; everything else by the presidium.
    let by: &[Seat] = if new.is_application_of(person) {
        &[Seat::Branch, Seat::Upper, Seat::Office]
    } else {
        &[Seat::Branch]
    };
    decide_deed(by, &case.seats().held_by(actor), reasons)?;
    store::insert(conn, &candidate)?;
    record(conn, actor, &case, &candidate, "election.nominate")?;
    Ok(candidate)
}

fn on_roll<'a>(
    roll: &'a [RollEntry],
    id: RollEntryId,
    pointer: &str,
) -> Result<&'a RollEntry, Error> {
    roll.iter()
        .find(|entry| entry.id == id)
        .ok_or_else(|| Error::invalid(pointer, "unknown"))
}

/// What is recorded of a candidate; absent means unchanged.
#[derive(Debug, Clone, Copy, Default)]
pub struct Correction {
    /// The candidate on the roll, where it was not found by name.
    pub roll_entry_id: Option<RollEntryId>,
    /// How many support a name from the floor, of how many attending (R-EL-07).
    pub support: Option<(i64, i64)>,
}

/// Records the support of a name from the floor; or who a name of the scheme is on the roll.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Stale`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn correct(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, id): (ElectionId, CandidateId),
    seen: i64,
    correction: &Correction,
) -> Result<Candidate, Error> {
    let (case, facts, before) = touched(conn, actor, (of, id), seen)?;
    let mut reasons = against((&case, &facts), &before, Deed::Correct);
    let mut candidate = before.clone();
    if let Some(entry) = correction.roll_entry_id {
        let entry = on_roll(&facts.roll, entry, "/roll_entry_id")?;
        if before.is_from_the_floor() {
            reasons.push(cited(
                Reason::new("candidate_on_roll"),
                facts.regulation.official_members_stand(),
            ));
        } else {
            reasons.extend(against_link(conn, &case, &facts, (&before, entry))?);
        }
        candidate.roll_entry_id = Some(entry.id);
    }
    if let Some((count, attending)) = correction.support {
        reasons.extend(against_support(&before, &facts, (count, attending)));
        candidate.support_count = Some(count);
        candidate.support_attending = Some(attending);
        candidate.state = if rules::is_supported(count, attending, &facts.regulation) {
            State::Standing
        } else {
            State::Unsupported
        };
    }
    decide_deed(&[Seat::Branch], &case.seats().held_by(actor), reasons)?;
    saved(conn, actor, &case, candidate, "election.candidate")
}

/// Why a name of the scheme is not matched with this entry of the roll.
fn against_link(
    conn: &mut AnyConnection,
    case: &Case,
    facts: &Facts,
    (candidate, entry): (&Candidate, &RollEntry),
) -> Result<Vec<Reason>, Error> {
    let nominees = personnel::service::nominees_of(conn, case.congress.id)?;
    let nominee = nominees
        .iter()
        .find(|one| Some(one.id) == candidate.nominee_id);
    let members = member::service::of_branch(conn, case.congress.unit_id)?;
    Ok(rules::against_link(
        candidate,
        &LinkFacts {
            regulation: &facts.regulation,
            candidates: &facts.candidates,
            entry,
            entry_born: identity::born(entry, &members),
            nominee_member: nominee.and_then(|one| one.member_id),
        },
    ))
}

/// R-EL-07: what cannot be recorded of the support of a name from the floor.
fn against_support(
    candidate: &Candidate,
    facts: &Facts,
    (count, attending): (i64, i64),
) -> Vec<Reason> {
    let ground = facts
        .regulation
        .floor_support_percent()
        .map_or(facts.regulation.all_members_nominate(), |bar| bar.ground);
    let mut reasons = Vec::new();
    if !candidate.is_from_the_floor() {
        reasons.push(cited(Reason::new("candidate_of_committee_list"), ground));
    }
    if !matches!(candidate.state, State::Standing | State::Unsupported) {
        reasons.push(cited(
            rules::in_state("candidate_not_standing", candidate.state),
            ground,
        ));
    }
    let here = facts.attendance.attending();
    // Whoever votes is among those attending: a smaller figure would make the support look larger than it is.
    if attending < facts.attendance.present_official {
        let reason = Reason::new("candidate_support_under_attending")
            .with("attending", attending)
            .with("present", facts.attendance.present_official);
        reasons.push(cited(reason, ground));
    }
    if attending > here || count > attending {
        let reason = Reason::new("candidate_support_over_attending")
            .with("support", count)
            .with("attending", attending)
            .with("present", here);
        reasons.push(cited(reason, ground));
    }
    reasons
}

/// Takes down that a candidate asks to withdraw (R-EL-08). The name stands until the congress has decided.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn ask_withdrawal(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, id): (ElectionId, CandidateId),
    seen: i64,
    reason: &str,
) -> Result<Candidate, Error> {
    let (case, facts, mut candidate) = touched(conn, actor, (of, id), seen)?;
    let reasons = against((&case, &facts), &candidate, Deed::AskWithdrawal);
    decide_deed(&[Seat::Branch], &case.seats().held_by(actor), reasons)?;
    candidate.state = State::WithdrawalAsked;
    candidate.withdrawal_reason = Some(search::normalise(reason));
    candidate.withdrawal_vote = None;
    saved(conn, actor, &case, candidate, "election.ask_withdrawal")
}

/// Records how the congress decided on a withdrawal: the name goes when more than half of the base let it go.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn decide_withdrawal(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, id): (ElectionId, CandidateId),
    seen: i64,
    told: &Told,
) -> Result<Candidate, Error> {
    let (case, facts, mut candidate) = touched(conn, actor, (of, id), seen)?;
    let reasons = against((&case, &facts), &candidate, Deed::DecideWithdrawal);
    // Questions are kept as they were put, in the language of the Party's papers.
    let wording = Language::Vietnamese.say_with(
        "election-question-withdrawal",
        &[
            ("post", Arg::term("post", case.election.post)),
            ("name", candidate.full_name.as_str().into()),
        ],
    );
    let put = PutToVote {
        wording: Some(wording),
        ..PutToVote::one(VoteSubject::Withdrawal, candidate.id)
    };
    let vote = vote::service::record_unless(conn, actor, &case.congress, &put, told, reasons)?;
    candidate.state = if vote.adopted {
        State::Withdrawn
    } else {
        State::Standing
    };
    candidate.withdrawal_vote = Some(AsJson(HandVote::from(&vote)));
    saved(conn, actor, &case, candidate, "election.decide_withdrawal")
}

fn touched(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, id): (ElectionId, CandidateId),
    seen: i64,
) -> Result<(Case, Facts, Candidate), Error> {
    let case = election::service::find(conn, actor, Action::ReadCongressDay, of)?;
    let candidate = store::by_id(conn, of, id)?;
    expect_version(candidate.version, seen)?;
    let facts = election::service::gather(conn, actor, &case)?;
    Ok((case, facts, candidate))
}

fn saved(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    mut candidate: Candidate,
    kind: &str,
) -> Result<Candidate, Error> {
    candidate.version += 1;
    store::save(conn, &candidate)?;
    record(conn, actor, case, &candidate, kind)?;
    Ok(candidate)
}

/// Keeps the names that the poll leaves on the list, and takes the others off it; part of the step `record_poll`.
pub fn apply_poll(
    conn: &mut AnyConnection,
    facts: &Facts,
    votes: &[PollVotes],
    kept: &[CandidateId],
) -> Result<(), Error> {
    for candidate in rules::polled(&facts.candidates) {
        let votes = votes.iter().find(|row| row.candidate_id == candidate.id);
        let state = if kept.contains(&candidate.id) {
            State::Standing
        } else {
            State::PolledOut
        };
        let polled = Candidate {
            state,
            poll_votes: votes.map(|row| row.votes),
            version: candidate.version + 1,
            ..candidate.clone()
        };
        store::save(conn, &polled)?;
    }
    Ok(())
}

/// Marks those whom a ballot elected; part of the step `announce`.
pub fn elect(
    conn: &mut AnyConnection,
    candidates: &[Candidate],
    n: i64,
    outcome: &Outcome,
) -> Result<(), Error> {
    for candidate in candidates
        .iter()
        .filter(|one| outcome.elected.contains(&one.id))
    {
        let elected = Candidate {
            state: State::Elected,
            elected_in: Some(n),
            version: candidate.version + 1,
            ..candidate.clone()
        };
        store::save(conn, &elected)?;
    }
    Ok(())
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    candidate: &Candidate,
    kind: &str,
) -> Result<(), Error> {
    journal::service::record_write(
        conn,
        actor,
        case.chain(),
        &case.congress.unit_path,
        kind,
        json!({
            "election_id": case.election.id, "candidate_id": candidate.id, "origin": candidate.origin,
            "state": candidate.state,
        }),
    )
}
