//! The roll held against the clauses and the worked vectors of 3-regulations §2.8.

use proptest::prelude::*;
use strum::VariantArray;

use super::model::{BaseKind, BaseReason, Mark, RollEntry, RollStatus};
use super::rules::*;
use crate::congress::model::State;
use crate::db::id::Id;
use crate::regulation::Regulation;

fn on(day: &str) -> Regulation {
    Regulation::on(day.parse().expect("a date"))
}

fn entry(status: RollStatus, mark: Mark) -> RollEntry {
    RollEntry {
        id: Id::new(),
        congress_id: Id::nil(),
        member_id: None,
        full_name: "Nguyễn Văn An".to_owned(),
        name_key: String::new(),
        birth_date: None,
        status,
        mark,
        arrived_at: None,
        left_at: None,
        absence_reason: None,
        absence_accepted: None,
        by_hand: false,
        struck_off: false,
        of_convening_committee: None,
        created_at: "2022-05-11T00:00:00Z".parse().expect("a moment"),
        version: 1,
    }
}

fn excused(accepted: Option<bool>) -> RollEntry {
    RollEntry {
        absence_reason: Some("Đi công tác".to_owned()),
        absence_accepted: accepted,
        ..entry(RollStatus::Official, Mark::Excused)
    }
}

fn people(count: usize, status: RollStatus, mark: Mark) -> Vec<RollEntry> {
    (0..count).map(|_| entry(status, mark)).collect()
}

/// The base and the votes that are more than half of it.
fn figures(kind: BaseKind, entries: &[RollEntry]) -> (i64, i64) {
    let base = base(kind, entries, &on("2022-05-11"));
    (base.base, base.more_than_half)
}

#[test]
fn t1_eleven_official_of_whom_one_is_away_with_reason_need_six_votes() {
    for accepted in [Some(true), Some(false), None] {
        let mut roll = people(10, RollStatus::Official, Mark::Present);
        roll.push(excused(accepted));
        let base = if accepted == Some(true) { 10 } else { 11 };
        assert_eq!(figures(BaseKind::Election, &roll), (base, 6));
        let majority = on("2022-05-11").majority().value;
        assert!(!majority.exceeded_by(5, base) && majority.exceeded_by(6, base));
    }
}

#[test]
fn t2_nine_with_two_exempted_are_still_nine_but_vote_as_seven_until_they_come() {
    let mut roll = people(7, RollStatus::Official, Mark::Present);
    roll.extend(people(2, RollStatus::Exempted, Mark::Awaited));
    let law = on("2022-05-11");
    let verdict = elects_committee(official_members(&roll), &law);
    assert!(verdict.elects);
    assert_eq!((verdict.official, verdict.from.value), (9, 9));
    assert_eq!(verdict.from.ground.clause, "Điều 24 khoản 4");
    assert_eq!(figures(BaseKind::Election, &roll), (7, 4));
    for entry in &mut roll {
        entry.mark = Mark::Present;
    }
    assert_eq!(figures(BaseKind::Election, &roll), (9, 5));
    assert!(!elects_committee(8, &law).elects, "R-ORG-04");
}

#[test]
fn t3_twenty_official_with_three_away_vote_as_twenty_and_elect_as_seventeen() {
    let mut roll = people(17, RollStatus::Official, Mark::Present);
    roll.extend([
        excused(Some(true)),
        excused(Some(true)),
        excused(Some(true)),
    ]);
    roll.extend(people(1, RollStatus::Probationary, Mark::Present));
    roll.extend(people(1, RollStatus::Probationary, Mark::Absent));
    assert_eq!(figures(BaseKind::OrdinaryVote, &roll), (20, 11));
    assert_eq!(figures(BaseKind::Election, &roll), (17, 9));
    let law = on("2022-05-11");
    let election = base(BaseKind::Election, &roll, &law);
    let lines: Vec<_> = election
        .excluded
        .iter()
        .map(|line| (line.reason, line.count, line.ground.clause.as_str()))
        .collect();
    assert_eq!(lines, [(BaseReason::AbsenceAccepted, 3, "Điều 32 khoản 2")]);
    let since = base(BaseKind::Election, &roll, &on("2024-10-10"));
    assert_eq!(since.excluded[0].ground.clause, "Điều 30");
    assert_eq!(since.ground.regulation, "190-QĐ/TW (10/10/2024)");
}

