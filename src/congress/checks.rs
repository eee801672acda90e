//! What each guard of the [table](super::rules) looks at, and every reason with its figures.
//!
//! Pure. A reason that rests on a threshold names the clause and the text in force on the congress's day.

use std::iter;

use chrono::{Days, NaiveDate};

use super::rules::{Facts, Given, Guard};
use super::term::{self, Fit};
use crate::document::symbol::TypeCode;
use crate::error::{Arg, Reason};
use crate::plan::model::State as PlanState;
use crate::plan::rules::unless;
use crate::regulation::{
    Cited, Regulation, Severity, cited, working_days_before, working_days_between,
};
use crate::result::{rules as results, vacancy};
use crate::roll::model::Attendance;

/// Every reason why a guard does not hold; none when it does.
pub fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
    match guard {
        Guard::PlanIssued => plan_issued(facts),
        Guard::PlanHasPilots => unless(!facts.plan.without_pilots, || {
            Reason::new("plan_without_pilots").with("plan", facts.plan.name.as_str())
        }),
        Guard::RolloutAhead => unless(facts.plan.state != PlanState::RollingOut, || {
            Reason::new("rollout_has_begun").with("plan", facts.plan.name.as_str())
        }),
        Guard::BranchStands => facts
            .branch_ended_on
            .map(|on| Reason::new("branch_stands_no_longer").with("date", on))
            .into_iter()
            .collect(),
        Guard::NotPilot => unless(!facts.pilot, || Reason::new("already_pilot")),
        Guard::WaitsForGuidance => {
            unless(!facts.pilot, || Reason::new("pilot_waits_for_no_guidance"))
        }
        Guard::SectorKnown => sector_known(facts),
        Guard::ReasonGiven => given(facts, says_why, "reason_missing"),
        Guard::DocumentsSubmitted => unless(facts.dossier.not_submitted.is_empty(), || {
            documents("documents_not_submitted", &facts.dossier.not_submitted)
        }),
        Guard::SchemeSubmitted => unless(!facts.plan.elects || facts.personnel.submitted, || {
            Reason::new("scheme_not_submitted")
        }),
        Guard::DateSet => unless(facts.planned_on.is_some(), || Reason::new("date_missing")),
        Guard::DateInsideWindow => date_inside_window(facts),
        Guard::TermKept => term_kept(facts),
        Guard::BeforeCommitteeCongress => before_committee_congress(facts),
        Guard::VenueSet => unless(facts.venue_set, || Reason::new("venue_missing")),
        Guard::DocumentsApproved => unless(facts.dossier.not_approved.is_empty(), || {
            documents("documents_not_approved", &facts.dossier.not_approved)
        }),
        Guard::RemarksAnswered => unless(facts.dossier.open_remarks == 0, || {
            Reason::new("dossier_remarks_open").with("count", facts.dossier.open_remarks)
        }),
        Guard::SchemeApproved => unless(!facts.plan.elects || facts.personnel.approved, || {
            Reason::new("scheme_not_approved")
        }),
        Guard::DayAhead => day_ahead(facts),
        Guard::NoticeGiven => notice_given(facts),
        Guard::NoticeInTime => notice_in_time(facts),
        Guard::NoticeAgain => notice_again(facts),
        Guard::MembersListed => unless(facts.attendance.is_some(), || {
            Reason::new("members_not_listed")
        }),
        Guard::EnoughMembers => enough_members(facts),
        Guard::RolloutOpen => rollout_open(facts),
        Guard::GuidanceAcknowledged => guidance_acknowledged(facts),
        Guard::DayCome => day_come(facts),
        Guard::AttendanceCounted => attendance_counted(facts),
        Guard::QuorumPresent => quorum_present(facts),
        Guard::TickedBeforeOpening => unless(facts.guidance.open_before_opening == 0, || {
            Reason::new("checklist_before_opening")
                .with("count", facts.guidance.open_before_opening)
        }),
        Guard::ResolutionAdopted => unless(facts.dossier.resolution_adopted, || {
            Reason::new("resolution_not_adopted")
        }),
        Guard::DocumentsPresented => documents_presented(facts),
        Guard::ProgrammeDone => programme_done(facts),
        Guard::ElectionsDecided => elections_decided(facts),
        Guard::TickedBeforeClosing => unless(facts.guidance.open_before_closing == 0, || {
            Reason::new("checklist_before_closing")
                .with("count", facts.guidance.open_before_closing)
        }),
        Guard::PapersFiled => unless(facts.dossier.papers_missing.is_empty(), || {
            documents("papers_missing", &facts.dossier.papers_missing)
        }),
        Guard::DecisionNumbered => decision_numbered(facts),
        Guard::DecisionDated => decision_dated(facts),
        Guard::EveryPostRuledOn => match &facts.given {
            Some(given) => results::against_rulings(&facts.posts, &given.posts, &facts.regulation),
            None => Vec::new(),
        },
        Guard::SecretaryUnfilled => results::secretary_unfilled(&facts.posts, &facts.regulation),
        Guard::AppointeeFit => match &facts.given {
            Some(given) => results::appointee_fit(
                given.appointee,
                &facts.appointing,
                &facts.posts,
                &facts.regulation,
            ),
            None => Vec::new(),
        },
        Guard::PostHeld => {
            let leaving = facts
                .given
                .as_ref()
                .and_then(|given| given.leaving.as_ref());
            vacancy::post_held(&facts.posts, leaving, &facts.regulation)
        }
        Guard::LeavingAllowed => facts.given.as_ref().map_or_else(Vec::new, |given| {
            let said = (given.leaving.as_ref(), says_why(given));
            vacancy::leaving_allowed(said, facts.today, &facts.regulation)
        }),
        Guard::PostVacant => {
            let filling = facts
                .given
                .as_ref()
                .and_then(|given| given.filling.as_ref());
            vacancy::post_vacant(&facts.posts, filling, &facts.regulation)
        }
        Guard::TermRuns => facts.next_closed_on.map_or_else(Vec::new, |closed_on| {
            let reason = Reason::new("term_has_ended").with("date", closed_on);
            vec![cited(reason, facts.regulation.leaving_office())]
        }),
        Guard::FillingFit => facts.given.as_ref().map_or_else(Vec::new, |given| {
            vacancy::filling_fit(
                given.filling.as_ref(),
                given.appointee,
                (&facts.posts, &facts.appointing),
                (facts.reported_on, facts.today),
                &facts.regulation,
            )
        }),
        Guard::GroundGiven => given(
            facts,
            |given| is_said(given.ground.as_deref()),
            "ground_missing",
        ),
        Guard::NewDateGiven => new_date_given(facts),
        Guard::NewDateAllowed => new_date_allowed(facts),
    }
}

