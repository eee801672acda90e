//! The process of a congress, as a table: 2-workflow §2.3 row by row, to be held beside the regulation.
//!
//! What each guard looks at, and the figures it answers with, is in [`checks`](super::checks). No figure stands
//! here or there: thresholds come from the [`Regulation`] of the congress's own day. The implementing regulation
//! (Quy định thi hành Điều lệ Đảng) was 24-QĐ/TW on the article's day and is 294-QĐ/TW now; the clauses kept
//! their numbers, so the table names the clause and each reason names the text in force.

use chrono::{Days, NaiveDate};

use super::checks;
use super::model::{Congress, State};
use super::term::TermEnding;
use crate::document::model::DossierFacts;
use crate::document::symbol::DocumentSymbol;
use crate::election::model::ElectionFacts;
use crate::error::Reason;
use crate::guidance::model::GuidanceFacts;
use crate::personnel::model::PersonnelFacts;
use crate::plan::model::{Plan, State as PlanState};
pub use crate::plan::rules::PRACTICE;
use crate::programme::model::ProgrammeFacts;
use crate::regulation::{CongressLevel, Regulation, add_working_days};
use crate::result::model::{CongressPost, Filling, Leaving, PostRuling};
use crate::result::rules::Appointing;
use crate::roll::model::{Attendance, RollEntryId};
use crate::sector::model::SectorId;
use crate::workflow::{Process, Rule, Seat, next_seats};

/// The plan of the committee, as a ground.
pub const PLAN: &str = "Kế hoạch đại hội của cấp ủy";
/// Who convenes (R-CONV-01: the branch committee; where there is none, the branch secretary, both of them the branch's
/// seat), and how long before (R-CONV-02).
pub const CONVENING: &str =
    "Điều lệ Đảng, Điều 24 khoản 3; Quy định thi hành Điều lệ Đảng, mục 11.1";
/// Days before a due date from which a congress counts as at risk.
pub const AT_RISK_DAYS: u64 = 7;

