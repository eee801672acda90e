//! Tests of `diff.rs`: what a reader sees, and texts made to take long.

use super::*;
use proptest::prelude::*;

/// A line as text, with `[…]` around what is emphasised.
fn marked(line: &Line) -> String {
    let mark = |piece: &Piece| match piece.emphasised {
        true => format!("[{}]", piece.text),
        false => piece.text.clone(),
    };
    line.pieces.iter().map(mark).collect()
}

fn drawn(difference: &Difference) -> Vec<String> {
    let draw = |row: &Row| {
        let side = |line: &Option<Line>| line.as_ref().map(marked).unwrap_or_default();
        match row.kind {
            RowKind::Same => format!("= {}", side(&row.new)),
            RowKind::Removed => format!("- {}", side(&row.old)),
            RowKind::Added => format!("+ {}", side(&row.new)),
            RowKind::Changed => format!("~ {} > {}", side(&row.old), side(&row.new)),
        }
    };
    difference.rows.iter().map(draw).collect()
}

#[test]
fn lines_are_kept_removed_added_and_changed() {
    for (old, new, rows) in [
        ("", "", vec![]),
        ("a\nb", "a\nb\n", vec!["= a", "= b"]),
        ("a\r\nb", "a\nb", vec!["= a", "= b"]),
        ("a\nb", "a", vec!["= a", "- b"]),
        ("b", "a\nb", vec!["+ a", "= b"]),
        ("một hai", "ba bốn năm", vec!["- một hai", "+ ba bốn năm"]),
        (
            "Kết nạp 5 đảng viên mới.",
            "Kết nạp 7 đảng viên mới.",
            vec!["~ Kết nạp [5] đảng viên mới. > Kết nạp [7] đảng viên mới."],
        ),
        (
            "đầu\nchỉ tiêu thứ nhất\ncuối",
            "đầu\nmột dòng hoàn toàn khác\nchỉ tiêu thứ hai\ncuối",
            vec![
                "= đầu",
                "+ một dòng hoàn toàn khác",
                "~ chỉ tiêu thứ [nhất] > chỉ tiêu thứ [hai]",
                "= cuối",
            ],
        ),
    ] {
        assert_eq!(drawn(&compare(old, new)), rows, "{old:?} / {new:?}");
    }
}

#[test]
fn rows_are_counted_and_numbered_from_one() {
    let difference = compare("a\nb\nx y z", "a\nx y w\nc d");
    assert_eq!(
        (difference.added, difference.removed, difference.changed),
        (1, 1, 1)
    );
    let last = difference.rows.last().unwrap();
    assert_eq!(last.new.as_ref().map(|line| line.number), Some(3));
    assert!(!difference.is_empty() && compare("a", "a").is_empty());
    let json = serde_json::to_value(compare("a", "")).unwrap();
    assert_eq!(json["rows"][0]["kind"], "removed");
    assert_eq!(json["rows"][0]["new"], serde_json::Value::Null);
}

#[test]
fn long_texts_are_compared_coarsely() {
    let lines = |middle: &str| format!("{}{middle}\n{}", "a\n".repeat(MAX_LINES), "z\n".repeat(10));
    let difference = compare(&lines("old"), &lines("new\nnewer"));
    assert!(difference.coarse);
    assert_eq!(
        (difference.removed, difference.added, difference.changed),
        (1, 2, 0)
    );
    assert_eq!(
        compare(&"a\n".repeat(MAX_LINES + 1), "a\n").removed,
        MAX_LINES
    );
}

#[test]
fn the_answer_stays_small_whatever_is_compared() {
    // As many changed lines, each in as many pieces, as two texts of the greatest length can have.
    let text = |word: &str| -> String {
        let line = |number| format!("{number} {}\n", format!("{word} z ").repeat(10));
        (0..MAX_LINES).map(line).collect()
    };
    let difference = compare(&text("a"), &text("b"));
    let json = serde_json::to_string(&difference).unwrap();
    assert!(json.len() < 16_000_000, "{}", json.len());
}

#[test]
fn hostile_texts_are_compared_without_exploding() {
    let noise = |seed: u64, kinds: u64, count: usize, end: &str| -> String {
        let mut state = seed;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            format!("{}{end}", (state >> 33) % kinds)
        };
        (0..count).map(|_| next()).collect()
    };
    for (kinds, count, end) in [
        (2, MAX_LINES, "\n"),
        (97, MAX_LINES, "\n"),
        (5_000, MAX_LINES, "\n"),
        (7, 1_000_000, " "),
        (5, 1_900, " "),
    ] {
        let (old, new) = (noise(7, kinds, count, end), noise(13, kinds, count, end));
        assert!(!compare(&old, &new).is_empty(), "{kinds} {count}");
    }
    let line = |seed| format!("{}\n", noise(seed, 50, 60, " "));
    let old: String = (0..9_999).map(line).collect();
    let new: String = (1..9_999).map(|number| line(number * 3 + 1)).collect();
    assert!(!compare(&old, &new).is_empty());
}

fn side(difference: &Difference, of: fn(&Row) -> &Option<Line>) -> Vec<String> {
    let text = |line: &Line| {
        line.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    };
    difference
        .rows
        .iter()
        .filter_map(|row| of(row).as_ref().map(text))
        .collect()
}

proptest! {
    #[test]
    fn both_texts_can_be_read_back(old in "([ab đ,\u{301}]{0,6}\n){0,12}", new in "([ab đ,\u{301}]{0,6}\n){0,12}") {
        let difference = compare(&old, &new);
        prop_assert_eq!(side(&difference, |row| &row.old), old.lines().collect::<Vec<_>>());
        prop_assert_eq!(side(&difference, |row| &row.new), new.lines().collect::<Vec<_>>());
        prop_assert_eq!(difference.is_empty(), old.lines().eq(new.lines()));
    }
}