/// A reason that rests on a figure: the clause, and the text it stands in.
fn cite<T>(reason: Reason, figure: &Cited<T>) -> Reason {
    reason.on(figure.ground.clause).under(figure.ground.text)
}

fn is_said(words: Option<&str>) -> bool {
    words.is_some_and(|words| !words.trim().is_empty())
}

fn says_why(given: &Given) -> bool {
    is_said(given.note.as_deref())
}

/// A reason when the step is being taken and this does not come with it.
fn given(facts: &Facts, comes: impl FnOnce(&Given) -> bool, code: &'static str) -> Vec<Reason> {
    unless(facts.given.as_ref().is_none_or(comes), || Reason::new(code))
}

/// R-POST-03, R-POST-04: the committee above says it in a decision, not in an announcement or a conclusion.
fn decision_numbered(facts: &Facts) -> Vec<Reason> {
    let Some(given) = &facts.given else {
        return Vec::new();
    };
    match &given.decision_symbol {
        None => vec![Reason::new("decision_symbol_missing")],
        Some(symbol) => unless(symbol.type_code() == TypeCode::DecisionOrRegulation, || {
            Reason::new("decision_of_other_type").with("symbol", symbol.to_string())
        }),
    }
}

fn documents(code: &'static str, kinds: &[crate::document::model::DocumentKind]) -> Reason {
    Reason::new(code).with("documents", Arg::terms("document-kind", kinds))
}

