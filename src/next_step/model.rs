//! The data of what is next.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::candidate::model::CandidateId;
use crate::congress::model::{CongressId, State as CongressState};
use crate::congress::rules::Step as CongressStep;
use crate::count::model::{Columns, RoundState};
use crate::document::model::{DocumentId, DocumentKind, State as DocumentState};
use crate::document::rules::Step as DocumentStep;
use crate::election::model::{ElectionId, State as ElectionState};
use crate::election::rules::Step as ElectionStep;
use crate::error::{Arg, Reason};
use crate::guidance::model::{Checklist, ClauseId, GuidanceId};
use crate::nominee::model::NomineeId;
use crate::organ::model::{OrganId, OrganKind, State as OrganState};
use crate::personnel::model::{
    PersonnelId, PersonnelStepKind, Post, PostSeats, State as PersonnelState,
};
use crate::personnel::rules::Step as PersonnelStep;
use crate::programme::model::{Happened, Item};
use crate::result::model::CongressPostId;
use crate::review::model::RemarkId;
use crate::roll::model::Attendance;
use crate::target::model::TargetId;
use crate::workflow::Seat;

/// What is done next, where it is not a step of the congress or of an election.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Act {
    /// Day, hour and place are fixed.
    SetDayAndPlace,
    /// A document is begun.
    WriteDocument,
    /// A version of a document is filed.
    FileVersion,
    /// A remark is accepted or explained.
    AnswerRemark,
    /// A document goes to the approving committee.
    SubmitDocument,
    /// A document that was given back is taken up again.
    ReviseDocument,
    /// The sub-committee passes a document on with its consent.
    EndorseDocument,
    /// The sub-committee passes on the personnel scheme.
    EndorseScheme,
    /// The approving committee approves a document.
    ApproveDocument,
    /// The personnel work begins.
    BeginPersonnel,
    /// How many are to be elected to each post.
    SetSeats,
    /// Somebody is put forward for a post.
    PutForward,
    /// A step of the personnel work is recorded.
    RecordPersonnelStep,
    /// It is signed off.
    SignPersonnelStep,
    /// The personnel scheme goes to the approving committee.
    SubmitScheme,
    /// Somebody's name is withdrawn from the list, with the reason.
    WithdrawNominee,
    /// A step with ballots is held once more, since the list has changed.
    RepeatPersonnelStep,
    /// A scheme that was given back is taken up again.
    ReviseScheme,
    /// The approving committee gives its opinion on the scheme.
    ApproveScheme,
    /// The roll of those summoned is drawn up.
    DrawUpRoll,
    /// The guidance in force is acknowledged.
    AcknowledgeGuidance,
    /// A point of the guidance is ticked off.
    TickPoint,
    /// Who has come is checked in.
    CheckIn,
    /// An item of the programme begins.
    BeginItem,
    /// It ends.
    EndItem,
    /// An organ is put forward by name.
    ProposeOrgan,
    /// It is put forward anew, after the congress has voted it down.
    ProposeOrganAnew,
    /// The congress votes on it.
    VoteOrgan,
    /// The congress votes the programme.
    VoteProgramme,
    /// The personnel scheme is put to the congress.
    PresentScheme,
    /// A document is put to the congress.
    PresentDocument,
    /// The congress votes on the resolution.
    AdoptResolution,
    /// The congress votes on a target.
    VoteTarget,
    /// The congress decides whether somebody may withdraw.
    DecideWithdrawal,
    /// The support of a name from the floor is asked for.
    AskSupport,
    /// A name of the scheme is found on the roll.
    FindOnRoll,
    /// A member of the counting committee enters the signed totals.
    EnterCount,
    /// What two entries differ in is settled by a third.
    SettleCount,
    /// The committee above allocates how many delegates are elected to its congress.
    AllocateDelegates,
}

/// What is done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A step of the congress.
    Congress(CongressStep),
    /// A step of an election.
    Election(ElectionStep),
    /// Anything else.
    Act(Act),
}

