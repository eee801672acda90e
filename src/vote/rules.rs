//! When an ordinary vote may be recorded, that its totals add up, and what its result is.

use super::model::{PutToVote, Told, Totals, VoteSubject};
use crate::congress::model::{Congress, State};
use crate::error::{Arg, Reason};
use crate::plan::rules::{PRACTICE, unless};
use crate::regulation::{Cited, Fraction, Ground, Regulation};
use crate::roll::model::{Attendance, Base, BaseKind};

/// What a vote is judged by.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Where the congress stands.
    pub congress: State,
    /// What the totals are measured against.
    pub base: Base,
    /// Who is there, in numbers.
    pub attendance: Attendance,
    /// The share of those summoned who must be there.
    pub quorum: Cited<Fraction>,
    /// The clause that says who counts in the base.
    pub ground: Ground,
}

/// Base and attendance of a congress without a roll, by the numbers recorded with it.
pub fn as_recorded(congress: &Congress, regulation: &Regulation) -> (Base, Attendance) {
    let summoned = congress.summoned_official.unwrap_or(0);
    let present = congress.present_official.unwrap_or(0);
    let (majority, quorum) = (regulation.ordinary_majority(), regulation.quorum());
    let base = Base {
        kind: BaseKind::OrdinaryVote,
        summoned,
        excluded: Vec::new(),
        base: summoned,
        more_than_half: majority.value.least(summoned),
        ground: regulation.ordinary_base().into(),
        majority: majority.ground.into(),
    };
    let probationary = congress.present_probationary.unwrap_or(0);
    let attendance = Attendance {
        called_official: summoned,
        summoned_official: summoned,
        present_official: present,
        summoned_probationary: congress.summoned_probationary.unwrap_or(0),
        present_probationary: probationary,
        present_temporary: 0,
        came: present + probationary,
        awaited: 0,
        quorum_needed: quorum.value.least_part(summoned),
        quorum_reached: quorum.value.at_least(present, summoned),
    };
    (base, attendance)
}

/// Acts of the congress day are done while it is being held.
pub fn in_session(congress: State) -> Vec<Reason> {
    unless(congress == State::InSession, || {
        Reason::new("day_congress_not_in_session")
            .with("state", Arg::term("congress-state", congress))
    })
}

/// Every reason why this vote cannot be recorded.
pub fn against_recording(told: &Told, standing: &Standing) -> Vec<Reason> {
    let mut reasons = in_session(standing.congress);
    reasons.extend(quorum_or_reason(told, standing));
    let present = standing.attendance.present_official;
    let totals = check_totals(told.totals, &standing.base, present);
    reasons.extend(totals.into_iter().map(|reason| {
        reason
            .on(standing.ground.clause)
            .under(standing.ground.text)
    }));
    reasons
}

/// R-QUO-02: the quorum is looked at anew before every vote; without it, only with a reason, which is kept.
pub fn quorum_or_reason(told: &Told, standing: &Standing) -> Vec<Reason> {
    if standing.attendance.summoned_official == 0 {
        return vec![
            Reason::new("vote_before_the_roll")
                .on(standing.quorum.ground.clause)
                .under(standing.quorum.ground.text),
        ];
    }
    let said = told.gives_reason();
    unless(standing.attendance.quorum_reached || said, || {
        let attendance = &standing.attendance;
        Reason::new("vote_without_quorum")
            .with("present", attendance.present_official)
            .with("summoned", attendance.summoned_official)
            .with("needed", attendance.quorum_needed)
            .on(standing.quorum.ground.clause)
            .under(standing.quorum.ground.text)
    })
}

/// Every reason why the totals cannot be right: no number is negative, and no more hands were counted than
/// official members are present, nor more than the base. Whoever asks adds the ground.
pub fn check_totals(totals: Totals, base: &Base, present: i64) -> Vec<Reason> {
    let Totals {
        for_,
        against,
        abstain,
    } = totals;
    if for_ < 0 || against < 0 || abstain < 0 {
        return vec![Reason::new("vote_negative")];
    }
    let sum = totals.sum();
    let mut reasons = unless(sum <= present, || {
        Reason::new("vote_exceeds_present")
            .with("sum", sum)
            .with("present", present)
    });
    reasons.extend(unless(sum <= base.base, || {
        Reason::new("vote_exceeds_base")
            .with("sum", sum)
            .with("base", base.base)
    }));
    reasons
}

/// Every reason why this question is not put to the vote by itself: what is a thing of its own is voted on where
/// it is kept, and anything else needs words.
pub fn against_putting(put: &PutToVote) -> Vec<Reason> {
    match put.subject {
        VoteSubject::Programme | VoteSubject::WorkingRules => Vec::new(),
        VoteSubject::Other => {
            let worded = put
                .wording
                .as_ref()
                .is_some_and(|words| !words.trim().is_empty());
            unless(worded, || Reason::new("vote_question_missing").on(PRACTICE))
        }
        VoteSubject::Organ
        | VoteSubject::NumberToElect
        | VoteSubject::BallotList
        | VoteSubject::Withdrawal
        | VoteSubject::Target
        | VoteSubject::Document => vec![
            Reason::new("vote_subject_elsewhere")
                .with("subject", Arg::term("vote-subject", put.subject))
                .on(PRACTICE),
        ],
    }
}

/// Whether a congress adopts such a thing once, at its item of the programme.
pub fn is_adopted_once(subject: VoteSubject) -> bool {
    matches!(subject, VoteSubject::Programme | VoteSubject::WorkingRules)
}

/// What has been adopted is put to the vote again only where its totals were recorded wrongly, with the reason.
pub fn not_yet_adopted(subject: VoteSubject, adopted: bool, told: &Told) -> Vec<Reason> {
    unless(!adopted || told.gives_reason(), || {
        Reason::new("vote_already_adopted")
            .with("subject", Arg::term("vote-subject", subject))
            .on(PRACTICE)
    })
}

/// Whether strictly more than half of the base is for it.
pub fn is_adopted(totals: Totals, base: &Base) -> bool {
    base.base > 0 && totals.for_ >= base.more_than_half
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
