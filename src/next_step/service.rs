//! What is next at a congress, gathered from its features.

use super::model::{
    Day, DelegatesAt, Doer, ElectionAt, Facts, Offer, OpenPoint, OpenStep, OrganAt, Paper, RoundAt,
    Scheme, Task, Written,
};
use super::rules;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, held_by};
use crate::candidate::model::{Candidate, CandidateId, State as CandidateState};
use crate::congress::model::{Congress, CongressId, State};
use crate::congress::rules::CongressProcess;
use crate::count::model::{CountEntry, RoundState};
use crate::count::rules::against_counter;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::document::model::DocumentKind;
use crate::election::model::{Case as ElectionCase, State as ElectionState};
use crate::error::{Arg, Error, Reason};
use crate::nominee::model::NomineeId;
use crate::nominee::rules::PROCESS;
use crate::personnel::model::Post;
use crate::plan::model::{Plan, PlanId};
use crate::plan::rules::PRACTICE;
use crate::regulation::{Regulation, cited};
use crate::result::model::Outcome;
use crate::result::vacancy;
use crate::review::model::{RemarkId, Which};
use crate::roll::model::Attendance;
use crate::workflow::{PossibleStep, Process, Seat};
use crate::{
    candidate, checklist, congress, count, delegation, document, election, guidance, organ,
    personnel, personnel_step, plan, programme, result, review, roll, target,
};

/// What is next, and for whom.
#[derive(Debug, Clone)]
pub struct Ahead {
    /// The congress.
    pub congress: Congress,
    /// Who is here; nothing before the roll is drawn up.
    pub attendance: Option<Attendance>,
    /// What is next, the first one first; each with everything that stands in this person's way.
    pub tasks: Vec<TaskFor>,
}

/// A task, as seen by one person.
#[derive(Debug, Clone)]
pub struct TaskFor {
    /// The task.
    pub task: Task,
    /// Whether it is this person's to do.
    pub yours: bool,
}

/// What is next at a congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn next(conn: &mut AnyConnection, actor: &Actor, id: CongressId) -> Result<Ahead, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    let facts = gather(conn, actor, &congress, &plan)?;
    let held = congress.seats(plan.unit_id).held_by(actor);
    let regulation = Regulation::on(congress.day(actor.today()));
    let of_branch = held.contains(&Seat::Branch);
    let counter = against_counter(is_counter(actor, &congress), of_branch, &regulation);
    let tasks = rules::next(&facts)
        .into_iter()
        .map(|task| for_person(task, &held, counter.as_ref()))
        .collect();
    Ok(Ahead {
        attendance: facts.attendance,
        congress,
        tasks,
    })
}

fn is_counter(actor: &Actor, congress: &Congress) -> bool {
    actor.offices.iter().any(|office| {
        office.unit_id == Some(congress.unit_id)
            && held_by(Action::EnterCounts).contains(&office.role)
    })
}

/// A task as this person sees it; `counter` is why the person does not enter counts.
fn for_person(mut task: Task, held: &[Seat], counter: Option<&Reason>) -> TaskFor {
    let in_the_way = match task.by {
        Doer::Seats(seats) => (!seats.iter().any(|seat| held.contains(seat))).then(|| {
            Reason::new("wrong_office")
                .with("by", Arg::terms("seat", seats))
                .on(PRACTICE)
        }),
        Doer::Counter => counter.cloned(),
    };
    let yours = in_the_way.is_none();
    task.reasons.extend(in_the_way);
    TaskFor { task, yours }
}

/// The steps of a process with what stands in their way, whoever takes them.
fn offers<P: Process>(steps: Vec<PossibleStep<P>>) -> Vec<Offer<P::Step>> {
    steps
        .into_iter()
        .map(|possible| Offer {
            step: possible.step,
            by: possible.by,
            reasons: possible
                .reasons
                .into_iter()
                .filter(|reason| reason.code != "wrong_office")
                .collect(),
        })
        .collect()
}

