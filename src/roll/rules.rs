//! Who counts, who votes, and what may be recorded of whom.
//!
//! The two denominators (3-regulations §1.2, §2.6) are worked out item by item, so that the minutes can print why a
//! vote needed as many as it did. Nobody is left out of a base twice: the status of a member goes before the excuse.

use strum::VariantArray;

use super::model::{
    Attendance, Base, BaseKind, BaseLine, BaseReason, Bases, Citation, Mark, RollEntry, RollStatus,
};
use crate::congress::model::State;
use crate::db::time::Instant;
use crate::election::model::Hold;
use crate::error::{Arg, Reason};
use crate::plan::rules::{PRACTICE, unless};
use crate::regulation::{Cited, Regulation, cited};

/// Every entry that is on the roll: struck off is as if never called.
fn called(entries: &[RollEntry]) -> impl Iterator<Item = &RollEntry> {
    entries.iter().filter(|entry| !entry.struck_off)
}

/// How many official members the branch has called, whatever limits them: also what the nine of R-ORG-03 is
/// measured against (R-ORG-07).
pub fn official_members(entries: &[RollEntry]) -> i64 {
    count(called(entries).filter(|entry| entry.status.is_official_here()))
}

/// Why an official member who was called does not count in this base; `None` when the member counts.
///
/// Somebody who has come, even for a while, is not absent throughout (R-RES-05). An absence with a good reason
/// leaves the election base only, and only when the convening committee has accepted it.
pub fn left_out(kind: BaseKind, entry: &RollEntry) -> Option<BaseReason> {
    let stayed_away = !entry.mark.has_come();
    let of_election = kind == BaseKind::Election;
    match entry.status {
        RollStatus::TemporarilyAway => stayed_away.then_some(BaseReason::TemporarilyAway),
        RollStatus::Exempted => stayed_away.then_some(BaseReason::Exempted),
        RollStatus::Suspended => of_election.then_some(BaseReason::Suspended),
        RollStatus::Prosecuted => of_election.then_some(BaseReason::Prosecuted),
        RollStatus::Official => {
            (of_election && entry.absence_is_accepted()).then_some(BaseReason::AbsenceAccepted)
        }
        RollStatus::Probationary | RollStatus::TemporarilyAttending => None,
    }
}

/// One base, item by item, by the regulation of the congress's day.
pub fn base(kind: BaseKind, entries: &[RollEntry], regulation: &Regulation) -> Base {
    let ground = match kind {
        BaseKind::Quorum => regulation.call_those_away(),
        BaseKind::OrdinaryVote => regulation.ordinary_base(),
        BaseKind::Election => regulation.election_base(),
    };
    let official: Vec<&RollEntry> = called(entries)
        .filter(|entry| entry.status.is_official_here())
        .collect();
    let excluded: Vec<BaseLine> = BaseReason::VARIANTS
        .iter()
        .map(|&reason| BaseLine {
            reason,
            count: count(
                official
                    .iter()
                    .filter(|entry| left_out(kind, entry) == Some(reason)),
            ),
            ground: ground.into(),
        })
        .filter(|line| line.count > 0)
        .collect();
    let summoned = count(official.iter());
    let base = summoned - excluded.iter().map(|line| line.count).sum::<i64>();
    let (more_than_half, majority) = needed(kind, base, regulation);
    Base {
        kind,
        summoned,
        excluded,
        base,
        more_than_half,
        ground: ground.into(),
        majority,
    }
}

/// How many it takes, and the clause that says so.
fn needed(kind: BaseKind, base: i64, regulation: &Regulation) -> (i64, Citation) {
    match kind {
        BaseKind::Quorum => {
            let quorum = regulation.quorum();
            (quorum.value.least_part(base), quorum.ground.into())
        }
        BaseKind::OrdinaryVote => {
            let majority = regulation.ordinary_majority();
            (majority.value.least(base), majority.ground.into())
        }
        BaseKind::Election => {
            let majority = regulation.majority();
            (majority.value.least(base), majority.ground.into())
        }
    }
}

/// Every base of a congress, as the roll stands.
pub fn bases(entries: &[RollEntry], regulation: &Regulation) -> Bases {
    Bases {
        quorum: base(BaseKind::Quorum, entries, regulation),
        ordinary_vote: base(BaseKind::OrdinaryVote, entries, regulation),
        election: base(BaseKind::Election, entries, regulation),
    }
}

/// Who is here, as the roll stands, and whether that is a quorum (Charter Art. 11, R-QUO-01).
pub fn attendance(entries: &[RollEntry], regulation: &Regulation) -> Attendance {
    let quorum = base(BaseKind::Quorum, entries, regulation);
    let of = |status: RollStatus| called(entries).filter(move |entry| entry.status == status);
    let here = |status: RollStatus| count(of(status).filter(|entry| entry.mark.is_here()));
    let present_official = count(called(entries).filter(|entry| votes_now(entry)));
    Attendance {
        called_official: quorum.summoned,
        summoned_official: quorum.base,
        present_official,
        summoned_probationary: count(of(RollStatus::Probationary)),
        present_probationary: here(RollStatus::Probationary),
        present_temporary: here(RollStatus::TemporarilyAttending),
        came: count(called(entries).filter(|entry| entry.mark.has_come())),
        awaited: count(called(entries).filter(|entry| entry.mark == Mark::Awaited)),
        quorum_needed: quorum.more_than_half,
        quorum_reached: regulation
            .quorum()
            .value
            .at_least(present_official, quorum.base),
    }
}

