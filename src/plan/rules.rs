//! The process of a plan, as a table, and what must hold before each step.

use chrono::{Datelike, Months, NaiveDate};

use crate::error::Reason;
use crate::plan::model::{State, Windows};
use crate::regulation::{Regulation, cited};
use crate::workflow::{Process, Rule, Seat};

/// The article: how the bloc committee of the provincial agencies of Lạng Sơn went about its round in 2022.
pub const PRACTICE: &str =
    "Kinh nghiệm chỉ đạo đại hội điểm, Đảng ủy Khối các cơ quan tỉnh Lạng Sơn, 5/2022";

/// The upper committee may annul the whole result of a congress, which is then held again (R-POST-04).
pub const ANNULMENT: &str = "24-QĐ/TW mục 16.1.3";

/// The most months from the first day of the pilots to the last day of the round.
pub const MOST_ROUND_MONTHS: u32 = 36;

/// What can be done with a plan.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = PlanStep)]
pub enum Step {
    /// The Secretary signs the plan.
    Issue,
    /// The Secretary changes what was issued; what was is kept.
    Amend,
    /// The other branches may go ahead.
    OpenRollout,
    /// The round is over.
    Complete,
    /// The round goes on: the result of a congress was annulled after its end (R-POST-04).
    Reopen,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// Number and symbol are given, in the Party's form (R-NUM-01).
    Numbered,
    /// No other document of the committee bears the number (R-NUM-03).
    NumberFree,
    /// The date it bears is given, and has come.
    Dated,
    /// Both windows are set, each begins before it ends; together they are no longer than a round is, and near the term.
    WindowsSet,
    /// The pilots' window ends before the other opens (R-PIL-01).
    PilotsFirst,
    /// The windows end before the congress of the plan's own committee opens (R-TIME-01).
    BeforeCommitteeCongress,
    /// The windows lie inside those of the plan it implements.
    InsideUpperWindows,
    /// No plan that implements this one and is under way is left outside its windows.
    LowerInsideWindows,
    /// The plan it implements has been issued.
    UpperPlanIssued,
    /// At least one branch is in scope.
    BranchesInScope,
    /// The documents a branch must prepare are named.
    DocumentsNamed,
    /// A reason is given.
    ReasonGiven,
    /// An amendment changes something.
    SomethingChanged,
    /// No branch with a congress of this plan is cut out of the scope.
    CongressesInScope,
    /// Where branches are pilots, or have been, the plan goes on holding pilots.
    PilotsKept,
    /// Where the congresses elect, the steps of the personnel work are named (R §3.3).
    PersonnelStepsNamed,
    /// Congresses that elect delegates upward elect their own committee too (R §3.1, R-MERGE-01).
    DelegatesWithElection,
    /// There are pilots, and each has been held and closed.
    PilotsClosed,
    /// Every sector the plan names has a pilot (R-PIL-04).
    SectorsRepresented,
    /// No opinion raised at a pilot is below concluded (R-PIL-02).
    OpinionsConcluded,
    /// The guidance drawn from them has been issued (R-PIL-03).
    GuidanceIssued,
    /// Every congress is confirmed, or cancelled with its reason.
    CongressesFinished,
    /// Every plan that implements this one is completed.
    LowerPlansCompleted,
    /// The result of a congress was annulled, and its branch has not held another (R-POST-04).
    ResultAnnulled,
}

/// All that the guards look at.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Number and symbol are given and well formed.
    pub numbered: bool,
    /// Why the number is not free, where it is not.
    pub number_taken: Option<Reason>,
    /// The date it bears.
    pub issued_on: Option<NaiveDate>,
    /// The civil date on which it is asked.
    pub today: Option<NaiveDate>,
    /// First and last year of the term that the congresses elect for.
    pub term: Option<(i64, i64)>,
    /// The windows, when all are set.
    pub windows: Option<Windows>,
    /// The day on which the congress of the plan's own committee opens, where the plan names it.
    pub committee_congress_on: Option<NaiveDate>,
    /// The windows of the plan it implements, when it implements one.
    pub upper_windows: Option<Option<Windows>>,
    /// Whether the plan it implements has been issued, when it implements one.
    pub upper_issued: Option<bool>,
    /// The plans that implement this one, are under way, and lay inside its windows until now and no longer.
    pub lower_left_outside: Vec<String>,
    /// Whether any branch is in scope.
    pub branches_in_scope: bool,
    /// How many documents a branch must prepare.
    pub documents_named: usize,
    /// Whether a reason is given.
    pub reason_given: bool,
    /// Whether the amendment changes anything; unknown while it is only asked what is possible.
    pub changed: Option<bool>,
    /// How many congresses, neither cancelled nor annulled, the new scope no longer covers.
    pub congresses_cut_off: i64,
    /// Whether the plan has laid down pilots until now.
    pub had_pilots: bool,
    /// Whether the congresses elect.
    pub elects: bool,
    /// Whether the congresses elect delegates to the congress above and no committee.
    pub delegates_alone: bool,
    /// How many steps the personnel work has.
    pub personnel_steps: usize,
    /// Whether the plan holds its round without pilots.
    pub without_pilots: bool,
    /// How many pilots there are.
    pub pilots: i64,
    /// How many pilots were held and annulled.
    pub pilots_annulled: i64,
    /// The branches whose pilot is not closed.
    pub pilots_open: Vec<String>,
    /// The names of the sectors that have no pilot and should.
    pub sectors_missing: Vec<String>,
    /// How many opinions are below concluded.
    pub opinions_open: i64,
    /// Whether guidance is in force.
    pub guidance_issued: bool,
    /// How many congresses are neither confirmed nor cancelled.
    pub congresses_unfinished: i64,
    /// How many branches in scope have no congress at all.
    pub branches_without_congress: i64,
    /// How many implementing plans are not completed.
    pub lower_plans_open: i64,
    /// How many annulled congresses are of a branch that has not held another.
    pub annulled_not_held_again: i64,
}