#[test]
fn t10_ten_votes_of_twenty_are_not_more_than_half() {
    let roll = people(20, RollStatus::Official, Mark::Present);
    assert_eq!(figures(BaseKind::Election, &roll), (20, 11));
    assert!(!on("2022-05-11").majority().value.exceeded_by(10, 20));
}

#[test]
fn each_exclusion_leaves_the_base_it_is_said_of_and_no_other() {
    use BaseReason::*;
    for (status, mark, ordinary, election) in [
        (RollStatus::Official, Mark::Present, None, None),
        (RollStatus::Official, Mark::Absent, None, None),
        (RollStatus::Official, Mark::Awaited, None, None),
        (
            RollStatus::Exempted,
            Mark::Awaited,
            Some(Exempted),
            Some(Exempted),
        ),
        (
            RollStatus::Exempted,
            Mark::Excused,
            Some(Exempted),
            Some(Exempted),
        ),
        (RollStatus::Exempted, Mark::Late, None, None),
        (
            RollStatus::TemporarilyAway,
            Mark::Absent,
            Some(TemporarilyAway),
            Some(TemporarilyAway),
        ),
        (RollStatus::TemporarilyAway, Mark::LeftEarly, None, None),
        (RollStatus::Suspended, Mark::Present, None, Some(Suspended)),
        (RollStatus::Prosecuted, Mark::Absent, None, Some(Prosecuted)),
    ] {
        let entry = entry(status, mark);
        let name = format!("{status} {mark}");
        assert_eq!(left_out(BaseKind::OrdinaryVote, &entry), ordinary, "{name}");
        assert_eq!(left_out(BaseKind::Quorum, &entry), ordinary, "{name}");
        assert_eq!(left_out(BaseKind::Election, &entry), election, "{name}");
    }
    for (accepted, expected) in [
        (Some(true), Some(AbsenceAccepted)),
        (Some(false), None),
        (None, None),
    ] {
        assert_eq!(left_out(BaseKind::Election, &excused(accepted)), expected);
        assert_eq!(left_out(BaseKind::OrdinaryVote, &excused(accepted)), None);
    }
}

#[test]
fn r_res_05_whoever_left_early_was_not_absent_throughout() {
    let mut left = excused(Some(true));
    left.mark = Mark::LeftEarly;
    assert_eq!(left_out(BaseKind::Election, &left), None);
    assert!(!votes_now(&left), "but is not here to vote");
}

#[test]
fn r_quo_01_two_thirds_of_those_summoned_with_the_exempted_only_if_they_come() {
    let law = on("2022-05-11");
    for (present, absent, exempted, exempted_here, reached, needed) in [
        (8, 3, 0, 0, true, 8),
        (7, 4, 0, 0, false, 8),
        (6, 3, 5, 0, true, 6),
        (5, 4, 5, 0, false, 6),
        (5, 4, 5, 2, false, 8),
        (5, 4, 5, 3, true, 8),
    ] {
        let mut roll = people(present, RollStatus::Official, Mark::Present);
        roll.extend(people(absent, RollStatus::Official, Mark::Absent));
        roll.extend(people(
            exempted - exempted_here,
            RollStatus::Exempted,
            Mark::Awaited,
        ));
        roll.extend(people(exempted_here, RollStatus::Exempted, Mark::Present));
        roll.extend(people(4, RollStatus::Probationary, Mark::Present));
        let found = attendance(&roll, &law);
        assert_eq!(
            (found.quorum_reached, found.quorum_needed),
            (reached, needed),
            "{found:?}"
        );
        assert_eq!(found.present_probationary, 4);
    }
    assert!(
        !attendance(&[], &law).quorum_reached,
        "of nobody there is no quorum"
    );
}

