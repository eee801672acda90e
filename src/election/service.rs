//! The verbs of an election: open, take a step, record. What belongs to candidates and to counts is in their rooms.

use serde_json::{Value, json};

use super::checks;
use super::counters;
use super::model::{Case, Election, ElectionFacts, ElectionId, Given, State};
use super::rules::{ElectionProcess, Facts, Step};
use super::store;
use super::vacancy::Why;
use super::voting::{said_of, voted};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::candidate::model::{Candidate, State as CandidateState};
use crate::candidate::rules::{kept_by_poll, polled};
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::error::Error;
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::nominee::model::NomineeId;
use crate::personnel::model::{Case as PersonnelCase, DecidedPost, Post, PostSeats};
use crate::plan::service::expect_version;
use crate::roll::rules::{attendance, bases};
use crate::workflow::{Decision, PossibleStep, decide, possible_steps};
use crate::{
    candidate, congress, count, delegation, journal, nominee, organ, personnel, programme, roll,
};

/// How the elections of a congress stand; for its rules: nobody asks.
pub fn facts(conn: &mut AnyConnection, congress: CongressId) -> Result<ElectionFacts, Error> {
    let mut elections = store::of_congress(conn, congress)?;
    elections.sort_by_key(|one| one.post);
    Ok(ElectionFacts {
        opened: !elections.is_empty(),
        open: elections
            .iter()
            .filter(|one| !one.state.is_over())
            .map(|one| one.post)
            .collect(),
    })
}

/// The posts of the branch the congress decided on, committee first, by given name; a row for each seat left vacant.
/// Empty before every election has ended. Delegates are none of them: the congress above looks at them itself.
pub fn decided_posts(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<DecidedPost>, Error> {
    if !facts(conn, congress)?.are_over() {
        return Ok(Vec::new());
    }
    let mut elections = store::of_congress(conn, congress)?;
    elections.retain(|one| one.post.is_of_branch());
    elections.sort_by_key(|one| one.post);
    let mut posts = Vec::new();
    for election in elections {
        let elected = elected(conn, &election)?;
        let vacant =
            election.seats.unwrap_or(election.proposed_seats) - super::rules::count(elected.iter());
        posts.extend(elected.into_iter().map(|one| DecidedPost {
            post: election.post,
            person_name: Some(one.full_name),
            nominee_id: one.nominee_id.map(Id::uuid),
        }));
        posts.extend((0..vacant).map(|_| DecidedPost {
            post: election.post,
            person_name: None,
            nominee_id: None,
        }));
    }
    Ok(posts)
}

/// Those the congress elected to the branch committee, by given name; nobody where it elects none. For other
/// features: nobody asks.
pub fn elected_committee(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<Candidate>, Error> {
    let elections = store::of_congress(conn, congress)?;
    let committee = elections
        .iter()
        .find(|one| one.post == Post::BranchCommitteeMember);
    committee.map_or(Ok(Vec::new()), |committee| elected(conn, committee))
}

/// The nominees of the scheme whom the congress elected; for the personnel work: nobody asks.
pub fn elected_nominees(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<NomineeId>, Error> {
    let elected = elected_in(conn, congress)?;
    Ok(elected
        .into_iter()
        .filter_map(|one| one.nominee_id)
        .collect())
}

/// Whether the election to a post has begun: its number is voted or its list published. For other features: nobody
/// asks.
pub fn has_begun(conn: &mut AnyConnection, of: CongressId, post: Post) -> Result<bool, Error> {
    let elections = store::of_congress(conn, of)?;
    let has_begun = |one: &Election| one.post == post && one.state != State::Opened;
    Ok(elections.iter().any(has_begun))
}

/// Everybody the congress elected to a post of the branch, once for each; for other features: nobody asks.
pub fn elected_in(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Candidate>, Error> {
    let mut all = Vec::new();
    let mut elections = store::of_congress(conn, congress)?;
    elections.retain(|one| one.post.is_of_branch());
    for election in elections {
        all.extend(elected(conn, &election)?);
    }
    Ok(all)
}

fn elected(conn: &mut AnyConnection, election: &Election) -> Result<Vec<Candidate>, Error> {
    let mut candidates = candidate::service::all(conn, election.id)?;
    candidates.retain(|one| one.state == CandidateState::Elected);
    Ok(candidates)
}

/// Opens an election for each post of the scheme, and to the delegates where the plan has them elected; part of the step
/// `present` of the personnel work.
pub fn open_all(
    conn: &mut AnyConnection,
    actor: &Actor,
    personnel: &PersonnelCase,
) -> Result<(), Error> {
    let mut seats = personnel.personnel.seats.0.clone();
    if personnel.plan.content.0.elects_delegates() {
        // How many, the committee above allocates (R-DEL-03).
        seats.push(PostSeats {
            post: Post::Delegate,
            count: 0,
        });
    }
    seats.sort_by_key(|seat| seat.post);
    let there = store::of_congress(conn, personnel.congress.id)?;
    for seat in seats {
        if there.iter().all(|one| one.post != seat.post) {
            let case = Case {
                election: begun(actor, &personnel.congress, seat.post, seat.count),
                congress: personnel.congress.clone(),
                plan: personnel.plan.clone(),
            };
            write_down(conn, actor, &case)?;
        }
    }
    Ok(())
}

pub(super) fn begun(
    actor: &Actor,
    congress: &Congress,
    post: Post,
    proposed_seats: i64,
) -> Election {
    Election {
        id: Id::new(),
        congress_id: congress.id,
        post,
        state: State::Opened,
        proposed_seats,
        seats: None,
        seats_vote: None,
        list_vote: None,
        vacancy_reason: None,
        vacancy_vote: None,
        created_at: actor.now,
        version: 1,
    }
}

pub(super) fn write_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
) -> Result<(), Error> {
    store::insert(conn, &case.election)?;
    journal::service::record_write(
        conn,
        actor,
        case.chain(),
        &case.congress.unit_path,
        "election.open",
        json!({ "election_id": case.election.id, "post": case.election.post }),
    )
}

/// The election with this key, if the actor may do this with its congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    action: Action,
    id: ElectionId,
) -> Result<Case, Error> {
    let election = store::by_id(conn, id)?;
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, action, election.congress_id)?;
    Ok(Case {
        election,
        congress,
        plan,
    })
}

/// The elections of a congress, as they were opened.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    page: &PageRequest<ElectionId>,
) -> Result<Page<Case>, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, congress)?;
    let mut elections = store::of_congress(conn, congress.id)?;
    elections.retain(|one| page.after.is_none_or(|after| one.id > after));
    let page = Page::of(elections, page.limit, |one: &Election| one.id);
    Ok(page.map(|election| Case {
        election,
        congress: congress.clone(),
        plan: plan.clone(),
    }))
}