/// The process of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProcess;

impl Process for PlanProcess {
    const NAME: &'static str = "plan";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        use Guard::*; use State::*;
        type Row = (&'static [State], Option<State>, &'static [Seat], &'static [Guard], &'static str);
        let (from, to, by, provided, ground): Row = match step {
            //                    from                     to                 by                   provided                                                                                                              ground
            Step::Issue       => (&[Draft],              Some(Issued),      &[Seat::Secretary], &[Numbered, NumberFree, Dated, WindowsSet, PilotsFirst, BeforeCommitteeCongress, UpperPlanIssued, InsideUpperWindows, BranchesInScope, DocumentsNamed, PersonnelStepsNamed, DelegatesWithElection], PRACTICE),
            Step::Amend       => (&[Issued, RollingOut], None,              &[Seat::Secretary], &[ReasonGiven, SomethingChanged, WindowsSet, PilotsFirst, BeforeCommitteeCongress, InsideUpperWindows, LowerInsideWindows, BranchesInScope, CongressesInScope, PilotsKept, DocumentsNamed, PersonnelStepsNamed, DelegatesWithElection], PRACTICE),
            Step::OpenRollout => (&[Issued],             Some(RollingOut),  &[Seat::Office],    &[PilotsClosed, SectorsRepresented, OpinionsConcluded, GuidanceIssued],                                             PRACTICE),
            Step::Complete    => (&[RollingOut],         Some(Completed),   &[Seat::Office],    &[CongressesFinished, OpinionsConcluded, LowerPlansCompleted],                                                      PRACTICE),
            Step::Reopen      => (&[Completed],          Some(RollingOut),  &[Seat::Office],    &[ReasonGiven, ResultAnnulled],                                                                                     ANNULMENT),
        };
        Rule { from, to, by, provided, ground }
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        match guard {
            Guard::Numbered => unless(facts.numbered, || {
                Reason::new("symbol_missing").on("36-HD/VPTW, điểm 1.3")
            }),
            Guard::NumberFree => facts.number_taken.iter().cloned().collect(),
            Guard::Dated => dated(facts),
            Guard::WindowsSet => windows_set(facts),
            Guard::PilotsFirst => pilots_first(facts),
            Guard::BeforeCommitteeCongress => before_committee_congress(facts),
            Guard::InsideUpperWindows => inside_upper_windows(facts),
            Guard::LowerInsideWindows => unless(facts.lower_left_outside.is_empty(), || {
                Reason::new("lower_plans_left_outside")
                    .with("plans", facts.lower_left_outside.join(", "))
            }),
            Guard::UpperPlanIssued => unless(facts.upper_issued != Some(false), || {
                Reason::new("upper_plan_not_issued")
            }),
            Guard::BranchesInScope => {
                unless(facts.branches_in_scope, || Reason::new("scope_empty"))
            }
            Guard::DocumentsNamed => unless(facts.documents_named > 0, || {
                Reason::new("documents_not_named")
            }),
            Guard::ReasonGiven => unless(facts.reason_given, || Reason::new("reason_missing")),
            Guard::SomethingChanged => unless(facts.changed != Some(false), || {
                Reason::new("amendment_empty")
            }),
            Guard::CongressesInScope => unless(facts.congresses_cut_off == 0, || {
                Reason::new("scope_cuts_off_congresses").with("count", facts.congresses_cut_off)
            }),
            Guard::PilotsKept => {
                // Also one that was annulled has been held, and its lessons are awaited.
                let pilots = facts.pilots + facts.pilots_annulled;
                let given_up = facts.had_pilots && facts.without_pilots && pilots > 0;
                unless(!given_up, || {
                    Reason::new("pilots_there_already").with("count", pilots)
                })
            }
            Guard::PersonnelStepsNamed => {
                unless(!facts.elects || facts.personnel_steps > 0, || {
                    Reason::new("personnel_steps_missing")
                })
            }
            Guard::DelegatesWithElection => unless(!facts.delegates_alone, || {
                Reason::new("plan_delegates_alone").on("163-KL/TW, 6/6/2025")
            }),
            Guard::PilotsClosed => pilots_closed(facts),
            Guard::SectorsRepresented => unless(
                facts.without_pilots || facts.sectors_missing.is_empty(),
                || {
                    Reason::new("sectors_without_pilot")
                        .with("sectors", facts.sectors_missing.join(", "))
                },
            ),
            Guard::OpinionsConcluded => unless(facts.opinions_open == 0, || {
                Reason::new("opinions_open").with("count", facts.opinions_open)
            }),
            Guard::GuidanceIssued => unless(facts.without_pilots || facts.guidance_issued, || {
                Reason::new("guidance_not_issued")
            }),
            Guard::CongressesFinished => congresses_finished(facts),
            Guard::ResultAnnulled => unless(facts.annulled_not_held_again > 0, || {
                Reason::new("no_result_annulled")
            }),
            Guard::LowerPlansCompleted => unless(facts.lower_plans_open == 0, || {
                Reason::new("lower_plans_open").with("count", facts.lower_plans_open)
            }),
        }
    }
}