#[test]
fn r_el_01_02_03_who_votes_stands_and_nominates_each_with_its_clause() {
    use RollStatus::*;
    let law = on("2022-05-11");
    let clause = |verdict: Result<(), crate::error::Reason>| verdict.err().map(|why| why.ground);
    for (status, vote, stand, nominate) in [
        (Official, None, None, None),
        (Exempted, None, None, None),
        (TemporarilyAway, None, None, None),
        (Probationary, Some("Điều 3"), Some("Điều 3"), None),
        (TemporarilyAttending, Some("Điều 3"), Some("Điều 3"), None),
        (
            Suspended,
            Some("Điều 32 khoản 2"),
            Some("Điều 32 khoản 2"),
            Some("Điều 11 khoản 2"),
        ),
        (
            Prosecuted,
            Some("Điều 32 khoản 2"),
            Some("Điều 32 khoản 2"),
            None,
        ),
    ] {
        let entry = entry(status, Mark::Present);
        assert_eq!(clause(may_vote(&entry, &law)), vote, "{status}");
        assert_eq!(clause(may_stand(&entry, &law)), stand, "{status}");
        assert_eq!(clause(may_nominate(&entry, &law)), nominate, "{status}");
        assert_eq!(votes_now(&entry), vote.is_none(), "{status}");
    }
    let mut gone = entry(Official, Mark::Present);
    gone.struck_off = true;
    assert!(may_vote(&gone, &law).is_err() && may_nominate(&gone, &law).is_err());
}

fn marking(state: State, before: Mark, after: Mark) -> MarkFacts {
    MarkFacts {
        state,
        day_has_come: true,
        struck_off: false,
        before,
        after,
        note_given: false,
    }
}

fn codes(facts: &MarkFacts) -> Vec<&'static str> {
    against_marking(facts)
        .iter()
        .map(|reason| reason.code)
        .collect()
}

#[test]
fn a_mark_that_takes_back_another_needs_a_reason() {
    use Mark::*;
    for (before, after, refused) in [
        (Awaited, Present, vec![]),
        (Awaited, LeftEarly, vec!["roll_left_without_coming"]),
        (Present, LeftEarly, vec![]),
        (Present, Absent, vec!["roll_correction_without_reason"]),
        (Present, Awaited, vec!["roll_correction_without_reason"]),
        (LeftEarly, Present, vec![]),
        (LeftEarly, Absent, vec!["roll_correction_without_reason"]),
        (Excused, Late, vec![]),
        (Excused, Excused, vec![]),
        (Absent, Excused, vec![]),
    ] {
        let mut facts = marking(State::InSession, before, after);
        assert_eq!(codes(&facts), refused, "{before} {after}");
        facts.note_given = true;
        let still: Vec<_> = refused
            .into_iter()
            .filter(|code| *code != "roll_correction_without_reason")
            .collect();
        assert_eq!(codes(&facts), still, "{before} {after}, with a reason");
    }
}

#[test]
fn nobody_comes_before_the_day_and_nothing_changes_after_the_closing() {
    let early = MarkFacts {
        day_has_come: false,
        ..marking(State::Convened, Mark::Awaited, Mark::Present)
    };
    assert_eq!(codes(&early), ["roll_day_not_come"]);
    let excused = MarkFacts {
        day_has_come: false,
        ..marking(State::Approved, Mark::Awaited, Mark::Excused)
    };
    assert!(codes(&excused).is_empty());
    let after = marking(State::Closed, Mark::Awaited, Mark::Excused);
    assert_eq!(codes(&after), ["roll_not_corrected_now"]);
    let after = marking(State::Closed, Mark::Awaited, Mark::Present);
    assert_eq!(
        codes(&after),
        ["roll_not_corrected_now"],
        "the day has come"
    );
    let struck_off = MarkFacts {
        struck_off: true,
        ..marking(State::Convened, Mark::Awaited, Mark::Present)
    };
    assert_eq!(codes(&struck_off), ["roll_entry_struck_off"]);
}

