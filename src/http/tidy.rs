//! Every text of a body made what is kept of it, in one place, whatever the body is.

use serde_json::Value;

use crate::error::FieldError;
use crate::plain_text;

/// Fields that are taken to the letter: what a person chose, or a machine made, in secret.
pub const SECRETS: [&str; 5] = [
    "password",
    "new_password",
    "old_password",
    "token",
    "refresh_token",
];

/// Fields that hold a text of several lines; every other one holds a single line.
const SEVERAL_LINES: [&str; 13] = [
    "abstract",
    "absence_reason",
    "backdrop_layout",
    "ground",
    "minutes",
    "note",
    "opinion_text",
    "reason",
    "reserved_for",
    "task",
    "text",
    "withdrawn_reason",
    "wording",
];

/// What became of the texts of a body.
#[derive(Debug, Default)]
pub struct Tidied {
    /// Whether any of them is kept otherwise than it was sent.
    pub changed: bool,
    /// Those that are refused.
    pub faults: Vec<FieldError>,
}

/// Makes every text of a body what is kept of it.
pub fn tidy(body: &mut Value) -> Tidied {
    let mut tidied = Tidied::default();
    walk(body, "", "", &mut tidied);
    tidied
}

/// `name` is the field the value belongs to; a list gives its own to its items.
fn walk(value: &mut Value, name: &str, pointer: &str, tidied: &mut Tidied) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let below = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                walk(value, name, &below, tidied);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter_mut().enumerate() {
                walk(value, name, &format!("{pointer}/{index}"), tidied);
            }
        }
        Value::String(text) => tidy_text(text, name, pointer, tidied),
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

fn tidy_text(text: &mut String, name: &str, pointer: &str, tidied: &mut Tidied) {
    if SECRETS.contains(&name) {
        return;
    }
    let read = if SEVERAL_LINES.contains(&name) {
        plain_text::lines(text)
    } else {
        plain_text::line(text)
    };
    match read {
        Ok(kept) if kept == *text => (),
        Ok(kept) => {
            *text = kept;
            tidied.changed = true;
        }
        Err(fault) => tidied.faults.push(FieldError::new(pointer, fault.code())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_text_is_tidied_by_the_name_of_its_field() {
        let mut body = json!({
            "full_name": " Lê\u{200b} An ", "note": "a\r\nb", "password": " \u{200b}x\n",
            "items": [{ "title": "a\nb" }], "names": ["a", "b\u{202e}"], "count": 1,
        });
        let tidied = tidy(&mut body);
        assert!(tidied.changed);
        let told: Vec<(&str, &str)> = (tidied.faults.iter())
            .map(|fault| (fault.pointer.as_str(), fault.code.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("/items/0/title", "line_break"),
                ("/names/1", "text_direction")
            ]
        );
        assert_eq!(body["full_name"], "Lê An");
        assert_eq!(body["note"], "a\nb");
        assert_eq!(body["password"], " \u{200b}x\n");
    }
}
