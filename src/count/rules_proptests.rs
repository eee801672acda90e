//! What holds for any figures of a count.

use proptest::prelude::*;

use super::tests::{against, ballot, boxes, kept, may_2022, minutes, names};
use super::*;
use crate::count::model::InvalidBallots;

prop_compose! {
    fn any_round()(base in 1i64..300, seats in 1i64..8, count in 1usize..12)
        (base in Just(base), seats in Just(seats), votes in prop::collection::vec(0..=base, count))
        -> (i64, i64, Vec<i64>) {
        (base, seats, votes)
    }
}

proptest! {
    #[test]
    fn elected_means_more_than_half_of_the_base((base, seats, votes) in any_round()) {
        let names = names(votes.len());
        let votes: Vec<_> = names.into_iter().zip(votes).collect();
        let majority = may_2022().majority().value;
        let outcome = outcome(RoundKind::First, seats, (base, majority), &votes);
        let filled = i64::try_from(outcome.elected.len()).unwrap();
        prop_assert_eq!(outcome.unfilled, seats - filled);
        let lowest = votes.iter().filter(|(id, _)| outcome.elected.contains(id)).map(|(_, votes)| *votes).min();
        for (id, votes) in &votes {
            let over = 2 * votes > base;
            if outcome.elected.contains(id) {
                prop_assert!(over);
            } else if over {
                // Over half and without a seat: the seats are full of people with more votes, or it is a tie.
                let tied = outcome.tied.contains(id);
                prop_assert!(tied || (outcome.unfilled == 0 && lowest > Some(*votes)) || outcome.tied.len() > 1);
            } else {
                prop_assert!(!outcome.tied.contains(id));
            }
        }
        if let Some(id) = outcome.tied.first() {
            let shared = votes.iter().find(|(own, _)| own == id).unwrap().1;
            prop_assert!(i64::try_from(outcome.tied.len()).unwrap() > outcome.unfilled);
            prop_assert!(lowest.is_none_or(|lowest| lowest > shared));
        }
        if votes.len() <= usize::try_from(seats).unwrap() {
            for (id, votes) in &votes {
                prop_assert_eq!(outcome.elected.contains(id), 2 * votes > base);
            }
        }
    }

    #[test]
    fn no_accepted_minutes_break_the_arithmetic(
        (present, seats, listed) in (0i64..40, 1i64..5, 1usize..7),
        (issued, returned, valid) in (0i64..41, 0i64..41, 0i64..41),
        invalid in prop::collection::vec(0i64..4, 5),
        figures in prop::collection::vec((0i64..41, 0i64..41, 0i64..3), 7),
    ) {
        use strum::VariantArray;
        let names = names(listed);
        let ballot = ballot(&names, seats, present);
        let struck = ballot.columns == Columns::StrikeOut;
        let candidates = names.iter().zip(&figures).map(|(id, (a, b, c))| {
            if struck { kept(*id, *a) } else { boxes(*id, *a, *b, *c) }
        });
        let minutes = CountingMinutes {
            issued,
            returned,
            valid,
            invalid: InvalidReason::VARIANTS
                .iter()
                .zip(invalid)
                .map(|(reason, count)| InvalidBallots { reason: *reason, count })
                .collect(),
            candidates: candidates.collect(),
        };
        if against_minutes(&minutes, &ballot, &may_2022()).is_empty() {
            assert_sound(&minutes, &ballot);
        }
    }

    #[test]
    fn what_is_made_soundly_is_accepted_and_one_step_off_is_not(
        (valid, marked, lost, away) in (1i64..40, 0i64..4, 0i64..3, 0i64..3),
        figures in prop::collection::vec(0i64..1000, 4),
        field in 0usize..3,
    ) {
        let names = names(4);
        let returned = valid + marked;
        let present = returned + lost + away;
        let ballot = ballot(&names, 3, present);
        // Somebody stands on every valid ballot, so that no ballot keeps nobody; the other two share the rest.
        let mut votes = vec![valid];
        votes.extend(figures.iter().take(2).map(|figure| figure % (valid + 1)));
        votes.push(0);
        let rows = names.iter().zip(votes).map(|(id, votes)| kept(*id, votes));
        let sound = CountingMinutes { returned, ..minutes(returned, valid, rows.collect()) };
        let sound = CountingMinutes { issued: returned + lost, ..sound };
        prop_assert_eq!(against(&sound, &ballot), [""; 0]);
        assert_sound(&sound, &ballot);
        let mut off = sound.clone();
        match field {
            0 => off.issued = present + 1,
            1 => off.returned = off.issued + 1,
            _ => off.valid += 1,
        }
        prop_assert!(!against(&off, &ballot).is_empty());
    }
}

/// §2.6, said once more in other words.
fn assert_sound(minutes: &CountingMinutes, ballot: &Ballot<'_>) {
    assert!(minutes.returned <= minutes.issued && minutes.issued <= ballot.present);
    let invalid: i64 = minutes.invalid.iter().map(|row| row.count).sum();
    assert_eq!(minutes.valid + invalid, minutes.returned);
    let mut sum = 0;
    for row in &minutes.candidates {
        match ballot.columns {
            Columns::StrikeOut => {
                let votes = row.votes.unwrap();
                assert!(votes <= minutes.valid);
                sum += votes;
            }
            Columns::FourColumns => {
                let boxes = [row.agree, row.disagree, row.not_counted];
                assert_eq!(boxes.into_iter().flatten().sum::<i64>(), minutes.valid);
            }
        }
    }
    assert!(sum <= minutes.valid * ballot.seats);
    assert_eq!(minutes.candidates.len(), ballot.names.len());
}

#[test]
fn no_figure_of_the_ballots_is_below_nought() {
    let names = names(4);
    let rows = || names.iter().map(|name| kept(*name, 0)).collect::<Vec<_>>();
    for (issued, valid) in [(-1, 0), (20, -1)] {
        let found = against(&minutes(issued, valid, rows()), &ballot(&names, 3, 27));
        assert!(found.contains(&"count_negative"), "{found:?}");
    }
}