fn gather(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    plan: &Plan,
) -> Result<Facts, Error> {
    let id = congress.id;
    let content = &plan.content.0;
    let mut before: Vec<DocumentKind> = content.required_documents.clone();
    before.retain(|kind| *kind != DocumentKind::DraftResolution);
    before.push(DocumentKind::DraftResolution);
    let may_know_scheme = congress::service::find(conn, actor, Action::ReadPersonnel, id).is_ok();
    let (_, steps) = congress::service::actions(conn, actor, id)?;
    let in_session = congress.state == State::InSession;
    let posts = result::service::of(conn, id)?;
    Ok(Facts {
        congress: id,
        term_overdue: congress::beside::is_term_overdue(conn, congress, actor.today())?,
        state: congress.state,
        version: congress.version,
        day_and_place_set: congress.planned_on.is_some() && congress.venue.is_some(),
        elects: content.elects(),
        delegates: delegates(conn, id, plan)?,
        may_know_scheme,
        offers: offers::<CongressProcess>(steps),
        papers: papers(conn, actor, (congress, plan), before)?,
        report: papers(
            conn,
            actor,
            (congress, plan),
            DocumentKind::papers_of_report(content).collect(),
        )?,
        scheme: match may_know_scheme {
            true => scheme(conn, actor, id)?,
            false => None,
        },
        attendance: roll::service::attendance_if_drawn_up(conn, congress)?,
        unacknowledged: unacknowledged(conn, congress, plan)?,
        points: open_points(conn, actor, id)?,
        programme: if in_session {
            Some(day(conn, actor, id)?)
        } else {
            None
        },
        organs: organs(conn, actor, congress)?,
        elections: if in_session {
            elections(conn, actor, congress)?
        } else {
            Vec::new()
        },
        targets: target::service::of(conn, id)?
            .into_iter()
            .filter(|one| one.target.state == crate::target::model::State::Proposed)
            .map(|one| (one.target.id, one.target.version, one.target.text))
            .collect(),
        vacant: vacancy::vacant(&posts)
            .map(|post| (post.id, post.post))
            .collect(),
        posts: posts
            .into_iter()
            .filter(|post| post.outcome == Outcome::Elected)
            .map(|post| post.id)
            .collect(),
    })
}

fn papers(
    conn: &mut AnyConnection,
    actor: &Actor,
    (congress, plan): (&Congress, &Plan),
    kinds: Vec<DocumentKind>,
) -> Result<Vec<Paper>, Error> {
    let endorses = congress.endorsement_asked(plan);
    let mut papers = Vec::new();
    for kind in kinds {
        let Some(paper) = document::service::of_kind(conn, congress.id, kind)? else {
            papers.push(Paper {
                kind,
                written: None,
            });
            continue;
        };
        let reviews = review::service::facts(conn, paper.id)?;
        let open_remark = match reviews.open_remarks {
            0 => None,
            _ => first_remark(conn, actor, &paper)?,
        };
        let steps = match document::service::actions(conn, actor, paper.id) {
            Ok((_, steps)) => steps,
            Err(Error::Forbidden(_) | Error::NotFound) => Vec::new(),
            Err(error) => return Err(error),
        };
        papers.push(Paper {
            kind,
            written: Some(Written {
                offers: offers(steps),
                id: paper.id,
                state: paper.state,
                version: paper.version,
                latest: paper.latest_version,
                returned: reviews.last_returned,
                final_missing: paper.final_missing(),
                endorsement_awaited: endorses
                    && paper.endorsed_version != Some(paper.latest_version),
                open_remark,
            }),
        });
    }
    Ok(papers)
}

