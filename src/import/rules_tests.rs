//! What a sheet may say, and how it is read.

use super::*;

#[test]
fn a_cell_may_hold_what_a_body_may_and_loses_what_nobody_sees() {
    let columns = [Column::Name, Column::Note];
    let line = |name: &str, note: &str| Line::new(&columns, 1, &[name.to_owned(), note.to_owned()]);
    let sound = line("Chi\u{200b} bộ \u{feff}I", "một\nhai");
    assert!(sound.is_sound());
    assert_eq!(sound.text(Column::Name), "Chi bộ I");
    for (name, note) in [("Chi\u{202e}bộ", ""), ("Chi\nbộ", ""), ("I", "a\u{2066}b")] {
        assert!(!line(name, note).is_sound(), "{name:?} {note:?}");
    }
}

#[test]
fn a_kind_under_two_names_is_known_by_either_of_them() {
    for (text, level) in [
        ("tỉnh ủy, thành ủy", Level::ProvinceCommittee),
        ("Tỉnh ủy", Level::ProvinceCommittee),
        ("quan uy", Level::DistrictCommittee),
        ("chi bộ cơ sở", Level::BaseBranch),
    ] {
        let mut line = Line::new(&[Column::Level], 1, &[text.to_owned()]);
        assert_eq!(line.level(), Some(level), "{text}");
    }
}

#[test]
fn headers_are_known_in_both_languages_and_without_tone_marks() {
    for text in ["Mã", "ma", "MÃ *", "code", "Code"] {
        assert_eq!(column_of(Kind::Units, text), Some(Column::Code), "{text}");
    }
    for column in Column::VARIANTS {
        let kind = if columns(Kind::Units).contains(column) {
            Kind::Units
        } else {
            Kind::Members
        };
        for language in Language::VARIANTS {
            let said = header(*column, *language);
            assert_eq!(column_of(kind, &said), Some(*column), "{said}");
        }
    }
    let headers = ["Mã", "Tên tổ chức", "Mã", "Màu"].map(str::to_owned);
    let Err(Error::Invalid(problems)) = read_headers(Kind::Units, &headers) else {
        panic!("refused");
    };
    let codes: Vec<&str> = problems.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "sheet_column_repeated",
            "sheet_column_unknown",
            "sheet_column_missing"
        ]
    );
}

#[test]
fn texts_of_cells_are_read_as_they_are_typed() {
    for (text, count) in [
        ("12", Some(12)),
        ("1.250", Some(1250)),
        ("1 250 000", Some(1_250_000)),
        ("12.5", None),
        ("12.50", None),
        ("1234.567", None),
        (".500", None),
        ("-3", None),
        ("1e3", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(whole(text), count, "{text}");
    }
    let columns = [
        Column::Level,
        Column::ValidFrom,
        Column::OfficialMembers,
        Column::Name,
    ];
    let texts = ["Chi bo truc thuoc", "1/3/2022", "1.250", ""].map(str::to_owned);
    let mut line = Line::new(&columns, 2, &texts);
    assert_eq!(line.level(), Some(Level::Branch));
    assert_eq!(
        line.day(Column::ValidFrom),
        NaiveDate::from_ymd_opt(2022, 3, 1)
    );
    assert_eq!(line.count(Column::OfficialMembers), Some(1250));
    assert!(line.is_sound());
    assert_eq!(line.needed(Column::Name), "");
    let row = line.finish();
    assert_eq!(row.fate, Fate::Wrong);
    assert_eq!(
        row.cells
            .iter()
            .filter(|cell| cell.fate == Fate::Wrong)
            .count(),
        1
    );

    let texts = ["chi đoàn", "31/2/2022", "mười", "A"].map(str::to_owned);
    let mut line = Line::new(&columns, 3, &texts);
    assert_eq!(line.level(), None);
    assert_eq!(line.day(Column::ValidFrom), None);
    assert_eq!(line.count(Column::OfficialMembers), None);
    let wrong = line.finish().cells.into_iter();
    assert_eq!(wrong.filter(|cell| cell.fate == Fate::Wrong).count(), 3);
}