/// What can be done with a congress.
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
#[schema(as = CongressStep)]
pub enum Step {
    /// The plan's committee chooses the branch as a pilot (đại hội điểm).
    DesignatePilot,
    /// The branch hands in documents and personnel scheme.
    SubmitDossier,
    /// The approving committee gives the dossier back.
    ReturnDossier,
    /// The approving committee approves the congress (duyệt đại hội).
    Approve,
    /// The plan's Secretary lets the branch go ahead before the guidance; the reason stays visible.
    OverrideGuidance,
    /// The branch announces the day and summons its members.
    Convene,
    /// The congress opens.
    Open,
    /// The congress closes.
    Close,
    /// The branch reports the result upward.
    Report,
    /// The approving committee confirms the result (chuẩn y), post by post.
    Confirm,
    /// The approving committee appoints a secretary (chỉ định) where none was elected, or the election was refused.
    AppointSecretary,
    /// Somebody whom the congress elected, or who came to hold a post since, leaves it (R-POST-07).
    EndMembership,
    /// A vacancy is filled, by appointment or by a by-election (R-RES-06).
    FillVacancy,
    /// The approving committee voids the result.
    Annul,
    /// Another day is fixed.
    Postpone,
    /// The congress will not be held.
    Cancel,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// The plan has been issued and is not completed.
    PlanIssued,
    /// The plan holds pilots.
    PlanHasPilots,
    /// The roll-out has not begun: pilots come before it (R-PIL-01).
    RolloutAhead,
    /// The branch stands: what is merged or dissolved begins nothing new.
    BranchStands,
    /// It is not a pilot already.
    NotPilot,
    /// It is held after the guidance: a pilot comes before it.
    WaitsForGuidance,
    /// Which sector the pilot stands for is known, where the plan names sectors (R-PIL-04).
    SectorKnown,
    /// A reason is given.
    ReasonGiven,
    /// Every required document has been submitted (R-DOC-01).
    DocumentsSubmitted,
    /// The personnel scheme has been submitted.
    SchemeSubmitted,
    /// The day is fixed.
    DateSet,
    /// The day lies inside the plan's window.
    DateInsideWindow,
    /// The day keeps to the term that ends, as far as it may be early or late (R-TERM-01, R-TERM-02, R-TERM-03).
    TermKept,
    /// The congress closes before that of the committee above opens (R-TIME-01).
    BeforeCommitteeCongress,
    /// The venue is fixed.
    VenueSet,
    /// Every required document is approved (R-DOC-01).
    DocumentsApproved,
    /// Every remark is accepted or explained (R-DOC-02).
    RemarksAnswered,
    /// The personnel scheme is approved.
    SchemeApproved,
    /// The day has not gone by.
    DayAhead,
    /// The day the notice was given is recorded.
    NoticeGiven,
    /// The notice leaves the working days the regulation asks for (R-CONV-02).
    NoticeInTime,
    /// A new notice, where one is given, is neither still to come nor older than the plan.
    NoticeAgain,
    /// The roll of those to be summoned is drawn up.
    MembersListed,
    /// They are enough for a branch (R-ORG-01).
    EnoughMembers,
    /// Not a pilot: the plan, and each one it implements that has pilots, is rolling out (R-PIL-01).
    RolloutOpen,
    /// Not a pilot: the branch has acknowledged the guidance in force (R-PIL-03).
    GuidanceAcknowledged,
    /// The convened day has come.
    DayCome,
    /// The coming of those summoned is recorded on the roll.
    AttendanceCounted,
    /// Enough of the official members summoned are present (R-QUO-01).
    QuorumPresent,
    /// The points of the guidance marked "before opening" are ticked.
    TickedBeforeOpening,
    /// The congress has adopted its resolution.
    ResolutionAdopted,
    /// Every required document has been put to the congress.
    DocumentsPresented,
    /// The required items of the programme are done; in their order, since none can begin before its turn (R-PRG-01).
    ProgrammeDone,
    /// Each election is decided, or recorded as vacant.
    ElectionsDecided,
    /// The points of the guidance marked "before closing" are ticked.
    TickedBeforeClosing,
    /// Minutes, election minutes and the list of those elected are filed (R-POST-02).
    PapersFiled,
    /// The decision has number and symbol.
    DecisionNumbered,
    /// The decision has a date, between the report and today.
    DecisionDated,
    /// Each elected post is recognised or refused, once (R-POST-03, R-POST-04).
    EveryPostRuledOn,
    /// The congress elected no secretary, or the election was refused; nobody has been appointed (R-POST-05).
    SecretaryUnfilled,
    /// The one appointed is of the elected committee; where there is none, an official member (R-POST-05).
    AppointeeFit,
    /// Somebody holds the post (R-POST-07).
    PostHeld,
    /// What is said to end a post ends it: retirement, transfer or resignation, from a day that has come (R-POST-07).
    LeavingAllowed,
    /// The post is vacant, and not that of a secretary to be appointed (R-RES-06).
    PostVacant,
    /// The term that the congress elected for runs: the branch's next congress has not closed.
    TermRuns,
    /// Whoever fills it may hold it; in a by-election, elected by more than half of the base (R-ORG-03, R-EL-02).
    FillingFit,
    /// The clause that was broken is named.
    GroundGiven,
    /// The new day is given and lies ahead.
    NewDateGiven,
    /// The new day lies inside the plan's window, unless the plan's committee itself fixes it.
    NewDateAllowed,
}

/// The process of a congress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CongressProcess;

