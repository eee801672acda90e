//! A congress as a list of tasks: each with its state in words, what is missing, and where it is done.

use super::path;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_on_the_line};
use crate::congress::model::{Congress, State};
use crate::congress::overview::Overview;
use crate::congress::rules::{Guard, Step};
use crate::congress::service;
use crate::error::Arg;
use crate::http::page::Shell;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nothing is asked here.
    Idle,
    /// Something is still to be done.
    Open,
    /// Done.
    Done,
}

impl Progress {
    /// The class of its tag.
    fn class(self) -> &'static str {
        match self {
            Self::Idle => "",
            Self::Open => "warn",
            Self::Done => "good",
        }
    }
}

/// A task on the page.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) name: String,
    /// Where it is done; absent where there is no page for it, or none for this person.
    pub(super) href: Option<String>,
    pub(super) state: String,
    pub(super) class: &'static str,
    /// What is missing, or how it stands in figures.
    pub(super) details: Vec<String>,
}

/// What a task is made from.
struct Making<'a> {
    shell: &'a Shell,
    actor: &'a Actor,
    all: &'a Overview,
    base: String,
}

/// The tasks of a congress, in the order in which they come.
pub(super) fn tasks(shell: &Shell, actor: &Actor, all: &Overview) -> Vec<Task> {
    let making = Making {
        base: path(all.congress.id),
        shell,
        actor,
        all,
    };
    let mut tasks = vec![making.place_and_day(), making.documents()];
    if all.facts.plan.elects {
        tasks.push(making.personnel());
    }
    tasks.extend([
        making.guidance(),
        making.roll(),
        making.notice(),
        making.programme(),
        making.checklist(),
    ]);
    if all.facts.plan.elects {
        tasks.push(making.elections());
    }
    tasks.extend([making.papers(), making.report()]);
    if all.congress.pilot {
        tasks.push(making.lessons());
    }
    tasks
}

/// Where on the pages of a congress a guard is made to hold; nothing where there is no such page, or none for this
/// person.
pub(super) fn place_of(guard: Guard, actor: &Actor, all: &Overview) -> Option<String> {
    let base = path(all.congress.id);
    let below = |place: &str| Some(format!("{base}/{place}"));
    match guard {
        Guard::PlanIssued | Guard::RolloutOpen => Some(format!("/plans/{}", all.plan.id)),
        Guard::DateSet
        | Guard::VenueSet
        | Guard::DateInsideWindow
        | Guard::TermKept
        | Guard::BeforeCommitteeCongress
            if may_revise(actor, all) =>
        {
            below("edit")
        }
        Guard::DateSet
        | Guard::DateInsideWindow
        | Guard::TermKept
        | Guard::BeforeCommitteeCongress
        | Guard::DayAhead => may_postpone(all).then(|| format!("{base}/steps/postpone")),
        Guard::TickedBeforeOpening | Guard::TickedBeforeClosing => below("checklist"),
        Guard::GuidanceAcknowledged => guidance_to_read(all),
        Guard::MembersListed
        | Guard::EnoughMembers
        | Guard::AttendanceCounted
        | Guard::QuorumPresent => below("attendance"),
        Guard::ProgrammeDone => below("programme"),
        Guard::ElectionsDecided => below("elections"),
        Guard::DocumentsSubmitted
        | Guard::DocumentsApproved
        | Guard::RemarksAnswered
        | Guard::ResolutionAdopted
        | Guard::DocumentsPresented
        | Guard::PapersFiled => may_open(actor, Action::ReadDocuments, all, "documents"),
        Guard::SchemeSubmitted | Guard::SchemeApproved => {
            may_open(actor, Action::ReadPersonnel, all, "personnel")
        }
        Guard::PlanHasPilots
        | Guard::RolloutAhead
        | Guard::BranchStands
        | Guard::NotPilot
        | Guard::WaitsForGuidance
        | Guard::SectorKnown
        | Guard::ReasonGiven
        | Guard::VenueSet
        | Guard::NoticeGiven
        | Guard::NoticeAgain
        | Guard::NoticeInTime
        | Guard::DayCome
        | Guard::DecisionNumbered
        | Guard::DecisionDated
        | Guard::EveryPostRuledOn
        | Guard::SecretaryUnfilled
        | Guard::AppointeeFit
        | Guard::PostHeld
        | Guard::LeavingAllowed
        | Guard::PostVacant
        | Guard::TermRuns
        | Guard::FillingFit
        | Guard::GroundGiven
        | Guard::NewDateGiven
        | Guard::NewDateAllowed => None,
    }
}

fn may_revise(actor: &Actor, all: &Overview) -> bool {
    service::expect_to_revise(actor, (&all.congress, &all.plan)).is_ok()
}

fn may_postpone(all: &Overview) -> bool {
    let mut steps = all.steps.iter();
    steps.any(|possible| possible.step == Step::Postpone && possible.reasons.is_empty())
}