/// Whether this person can raise a hand now: entitled to vote, and in the room.
pub fn votes_now(entry: &RollEntry) -> bool {
    !entry.struck_off && votes(entry.status) && entry.mark.is_here()
}

fn votes(status: RollStatus) -> bool {
    match status {
        RollStatus::Official | RollStatus::Exempted | RollStatus::TemporarilyAway => true,
        RollStatus::Probationary
        | RollStatus::TemporarilyAttending
        | RollStatus::Suspended
        | RollStatus::Prosecuted => false,
    }
}

fn on_the_roll(entry: &RollEntry) -> Result<(), Reason> {
    if entry.struck_off {
        return Err(Reason::new("roll_entry_struck_off").on(PRACTICE));
    }
    Ok(())
}

fn status_of(entry: &RollEntry, code: &'static str) -> Reason {
    Reason::new(code).with("status", Arg::term("roll-status", entry.status))
}

/// Whether this person is entitled to vote, whether in the room or not (R-EL-01).
///
/// # Errors
/// The reason, with its clause.
pub fn may_vote(entry: &RollEntry, regulation: &Regulation) -> Result<(), Reason> {
    on_the_roll(entry)?;
    if votes(entry.status) {
        return Ok(());
    }
    let ground = if entry.status.is_official_here() {
        regulation.election_base()
    } else {
        regulation.official_members_vote()
    };
    Err(cited(status_of(entry, "roll_may_not_vote"), ground))
}

/// Whether this person may be put on a ballot list (R-EL-02): an official member, whom nothing suspends.
///
/// # Errors
/// The reason, with its clause.
pub fn may_stand(entry: &RollEntry, regulation: &Regulation) -> Result<(), Reason> {
    on_the_roll(entry)?;
    if votes(entry.status) {
        return Ok(());
    }
    let ground = if entry.status.is_official_here() {
        regulation.election_base()
    } else {
        regulation.official_members_stand()
    };
    Err(cited(status_of(entry, "roll_may_not_stand"), ground))
}

/// Whether this person may nominate (R-EL-03): everybody who takes part, the probationary and those temporarily
/// attending too. Only a suspended member takes no part.
///
/// # Errors
/// The reason, with its clause.
pub fn may_nominate(entry: &RollEntry, regulation: &Regulation) -> Result<(), Reason> {
    on_the_roll(entry)?;
    if entry.status == RollStatus::Suspended {
        let ground = regulation.all_members_nominate();
        return Err(cited(status_of(entry, "roll_may_not_nominate"), ground));
    }
    Ok(())
}

/// Whether a branch elects a committee, with the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitteeVerdict {
    /// Whether it does.
    pub elects: bool,
    /// Official members, the exempted included (R-ORG-07).
    pub official: i64,
    /// From how many official members a branch does.
    pub from: Cited<i64>,
}

/// Whether a branch with so many official members elects a committee (R-ORG-03), or only a secretary and, where
/// needed, a deputy (R-ORG-04).
pub fn elects_committee(official: i64, regulation: &Regulation) -> CommitteeVerdict {
    let from = regulation.branch_committee_from();
    CommitteeVerdict {
        elects: official >= from.value,
        official,
        from,
    }
}

/// R-CONV-03, as a warning, while it can still be mended: members exempted or temporarily elsewhere who are not on
/// the roll that has been drawn up.
pub fn not_called(state: State, count: i64, regulation: &Regulation) -> Option<Reason> {
    let in_time = matches!(state, State::Approved | State::Convened | State::InSession);
    let reason = || Reason::new("exempted_not_summoned").with("count", count);
    (in_time && count > 0).then(|| cited(reason(), regulation.call_those_away()))
}

/// Every reason why a roll may not be drawn up now.
pub fn against_drawing_up(state: State) -> Vec<Reason> {
    let open = matches!(state, State::Approved | State::Convened);
    unless(open, || not_in_this_state("roll_not_drawn_up_now", state))
}

/// Every reason why an entry may not be put down or corrected now.
pub fn against_correcting(state: State) -> Vec<Reason> {
    let open = matches!(state, State::Approved | State::Convened | State::InSession);
    unless(open, || not_in_this_state("roll_not_corrected_now", state))
}

