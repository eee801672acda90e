//! What was in force when, held against the history of the regulations.

use strum::VariantArray;

use super::*;

fn on(text: &str) -> Regulation {
    Regulation::on(day(text))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every day from 2015 to 2027.
fn every_day() -> impl Iterator<Item = NaiveDate> {
    day("2015-01-01")
        .iter_days()
        .take_while(|date| *date <= day("2027-12-31"))
}

#[test]
fn the_embedded_data_load() {
    assert_eq!(load(), Ok(()));
}

#[test]
fn r_ver_03_every_threshold_is_stated_on_every_day_but_the_one_190_introduced() {
    for date in every_day() {
        let regulation = Regulation::on(date);
        assert!(regulation.is_known(), "{date}");
        let stated: Vec<Threshold> = regulation.thresholds().map(|row| row.key).collect();
        for key in Threshold::VARIANTS {
            let before_190 = *key == Threshold::FloorSupportPercent && date < day("2024-10-10");
            assert_eq!(stated.contains(key), !before_190, "{key} on {date}");
        }
    }
}

#[test]
fn r_ver_03_every_provision_is_laid_down_on_every_day() {
    for date in every_day() {
        let laid_down: Vec<Provision> = Regulation::on(date)
            .provisions()
            .map(|row| row.key)
            .collect();
        assert_eq!(laid_down, Provision::VARIANTS, "{date}");
    }
}

#[test]
fn the_bases_are_cited_from_the_texts_of_the_day() {
    for (date, election, ordinary) in [
        (
            "2022-05-11",
            "244-QĐ/TW (9/6/2014), Điều 32 khoản 2",
            "24-QĐ/TW (30/7/2021), mục 9.3.2",
        ),
        (
            "2024-10-09",
            "244-QĐ/TW (9/6/2014), Điều 32 khoản 2",
            "24-QĐ/TW (30/7/2021), mục 9.3.2",
        ),
        (
            "2024-10-10",
            "190-QĐ/TW (10/10/2024), Điều 30",
            "24-QĐ/TW (30/7/2021), mục 9.3.2",
        ),
        (
            "2025-07-01",
            "190-QĐ/TW (10/10/2024), Điều 30",
            "294-QĐ/TW (26/5/2025), mục 9.3.2",
        ),
    ] {
        let regulation = on(date);
        assert_eq!(regulation.election_base().to_string(), election, "{date}");
        assert_eq!(regulation.ordinary_base().to_string(), ordinary, "{date}");
    }
}

#[test]
fn r_ver_01_every_topic_has_exactly_one_text_on_every_day() {
    for date in every_day() {
        let mut topics: Vec<Topic> = Regulation::on(date)
            .texts()
            .map(|text| text.topic)
            .collect();
        topics.sort_unstable();
        assert_eq!(topics, Topic::VARIANTS, "{date}");
        assert!(
            Regulation::on(date).texts().all(|text| text.holds_on(date)),
            "{date}"
        );
    }
}

#[test]
fn r_ver_01_the_texts_of_a_day_are_those_of_its_time() {
    for (date, topic, reference) in [
        ("2022-05-11", Topic::Charter, "Điều lệ Đảng (19/1/2011)"),
        ("2022-05-11", Topic::Implementing, "24-QĐ/TW (30/7/2021)"),
        (
            "2022-05-11",
            Topic::ImplementingGuidance,
            "01-HD/TW (28/9/2021)",
        ),
        ("2022-05-11", Topic::Elections, "244-QĐ/TW (9/6/2014)"),
        (
            "2022-05-11",
            Topic::ElectionGuidance,
            "03-HD/TW (20/3/2020)",
        ),
        (
            "2022-05-11",
            Topic::CongressDirective,
            "35-CT/TW (30/5/2019)",
        ),
        ("2022-05-11", Topic::Authority, "66-QĐ/TW (6/2/2017)"),
        ("2022-05-11", Topic::Format, "36-HD/VPTW (3/4/2018)"),
        ("2016-07-24", Topic::Implementing, "45-QĐ/TW (1/11/2011)"),
        ("2021-07-29", Topic::Implementing, "29-QĐ/TW (25/7/2016)"),
        ("2024-10-09", Topic::Elections, "244-QĐ/TW (9/6/2014)"),
        ("2024-10-10", Topic::Elections, "190-QĐ/TW (10/10/2024)"),
        ("2025-06-30", Topic::Implementing, "232-QĐ/TW (20/1/2025)"),
        ("2025-07-01", Topic::Implementing, "294-QĐ/TW (26/5/2025)"),
        (
            "2025-03-01",
            Topic::CongressDirective,
            "35-CT/TW (14/6/2024)",
        ),
        (
            "2025-04-14",
            Topic::CongressDirective,
            "45-CT/TW (14/4/2025)",
        ),
        ("2026-05-27", Topic::Format, "05-HD/VPTW (27/5/2026)"),
        ("2026-01-09", Topic::Authority, "399-QĐ/TW (9/1/2026)"),
    ] {
        let found = on(date).text(topic).map(|text| text.reference.as_str());
        assert_eq!(found, Some(reference), "{topic} on {date}");
    }
}

#[test]
fn charter_art_11_and_24_the_figures_of_may_2022_with_their_ground() {
    let regulation = on("2022-05-11");
    let quorum = regulation.quorum();
    assert!(quorum.value.at_least(8, 11) && !quorum.value.at_least(7, 11));
    assert_eq!(
        quorum.ground.to_string(),
        "Điều lệ Đảng (19/1/2011), Điều 11"
    );
    assert_eq!(quorum.ground.rule, "R-QUO-01");
    assert_eq!(quorum.ground.severity, Severity::Block);
    assert_eq!(regulation.majority().value.least(11), 6);
    assert_eq!(regulation.majority().ground.clause, "Điều 32");
    assert_eq!(on("2025-05-11").majority().ground.clause, "Điều 30");
    for (figure, expected) in [
        (regulation.least_official_members(), 3),
        (regulation.branch_committee_from(), 9),
        (regulation.branch_committee_most(), 7),
        (regulation.deputy_secretaries_most(), 1),
        (regulation.report_working_days(), 7),
        (regulation.confirmation_working_days(), 15),
        (regulation.secretary_ballots_most(), 3),
        (regulation.delegate_congress_from(), 200),
        (regulation.first_time_months_left(), 60),
    ] {
        assert_eq!(figure.value, expected, "{}", figure.ground);
    }
}

#[test]
fn r_conv_02_a_short_notice_blocks_at_the_base_and_warns_below() {
    let regulation = on("2022-05-11");
    let branch = regulation.notice_working_days(CongressLevel::SubordinateBranch);
    let base = regulation.notice_working_days(CongressLevel::Base);
    assert_eq!((branch.value, branch.ground.severity), (30, Severity::Warn));
    assert_eq!((base.value, base.ground.severity), (30, Severity::Block));
}

#[test]
fn r_term_03_from_july_2025_a_branch_term_is_five_years_by_the_later_text() {
    let term = |date| on(date).term_months(CongressLevel::SubordinateBranch);
    assert_eq!(term("2025-06-30").value, 30);
    assert_eq!(term("2025-06-30").ground.text, "Điều lệ Đảng (19/1/2011)");
    assert_eq!(term("2025-07-01").value, 60);
    assert_eq!(term("2025-07-01").ground.text, "294-QĐ/TW (26/5/2025)");
    assert_eq!(on("2025-07-01").term_months(CongressLevel::Base).value, 60);
    assert_eq!(
        on("2022-05-11")
            .term_tolerance_months(CongressLevel::SubordinateBranch)
            .value,
        6
    );
    assert_eq!(
        on("2022-05-11")
            .term_tolerance_months(CongressLevel::Base)
            .value,
        12
    );
}

#[test]
fn art_14_surplus_of_thirty_percent_rounded_down_but_one_for_three_to_five_seats() {
    let regulation = on("2025-05-11");
    for (seats, most, rule) in [
        (1, 0, "R-SUR-02"),
        (3, 1, "R-SUR-03"),
        (5, 1, "R-SUR-03"),
        (6, 1, "R-SUR-02"),
        (7, 2, "R-SUR-02"),
        (35, 10, "R-SUR-02"),
    ] {
        let limit = regulation.surplus_limit(seats);
        assert_eq!(
            (limit.value, limit.ground.rule),
            (most, rule),
            "{seats} seats"
        );
    }
    assert_eq!(
        regulation.prepared_surplus_percent().value,
        Span {
            least: 10,
            most: 15
        }
    );
}

#[test]
fn art_14_clause_3_the_floor_needs_support_only_since_190() {
    assert_eq!(on("2024-10-09").floor_support_percent(), None);
    let floor = on("2024-10-10").floor_support_percent();
    assert_eq!(floor.map(|bar| bar.value.hundredths()), Some(30));
    assert_eq!(floor.map(|bar| bar.value.exceeded_by(3, 10)), Some(false));
}

#[test]
fn r_age_01_re_election_asks_for_half_a_term_and_later_for_four_years() {
    for (date, months) in [
        ("2015-05-01", 30),
        ("2022-05-11", 30),
        ("2024-07-01", 48),
        ("2025-05-01", 48),
    ] {
        assert_eq!(on(date).re_election_months_left().value, months, "{date}");
    }
    assert_eq!(on("2025-05-01").women_percent().value.hundredths(), 15);
    assert_eq!(
        on("2025-05-01").young_percent().ground.severity,
        Severity::Warn
    );
    assert_eq!(on("2025-05-01").young_age_under().value, 40);
}

#[test]
fn r_ver_01_an_id_names_one_set_and_stays_while_nothing_changes() {
    assert_eq!(on("2022-05-11").id(), on("2022-05-12").id());
    assert!(on("2022-05-11").id().starts_with("2021-09-28."));
    let mut ids: Vec<&str> = every_day().map(|date| Regulation::on(date).id()).collect();
    ids.dedup();
    let changes = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), changes, "two sets share an id");
}

