//! Vietnamese words made comparable: folded for search, keyed for sorting.
//!
//! Serves R-TXT-01 (`uỷ` and `ủy`, `hoà` and `hòa` are one spelling; both occur in official
//! texts, and what was typed is what is stored). Invariants:
//!
//! * [`fold`] is idempotent, so a folded column may be folded again without harm;
//! * keys of [`given_name_key`] are compared byte by byte, which SQLite's `BINARY` and
//!   PostgreSQL's `COLLATE "C"` do alike, and so both databases list people in one order.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::plain_text;

/// The text as searching sees it: no marks, `đ` as `d`, lower case, single spaces, trimmed.
///
/// Control and invisible characters, which texts pasted from a word processor carry, vanish.
pub fn fold(text: &str) -> String {
    let bare: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|&letter| !is_combining_mark(letter) && !is_invisible(letter))
        .flat_map(char::to_lowercase)
        .map(without_stroke)
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as it is stored: what was typed, as far as it can be seen, in composed form (NFC), trimmed.
///
/// NUL is dropped as well, because PostgreSQL cannot hold it in a text.
pub fn normalise(text: &str) -> String {
    plain_text::visible(&text.replace('\0', ""))
}

/// A key that sorts people as Vietnamese lists do: by given name (the last word), then family
/// name (the first), then the middle names in order.
///
/// In each word the letters decide first (a ă â b c d đ e ê …), then the tone (ngang, huyền,
/// hỏi, ngã, sắc, nặng). Names that differ only in case or in where the tone mark sits have the
/// same key, so order by a second column where the order must be total. An empty name has an
/// empty key.
pub fn given_name_key(full_name: &str) -> String {
    let mut words: Vec<String> = words_of(full_name).collect();
    if let Some(given) = words.pop() {
        words.insert(0, given);
    }
    words.join(" ")
}

/// Whether two names are the same but for case, spacing, composition (NFC or NFD) and the place
/// of the tone mark (R-TXT-01). Names with different tones or letters are different.
pub fn same_name(left: &str, right: &str) -> bool {
    words_of(left).eq(words_of(right))
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .map(spelling_key)
        .filter(|key| !key.is_empty())
}

/// One word as its letters, a space, and its tones.
///
/// Every letter is two characters, itself and the rank of its quality (`a0` a, `a1` ă, `a2` â).
/// The space sorts before any letter, so a word comes before the longer ones that begin with it.
fn spelling_key(word: &str) -> String {
    let mut letters: Vec<(char, char)> = Vec::new();
    let mut tones = String::new();
    let decomposed = word
        .chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|&letter| !is_invisible(letter));
    for letter in decomposed {
        if let Some(tone) = tone_rank(letter) {
            tones.push(tone);
        } else if !is_combining_mark(letter) {
            let quality = if without_stroke(letter) == letter {
                '0'
            } else {
                '1'
            };
            letters.push((without_stroke(letter), quality));
        } else if let Some((base, quality)) = letters.last_mut()
            && let Some(rank) = quality_rank(*base, letter)
        {
            *quality = rank;
        }
    }
    if letters.is_empty() {
        return String::new();
    }
    if tones.is_empty() {
        tones.push('0');
    }
    let mut key: String = letters
        .iter()
        .flat_map(|&(base, quality)| [base, quality])
        .collect();
    key.push(' ');
    key.push_str(&tones);
    key
}

/// The rank of a tone mark in dictionary order; a word without one is `0` (ngang).
fn tone_rank(mark: char) -> Option<char> {
    match mark {
        '\u{0300}' => Some('1'), // huyền
        '\u{0309}' => Some('2'), // hỏi
        '\u{0303}' => Some('3'), // ngã
        '\u{0301}' => Some('4'), // sắc
        '\u{0323}' => Some('5'), // nặng
        _ => None,
    }
}

/// The rank among the letters written with the same base: a ă â, e ê, o ô ơ, u ư.
fn quality_rank(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('a', '\u{0306}') | ('e' | 'o', '\u{0302}') | ('u', '\u{031b}') => Some('1'),
        ('a', '\u{0302}') | ('o', '\u{031b}') => Some('2'),
        _ => None,
    }
}