fn plan_issued(facts: &Facts) -> Vec<Reason> {
    let code = match facts.plan.state {
        PlanState::Draft => "plan_not_issued",
        PlanState::Completed => "plan_completed",
        PlanState::Issued | PlanState::RollingOut => return Vec::new(),
    };
    vec![Reason::new(code).with("plan", facts.plan.name.as_str())]
}

fn sector_known(facts: &Facts) -> Vec<Reason> {
    let Some(given) = &facts.given else {
        return Vec::new();
    };
    let known = facts.sector.is_some() || given.sector_id.is_some();
    unless(known || !facts.plan.names_sectors, || {
        Reason::new("sector_missing")
    })
}

/// The day, where one is fixed, lies inside the window, where the plan has one.
fn date_inside_window(facts: &Facts) -> Vec<Reason> {
    let (Some(day), Some((from, to))) = (facts.planned_on, facts.plan.window) else {
        return Vec::new();
    };
    unless((from..=to).contains(&day), || {
        Reason::new("date_outside_window")
            .with("date", day)
            .with("from", from)
            .with("to", to)
    })
}

/// R-TERM-01, R-TERM-02, R-TERM-03. Within the tolerance the committee above consents by approving the congress; beyond
/// it the day is refused, or let pass with a reason where an installation has it so. Where the last day that may be has
/// gone by, the congress is overdue, and the reason is all that can still be asked for.
fn term_kept(facts: &Facts) -> Vec<Reason> {
    let (Some(day), Some(term)) = (facts.planned_on, &facts.term) else {
        return Vec::new();
    };
    let Fit::Beyond(reason, ground) = term::fit(day, term, &facts.regulation, facts.level) else {
        return Vec::new();
    };
    let reason_given = facts.given.as_ref().is_none_or(says_why);
    if term::has_run_out(facts.today, term, &facts.regulation, facts.level) {
        return unless(reason_given, || Reason {
            code: "term_overdue",
            ..reason
        });
    }
    unless(ground.may_be_left_out(reason_given), || reason)
}

/// R-TIME-01: of the plan's own committee, and of those whose plans it implements.
fn before_committee_congress(facts: &Facts) -> Vec<Reason> {
    let Some(planned) = facts.planned_on else {
        return Vec::new();
    };
    let days = u64::try_from((facts.half_days - 1) / 2).unwrap_or(0);
    let first = planned.max(facts.today);
    let last = first.checked_add_days(Days::new(days)).unwrap_or(first);
    let ground = facts.regulation.children_first();
    iter::once(&facts.plan)
        .chain(&facts.upper_plans)
        .filter_map(|plan| Some((plan, plan.committee_congress_on?)))
        .filter(|(_, opens)| last >= *opens)
        .map(|(plan, opens)| {
            let reason = Reason::new("after_committee_congress")
                .with("date", last)
                .with("plan", plan.name.as_str())
                .with("opens", opens);
            cited(reason, ground)
        })
        .collect()
}

fn day_ahead(facts: &Facts) -> Vec<Reason> {
    let Some(day) = facts.planned_on else {
        return Vec::new();
    };
    unless(day >= facts.today, || {
        Reason::new("date_gone_by")
            .with("date", day)
            .with("today", facts.today)
    })
}