#[test]
fn days_before_the_data_are_answered_by_the_oldest_texts_and_say_so() {
    let long_ago = on("1999-01-01");
    assert!(!long_ago.is_known());
    assert_eq!(long_ago.id(), Regulation::on(Regulation::known_from()).id());
    assert!(Regulation::on(NaiveDate::MAX).is_known());
}

#[test]
fn the_law_of_a_day_can_be_written_as_json() {
    let rows: Vec<_> = on("2022-05-11").thresholds().collect();
    let json = serde_json::to_value(&rows).unwrap();
    assert_eq!(json.pointer("/0/key").unwrap(), "quorum");
    assert_eq!(json.pointer("/0/value").unwrap(), "2/3");
    assert_eq!(json.pointer("/0/ground/clause").unwrap(), "Điều 11");
    assert_eq!(json.pointer("/0/ground/confidence").unwrap(), "K");
    let text = serde_json::to_value(on("2022-05-11").text(Topic::Implementing)).unwrap();
    assert_eq!(text.pointer("/reference").unwrap(), "24-QĐ/TW (30/7/2021)");
}

#[test]
fn whatever_we_are_unsure_of_never_blocks() {
    for date in [
        "2015-01-01",
        "2022-05-11",
        "2024-10-10",
        "2025-08-01",
        "2026-06-01",
    ] {
        let regulation = on(date);
        let thresholds = regulation.thresholds().map(|row| row.ground);
        let provisions = regulation.provisions().map(|row| row.ground);
        for ground in thresholds.chain(provisions) {
            let unsure = ground.confidence == Confidence::Uncertain;
            assert!(
                !unsure || ground.may_be_left_out(true),
                "{} blocks on {date}",
                ground.rule
            );
        }
    }
}