/// Whoever stands on a ballot that is being cast, or has been elected, stays fit for it on the roll (R-EL-02): else the
/// result would name somebody who may not be elected. What is wrong with them is mended before the ballot, or heard by
/// the committee above when it rules on the result.
pub fn against_unseating(
    corrected: &RollEntry,
    hold: Option<Hold>,
    regulation: &Regulation,
) -> Vec<Reason> {
    let (Some(hold), Err(barred)) = (hold, may_stand(corrected, regulation)) else {
        return Vec::new();
    };
    let (code, post) = match hold {
        Hold::OnBallot(post) => ("roll_entry_on_ballot", post),
        Hold::Elected(post) => ("roll_entry_elected", post),
    };
    let reason = Reason::new(code)
        .with("name", corrected.full_name.as_str())
        .with("post", Arg::term("post", post));
    vec![cited(reason, regulation.official_members_stand()), barred]
}

fn not_in_this_state(code: &'static str, state: State) -> Reason {
    Reason::new(code)
        .with("state", Arg::term("congress-state", state))
        .on(PRACTICE)
}

/// What the record of somebody's coming is judged by.
#[derive(Debug, Clone, Copy)]
pub struct MarkFacts {
    /// Where the congress stands.
    pub state: State,
    /// Whether its day has come.
    pub day_has_come: bool,
    /// Whether the entry is struck off.
    pub struck_off: bool,
    /// What is recorded.
    pub before: Mark,
    /// What is to be recorded.
    pub after: Mark,
    /// Whether a reason for the change is given.
    pub note_given: bool,
}

/// Whether people can have come, or can no longer: only before that is the day still awaited.
fn is_held_or_over(facts: &MarkFacts) -> bool {
    match facts.state {
        State::Preparing | State::Submitted | State::Approved => false,
        State::Convened | State::InSession => facts.day_has_come,
        State::Closed | State::Reported | State::Confirmed | State::Annulled | State::Cancelled => {
            true
        }
    }
}

/// Every reason why it may not be recorded.
pub fn against_marking(facts: &MarkFacts) -> Vec<Reason> {
    let mut reasons = against_correcting(facts.state);
    reasons.extend(unless(!facts.struck_off, || {
        Reason::new("roll_entry_struck_off").on(PRACTICE)
    }));
    if facts.after.has_come() || facts.after == Mark::Absent {
        reasons.extend(unless(is_held_or_over(facts), || {
            Reason::new("roll_day_not_come").on(PRACTICE)
        }));
    }
    let left_unseen = facts.after == Mark::LeftEarly && !facts.before.has_come();
    reasons.extend(unless(!left_unseen, || {
        Reason::new("roll_left_without_coming").on(PRACTICE)
    }));
    let corrects = !follows(facts.before, facts.after);
    reasons.extend(unless(facts.note_given || !corrects, || {
        Reason::new("roll_correction_without_reason").on(PRACTICE)
    }));
    reasons
}

/// Whether the roll had somebody in the hall at one of these moments; `presence` is when that changed, the first change
/// first.
pub fn was_here(presence: &[(Instant, bool)], moments: &[Instant]) -> bool {
    let until = presence
        .iter()
        .skip(1)
        .map(|(at, _)| Some(*at))
        .chain([None]);
    let mut spells = presence.iter().zip(until);
    spells.any(|((from, here), until)| {
        let inside = |at: &Instant| at >= from && until.is_none_or(|until| *at <= until);
        *here && moments.iter().any(inside)
    })
}

/// Whether a correction takes somebody out of a base as having stayed away throughout.
pub fn goes_as_absent(before: &RollEntry, after: &RollEntry) -> bool {
    let absent = |kind: BaseKind, entry: &RollEntry| {
        matches!(
            left_out(kind, entry),
            Some(BaseReason::TemporarilyAway | BaseReason::Exempted | BaseReason::AbsenceAccepted)
        )
    };
    let kinds = BaseKind::VARIANTS.iter();
    kinds
        .copied()
        .any(|kind| !absent(kind, before) && absent(kind, after))
}

/// R-RES-05: whoever was there when the congress voted was not absent throughout; who goes afterwards has left early.
/// Before the first vote an honest mistake is put right.
pub fn against_absence(
    (before, after): (&RollEntry, &RollEntry),
    was_here_at_a_vote: bool,
    regulation: &Regulation,
) -> Vec<Reason> {
    unless(
        !was_here_at_a_vote || !goes_as_absent(before, after),
        || {
            let reason =
                Reason::new("roll_was_here_at_a_vote").with("name", after.full_name.as_str());
            cited(reason, regulation.election_base())
        },
    )
}

/// Whether one mark follows from another in the course of things; all else corrects what was recorded.
fn follows(before: Mark, after: Mark) -> bool {
    match before {
        Mark::Awaited => true,
        Mark::Present | Mark::Late => matches!(after, Mark::LeftEarly),
        Mark::LeftEarly => after.is_here(),
        Mark::Excused | Mark::Absent => after.is_here() || after == Mark::Excused,
    }
}

/// What checking somebody in comes to; `None` when the person is here already.
pub fn check_in(before: Mark, state: State) -> Option<Mark> {
    if before.is_here() {
        return None;
    }
    Some(match state {
        State::InSession => Mark::Late,
        _ => Mark::Present,
    })
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}