impl Process for CongressProcess {
    const NAME: &'static str = "congress";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        use Guard::*; use State::*;
        type Row = (&'static [State], Option<State>, &'static [Seat], &'static [Guard], &'static str);
        const BEFORE_OPENING: &[State] = &[Preparing, Submitted, Approved, Convened];
        let (from, to, by, provided, ground): Row = match step {
            //                         from                     to                by                                             provided                                                                                                              ground
            Step::DesignatePilot   => (&[Preparing],            None,             &[Seat::Office],                               &[PlanIssued, PlanHasPilots, RolloutAhead, BranchStands, NotPilot, SectorKnown, ReasonGiven],                                       PRACTICE),
            Step::SubmitDossier    => (&[Preparing],            Some(Submitted),  &[Seat::Branch],                               &[PlanIssued, DocumentsSubmitted, SchemeSubmitted, DateSet, DateInsideWindow, TermKept, BeforeCommitteeCongress, VenueSet],                              PRACTICE),
            Step::ReturnDossier    => (&[Submitted],            Some(Preparing),  &[Seat::Upper],                                &[ReasonGiven],                                                                                                       PRACTICE),
            Step::Approve          => (&[Submitted],            Some(Approved),   &[Seat::Upper],                                &[DocumentsApproved, RemarksAnswered, SchemeApproved],                                                                PRACTICE),
            Step::OverrideGuidance => (&[Approved],             None,             &[Seat::Secretary],                            &[WaitsForGuidance, ReasonGiven],                                                                                     PRACTICE),
            Step::Convene          => (&[Approved],             Some(Convened),   &[Seat::Branch],                               &[DateSet, DayAhead, NoticeGiven, NoticeInTime, MembersListed, EnoughMembers, RolloutOpen, GuidanceAcknowledged],     CONVENING),
            Step::Open             => (&[Convened],             Some(InSession),  &[Seat::Branch],                               &[DayCome, BeforeCommitteeCongress, AttendanceCounted, QuorumPresent, TickedBeforeOpening],                                                    "Điều lệ Đảng, Điều 11"),
            Step::Close            => (&[InSession],            Some(Closed),     &[Seat::Branch],                               &[ProgrammeDone, DocumentsPresented, ResolutionAdopted, ElectionsDecided, TickedBeforeClosing],                       PRACTICE),
            Step::Report           => (&[Closed],               Some(Reported),   &[Seat::Branch],                               &[ResolutionAdopted, PapersFiled],                                                                                    "Quy định thi hành Điều lệ Đảng, mục 16.1.1"),
            Step::Confirm          => (&[Reported],             Some(Confirmed),  &[Seat::Upper],                                &[DecisionNumbered, DecisionDated, EveryPostRuledOn],                                                                 "Quy định thi hành Điều lệ Đảng, mục 16.1.2"),
            Step::AppointSecretary => (&[Reported, Confirmed],  None,             &[Seat::Upper],                                &[SecretaryUnfilled, TermRuns, AppointeeFit, DecisionNumbered, DecisionDated],                                        "Quy định thi hành Điều lệ Đảng, mục 24"),
            Step::EndMembership    => (&[Confirmed],            None,             &[Seat::Upper, Seat::Branch],                  &[PostHeld, LeavingAllowed],                                                                                          "Quy định thi hành Điều lệ Đảng, mục 16"),
            Step::FillVacancy      => (&[Reported, Confirmed],  None,             &[Seat::Upper],                                &[PostVacant, TermRuns, FillingFit, DecisionNumbered, DecisionDated],                                                 "Quy chế bầu cử trong Đảng, bầu bổ sung; Điều lệ Đảng, Điều 13"),
            Step::Annul            => (&[Reported, Confirmed],  Some(Annulled),   &[Seat::Upper],                                &[ReasonGiven, GroundGiven, DecisionNumbered, DecisionDated],                                                         "Quy định thi hành Điều lệ Đảng, mục 16.1.3"),
            Step::Postpone         => (BEFORE_OPENING,          None,             &[Seat::Office, Seat::Secretary, Seat::Branch], &[ReasonGiven, NewDateGiven, NewDateAllowed, TermKept, BeforeCommitteeCongress, NoticeAgain, NoticeInTime],                                                          PLAN),
            Step::Cancel           => (BEFORE_OPENING,          Some(Cancelled),  &[Seat::Office],                               &[ReasonGiven],                                                                                                       PLAN),
        };
        Rule { from, to, by, provided, ground }
    }

    fn regulation(facts: &Facts) -> Option<&Regulation> {
        Some(&facts.regulation)
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        checks::check(guard, facts)
    }

    fn leads_on(step: Step) -> bool {
        match step {
            Step::DesignatePilot
            | Step::SubmitDossier
            | Step::Approve
            | Step::OverrideGuidance
            | Step::Convene
            | Step::Open
            | Step::Close
            | Step::Report
            | Step::Confirm => true,
            Step::ReturnDossier
            | Step::AppointSecretary
            | Step::EndMembership
            | Step::FillVacancy
            | Step::Annul
            | Step::Postpone
            | Step::Cancel => false,
        }
    }
}