/// No reason when it holds.
pub fn unless(holds: bool, reason: impl FnOnce() -> Reason) -> Vec<Reason> {
    if holds { Vec::new() } else { vec![reason()] }
}

fn windows_set(facts: &Facts) -> Vec<Reason> {
    let Some(windows) = facts.windows else {
        return vec![Reason::new("windows_missing")];
    };
    let in_order = |(from, to)| from <= to;
    let mut reasons = unless(
        windows.pilots.is_none_or(in_order) && in_order(windows.rest),
        || Reason::new("window_reversed"),
    );
    let (first, last) = windows.span();
    let longest = first.checked_add_months(Months::new(MOST_ROUND_MONTHS));
    reasons.extend(unless(longest.is_none_or(|longest| last < longest), || {
        Reason::new("windows_too_long")
            .with("from", first)
            .with("to", last)
            .with("months", i64::from(MOST_ROUND_MONTHS))
    }));
    // A round is held where one term ends and the next begins.
    let near = facts.term.filter(|(begins, ends)| {
        i64::from(first.year()) < begins - 1 || i64::from(last.year()) > *ends
    });
    reasons.extend(near.map(|(begins, ends)| {
        Reason::new("windows_outside_term")
            .with("from", first)
            .with("to", last)
            .with("begins", begins.to_string())
            .with("ends", ends.to_string())
    }));
    reasons
}

fn dated(facts: &Facts) -> Vec<Reason> {
    let Some(on) = facts.issued_on else {
        return vec![Reason::new("issue_date_missing")];
    };
    let ahead = facts.today.filter(|today| on > *today);
    ahead
        .map(|today| {
            Reason::new("issue_date_in_future")
                .with("date", on)
                .with("today", today)
        })
        .into_iter()
        .collect()
}

fn pilots_first(facts: &Facts) -> Vec<Reason> {
    let Some(Windows {
        pilots: Some((_, pilots_end)),
        rest: (rest_begin, _),
    }) = facts.windows
    else {
        return Vec::new();
    };
    unless(pilots_end < rest_begin, || {
        Reason::new("pilots_not_first")
            .with("pilots_end", pilots_end)
            .with("rest_begin", rest_begin)
    })
}

fn before_committee_congress(facts: &Facts) -> Vec<Reason> {
    let (Some(windows), Some(opens)) = (facts.windows, facts.committee_congress_on) else {
        return Vec::new();
    };
    let last = windows.span().1;
    unless(last < opens, || {
        let reason = Reason::new("windows_after_committee_congress")
            .with("to", last)
            .with("opens", opens);
        cited(reason, Regulation::on(opens).children_first())
    })
}

/// Whether the windows of a plan lie inside those of the plan it implements.
pub fn lies_inside(own: &Windows, upper: &Windows) -> bool {
    let (begins, ends) = own.span();
    begins >= upper.span().0 && ends <= upper.rest.1
}

fn inside_upper_windows(facts: &Facts) -> Vec<Reason> {
    let (Some(own), Some(Some(upper))) = (facts.windows, facts.upper_windows) else {
        return Vec::new();
    };
    unless(lies_inside(&own, &upper), || {
        Reason::new("outside_upper_windows")
            .with("from", upper.span().0)
            .with("to", upper.rest.1)
    })
}

fn pilots_closed(facts: &Facts) -> Vec<Reason> {
    if facts.without_pilots {
        return Vec::new();
    }
    if facts.pilots == 0 {
        return vec![Reason::new("no_pilots")];
    }
    unless(facts.pilots_open.is_empty(), || {
        Reason::new("pilots_open").with("branches", facts.pilots_open.join(", "))
    })
}

fn congresses_finished(facts: &Facts) -> Vec<Reason> {
    let mut reasons = unless(facts.congresses_unfinished == 0, || {
        Reason::new("congresses_unfinished").with("count", facts.congresses_unfinished)
    });
    reasons.extend(unless(facts.branches_without_congress == 0, || {
        Reason::new("branches_without_congress").with("count", facts.branches_without_congress)
    }));
    reasons
}