#[test]
fn a_rule_forbids_asks_for_a_reason_or_only_tells_as_its_data_say() {
    let ground = on("2025-05-11").ballots_without_decision().ground;
    for (severity, without, with) in [
        (Severity::Block, false, false),
        (Severity::Warn, false, true),
        (Severity::Info, true, true),
    ] {
        let ground = Ground { severity, ..ground };
        assert_eq!(ground.may_be_left_out(false), without, "{severity}");
        assert_eq!(ground.may_be_left_out(true), with, "{severity}");
    }
}

#[test]
fn r_ver_02_a_ground_without_a_date_is_that_of_the_text_in_force() {
    for (date, ground, reference) in [
        (
            "2022-05-11",
            "Quy định thi hành Điều lệ Đảng, mục 16.1.2",
            Some("24-QĐ/TW (30/7/2021)"),
        ),
        (
            "2025-07-10",
            "Điều lệ Đảng, Điều 24 khoản 3; Quy định thi hành Điều lệ Đảng, mục 11.1",
            Some("294-QĐ/TW (26/5/2025)"),
        ),
        (
            "2024-10-09",
            "Quy chế bầu cử trong Đảng (244 Điều 32; 190 Điều 30)",
            Some("244-QĐ/TW (9/6/2014)"),
        ),
        (
            "2024-10-10",
            "Quy chế bầu cử trong Đảng (244 Điều 32; 190 Điều 30)",
            Some("190-QĐ/TW (10/10/2024)"),
        ),
        ("2022-05-11", "Quy trình chỉ đạo đại hội chi bộ", None),
    ] {
        let found = on(date).text_behind(ground);
        assert_eq!(
            found.map(|text| text.reference.as_str()),
            reference,
            "{date} {ground}"
        );
    }
}
