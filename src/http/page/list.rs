//! Lists on pages: the way to the next part of one, and figures as people write them.

use super::Link;

/// The link to the next page of a list: the same address with another cursor; nothing on the last page.
///
/// `query` is what stands in the address besides the cursor, as pairs.
pub fn next_page(
    path: &str,
    query: &[(&str, Option<String>)],
    next: Option<&str>,
    words: String,
) -> Option<Link> {
    let cursor = next?;
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in query {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            out.append_pair(name, value);
        }
    }
    out.append_pair("cursor", cursor);
    Some(Link::new(format!("{path}?{}", out.finish()), words))
}

/// A whole number as people in Vietnam write it: 4.600.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_by_thousands() {
        for (number, written) in [
            (0, "0"),
            (999, "999"),
            (4600, "4.600"),
            (-1_250_000, "-1.250.000"),
        ] {
            assert_eq!(grouped(number), written);
        }
    }

    #[test]
    fn the_next_page_keeps_what_was_asked_for() {
        let link = next_page(
            "/congresses",
            &[("state", Some("closed".to_owned())), ("q", None)],
            Some("a=b"),
            "Tiếp".to_owned(),
        );
        let href = link.map(|link| link.href);
        assert_eq!(
            href.as_deref(),
            Some("/congresses?state=closed&cursor=a%3Db")
        );
        assert_eq!(next_page("/x", &[], None, String::new()), None);
    }
}