fn notice_given(facts: &Facts) -> Vec<Reason> {
    let Some(given) = &facts.given else {
        return Vec::new();
    };
    let Some(notice) = given.notice_given_on else {
        return vec![Reason::new("notice_missing")];
    };
    let mut reasons = unless(notice <= facts.today, || {
        Reason::new("notice_in_future")
            .with("date", notice)
            .with("today", facts.today)
    });
    reasons.extend(notice_after_plan(notice, facts));
    reasons
}

/// Nobody is summoned to a congress before its plan lays it down; nor, where it is postponed, with a notice still to
/// come.
fn notice_after_plan(notice: NaiveDate, facts: &Facts) -> Vec<Reason> {
    let issued = facts.plan.issued_on.filter(|issued| notice < *issued);
    issued
        .map(|issued| {
            Reason::new("notice_before_plan")
                .with("date", notice)
                .with("plan", facts.plan.name.as_str())
                .with("issued", issued)
        })
        .into_iter()
        .collect()
}

/// A new notice, where one comes with a postponement.
fn notice_again(facts: &Facts) -> Vec<Reason> {
    let notice = facts.given.as_ref().and_then(|given| given.notice_given_on);
    notice.map_or_else(Vec::new, |_| notice_given(facts))
}

/// R-CONV-02: for a subordinate branch a shorter notice needs a reason that is kept; elsewhere it is refused.
/// Which of the two, the regulation in force says.
fn notice_in_time(facts: &Facts) -> Vec<Reason> {
    let Some(given) = &facts.given else {
        return Vec::new();
    };
    let notice = given.notice_given_on.or(facts.notice_given_on);
    let (Some(notice), Some(opens)) = (notice, facts.planned_on) else {
        return Vec::new();
    };
    let needed = facts.regulation.notice_working_days(facts.level);
    let days = working_days_between(notice, opens);
    if days >= needed.value {
        return Vec::new();
    }
    let code = match needed.ground.severity {
        Severity::Block => "notice_too_short",
        Severity::Warn | Severity::Info if says_why(given) => return Vec::new(),
        Severity::Warn | Severity::Info => "notice_short_without_reason",
    };
    let reason = Reason::new(code)
        .with("notice", notice)
        .with("opens", opens)
        .with("days", days)
        .with("needed", needed.value)
        .with("latest", working_days_before(opens, needed.value));
    vec![cite(reason, &needed)]
}

/// R-ORG-01: every official member called, the exempted included.
fn enough_members(facts: &Facts) -> Vec<Reason> {
    let Some(roll) = &facts.attendance else {
        return Vec::new();
    };
    let least = facts.regulation.least_official_members();
    unless(roll.called_official >= least.value, || {
        let reason = Reason::new("too_few_official_members")
            .with("summoned", roll.called_official)
            .with("needed", least.value);
        cite(reason, &least)
    })
}

/// R-PIL-01: an ordinary congress waits for the lessons of the pilots, of its own plan and of those above.
fn rollout_open(facts: &Facts) -> Vec<Reason> {
    if facts.pilot || facts.guidance_overridden {
        return Vec::new();
    }
    let own = Some(&facts.plan).filter(|plan| !plan.is_rolling_out());
    let above = facts
        .upper_plans
        .iter()
        .filter(|plan| !plan.without_pilots && !plan.is_rolling_out());
    own.into_iter()
        .chain(above)
        .map(|plan| Reason::new("rollout_not_open").with("plan", plan.name.as_str()))
        .collect()
}

/// R-PIL-03.
fn guidance_acknowledged(facts: &Facts) -> Vec<Reason> {
    if facts.pilot || facts.guidance_overridden {
        return Vec::new();
    }
    unless(facts.guidance.unacknowledged.is_empty(), || {
        Reason::new("guidance_not_acknowledged")
            .with("guidance", facts.guidance.unacknowledged.join(", "))
    })
}

fn day_come(facts: &Facts) -> Vec<Reason> {
    match facts.planned_on {
        None => vec![Reason::new("date_missing")],
        Some(day) => unless(facts.today >= day, || {
            Reason::new("day_not_come")
                .with("date", day)
                .with("today", facts.today)
        }),
    }
}

