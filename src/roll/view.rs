//! A roll as the JSON face shows it.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{
    Attendance, Base, BaseKind, BaseLine, BaseReason, Bases, ChangeKind, Citation, Mark,
    RollChange, RollEntry, RollEntryId, RollStatus,
};
use super::rules::{self, CommitteeVerdict};
use super::words;
use crate::congress::model::CongressId;
use crate::db::time::Instant;
use crate::error::Reason;
use crate::http::problem::ReasonView;
use crate::member::model::MemberId;
use crate::regulation::Regulation;
use crate::user::model::UserId;
use crate::words::Language;

/// Somebody called to a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct RollEntryView {
    /// The entry's key.
    pub id: RollEntryId,
    /// The congress.
    pub congress_id: CongressId,
    /// The member; absent for somebody put down by hand who is no member of the branch.
    pub member_id: Option<MemberId>,
    /// The full name, as typed.
    pub full_name: String,
    /// When the person was born, where it was told by hand.
    pub birth_date: Option<NaiveDate>,
    /// How the person stands on the day.
    pub status: RollStatus,
    /// What is known of the person's coming.
    pub mark: Mark,
    /// When the person came.
    pub arrived_at: Option<Instant>,
    /// When the person left early.
    pub left_at: Option<Instant>,
    /// Why the person asked to be excused.
    pub absence_reason: Option<String>,
    /// Whether the convening committee accepts that; absent while it has not said.
    pub absence_accepted: Option<bool>,
    /// Whether it was put down or corrected by hand.
    pub by_hand: bool,
    /// Whether the person is off the roll.
    pub struck_off: bool,
    /// Whether the person is of the convening committee, where it is told by hand.
    pub of_convening_committee: Option<bool>,
    /// Why the person is not entitled to vote; absent when entitled.
    pub votes_not: Option<ReasonView>,
    /// Why the person cannot stand for election; absent when nothing is in the way.
    pub stands_not: Option<ReasonView>,
    /// Why the person cannot nominate; absent when nothing is in the way.
    pub nominates_not: Option<ReasonView>,
    /// When it was put down.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl RollEntryView {
    /// An entry by the regulation of the congress's day, in a language.
    pub fn of(entry: RollEntry, regulation: &Regulation, language: Language) -> Self {
        let why = |verdict: Result<(), Reason>| {
            verdict
                .err()
                .map(|reason| ReasonView::of(&reason, language))
        };
        Self {
            votes_not: why(rules::may_vote(&entry, regulation)),
            stands_not: why(rules::may_stand(&entry, regulation)),
            nominates_not: why(rules::may_nominate(&entry, regulation)),
            id: entry.id,
            congress_id: entry.congress_id,
            member_id: entry.member_id,
            full_name: entry.full_name,
            birth_date: entry.birth_date,
            status: entry.status,
            mark: entry.mark,
            arrived_at: entry.arrived_at,
            left_at: entry.left_at,
            absence_reason: entry.absence_reason,
            absence_accepted: entry.absence_accepted,
            by_hand: entry.by_hand,
            struck_off: entry.struck_off,
            of_convening_committee: entry.of_convening_committee,
            created_at: entry.created_at,
            version: entry.version,
        }
    }
}

/// A page of a roll.
#[derive(Debug, Serialize, ToSchema)]
pub struct RollPage {
    /// The entries, by given name.
    pub items: Vec<RollEntryView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Somebody checked in.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckInView {
    /// Whether the person was here already: counted once, whoever asked first.
    pub already: bool,
    /// The entry.
    pub entry: RollEntryView,
}

/// Several people checked in.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckInsView {
    /// Who came now.
    pub arrived: i64,
    /// Who was here already: counted once, whoever asked first.
    pub already: i64,
}

/// An entry as it stood after one change.
#[derive(Debug, Serialize, ToSchema)]
pub struct RollChangeView {
    /// The version that the change made; 1 is the first.
    pub version: i64,
    /// What happened.
    pub kind: ChangeKind,
    /// When it was recorded.
    pub at: Instant,
    /// By whom.
    pub changed_by: Option<UserId>,
    /// The full name then.
    pub full_name: String,
    /// The birth date put down by hand then.
    pub birth_date: Option<NaiveDate>,
    /// The status then.
    pub status: RollStatus,
    /// The mark then.
    pub mark: Mark,
    /// The arrival then.
    pub arrived_at: Option<Instant>,
    /// The leaving then.
    pub left_at: Option<Instant>,
    /// The reason for the absence then.
    pub absence_reason: Option<String>,
    /// Whether it was accepted then.
    pub absence_accepted: Option<bool>,
    /// Whether the entry was struck off then.
    pub struck_off: bool,
    /// What was told then of the person's being of the convening committee.
    pub of_convening_committee: Option<bool>,
    /// Why it was changed.
    pub note: Option<String>,
}

