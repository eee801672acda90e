//! The program's own sources, read as text, for the tests that hold it to its own rules.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file.
pub struct Source {
    /// Its path below `src/`, such as `plan/rules.rs`.
    pub path: String,
    /// All of it.
    pub whole: String,
    /// Without comments and without its unit tests.
    pub code: String,
}

impl Source {
    /// Whether this is the named room of a feature, such as `rules.rs`.
    pub fn is(&self, room: &str) -> bool {
        Path::new(&self.path)
            .file_name()
            .is_some_and(|name| name == room)
    }

    /// The feature, or part of the foundation, that the file belongs to.
    pub fn feature(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }
}

/// Every file under `src/`, in order.
pub fn all() -> Vec<Source> {
    let mut sources: Vec<Source> = files(Path::new("src"), "rs")
        .into_iter()
        .map(|path| {
            let whole = fs::read_to_string(&path).expect("a source");
            let path = path.strip_prefix("src").expect("below src");
            Source {
                path: path.to_string_lossy().into_owned(),
                code: code(&whole),
                whole,
            }
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 50, "the sources are found");
    sources
}

/// Every file with this extension under a directory.
pub fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn code(whole: &str) -> String {
    let tests = whole
        .find("#[cfg(test)]\nmod tests {")
        .unwrap_or(whole.len());
    whole[..tests]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The arguments of every call of `name(…)`, as text; strings and brackets inside are kept together.
pub fn calls(code: &str, name: &str) -> Vec<Vec<String>> {
    let opening = format!("{name}(");
    let starts = code.match_indices(&opening);
    starts
        .filter(|(at, _)| {
            !code[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
        })
        .map(|(at, found)| arguments(&code[at + found.len()..]))
        .collect()
}

fn arguments(rest: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    let mut arguments = vec![String::new()];
    for sign in rest.chars() {
        if quoted {
            quoted = escaped || sign != '"';
            escaped = !escaped && sign == '\\';
        } else {
            match sign {
                '"' => quoted = true,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    arguments.push(String::new());
                    continue;
                }
                _ => (),
            }
        }
        if let Some(argument) = arguments.last_mut() {
            argument.push(sign);
        }
    }
    arguments
        .iter()
        .map(|argument| argument.trim().to_owned())
        .collect()
}

/// What stands between the quotes, if the argument is a plain string.
pub fn literal(argument: &str) -> Option<&str> {
    argument.strip_prefix('"')?.strip_suffix('"')
}

#[test]
fn calls_are_read_with_their_arguments_whole() {
    let code = r#"f(a, "x, )", g(1, 2)); off("no"); f()"#;
    assert_eq!(
        calls(code, "f"),
        [vec!["a", "\"x, )\"", "g(1, 2)"], vec![""]]
    );
    assert_eq!(literal("\"x\""), Some("x"));
    assert_eq!(literal("x"), None);
}