fn attendance_counted(facts: &Facts) -> Vec<Reason> {
    let counted = facts.attendance.as_ref().is_some_and(|roll| roll.came > 0);
    unless(counted, || Reason::new("attendance_missing"))
}

/// Charter Art. 11 (R-QUO-01): of the official members summoned, those exempted or temporarily elsewhere only if
/// they have come. While nobody's coming is recorded, that is what is missing.
fn quorum_present(facts: &Facts) -> Vec<Reason> {
    facts
        .attendance
        .as_ref()
        .map(|roll| against_quorum(roll, &facts.regulation))
        .unwrap_or_default()
}

/// Why these who have come are no quorum.
pub fn against_quorum(roll: &Attendance, regulation: &Regulation) -> Vec<Reason> {
    unless(roll.came == 0 || roll.quorum_reached, || {
        let quorum = regulation.quorum();
        let reason = Reason::new("quorum_not_reached")
            .with("present", roll.present_official)
            .with("summoned", roll.summoned_official)
            .with("needed", roll.quorum_needed)
            .with("numerator", quorum.value.numerator)
            .with("denominator", quorum.value.denominator);
        cite(reason, &quorum)
    })
}

/// Each election has ended: filled, or with a seat recorded as vacant. Before the scheme is put to the congress
/// none has been opened.
fn elections_decided(facts: &Facts) -> Vec<Reason> {
    if !facts.plan.elects || facts.elections.are_over() {
        return Vec::new();
    }
    let reason = if facts.elections.opened {
        let open = Arg::terms("post", &facts.elections.open);
        Reason::new("elections_not_decided").with("posts", open)
    } else {
        Reason::new("elections_not_opened")
    };
    let separate = facts.regulation.separate_ballots();
    vec![reason.on(separate.clause).under(separate.text)]
}

fn documents_presented(facts: &Facts) -> Vec<Reason> {
    let dossier = &facts.dossier;
    let mut reasons = unless(dossier.not_presented.is_empty(), || {
        documents("documents_not_presented", &dossier.not_presented)
    });
    reasons.extend(unless(dossier.final_missing.is_empty(), || {
        documents("final_versions_missing", &dossier.final_missing)
    }));
    reasons
}

/// R-PRG-01.
fn programme_done(facts: &Facts) -> Vec<Reason> {
    let programme = &facts.programme;
    if !programme.built {
        return vec![Reason::new("programme_not_built")];
    }
    let mut reasons = unless(programme.not_done.is_empty(), || {
        Reason::new("programme_not_done")
            .with("items", Arg::terms("programme-item", &programme.not_done))
    });
    reasons.extend(programme.undone.iter().cloned());
    reasons
}

fn decision_dated(facts: &Facts) -> Vec<Reason> {
    let Some(given) = &facts.given else {
        return Vec::new();
    };
    let Some(decided) = given.decision_on else {
        return vec![Reason::new("decision_date_missing")];
    };
    let reported = facts.reported_on.unwrap_or(decided);
    unless((reported..=facts.today).contains(&decided), || {
        Reason::new("decision_date_outside")
            .with("date", decided)
            .with("from", reported)
            .with("to", facts.today)
    })
}

fn new_date_given(facts: &Facts) -> Vec<Reason> {
    let Some(given) = &facts.given else {
        return Vec::new();
    };
    match given.planned_on {
        None => vec![Reason::new("new_date_missing")],
        Some(day) => unless(day >= facts.today, || {
            Reason::new("date_gone_by")
                .with("date", day)
                .with("today", facts.today)
        }),
    }
}

/// Outside the window, only the plan's committee itself may fix a day.
fn new_date_allowed(facts: &Facts) -> Vec<Reason> {
    if facts.given.is_none() || facts.by_plan_committee {
        return Vec::new();
    }
    date_inside_window(facts)
}
