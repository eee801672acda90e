//! Every word a person reads, in Vietnamese (the default) and English.
//!
//! The words are in `locales/`; code holds only their codes. Vietnamese is complete by test, and English
//! has the same codes.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

use crate::error::{Arg, FieldError, Reason, decimal, share};

static_loader! {
    static WORDS = {
        locales: "./locales",
        fallback_language: "vi",
        // Isolation marks are for bidirectional text; here they would only break copying.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static VIETNAMESE: LanguageIdentifier = langid!("vi");
static ENGLISH: LanguageIdentifier = langid!("en");

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::VariantArray)]
pub enum Language {
    /// tiếng Việt
    #[default]
    Vietnamese,
    /// English
    English,
}

impl Language {
    /// Chooses by an `Accept-Language` header (RFC 9110): of the languages the program speaks the one with the highest
    /// weight, of equals the first; one of weight nought is not wanted.
    pub fn accepted(header: &str) -> Self {
        let mut best: Option<(Self, f32)> = None;
        for (language, weight) in Self::wanted(header) {
            if best.is_none_or(|(_, most)| weight > most) {
                best = Some((language, weight));
            }
        }
        best.map_or_else(Self::default, |(language, _)| language)
    }

    /// Chooses for pages by the same header. Pages are Vietnamese first: whoever reads Vietnamese at all gets it,
    /// whatever language their computer was set up in.
    pub fn of_pages(header: &str) -> Self {
        let mut wanted = Self::wanted(header);
        if wanted.any(|(language, _)| language == Self::Vietnamese) {
            return Self::Vietnamese;
        }
        Self::accepted(header)
    }

    /// The languages of an `Accept-Language` header that the program speaks, each with its weight.
    fn wanted(header: &str) -> impl Iterator<Item = (Self, f32)> {
        header.split(',').filter_map(|wanted| {
            let mut parts = wanted.split(';').map(str::trim);
            let tag = parts.next()?.to_ascii_lowercase();
            let language = match tag.split('-').next()? {
                "vi" => Self::Vietnamese,
                "en" => Self::English,
                "*" => Self::default(),
                _ => return None,
            };
            let weight = parts
                .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
                .map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
            (weight > 0.0).then_some((language, weight))
        })
    }

    /// The language with this tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        use strum::VariantArray;
        let mut all = Self::VARIANTS.iter().copied();
        all.find(|language| language.tag() == tag)
    }

    /// The tag for `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// What stands before the decimals of a number.
    fn decimal_mark(self) -> char {
        match self {
            Self::Vietnamese => ',',
            Self::English => '.',
        }
    }

    /// The share of a part in percent, as every page and paper writes it: `91,67%`.
    pub fn share(self, part: i64, whole: i64) -> String {
        share(part, whole, self.decimal_mark())
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Vietnamese => &VIETNAMESE,
            Self::English => &ENGLISH,
        }
    }

    /// The words under a key.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The words under a key, with figures and names filled in.
    pub fn say_with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, arg)| (Cow::Borrowed(*name), self.value(arg)))
            .collect();
        WORDS
            .try_lookup_with_args(self.identifier(), key, &args)
            .unwrap_or_else(|| key.to_owned())
    }

    /// Whether the language itself, without falling back, has words under the key that need no figure.
    pub fn knows(self, key: &str) -> bool {
        WORDS
            .lookup_no_default_fallback::<&str>(self.identifier(), key, None)
            .is_some()
    }

    /// A reason as a sentence.
    pub fn reason(self, reason: &Reason) -> String {
        begun(&self.say_with(&format!("reason-{}", dashed(reason.code)), &reason.args))
    }

    /// What is wrong with a field, as a sentence.
    pub fn field(self, problem: &FieldError) -> String {
        let key = format!("invalid-{}{}", dashed(&problem.code), limits_in(problem));
        match &problem.detail {
            Some(detail) if !self.knows(&key) => detail.clone(),
            _ => begun(&self.say_with(&key, &problem.args)),
        }
    }

    /// What is wrong with a field that a person typed: where the API speaks of JSON, in words of their own.
    pub fn on_a_page(self, problem: &FieldError) -> String {
        let code = dashed(&problem.code);
        let wanted = problem.args.iter().find_map(|(name, arg)| match arg {
            Arg::Term { name: kind, .. } if *name == "wanted" => Some(dashed(kind)),
            _ => None,
        });
        let of_a_kind = wanted.map(|kind| format!("typed-{code}-{kind}"));
        let keys = of_a_kind.into_iter().chain([format!("typed-{code}")]);
        let mut known = keys.filter_map(|key| self.filled(&key, &problem.args));
        known.next().unwrap_or_else(|| self.field(problem))
    }

    /// The words under a key with figures filled in, where this language itself has them.
    fn filled(self, key: &str, args: &[(&'static str, Arg)]) -> Option<String> {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = args
            .iter()
            .map(|(name, arg)| (Cow::Borrowed(*name), self.value(arg)))
            .collect();
        WORDS.lookup_no_default_fallback(self.identifier(), key, Some(&args))
    }

    fn value(self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Number(number) => FluentValue::from(*number),
            other => FluentValue::from(self.text(other)),
        }
    }

    fn text(self, arg: &Arg) -> String {
        match arg {
            Arg::Number(number) => number.to_string(),
            Arg::Share { part, whole } => self.share(*part, *whole),
            Arg::Thousandths(figure) => decimal(*figure, self.decimal_mark()),
            Arg::Text(text) => text.clone(),
            Arg::Term { family, name } => self.say(&format!("{family}-{}", dashed(name))),
            Arg::Terms(terms) => terms
                .iter()
                .map(|term| self.text(term))
                .collect::<Vec<_>>()
                .join(", "),
            Arg::Date(date) => date.format("%-d/%-m/%Y").to_string(),
        }
    }
}

/// Which limits a fault of range or length can name.
fn limits_in(problem: &FieldError) -> &'static str {
    let has = |wanted: &str| problem.args.iter().any(|(name, _)| *name == wanted);
    let names_limits = match problem.code.as_str() {
        "range" => true,
        "length" => has("unit"),
        _ => false,
    };
    match (names_limits && has("min"), names_limits && has("max")) {
        (true, true) => "-between",
        (true, false) => "-at-least",
        (false, true) => "-at-most",
        (false, false) => "",
    }
}

/// Words as a sentence or a label begins, whatever name they begin with: "Chi bộ cơ sở".
pub fn begun(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first
        .map(|first| first.chain(letters).collect())
        .unwrap_or_default()
}

/// Codes are `snake_case`; keys of the locales are `kebab-case`.
fn dashed(code: &str) -> String {
    code.replace('_', "-")
}