/// The first guidance that is still to be acknowledged, else the first.
fn guidance_to_read(all: &Overview) -> Option<String> {
    let open = all.guidance.iter().find(|one| !one.acknowledged);
    let one = open.or(all.guidance.first())?;
    Some(format!("/guidances/{}", one.guidance_id))
}

/// A page under the congress, for whoever may open it.
fn may_open(actor: &Actor, action: Action, all: &Overview, place: &str) -> Option<String> {
    let may = service::may_do(actor, action, &all.congress, &all.plan);
    may.then(|| format!("{}/{place}", path(all.congress.id)))
}

impl Making<'_> {
    fn congress(&self) -> &Congress {
        &self.all.congress
    }

    /// Whether whoever looks may do this at the branch.
    fn may(&self, action: Action) -> bool {
        self.shell.may(action, &self.congress().unit_path)
    }

    fn task(&self, key: &str, place: Option<&str>, (state, progress): (&str, Progress)) -> Task {
        Task {
            name: self.shell.say(&format!("congresses-task-{key}")),
            href: place.map(|place| format!("{}/{place}", self.base)),
            state: self.shell.say(&format!("congresses-task-{state}")),
            class: progress.class(),
            details: Vec::new(),
        }
    }

    fn sentence(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let key = format!("congresses-detail-{key}");
        self.shell.language.say_with(&key, args)
    }

    /// A list of kinds that are missing, unless there are none.
    fn lacking<T: ToString>(&self, key: &str, family: &'static str, kinds: &[T]) -> Option<String> {
        let kinds: Vec<String> = kinds.iter().map(ToString::to_string).collect();
        (!kinds.is_empty()).then(|| self.sentence(key, &[("what", Arg::terms(family, &kinds))]))
    }

    fn place_and_day(&self) -> Task {
        let congress = self.congress();
        let edit = may_revise(self.actor, self.all).then_some("edit");
        let complete = congress.planned_on.is_some() && congress.venue.is_some();
        let state = if complete {
            ("set", Progress::Done)
        } else {
            ("missing", Progress::Open)
        };
        let mut task = self.task("place", edit, state);
        if congress.planned_on.is_none() {
            task.details.push(self.sentence("no-day", &[]));
        }
        if congress.venue.is_none() {
            task.details.push(self.sentence("no-venue", &[]));
        }
        task
    }

    fn documents(&self) -> Task {
        let dossier = &self.all.facts.dossier;
        let settled = dossier.not_approved.is_empty() && dossier.open_remarks == 0;
        let state = if settled && dossier.resolution_adopted {
            ("adopted", Progress::Done)
        } else if settled {
            ("approved", Progress::Done)
        } else if dossier.not_submitted.is_empty() {
            ("with-the-committee", Progress::Open)
        } else {
            ("to-be-submitted", Progress::Open)
        };
        let mut task = self.task("documents", None, state);
        task.href = may_open(self.actor, Action::ReadDocuments, self.all, "documents");
        let not_submitted = &dossier.not_submitted;
        let waiting: Vec<_> = dossier
            .not_approved
            .iter()
            .filter(|kind| !not_submitted.contains(kind))
            .collect();
        task.details.extend(
            [
                self.lacking("not-submitted", "document-kind", not_submitted),
                self.lacking("not-approved", "document-kind", &waiting),
                self.lacking("final-missing", "document-kind", &dossier.final_missing),
            ]
            .into_iter()
            .flatten(),
        );
        if dossier.open_remarks > 0 {
            let count = [("count", Arg::from(dossier.open_remarks))];
            task.details.push(self.sentence("open-remarks", &count));
        }
        task
    }

    fn personnel(&self) -> Task {
        let personnel = &self.all.facts.personnel;
        let state = if personnel.presented {
            ("presented", Progress::Done)
        } else if personnel.approved {
            ("approved", Progress::Done)
        } else if personnel.submitted {
            ("with-the-committee", Progress::Open)
        } else {
            ("to-be-submitted", Progress::Open)
        };
        let mut task = self.task("personnel", None, state);
        task.href = may_open(self.actor, Action::ReadPersonnel, self.all, "personnel");
        task
    }

    fn guidance(&self) -> Task {
        let open = &self.all.facts.guidance.unacknowledged;
        let state = if self.congress().guidance_override.is_some() && !open.is_empty() {
            ("overridden", Progress::Done)
        } else if self.all.guidance.is_empty() {
            ("none-yet", Progress::Idle)
        } else if open.is_empty() {
            ("acknowledged", Progress::Done)
        } else {
            ("to-be-acknowledged", Progress::Open)
        };
        let mut task = self.task("guidance", None, state);
        task.href = guidance_to_read(self.all);
        task.details = self
            .all
            .guidance
            .iter()
            .map(|one| one.symbol.clone())
            .collect();
        task
    }

    /// What was raised at a pilot is written down while it is held, and afterwards.
    fn lessons(&self) -> Task {
        let congress = self.congress().state;
        let state = if congress == State::InSession || congress.is_held() {
            ("lessons-now", Progress::Idle)
        } else {
            ("lessons-later", Progress::Idle)
        };
        // Pilots are known to everybody under their plan, and to those above it.
        let plan = &self.all.plan.unit_path;
        let may = permit_on_the_line(self.actor, Action::ReadCongresses, plan).is_ok();
        self.task("lessons", may.then_some("opinions"), state)
    }

    fn roll(&self) -> Task {
        let state = match &self.all.facts.attendance {
            None => ("not-drawn-up", Progress::Open),
            Some(roll) if roll.came > 0 => ("counted", Progress::Done),
            Some(_) => ("drawn-up", Progress::Done),
        };
        let mut task = self.task("roll", Some("attendance"), state);
        if let Some(roll) = &self.all.facts.attendance {
            let figures = [
                ("official", Arg::from(roll.called_official)),
                ("probationary", roll.summoned_probationary.into()),
            ];
            task.details.push(self.sentence("called", &figures));
            if roll.came > 0 {
                let figures = [
                    ("present", Arg::from(roll.present_official)),
                    ("summoned", roll.summoned_official.into()),
                    ("needed", roll.quorum_needed.into()),
                ];
                task.details.push(self.sentence("present", &figures));
            }
        }
        task
    }

    fn notice(&self) -> Task {
        let given = self.congress().notice_given_on;
        let state = match given {
            Some(_) => ("given", Progress::Done),
            None => ("not-given", Progress::Open),
        };
        let step = (self.congress().state == State::Approved).then_some("steps/convene");
        let mut task = self.task("notice", step, state);
        if let Some(day) = given {
            task.details
                .push(self.sentence("notice", &[("day", day.into())]));
        }
        task
    }

    fn programme(&self) -> Task {
        let programme = &self.all.facts.programme;
        let begun = self.congress().opened_on.is_some();
        let state = if !programme.built {
            ("not-drawn-up", Progress::Open)
        } else if programme.not_done.is_empty() {
            ("carried-out", Progress::Done)
        } else if begun {
            ("under-way", Progress::Open)
        } else {
            ("drawn-up", Progress::Done)
        };
        let place = self.may(Action::ReadCongressDay).then_some("programme");
        let mut task = self.task("programme", place, state);
        if begun && programme.built {
            let left = self.lacking("items-left", "programme-item", &programme.not_done);
            task.details.extend(left);
        }
        task
    }

    fn checklist(&self) -> Task {
        let facts = &self.all.facts.guidance;
        let open = facts.open_before_opening + facts.open_before_closing;
        let state = if self.all.guidance.is_empty() {
            ("none-yet", Progress::Idle)
        } else if open > 0 {
            ("not-all-ticked", Progress::Open)
        } else {
            ("all-ticked", Progress::Done)
        };
        let mut task = self.task("checklist", Some("checklist"), state);
        for (key, count) in [
            ("before-opening", facts.open_before_opening),
            ("before-closing", facts.open_before_closing),
        ] {
            if count > 0 {
                task.details
                    .push(self.sentence(key, &[("count", count.into())]));
            }
        }
        task
    }

    fn elections(&self) -> Task {
        let elections = &self.all.facts.elections;
        let state = if !elections.opened {
            ("not-opened", Progress::Idle)
        } else if elections.are_over() {
            ("decided", Progress::Done)
        } else {
            ("under-way", Progress::Open)
        };
        let place = self.may(Action::ReadCongressDay).then_some("elections");
        let mut task = self.task("elections", place, state);
        let left = self.lacking("posts-left", "post", &elections.open);
        task.details.extend(left);
        task
    }

    fn papers(&self) -> Task {
        let missing = &self.all.facts.dossier.papers_missing;
        let begun = self.congress().opened_on.is_some();
        let state = if missing.is_empty() {
            ("filed", Progress::Done)
        } else if begun {
            ("to-be-filed", Progress::Open)
        } else {
            ("after-opening", Progress::Idle)
        };
        let mut task = self.task("papers", None, state);
        task.href = may_open(self.actor, Action::ReadDocuments, self.all, "documents");
        if begun {
            task.details
                .extend(self.lacking("papers-missing", "document-kind", missing));
        }
        task
    }

    fn report(&self) -> Task {
        let congress = self.congress();
        let state = match congress.state {
            State::Confirmed => ("confirmed", Progress::Done),
            State::Annulled => ("annulled", Progress::Open),
            State::Reported => ("reported", Progress::Open),
            State::Closed => ("to-be-reported", Progress::Open),
            State::Preparing
            | State::Submitted
            | State::Approved
            | State::Convened
            | State::InSession
            | State::Cancelled => ("after-closing", Progress::Idle),
        };
        let mut task = self.task("report", None, state);
        if let Some(day) = congress.reported_on {
            task.details
                .push(self.sentence("reported", &[("day", day.into())]));
        }
        if let (Some(symbol), Some(day)) = (&congress.decision_symbol, congress.decision_on) {
            let decision = [("symbol", Arg::from(symbol.as_str())), ("day", day.into())];
            task.details.push(self.sentence("decision", &decision));
        }
        task
    }
}