/// All that the guards of an election look at, as of now; for its own rooms: nobody asks.
pub fn gather(conn: &mut AnyConnection, actor: &Actor, case: &Case) -> Result<Facts, Error> {
    let regulation = case.regulation(actor.today());
    let election = &case.election;
    let others = store::of_congress(conn, case.congress.id)?;
    let of_post = |post: Post| {
        let before = others.iter().filter(|one| one.id != election.id);
        before.into_iter().find(|one| one.post == post)
    };
    let earlier = others.iter().filter(|one| one.post < election.post);
    let mut earlier_open: Vec<Post> = earlier
        .filter(|one| !one.state.is_over())
        .map(|one| one.post)
        .collect();
    earlier_open.sort_unstable();
    // Every official member may be a delegate; secretary and deputy are of the committee (R-ORG-03).
    let of_branch = election.post.is_of_branch();
    let committee = match of_post(Post::BranchCommitteeMember).filter(|_| of_branch) {
        Some(committee) => Some(self::elected(conn, committee)?),
        None => None,
    };
    let is_before = |one: &&Election| of_branch && one.post < election.post;
    let delegates = match of_post(Post::Delegate).filter(|one| one.post < election.post) {
        Some(delegates) => self::elected(conn, delegates)?,
        None => Vec::new(),
    };
    let delegation = match election.post {
        Post::Delegate => delegation::service::of(conn, case.congress.id)?,
        _ => None,
    };
    let allocated = delegation.map(|delegation| delegation.allocated);
    let secretary = match of_post(Post::Secretary).filter(is_before) {
        Some(secretary) => self::elected(conn, secretary)?.into_iter().next(),
        None => None,
    };
    let roll = roll::service::entries(conn, case.congress.id)?;
    Ok(Facts {
        regulation,
        congress: case.congress.state,
        post: election.post,
        seats: election
            .seats
            .or(allocated)
            .unwrap_or(election.proposed_seats),
        seats_voted: election.seats.is_some(),
        allocated,
        earlier_open,
        candidates: candidate::service::all(conn, election.id)?,
        committee,
        secretary,
        delegates,
        rounds: count::service::all(conn, election.id)?,
        organs: organ::service::elected_kinds(conn, case.congress.id)?,
        counters: organ::service::counter_ids(conn, case.congress.id)?,
        against_ballot: programme::service::against_ballot(conn, case.congress.id, election.post)?,
        bases: bases(&roll, &regulation),
        attendance: attendance(&roll, &regulation),
        roll,
        given: None,
    })
}

/// What is shown of an election besides its row.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The election.
    pub case: Case,
    /// Those elected so far.
    pub elected: Vec<Candidate>,
    /// The ballots held, those broken off included.
    pub ballots: i64,
}

/// An election as a person sees it; the caller has asked who may.
pub fn picture(conn: &mut AnyConnection, case: Case) -> Result<Picture, Error> {
    let elected = elected(conn, &case.election)?;
    let ballots = super::rules::count(count::service::all(conn, case.election.id)?.iter());
    Ok(Picture {
        case,
        elected,
        ballots,
    })
}

