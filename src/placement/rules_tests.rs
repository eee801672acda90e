//! Stretches of time, cut and laid.

use super::*;
use crate::db::id::Id;
use crate::unit::model::Placement;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn stretch(unit: UnitId, parent: Option<&Stretch>, name: &str, from: &str, to: &str) -> Stretch {
    Stretch {
        placement: Placement {
            unit_id: unit,
            parent_id: parent.map(|parent| parent.placement.unit_id),
            path: parent.map_or_else(
                || UnitPath::root(unit),
                |parent| parent.placement.path.child(unit),
            ),
            level: Level::BaseCommittee,
            code: "ĐU".to_owned(),
            name: name.to_owned(),
            short_name: "ĐU".to_owned(),
            sector_id: None,
        },
        valid_from: day(from),
        valid_to: to.parse().ok(),
        note: None,
    }
}

fn above(stretches: &[&Stretch]) -> Timelines {
    let mut timelines = Timelines::new();
    for stretch in stretches {
        timelines
            .entry(stretch.placement.unit_id)
            .or_default()
            .push((*stretch).clone());
    }
    timelines
}

fn names(timeline: &[Stretch]) -> Vec<(String, &str)> {
    timeline
        .iter()
        .map(|stretch| {
            (
                stretch.valid_from.to_string(),
                stretch.placement.name.as_str(),
            )
        })
        .collect()
}

fn renamed(name: &str) -> Change {
    Change {
        name: Some(name.to_owned()),
        ..Change::default()
    }
}

#[test]
fn r_tree_01_a_change_cuts_the_stretch_it_falls_into() {
    let own = [stretch(Id::new(), None, "A", "2020-01-01", "")];
    let new = changed(&own, day("2022-05-01"), &renamed("B")).expect("changed");
    let new = laid(new, day("2022-05-01"), &Timelines::new()).expect("laid");
    assert_eq!(
        names(&new),
        [
            ("2020-01-01".to_owned(), "A"),
            ("2022-05-01".to_owned(), "B")
        ]
    );
    assert_eq!(new[0].valid_to, Some(day("2022-05-01")));
    assert_eq!(new[1].valid_to, None);
}

#[test]
fn a_change_from_a_day_that_begins_a_stretch_corrects_it() {
    let unit = Id::new();
    let own = [
        stretch(unit, None, "A", "2020-01-01", "2022-05-01"),
        stretch(unit, None, "B", "2022-05-01", ""),
    ];
    let new = changed(&own, day("2022-05-01"), &renamed("C")).expect("changed");
    assert_eq!(
        names(&new),
        [
            ("2020-01-01".to_owned(), "A"),
            ("2022-05-01".to_owned(), "C")
        ]
    );
    let undone = changed(&own, day("2022-05-01"), &renamed("A")).expect("changed");
    let undone = laid(undone, day("2022-05-01"), &Timelines::new()).expect("laid");
    assert_eq!(names(&undone), [("2020-01-01".to_owned(), "A")]);
    assert_eq!(undone[0].valid_to, None);
}

#[test]
fn a_change_holds_until_the_next_change_of_the_same_thing() {
    let unit = Id::new();
    let mut later = stretch(unit, None, "A", "2022-07-01", "");
    later.placement.code = "ĐUK".to_owned();
    let own = [stretch(unit, None, "A", "2020-01-01", "2022-07-01"), later];
    let new = changed(&own, day("2022-05-01"), &renamed("B")).expect("changed");
    assert_eq!(new[2].placement.name, "B");
    assert_eq!(new[2].placement.code, "ĐUK");
    let recoded = Change {
        code: Some("CB".to_owned()),
        ..Change::default()
    };
    let new = changed(&own, day("2022-05-01"), &recoded).expect("changed");
    assert_eq!(new[1].placement.code, "CB");
    assert_eq!(new[2].placement.code, "ĐUK");
}

#[test]
fn nothing_changes_before_a_unit_began_or_after_it_ended() {
    let own = [stretch(Id::new(), None, "A", "2020-01-01", "2022-01-01")];
    for (on, code) in [
        ("2019-12-31", "unit_not_yet_there"),
        ("2022-01-01", "unit_no_longer_there"),
    ] {
        let refused = changed(&own, day(on), &renamed("B")).map_err(|reason| reason.code);
        assert_eq!(refused, Err(code));
        assert_eq!(
            ended(&own, day(on)).map_err(|reason| reason.code),
            Err(code)
        );
    }
    assert_eq!(
        ended(&own, day("2020-01-01")).map_err(|reason| reason.code),
        Err("unit_not_yet_there")
    );
}

#[test]
fn r_tree_04_the_unit_above_stands_all_the_time_and_not_below() {
    let (upper, unit) = (Id::new(), Id::new());
    let top = stretch(upper, None, "Trên", "2021-01-01", "2023-01-01");
    let own = stretch(unit, Some(&top), "Dưới", "2020-01-01", "");
    let lay = |own: Stretch| laid(vec![own], day("2020-01-01"), &above(&[&top]));
    let codes = |reasons: Vec<Reason>| reasons.iter().map(|r| r.code).collect::<Vec<_>>();
    assert_eq!(
        lay(own.clone()).map_err(codes),
        Err(vec!["upper_not_there"])
    );
    let mut short = own.clone();
    (short.valid_from, short.valid_to) = (day("2021-01-01"), Some(day("2022-01-01")));
    assert!(lay(short.clone()).is_ok());
    short.valid_to = None;
    assert_eq!(lay(short).map_err(codes), Err(vec!["upper_not_there"]));

    let below = stretch(upper, Some(&own), "Vòng", "2020-01-01", "");
    let circle = laid(vec![own], day("2020-01-01"), &above(&[&below]));
    assert_eq!(circle.map_err(codes), Err(vec!["unit_below_itself"]));
}

#[test]
fn a_stretch_is_cut_where_the_unit_above_moves() {
    let (first, second, upper, unit) = (Id::new(), Id::new(), Id::new(), Id::new());
    let (first, second) = (
        stretch(first, None, "1", "2020-01-01", ""),
        stretch(second, None, "2", "2020-01-01", ""),
    );
    let before = stretch(upper, Some(&first), "Trên", "2020-01-01", "2022-01-01");
    let after = stretch(upper, Some(&second), "Trên", "2022-01-01", "");
    let own = stretch(unit, Some(&before), "Dưới", "2021-01-01", "");
    let new = laid(
        vec![own.clone()],
        day("2021-01-01"),
        &above(&[&before, &after]),
    )
    .expect("laid");
    assert_eq!(new.len(), 2);
    assert_eq!(new[0].placement.path, before.placement.path.child(unit));
    assert_eq!(new[1].placement.path, after.placement.path.child(unit));
    assert_eq!(
        path_changes(&[own], &new),
        [PathChange {
            valid_from: day("2022-01-01"),
            valid_to: None,
            from: before.placement.path.child(unit),
            to: after.placement.path.child(unit),
        }]
    );
}
