//! Text as it is let in: what a person would see is what is kept.
//!
//! Every text is composed (NFC), loses what cannot be seen, and is trimmed: a text of invisible signs alone is an
//! empty one, and two names that look alike are alike. What would make a text look other than it is, is refused.

use unicode_normalization::UnicodeNormalization;

/// Why a text is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It has a control character.
    Control,
    /// It has several lines where one is wanted.
    LineBreak,
    /// It has a sign that turns the direction of writing, so that it reads otherwise than it is kept.
    Direction,
}

impl Fault {
    /// The stable code; words under `invalid-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Control => "control_character",
            Self::LineBreak => "line_break",
            Self::Direction => "text_direction",
        }
    }
}

/// A text of one line, such as a name, a title or a symbol, as it is kept.
///
/// # Errors
/// What makes it no such text.
pub fn line(typed: &str) -> Result<String, Fault> {
    let text = visible(typed);
    let fault = text.chars().find_map(|letter| match letter {
        letter if breaks_line(letter) => Some(Fault::LineBreak),
        letter => unwanted(letter),
    });
    fault.map_or(Ok(text), Err)
}

/// A text of several lines, such as a reason or minutes, as it is kept: lines end with `\n`.
///
/// # Errors
/// What makes it no such text.
pub fn lines(typed: &str) -> Result<String, Fault> {
    let text = visible(&typed.replace("\r\n", "\n")).replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let fault = text
        .chars()
        .filter(|letter| !matches!(letter, '\n' | '\t'))
        .find_map(unwanted);
    fault.map_or(Ok(text), Err)
}

/// The text without what cannot be seen, composed and trimmed.
pub fn visible(typed: &str) -> String {
    let seen: String = typed
        .nfc()
        .filter(|&letter| !is_invisible(letter))
        .collect();
    seen.trim().to_owned()
}

fn unwanted(letter: char) -> Option<Fault> {
    if turns_direction(letter) {
        Some(Fault::Direction)
    } else if letter.is_control() || is_no_character(letter) {
        Some(Fault::Control)
    } else {
        None
    }
}

/// What Unicode keeps for no character ever; XML, and so every DOCX, cannot hold the last two of the first plane.
fn is_no_character(letter: char) -> bool {
    let code = u32::from(letter);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

fn breaks_line(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Embeddings, overrides and isolates (Unicode Standard Annex 9).
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a sign can stand in a name of one line.
pub fn is_plain(letter: char) -> bool {
    !is_invisible(letter) && !breaks_line(letter) && unwanted(letter).is_none()
}

/// Whether nobody sees this sign and nothing is lost without it: what texts pasted from a word processor carry, and
/// what is used to make an empty text look filled or a name look like another.
pub fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The longest name of a file, in characters.
const FILE_NAME_LENGTH: usize = 200;

/// The name of a file as it may be kept and given back: no folders, no control characters, not too long.
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars()
        .filter(|&letter| is_plain(letter))
        .take(FILE_NAME_LENGTH)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_does_not_count() {
        for nothing in [
            "\u{200b}",
            "\u{feff}\u{ad}",
            " \u{200d}\u{2060} \u{a0}",
            "\u{3164}",
            "\u{2800}",
            "\r\n\t ",
        ] {
            assert_eq!(line(nothing).as_deref(), Ok(""), "{nothing:?}");
            assert_eq!(lines(nothing).as_deref(), Ok(""), "{nothing:?}");
        }
        let typed = " Nguye\u{302}\u{303}n\u{200b} Va\u{306}n An\n";
        assert_eq!(line(typed).as_deref(), Ok("Nguyễn Văn An"));
        assert_eq!(
            lines("một\r\nhai\rba\u{2028}bốn\t5 ").as_deref(),
            Ok("một\nhai\nba\nbốn\t5")
        );
    }

    #[test]
    fn what_makes_a_text_look_otherwise_is_refused() {
        for (typed, in_line, in_lines) in [
            ("a\u{202e}b", Err(Fault::Direction), Err(Fault::Direction)),
            ("\u{2066}a", Err(Fault::Direction), Err(Fault::Direction)),
            ("a\u{1b}[31mb", Err(Fault::Control), Err(Fault::Control)),
            ("a\0b", Err(Fault::Control), Err(Fault::Control)),
            ("a\u{ffff}b", Err(Fault::Control), Err(Fault::Control)),
            ("a\u{1fffe}b", Err(Fault::Control), Err(Fault::Control)),
            ("a\u{fdd0}b", Err(Fault::Control), Err(Fault::Control)),
            ("a\tb", Err(Fault::Control), Ok("a\tb")),
            ("a\r\nb", Err(Fault::LineBreak), Ok("a\nb")),
            ("a\u{2028}b", Err(Fault::LineBreak), Ok("a\nb")),
            ("a\u{85}b", Err(Fault::LineBreak), Err(Fault::Control)),
        ] {
            assert_eq!(line(typed), in_line.map(str::to_owned), "{typed:?}");
            assert_eq!(lines(typed), in_lines.map(str::to_owned), "{typed:?}");
        }
    }

    #[test]
    fn a_file_name_brings_no_folder_and_no_control_character() {
        for (sent, kept) in [
            ("Báo cáo chính trị.docx", "Báo cáo chính trị.docx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\chi bo\\bc.pdf", "bc.pdf"),
            ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
            ("a\0b.txt", "ab.txt"),
            ("bc\u{202e}xcod.exe", "bcxcod.exe"),
            ("bc\u{200b}.\u{feff}docx", "bc.docx"),
            ("..", ".."),
            ("/", ""),
            ("", ""),
        ] {
            assert_eq!(file_name(sent), kept, "{sent:?}");
        }
        assert_eq!(file_name(&"ă".repeat(5000)).chars().count(), 200);
    }
}