/// Every step from where the election stands, each with the reasons against it.
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ElectionId,
) -> Result<(Election, Vec<PossibleStep<ElectionProcess>>), Error> {
    let case = find(conn, actor, Action::ReadCongressDay, id)?;
    let facts = gather(conn, actor, &case)?;
    let held = case.seats().held_by(actor);
    let steps = possible_steps::<ElectionProcess>(case.election.state, &held, &facts);
    Ok((case.election, steps))
}

/// Takes a step.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ElectionId,
    seen: i64,
    (step, given): (Step, &Given),
) -> Result<Case, Error> {
    let mut case = find(conn, actor, Action::ReadCongressDay, id)?;
    expect_version(case.election.version, seen)?;
    let given = &counters::with_counters(conn, &case, step, given)?;
    let mut facts = gather(conn, actor, &case)?;
    facts.given = Some(given.clone());
    let from = case.election.state;
    let held = case.seats().held_by(actor);
    let decision = decide::<ElectionProcess>(from, step, &held, &facts)?;
    case.election.state = decision.to;
    case.election.version += 1;
    let said = carry_out(conn, actor, &mut case, step, (&facts, given))?;
    store::save(conn, &case.election, seen)?;
    record(conn, actor, &case, (step, from, decision), (given, said))?;
    if case.election.state == State::LeftVacant && case.election.post.is_of_branch() {
        let of = (&case.congress, &case.plan);
        super::vacancy::open_task(conn, actor, of, case.election.post, Why::LeftVacant)?;
    }
    if decision.to.is_over() && self::facts(conn, case.congress.id)?.are_over() {
        personnel::service::elections_are_over(conn, actor, case.congress.id)?;
    }
    Ok(case)
}

/// What a step writes; gives what the history keeps of it: figures, never a name.
fn carry_out(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &mut Case,
    step: Step,
    (facts, given): (&Facts, &Given),
) -> Result<Value, Error> {
    let vote = voted(conn, actor, case, step, given)?;
    let mut said = json!({ "vote": vote.as_ref().map(said_of) });
    let mut add = |name: &str, value: Value| {
        if let Some(said) = said.as_object_mut() {
            said.insert(name.to_owned(), value);
        }
    };
    match step {
        Step::VoteSeats => {
            case.election.seats = given.seats;
            case.election.seats_vote = vote.map(AsJson);
            add("seats", given.seats.into());
        }
        Step::PublishList => {
            let nominees =
                nominee::service::of_congress(conn, case.congress.id, case.election.post)?;
            let listed = candidate::service::publish(conn, actor, case, (facts, &nominees))?;
            add("listed", listed.into());
            if case.election.post == Post::Delegate {
                case.election.seats = facts.allocated;
                add("seats", facts.allocated.into());
            }
        }
        Step::RecordPoll => {
            let asked = polled(&facts.candidates);
            let room = checks::room_on_list(facts);
            let kept = kept_by_poll(&given.poll, &asked, room, &facts.regulation)
                .map_err(Error::Refused)?;
            candidate::service::apply_poll(conn, facts, &given.poll, &kept)?;
            add("polled", asked.len().into());
            add("kept", kept.len().into());
        }
        Step::VoteList => {
            case.election.list_vote = vote.map(AsJson);
            add("listed", super::rules::count(facts.standing()).into());
        }
        Step::IssueBallots => {
            let round = count::service::issue(conn, actor, case, (facts, given))?;
            add("round", round.n.into());
            add("base", round.base.0.base.into());
            add("present", round.present.into());
        }
        Step::BreakOff => count::service::break_off(conn, facts, given)?,
        Step::Announce => {
            let (n, outcome) = count::service::announce(conn, actor, case, facts)?;
            candidate::service::elect(conn, &facts.candidates, n, &outcome)?;
            add("round", n.into());
            add("elected", outcome.elected.len().into());
            add("tied", outcome.tied.len().into());
            add(
                "unfilled",
                (facts.unfilled() - super::rules::count(outcome.elected.iter())).into(),
            );
        }
        Step::LeaveVacant => {
            case.election.vacancy_reason.clone_from(&given.note);
            case.election.vacancy_vote = vote.map(AsJson);
            add("vacant", facts.unfilled().into());
        }
        Step::CloseNominations
        | Step::ReopenNominations
        | Step::Conclude
        | Step::VoteAgain
        | Step::VoteOnTied => (),
    }
    Ok(said)
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    (step, from, decision): (Step, State, Decision<State>),
    (given, said): (&Given, Value),
) -> Result<(), Error> {
    journal::service::record_step::<ElectionProcess>(
        conn,
        actor,
        &StepTaken {
            subject: case.subject(),
            chain: case.chain(),
            unit_path: &case.congress.unit_path,
            seats: case.seats(),
            step,
            from,
            decision,
            note: given.note.as_deref(),
            data: said,
            due_on: None,
        },
    )
}

/// The steps taken on an election.
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ElectionId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    let case = find(conn, actor, Action::ReadCongressDay, id)?;
    journal::service::history(conn, case.subject(), page)
}