/// All that the guards look at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The civil date on which the step is taken.
    pub today: NaiveDate,
    /// What is in force on the day of the congress.
    pub regulation: Regulation,
    /// Whether the branch stands under a base committee, or is a base organisation itself.
    pub level: CongressLevel,
    /// The plan.
    pub plan: PlanFacts,
    /// The plans it implements, upward.
    pub upper_plans: Vec<PlanFacts>,
    /// The first day on which the branch stands no longer; none while it stands.
    pub branch_ended_on: Option<NaiveDate>,
    /// Whether it is a pilot.
    pub pilot: bool,
    /// The sector it stands for.
    pub sector: Option<SectorId>,
    /// The day it is to be held; the new day, when it is being postponed.
    pub planned_on: Option<NaiveDate>,
    /// How long it is planned to take, in half-days.
    pub half_days: i64,
    /// The term it ends, where it is known when that began.
    pub term: Option<TermEnding>,
    /// Whether the venue is fixed.
    pub venue_set: bool,
    /// The day the notice was given, once it has been convened.
    pub notice_given_on: Option<NaiveDate>,
    /// Who is called and who is here, once the roll is drawn up.
    pub attendance: Option<Attendance>,
    /// Whether the plan's Secretary has let it go ahead before the guidance.
    pub guidance_overridden: bool,
    /// The day the result was reported.
    pub reported_on: Option<NaiveDate>,
    /// How the documents stand.
    pub dossier: DossierFacts,
    /// How the programme stands.
    pub programme: ProgrammeFacts,
    /// How the personnel work stands.
    pub personnel: PersonnelFacts,
    /// How the elections stand.
    pub elections: ElectionFacts,
    /// What the guidance in force asks.
    pub guidance: GuidanceFacts,
    /// The posts the congress decided on, as reported.
    pub posts: Vec<CongressPost>,
    /// Who may be appointed secretary.
    pub appointing: Appointing,
    /// When the branch's next congress closed; none while it has not.
    pub next_closed_on: Option<NaiveDate>,
    /// Whether an office of the plan's own committee takes the step.
    pub by_plan_committee: bool,
    /// What comes with the step. `None` when it is only asked what is possible: then nothing that would come
    /// with the step is missed.
    pub given: Option<Given>,
}

/// A plan, as far as the rules of its congresses look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFacts {
    /// Its symbol, or its title while it has none.
    pub name: String,
    /// Where it stands.
    pub state: PlanState,
    /// The date it bears.
    pub issued_on: Option<NaiveDate>,
    /// Whether it holds its round without pilots.
    pub without_pilots: bool,
    /// Whether it names sectors that must be represented among the pilots.
    pub names_sectors: bool,
    /// Whether its congresses elect; where they do not (R-MERGE-01), no personnel work is awaited.
    pub elects: bool,
    /// The window in which this congress may be held.
    pub window: Option<(NaiveDate, NaiveDate)>,
    /// The day on which the congress of the plan's own committee opens (R-TIME-01).
    pub committee_congress_on: Option<NaiveDate>,
}

impl PlanFacts {
    /// What the rules look at, for a congress that is a pilot or not.
    pub fn of(plan: &Plan, congress: &Congress) -> Self {
        let content = &plan.content.0;
        Self {
            name: plan.symbol.clone().unwrap_or_else(|| plan.title.clone()),
            state: plan.state,
            issued_on: plan.issued_on,
            without_pilots: content.without_pilots,
            names_sectors: !content.pilot_sectors.is_empty(),
            elects: content.elects(),
            window: plan.window_for(congress.pilot),
            committee_congress_on: content.committee_congress_on,
        }
    }