impl From<RollChange> for RollChangeView {
    fn from(change: RollChange) -> Self {
        Self {
            version: change.version,
            kind: change.kind,
            at: change.at,
            changed_by: change.changed_by,
            full_name: change.full_name,
            birth_date: change.birth_date,
            status: change.status,
            mark: change.mark,
            arrived_at: change.arrived_at,
            left_at: change.left_at,
            absence_reason: change.absence_reason,
            absence_accepted: change.absence_accepted,
            struck_off: change.struck_off,
            of_convening_committee: change.of_convening_committee,
            note: change.note,
        }
    }
}

/// A page of what an entry was.
#[derive(Debug, Serialize, ToSchema)]
pub struct RollChangePage {
    /// The changes, the first first.
    pub items: Vec<RollChangeView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// So many are left out of a base, for one reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct BaseLineView {
    /// Why.
    pub reason: BaseReason,
    /// How many.
    pub count: i64,
    /// The clause that leaves them out.
    pub ground: Citation,
    /// The line as a sentence.
    pub text: String,
}

impl BaseLineView {
    fn of(line: BaseLine, language: Language) -> Self {
        Self {
            text: words::excluded(&line, language),
            reason: line.reason,
            count: line.count,
            ground: line.ground,
        }
    }
}

/// A base, item by item: those summoned, minus each line, leaves the base.
#[derive(Debug, Serialize, ToSchema)]
pub struct BaseView {
    /// What it is for.
    pub kind: BaseKind,
    /// Every official member called.
    pub summoned: i64,
    /// Who does not count, reason by reason.
    pub excluded: Vec<BaseLineView>,
    /// How many count.
    pub base: i64,
    /// The fewest votes that are more than half; of the quorum, the fewest who must be present.
    pub needed: i64,
    /// The clause that says who counts.
    pub ground: Citation,
    /// The clause that says how many it takes.
    pub majority: Citation,
    /// The whole calculation as sentences, one for each line.
    pub calculation: Vec<String>,
}

impl BaseView {
    /// A base, in a language.
    pub fn of(base: Base, language: Language) -> Self {
        Self {
            calculation: words::calculation(&base, language),
            kind: base.kind,
            summoned: base.summoned,
            excluded: base
                .excluded
                .into_iter()
                .map(|line| BaseLineView::of(line, language))
                .collect(),
            base: base.base,
            needed: base.more_than_half,
            ground: base.ground,
            majority: base.majority,
        }
    }
}

/// Whether the branch elects a committee.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeVerdictView {
    /// Whether it does.
    pub elects: bool,
    /// Official members called, the exempted included.
    pub official: i64,
    /// From how many official members a branch does.
    pub from: i64,
    /// The clause that says so.
    pub ground: Citation,
    /// The verdict as a sentence.
    pub text: String,
}

impl CommitteeVerdictView {
    fn of(verdict: CommitteeVerdict, language: Language) -> Self {
        Self {
            text: words::committee(&verdict, language),
            elects: verdict.elects,
            official: verdict.official,
            from: verdict.from.value,
            ground: verdict.from.ground.into(),
        }
    }
}

/// Who is here, and what follows from it. Totals only.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttendanceView {
    /// Every official member called, whatever limits the member.
    pub called_official: i64,
    /// Official members summoned as the quorum counts them: those exempted or temporarily elsewhere only if here.
    pub summoned_official: i64,
    /// Official members here who may vote.
    pub present_official: i64,
    /// Probationary members summoned.
    pub summoned_probationary: i64,
    /// Probationary members here.
    pub present_probationary: i64,
    /// Members of other branches, temporarily attending, who are here.
    pub present_temporary: i64,
    /// How many of those called have come at any time.
    pub came: i64,
    /// How many of those called nothing is known of.
    pub awaited: i64,
    /// How many official members must be here.
    pub quorum_needed: i64,
    /// Whether they are.
    pub quorum_reached: bool,
    /// Who is here, as a sentence.
    pub text: String,
    /// Of whom enough must be present, item by item.
    pub quorum: BaseView,
    /// The base of ordinary votes, item by item.
    pub ordinary_vote: BaseView,
    /// The base of elections, item by item.
    pub election: BaseView,
    /// Whether the branch elects a committee.
    pub committee: CommitteeVerdictView,
}

impl AttendanceView {
    /// Everything that follows from a roll, in a language.
    pub fn of(
        found: Attendance,
        bases: Bases,
        committee: CommitteeVerdict,
        language: Language,
    ) -> Self {
        Self {
            text: words::present(&found, language),
            called_official: found.called_official,
            summoned_official: found.summoned_official,
            present_official: found.present_official,
            summoned_probationary: found.summoned_probationary,
            present_probationary: found.present_probationary,
            present_temporary: found.present_temporary,
            came: found.came,
            awaited: found.awaited,
            quorum_needed: found.quorum_needed,
            quorum_reached: found.quorum_reached,
            quorum: BaseView::of(bases.quorum, language),
            ordinary_vote: BaseView::of(bases.ordinary_vote, language),
            election: BaseView::of(bases.election, language),
            committee: CommitteeVerdictView::of(committee, language),
        }
    }
}