/// `đ` as `d`. The Icelandic `ð` is taken for `đ` too: their capitals look alike and old fonts
/// mixed them up.
fn without_stroke(letter: char) -> char {
    match letter {
        'đ' | 'ð' => 'd',
        other => other,
    }
}

fn is_invisible(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || plain_text::is_invisible(letter) || (letter.is_control() && !letter.is_whitespace())
}

/// A `LIKE` pattern (escape character `\\`) for texts that contain these words, folded here.
pub fn containing(words: &str) -> String {
    let folded = fold(words);
    let escaped = folded
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_drops_marks_case_and_spare_space() {
        let table = [
            ("Đảng ủy  Khối", "dang uy khoi"),
            ("Đảng uỷ Khối", "dang uy khoi"),
            ("  HOÀ\tBÌNH\u{a0}", "hoa binh"),
            ("Nguyễn Thị Thuỳ Dương", "nguyen thi thuy duong"),
            ("ĐẶNG ƯỚC", "dang uoc"),
            ("\u{d0}\u{1ea3}ng", "dang"),
            ("e\u{302}\u{323}", "e"),
            ("Chi\u{200b} bộ 12/3", "chi bo 12/3"),
            ("a\u{0}b", "ab"),
            ("a\u{202e}b\u{feff}", "ab"),
            ("", ""),
        ];
        for (typed, folded) in table {
            assert_eq!(fold(typed), folded, "{typed:?}");
        }
    }

    #[test]
    fn normalising_composes_and_trims_only() {
        assert_eq!(normalise("  hoa\u{300}  bình\n"), "hoà  bình");
        assert_eq!(normalise("uỷ"), "uỷ");
        assert_eq!(normalise("a\u{0}b"), "ab");
    }

    #[test]
    fn r_txt_01_accent_placement_does_not_make_another_name() {
        for (left, right) in [
            ("Đảng uỷ", "Đảng ủy"),
            ("Hoà Bình", "HÒA  BÌNH"),
            ("Thuý", "Thúy"),
            ("Nguyê\u{303}n", "Nguyễn"),
        ] {
            assert!(same_name(left, right), "{left} / {right}");
        }
        for (left, right) in [
            ("Hòa", "Hóa"),
            ("Dũng", "Đũng"),
            ("Chi bộ 1-2", "Chi bộ 12"),
            ("Lan", "Lân"),
            ("An", "An An"),
        ] {
            assert!(!same_name(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn people_are_listed_by_given_family_then_middle_name() {
        let expected = [
            "An",
            "Bùi Văn An",
            "Nguyễn An",
            "Nguyễn Thị An",
            "Nguyễn Văn An",
            "Đỗ Hữu Ân",
            "Lê Văn Bình",
            "Trần Thị Dung",
            "Trần Văn Dũng",
            "Phạm Đạt",
            "Hoàng Hoa",
            "Hoàng Hoà",
            "Hoàng Hóa",
            "Hoàng Hoạ",
            "Hoàng Hoan",
            "Vi Thị Oanh",
            "Vi Thị Ơn",
            "Lý Uyên",
            "Lý Ước",
            "Nông Văn Vinh",
        ];
        let mut shuffled = expected;
        shuffled.reverse();
        shuffled.sort_by_key(|name| given_name_key(name));
        assert_eq!(shuffled, expected);
    }

    #[test]
    fn letters_and_tones_stand_in_dictionary_order() {
        let letters = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
        let tones = "ma mà mả mã má mạ mạc mai";
        for row in [letters, tones] {
            let keys: Vec<String> = row.split(' ').map(given_name_key).collect();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
        }
        assert_eq!(given_name_key(" \t"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn composition_changes_neither_search_nor_order(text in "[a-zA-ZăâđêôơưĂÂĐÊÔƠƯàảãáạằộữỷ ]*") {
            let apart: String = text.nfd().collect();
            prop_assert_eq!(fold(&apart), fold(&text));
            prop_assert_eq!(given_name_key(&apart), given_name_key(&text));
            prop_assert!(same_name(&apart, &text));
        }
    }
}