/// The first remark to be answered; nothing for those who may not read the document.
fn first_remark(
    conn: &mut AnyConnection,
    actor: &Actor,
    paper: &document::model::Document,
) -> Result<Option<(RemarkId, i64)>, Error> {
    let page = PageRequest {
        limit: 1,
        after: None,
    };
    match review::service::remarks(conn, actor, paper.id, Which::Open, &page) {
        Ok(page) => Ok(page.items.first().map(|remark| (remark.id, remark.version))),
        Err(Error::Forbidden(_) | Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where the personnel work stands: no name leaves it, so nothing of it is read in the sense of the audit.
fn scheme(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<Option<Scheme>, Error> {
    let Some(key) = personnel::service::key_of(conn, congress)? else {
        return Ok(None);
    };
    let case = personnel::service::find(conn, actor, Action::ReadPersonnel, key)?;
    let asked = case.congress.endorsement_asked(&case.plan);
    let ahead = personnel::ahead::ahead(conn, actor, &case)?;
    let work = case.personnel;
    let nominees: Vec<(NomineeId, Post)> = personnel::service::nominees_of(conn, congress)?
        .iter()
        .map(|nominee| (nominee.id, nominee.post))
        .collect();
    let steps = personnel_step::service::all(conn, key)?;
    let unsigned = steps
        .iter()
        .map(|(step, _)| step)
        .find(|one| !one.is_signed());
    Ok(Some(Scheme {
        id: key,
        state: work.state,
        version: work.version,
        elects_committee: ahead.elects_committee,
        seats: work.seats.0,
        nominees,
        endorsement_awaited: asked && work.endorsed_at.is_none(),
        offers: offers(ahead.steps).into_iter().map(without_names).collect(),
        may_give_way: ahead
            .may_give_way
            .iter()
            .map(|nominee| (nominee.id, nominee.version, nominee.post))
            .collect(),
        ballot_again: ahead.ballot_again,
        step: unsigned.map(|step| OpenStep {
            n: step.n,
            version: step.version,
            ballot: step.kind.has_ballot(),
            recorded: step.held_on.is_some() && step.minutes.is_some(),
        }),
    }))
}

/// A reason that names somebody says only that the list is to be mended: whom it is about is told where the reading is
/// recorded (R-SEC-05).
fn without_names<S>(mut offer: Offer<S>) -> Offer<S> {
    let names_somebody = |reason: &Reason| {
        let mut args = reason.args.iter();
        args.any(|(arg, _)| matches!(*arg, "name" | "names"))
    };
    if offer.reasons.iter().any(names_somebody) {
        offer.reasons.retain(|reason| !names_somebody(reason));
        let to_mend = Reason::new("personnel_list_to_mend").on(PROCESS);
        offer.reasons.push(to_mend);
    }
    offer
}

fn unacknowledged(
    conn: &mut AnyConnection,
    congress: &Congress,
    plan: &Plan,
) -> Result<Vec<guidance::model::GuidanceId>, Error> {
    let line: Vec<PlanId> = plan::service::line(conn, plan)?
        .iter()
        .map(|plan| plan.id)
        .collect();
    let (_, distributed) = guidance::service::guidance_for(conn, &line, congress.id)?;
    let open = distributed.iter().filter(|one| !one.acknowledged);
    Ok(open.map(|one| one.guidance_id).collect())
}

fn open_points(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<Vec<OpenPoint>, Error> {
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let items = checklist::service::items(conn, actor, congress, &page)?.items;
    let open = items
        .into_iter()
        .filter(|item| item.tick.as_ref().is_none_or(|tick| !tick.done));
    Ok(open
        .map(|item| OpenPoint {
            clause: item.clause.id,
            when: item.clause.checklist,
            version: item.tick.map_or(0, |tick| tick.version),
        })
        .collect())
}

fn day(conn: &mut AnyConnection, actor: &Actor, congress: CongressId) -> Result<Day, Error> {
    let arranged = programme::service::find(conn, actor, congress)?;
    Ok(Day {
        version: arranged.programme.version,
        items: arranged.items,
        happened: arranged.happened,
    })
}

fn organs(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<Vec<OrganAt>, Error> {
    let mut there = Vec::new();
    for standing in organ::service::of(conn, congress.id)? {
        there.push(OrganAt {
            id: standing.organ.id,
            kind: standing.organ.kind,
            state: standing.organ.state,
            version: standing.organ.version,
            fit: organ::service::are_fit(conn, actor, congress, &standing)?,
        });
    }
    Ok(there)
}

/// The elections that have not ended, committee first.
fn elections(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<Vec<ElectionAt>, Error> {
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let mut cases = election::service::list(conn, actor, congress.id, &page)?.items;
    cases.retain(|case| !case.election.state.is_over());
    cases.sort_by_key(|case| case.election.post);
    let mut elections = Vec::new();
    for case in cases {
        elections.push(election_at(conn, actor, &case)?);
    }
    Ok(elections)
}

fn election_at(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &ElectionCase,
) -> Result<ElectionAt, Error> {
    let one = &case.election;
    let (_, steps) = election::service::actions(conn, actor, one.id)?;
    let candidates = candidate::service::all(conn, one.id)?;
    let regulation = Regulation::on(case.congress.day(actor.today()));
    let that = |which: &dyn Fn(&Candidate) -> bool| -> Vec<(CandidateId, i64)> {
        let chosen = candidates.iter().filter(|one| which(one));
        chosen.map(|one| (one.id, one.version)).collect()
    };
    let asked = regulation.floor_support_percent().is_some();
    Ok(ElectionAt {
        id: one.id,
        post: one.post,
        state: one.state,
        version: one.version,
        proposed_seats: one.proposed_seats,
        offers: offers(steps),
        withdrawing: that(&|one| one.state == CandidateState::WithdrawalAsked),
        unasked: that(&|one| {
            asked
                && one.state.is_standing()
                && one.is_from_the_floor()
                && one.support_count.is_none()
        }),
        off_roll: that(&|one| one.state.is_standing() && one.roll_entry_id.is_none()),
        polled: candidate::rules::polled(&candidates)
            .iter()
            .map(|one| one.id)
            .collect(),
        counters_fit: match one.state {
            ElectionState::ListVoted => {
                election::counters::against_counters(conn, actor, case)?.is_empty()
            }
            _ => true,
        },
        round: match one.state {
            ElectionState::Voting => round(conn, actor, case, &regulation)?,
            ElectionState::Opened
            | ElectionState::SeatsVoted
            | ElectionState::Nominating
            | ElectionState::Settling
            | ElectionState::ListVoted
            | ElectionState::Announced
            | ElectionState::Decided
            | ElectionState::LeftVacant => None,
        },
    })
}

/// How many delegates are allocated, where the plan has them elected (R-DEL-03).
fn delegates(
    conn: &mut AnyConnection,
    congress: CongressId,
    plan: &Plan,
) -> Result<Option<DelegatesAt>, Error> {
    if !plan.content.0.elects_delegates() {
        return Ok(None);
    }
    let found = delegation::service::of(conn, congress)?;
    Ok(Some(found.map_or_else(DelegatesAt::default, |found| {
        DelegatesAt {
            allocated: Some(found.allocated),
            version: found.version,
        }
    })))
}

fn round(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &ElectionCase,
    regulation: &Regulation,
) -> Result<Option<RoundAt>, Error> {
    let rounds = count::service::all(conn, case.election.id)?;
    let Some(n) = rounds
        .iter()
        .rev()
        .find(|round| round.state != RoundState::Void)
        .map(|round| round.n)
    else {
        return Ok(None);
    };
    let counting = count::service::find(conn, actor, (case.election.id, n))?;
    let entered = counting
        .entries()
        .iter()
        .any(|entry: &CountEntry| entry.entered_by == actor.user_id);
    let reasons = entered.then(|| {
        cited(
            Reason::new("count_entered_already"),
            regulation.counting_committee(),
        )
    });
    Ok(Some(RoundAt {
        n,
        state: counting.round.state,
        version: counting.round.version,
        columns: counting.round.columns,
        names: counting.round.names.0.clone(),
        reasons: reasons.into_iter().collect(),
    }))
}