    /// Whether the other branches may go ahead.
    pub fn is_rolling_out(&self) -> bool {
        matches!(self.state, PlanState::RollingOut | PlanState::Completed)
    }
}

/// What comes with a step; which of it a step needs, its guards say.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The person's words; the reason, where one is asked for.
    pub note: Option<String>,
    /// The sector a pilot stands for, with `designate_pilot`.
    pub sector_id: Option<SectorId>,
    /// The new day, with `postpone`.
    pub planned_on: Option<NaiveDate>,
    /// The new hour, with `postpone`.
    pub planned_time: Option<String>,
    /// The day the notice was given, with `convene`.
    pub notice_given_on: Option<NaiveDate>,
    /// Number and symbol of the decision, with `confirm`, `appoint_secretary` and `annul`.
    pub decision_symbol: Option<DocumentSymbol>,
    /// Its date, with `confirm`, `appoint_secretary` and `annul`.
    pub decision_on: Option<NaiveDate>,
    /// What is said of each elected post, with `confirm`.
    pub posts: Vec<PostRuling>,
    /// Who is appointed, with `appoint_secretary`.
    pub appointee: Option<RollEntryId>,
    /// The clause that was broken, with `annul`; the ground, with `appoint_secretary`.
    pub ground: Option<String>,
    /// Who leaves a post, with `end_membership`.
    pub leaving: Option<Leaving>,
    /// How a vacancy is filled, with `fill_vacancy`.
    pub filling: Option<Filling>,
}

impl Facts {
    /// A congress of which nothing is known but the day: where tests and callers begin.
    pub fn on(today: NaiveDate, plan: PlanFacts) -> Self {
        Self {
            today,
            regulation: Regulation::on(today),
            level: CongressLevel::SubordinateBranch,
            plan,
            upper_plans: Vec::new(),
            branch_ended_on: None,
            pilot: false,
            sector: None,
            planned_on: None,
            half_days: 1,
            term: None,
            venue_set: false,
            notice_given_on: None,
            attendance: None,
            guidance_overridden: false,
            reported_on: None,
            dossier: DossierFacts::default(),
            programme: ProgrammeFacts::default(),
            personnel: PersonnelFacts::default(),
            elections: ElectionFacts::default(),
            guidance: GuidanceFacts::default(),
            posts: Vec::new(),
            appointing: Appointing::default(),
            next_closed_on: None,
            by_plan_committee: false,
            given: None,
        }
    }
}

/// By when the state must have been left: what the plan's windows and the two clocks of the implementing
/// regulation (R-POST-02, R-POST-03) make of it. `None` when nothing more is awaited.
pub fn due_on(
    congress: &Congress,
    window: Option<(NaiveDate, NaiveDate)>,
    regulation: &Regulation,
) -> Option<NaiveDate> {
    match congress.state {
        State::Preparing | State::Submitted | State::Approved | State::Convened => {
            congress.planned_on.or(window.map(|(_, to)| to))
        }
        State::InSession => congress.planned_on,
        State::Closed => {
            let days = regulation.report_working_days().value;
            congress.closed_on.map(|day| add_working_days(day, days))
        }
        State::Reported => {
            let days = regulation.confirmation_working_days().value;
            congress.reported_on.map(|day| add_working_days(day, days))
        }
        State::Confirmed | State::Annulled | State::Cancelled => None,
    }
}

/// Whether what was due by then has not happened.
pub fn is_late(due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    due_on.is_some_and(|due| due < today)
}

/// Whether what is due has not happened and soon must.
pub fn is_at_risk(due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    due_on.is_some_and(|due| due >= today && due <= at_risk_until(today))
}

/// The last due date that counts as at risk.
pub fn at_risk_until(today: NaiveDate) -> NaiveDate {
    today
        .checked_add_days(Days::new(AT_RISK_DAYS))
        .unwrap_or(today)
}

/// The seats whose turn it is.
pub fn whose_turn(state: State) -> Vec<Seat> {
    next_seats::<CongressProcess>(state)
}