#[test]
fn whoever_is_here_is_not_checked_in_again() {
    for before in [Mark::Present, Mark::Late] {
        assert_eq!(check_in(before, State::Convened), None);
    }
    for before in [Mark::Awaited, Mark::Excused, Mark::Absent, Mark::LeftEarly] {
        assert_eq!(check_in(before, State::Convened), Some(Mark::Present));
        assert_eq!(check_in(before, State::InSession), Some(Mark::Late));
    }
}

fn any_entry() -> impl Strategy<Value = RollEntry> {
    (
        proptest::sample::select(RollStatus::VARIANTS),
        proptest::sample::select(Mark::VARIANTS),
        any::<Option<bool>>(),
        proptest::bool::weighted(0.1),
    )
        .prop_map(|(status, mark, accepted, struck_off)| RollEntry {
            absence_accepted: accepted,
            struck_off,
            ..entry(status, mark)
        })
}

proptest! {
    /// Whatever the roll: no base is negative or larger than the one it is taken from, the lines add up, and
    /// whoever can raise a hand counts in every base.
    #[test]
    fn the_bases_of_any_roll_add_up(
        roll in proptest::collection::vec(any_entry(), 0..60),
        since_190 in any::<bool>(),
    ) {
        let law = on(if since_190 { "2025-05-11" } else { "2022-05-11" });
        let found = bases(&roll, &law);
        let here = attendance(&roll, &law);
        let (ordinary, election) = (&found.ordinary_vote, &found.election);
        prop_assert!(0 <= election.base);
        prop_assert!(election.base <= ordinary.base && ordinary.base <= ordinary.summoned);
        for base in [&found.quorum, ordinary, election] {
            let out: i64 = base.excluded.iter().map(|line| line.count).sum();
            prop_assert_eq!(base.summoned - out, base.base);
            prop_assert_eq!(base.summoned, official_members(&roll));
            prop_assert!(base.excluded.iter().all(|line| line.count > 0));
            prop_assert!(here.present_official <= base.base);
        }
        for base in [ordinary, election] {
            prop_assert!(2 * base.more_than_half > base.base);
            prop_assert!(2 * (base.more_than_half - 1) <= base.base);
        }
        prop_assert_eq!(here.summoned_official, found.quorum.base);
        prop_assert_eq!(
            here.quorum_reached,
            here.summoned_official > 0 && 3 * here.present_official >= 2 * here.summoned_official
        );
        prop_assert_eq!(
            here.quorum_reached,
            here.summoned_official > 0 && here.present_official >= here.quorum_needed
        );
    }
}

fn at(minute: u32) -> crate::db::time::Instant {
    format!("2022-05-11T08:{minute:02}:00Z")
        .parse()
        .expect("a moment")
}

#[test]
fn r_res_05_whoever_was_there_at_a_vote_is_not_absent_throughout() {
    let present = entry(RollStatus::Official, Mark::Present);
    let away = excused(Some(true));
    let regulation = on("2022-05-11");
    for (was_here, expected) in [(true, 1), (false, 0)] {
        let reasons = against_absence((&present, &away), was_here, &regulation);
        assert_eq!(reasons.len(), expected, "{reasons:?}");
    }
    // Leaving early keeps the member in the base; so does an absence that nobody accepted.
    let left = entry(RollStatus::Official, Mark::LeftEarly);
    for after in [left, excused(Some(false)), excused(None)] {
        assert!(!goes_as_absent(&present, &after), "{after:?}");
    }
    // The exempted leave the base as soon as they have never come.
    let exempted = entry(RollStatus::Exempted, Mark::Present);
    assert!(goes_as_absent(
        &exempted,
        &entry(RollStatus::Exempted, Mark::Absent)
    ));
}

#[test]
fn somebody_was_there_at_a_vote_between_coming_and_going() {
    let spells = [(at(0), false), (at(10), true), (at(30), false)];
    assert!(was_here(&spells, &[at(20)]));
    assert!(!was_here(&spells, &[at(5), at(40)]));
    assert!(!was_here(&spells, &[]), "before the first vote");
    assert!(was_here(&spells[..2], &[at(50)]), "still there");
}