impl Deed {
    /// The family of words that names it, and its name there.
    pub fn term(self) -> (&'static str, String) {
        match self {
            Self::Congress(step) => ("congress-step", step.to_string()),
            Self::Election(step) => ("election-step", step.to_string()),
            Self::Act(act) => ("next-step", act.to_string()),
        }
    }
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    /// Whoever holds one of these seats.
    Seats(&'static [Seat]),
    /// A member of the counting committee, who enters blindly.
    Counter,
}

/// How it is said to the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path, under `/api/v1`.
    pub path: String,
    /// What to send as `If-Match`.
    pub seen: Option<i64>,
    /// The body; every `null` in it is for the person to fill in.
    pub body: Value,
}

/// The method of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
#[schema(as = NextStepMethod)]
pub enum Method {
    /// Posts.
    Post,
    /// Puts.
    Put,
    /// Changes.
    Patch,
}

/// One thing to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub deed: Deed,
    /// With which thing, in words.
    pub about: Option<Arg>,
    /// By whom.
    pub by: Doer,
    /// How.
    pub call: Call,
    /// What stands in the way, whoever does it.
    pub reasons: Vec<Reason>,
}

/// A step of a process, and what stands in its way.
#[derive(Debug, Clone)]
pub struct Offer<S> {
    /// The step.
    pub step: S,
    /// Who may take it.
    pub by: &'static [Seat],
    /// What stands in its way, the person left aside.
    pub reasons: Vec<Reason>,
}

/// A document as it stands.
#[derive(Debug, Clone)]
pub struct Paper {
    /// What it is.
    pub kind: DocumentKind,
    /// It, once begun.
    pub written: Option<Written>,
}

/// A document that has been begun.
#[derive(Debug, Clone)]
pub struct Written {
    /// The document.
    pub id: DocumentId,
    /// Where it stands.
    pub state: DocumentState,
    /// Its version as a thing, for `If-Match`.
    pub version: i64,
    /// The version of its text filed last; 0: none.
    pub latest: i64,
    /// The version that was given back last.
    pub returned: Option<i64>,
    /// Whether a final version is still to be filed.
    pub final_missing: bool,
    /// Whether the sub-committee is to endorse it first.
    pub endorsement_awaited: bool,
    /// The first remark neither accepted nor explained, and its version.
    pub open_remark: Option<(RemarkId, i64)>,
    /// Every step of the process from here, with what stands in its way; none for those who may not read it.
    pub offers: Vec<Offer<DocumentStep>>,
}

/// The personnel work as it stands.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The work.
    pub id: PersonnelId,
    /// Where it stands.
    pub state: PersonnelState,
    /// For `If-Match`.
    pub version: i64,
    /// Whether the branch is large enough for a committee (R-ORG-03, R-ORG-04).
    pub elects_committee: bool,
    /// How many are to be elected to each post.
    pub seats: Vec<PostSeats>,
    /// Those whose names stand, each with the post.
    pub nominees: Vec<(NomineeId, Post)>,
    /// Whether the sub-committee is to pass it on first.
    pub endorsement_awaited: bool,
    /// The first step that is not signed.
    pub step: Option<OpenStep>,
    /// Every step of the process from here, with what stands in its way; no reason names anybody.
    pub offers: Vec<Offer<PersonnelStep>>,
    /// Those of whom one or more must give way, with the version of each and the post.
    pub may_give_way: Vec<(NomineeId, i64, Post)>,
    /// Which step with ballots is to be held once more.
    pub ballot_again: Option<PersonnelStepKind>,
}

impl Scheme {
    /// What stands in the way of a step.
    pub fn against(&self, step: PersonnelStep) -> Vec<Reason> {
        let offer = self.offers.iter().find(|offer| offer.step == step);
        offer.map_or_else(Vec::new, |offer| offer.reasons.clone())
    }
}

/// A step of the personnel work that is not signed.
#[derive(Debug, Clone, Copy)]
pub struct OpenStep {
    /// Its number.
    pub n: i64,
    /// For `If-Match`.
    pub version: i64,
    /// Whether it has ballots.
    pub ballot: bool,
    /// Whether it has been recorded.
    pub recorded: bool,
}

/// A point of the guidance that is not ticked off.
#[derive(Debug, Clone, Copy)]
pub struct OpenPoint {
    /// The clause.
    pub clause: ClauseId,
    /// By when it must be.
    pub when: Checklist,
    /// For `If-Match`; 0 where nothing has been said of it.
    pub version: i64,
}

