//! What is pointed out of targets, and what is not.

use super::*;
use crate::db::id::Id;
use crate::target::model::State;

fn target(indicator: &str, direction: Direction, baseline: Option<&str>, value: &str) -> Target {
    let figure = |text: &str| text.parse::<Figure>().unwrap().thousandths();
    Target {
        id: Id::new(),
        congress_id: Id::nil(),
        n: 1,
        text: format!("{indicator} {value} %"),
        indicator: indicator.to_owned(),
        unit: "%".to_owned(),
        direction,
        baseline: baseline.map(figure),
        value: figure(value),
        state: State::Proposed,
        vote_id: None,
        created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn codes(targets: &[Target], report: &str) -> Vec<&'static str> {
    let papers = [Paper {
        kind: DocumentKind::PoliticalReport,
        text: report,
    }];
    remarks(targets, &papers)
        .into_iter()
        .map(|remark| remark.reason.code)
        .collect()
}

#[test]
fn a_value_on_the_wrong_side_of_its_baseline_is_pointed_out() {
    use Direction::{Decrease, Hold, Increase};
    for (direction, baseline, value, pointed_out) in [
        (Increase, "85", "90", false),
        (Increase, "85", "80", true),
        (Increase, "85", "85", true),
        (Decrease, "5", "2.5", false),
        (Decrease, "5", "6", true),
        (Hold, "100", "100", false),
        (Hold, "100", "99.9", true),
    ] {
        let list = [target("Tỷ lệ", direction, Some(baseline), value)];
        let found = codes(&list, "") == ["target_against_baseline"];
        assert_eq!(found, pointed_out, "{direction} {baseline} {value}");
    }
    let without = [target("Tỷ lệ", Increase, None, "80")];
    assert!(codes(&without, "").is_empty(), "nothing to measure against");
}

#[test]
fn two_targets_for_one_indicator_are_pointed_out_on_both() {
    let up = target("Phát triển đảng viên", Direction::Increase, None, "5");
    let same = target("phát triển  Đảng viên", Direction::Increase, None, "5");
    let more = target("Phát triển đảng viên", Direction::Increase, None, "6");
    let down = target("Phát triển đảng viên", Direction::Decrease, None, "5");
    assert!(codes(&[up.clone(), same], "").is_empty());
    let both = ["targets_contradict", "targets_contradict"];
    assert_eq!(codes(&[up.clone(), more], ""), both);
    assert_eq!(codes(&[up.clone(), down], ""), both);
    let mut people = up.clone();
    people.id = Id::new();
    people.unit = "đồng chí".to_owned();
    people.value = 2_000;
    assert!(
        codes(&[up, people], "").is_empty(),
        "another unit, another thing"
    );
}

#[test]
fn a_figure_that_the_report_states_otherwise_is_pointed_out() {
    let indicator = "tỷ lệ đảng viên hoàn thành tốt nhiệm vụ";
    let list = [target(indicator, Direction::Increase, Some("85"), "90")];
    for (report, pointed_out) in [
        ("", false),
        (
            "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 90% trở lên.",
            false,
        ),
        ("Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 92,5 %.", true),
        // What was reached is no contradiction.
        ("Tỉ lệ đảng viên hoàn thành tốt nhiệm vụ: 85%", false),
        (
            "Nhiệm kỳ qua tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 85 %.",
            false,
        ),
        (
            "Phấn đấu tỷ lệ đảng viên hoàn thành tốt nhiệm vụ từ 85% lên 95%.",
            true,
        ),
        (
            "Doanh thu tăng 12%. Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 90%.",
            false,
        ),
        (
            "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ cao; doanh thu tăng 12%",
            false,
        ),
        (
            "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ là 27 đồng chí",
            false,
        ),
    ] {
        let found = codes(&list, report) == ["target_differs_from_document"];
        assert_eq!(found, pointed_out, "{report}");
    }
}

#[test]
fn a_longer_indicator_is_not_taken_for_a_shorter_one() {
    let short = target("tỷ lệ đảng viên", Direction::Increase, None, "10");
    let long = target("tỷ lệ đảng viên nữ", Direction::Increase, None, "30");
    let report = "Tỷ lệ đảng viên nữ đạt 30%.\nTỷ lệ đảng viên đạt 10%.";
    assert!(codes(&[short.clone(), long.clone()], report).is_empty());
    assert!(codes(&[short, long], "Tỷ lệ đảng viên nữ đạt 30%.").is_empty());
}

#[test]
fn thousands_and_units_in_words_are_read() {
    let mut revenue = target("doanh thu", Direction::Increase, Some("1000"), "1200");
    revenue.unit = "tỷ đồng".to_owned();
    let list = [revenue];
    assert!(codes(&list, "Doanh thu đạt 1.200 tỷ đồng.").is_empty());
    assert_eq!(
        codes(&list, "Doanh thu đạt 1.250 tỷ đồng."),
        ["target_differs_from_document"]
    );
    assert!(codes(&list, "Doanh thu đạt 1.250 tỷ đồng bạc").len() == 1);
    assert!(codes(&list, "Doanh thu đạt 1.250 tỷ").is_empty());
}