/// The programme as it stands.
#[derive(Debug, Clone)]
pub struct Day {
    /// For `If-Match`.
    pub version: i64,
    /// Its items, in order.
    pub items: Vec<Item>,
    /// What has happened.
    pub happened: Happened,
}

/// An organ as it stands.
#[derive(Debug, Clone, Copy)]
pub struct OrganAt {
    /// The organ.
    pub id: OrganId,
    /// What it is.
    pub kind: OrganKind,
    /// Where it stands.
    pub state: OrganState,
    /// For `If-Match`.
    pub version: i64,
    /// Whether everybody in it may be voted on as things are.
    pub fit: bool,
}

/// An election that has not ended.
#[derive(Debug, Clone)]
pub struct ElectionAt {
    /// The election.
    pub id: ElectionId,
    /// The post.
    pub post: Post,
    /// Where it stands.
    pub state: ElectionState,
    /// For `If-Match`.
    pub version: i64,
    /// How many the scheme proposes to elect.
    pub proposed_seats: i64,
    /// Its steps from here.
    pub offers: Vec<Offer<ElectionStep>>,
    /// Those who ask to withdraw, each with the version of the candidate.
    pub withdrawing: Vec<(CandidateId, i64)>,
    /// Names from the floor whose support has not been asked for.
    pub unasked: Vec<(CandidateId, i64)>,
    /// Names of the scheme that were not found on the roll.
    pub off_roll: Vec<(CandidateId, i64)>,
    /// Names from the floor that stand: whom a poll is taken on.
    pub polled: Vec<CandidateId>,
    /// Whether those who count may give out the ballots: asked once the list is voted (R-OG-04).
    pub counters_fit: bool,
    /// The ballot under way.
    pub round: Option<RoundAt>,
}

/// How many delegates are elected to the congress above, as the committee above says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DelegatesAt {
    /// How many it has allocated; none before it has.
    pub allocated: Option<i64>,
    /// For `If-Match`.
    pub version: i64,
}

/// A ballot that is being counted.
#[derive(Debug, Clone)]
pub struct RoundAt {
    /// Which one.
    pub n: i64,
    /// Where its count stands.
    pub state: RoundState,
    /// For `If-Match` with a settlement.
    pub version: i64,
    /// The form.
    pub columns: Columns,
    /// Those on it, in order.
    pub names: Vec<CandidateId>,
    /// What stands in the way of an entry by this person.
    pub reasons: Vec<Reason>,
}

/// All that is looked at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The congress.
    pub congress: CongressId,
    /// Where it stands.
    pub state: CongressState,
    /// For `If-Match`.
    pub version: i64,
    /// Whether day and place are fixed.
    pub day_and_place_set: bool,
    /// Whether the plan's congresses elect.
    pub elects: bool,
    /// Whether the person may know of the personnel work.
    pub may_know_scheme: bool,
    /// The steps of the congress from here.
    pub offers: Vec<Offer<CongressStep>>,
    /// The documents it needs before and at the congress, the resolution last.
    pub papers: Vec<Paper>,
    /// The papers of the report.
    pub report: Vec<Paper>,
    /// The personnel work, once begun.
    pub scheme: Option<Scheme>,
    /// Who is here; nothing before the roll is drawn up.
    pub attendance: Option<Attendance>,
    /// The guidance that the branch has not acknowledged.
    pub unacknowledged: Vec<GuidanceId>,
    /// The points of the guidance that are not ticked off.
    pub points: Vec<OpenPoint>,
    /// The programme.
    pub programme: Option<Day>,
    /// The organs.
    pub organs: Vec<OrganAt>,
    /// The elections that have not ended, in their order.
    pub elections: Vec<ElectionAt>,
    /// Targets that have not been voted on, each with its version.
    pub targets: Vec<(TargetId, i64, String)>,
    /// Whether the term is overdue, so that the dossier goes up only with the reason in words (R-TERM-01).
    pub term_overdue: bool,
    /// The delegates to be elected, where the plan has them elected.
    pub delegates: Option<DelegatesAt>,
    /// The posts that the result is made of, those filled.
    pub posts: Vec<CongressPostId>,
    /// The posts that await a by-election or an appointment.
    pub vacant: Vec<(CongressPostId, Post)>,
}
