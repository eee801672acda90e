//! The figure of a target: a number with up to three decimals, kept in whole thousandths.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::error::{Arg, decimal};

/// A number with up to three decimals. As text: `90`, `8.5`, `-0.125`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figure(i64);

/// The largest whole part.
const MOST: i64 = 1_000_000_000_000;

/// The text is no number with up to three decimals, or it is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a number with at most three decimals, such as 8.5")]
pub struct NotAFigure;

impl Figure {
    /// So many thousandths, as the database keeps them.
    pub fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// The number in thousandths.
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// A number as Vietnamese texts write it: the comma before decimals, points between thousands.
    pub fn read_vietnamese(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once(',').unwrap_or((text, ""));
        let mut groups = whole.split('.');
        let first = groups.next()?;
        let grouped = whole.contains('.');
        if grouped && (first.is_empty() || first.len() > 3) {
            return None;
        }
        let mut digits = first.to_owned();
        for group in groups {
            if group.len() != 3 {
                return None;
            }
            digits.push_str(group);
        }
        if decimals.is_empty() {
            return digits.parse().ok();
        }
        format!("{digits}.{decimals}").parse().ok()
    }
}

impl FromStr for Figure {
    type Err = NotAFigure;

    fn from_str(text: &str) -> Result<Self, NotAFigure> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(decimals) || decimals.len() > 3 {
            return Err(NotAFigure);
        }
        let whole: i64 = whole.parse().map_err(|_| NotAFigure)?;
        if whole > MOST {
            return Err(NotAFigure);
        }
        let part: i64 = format!("{decimals:0<3}").parse().map_err(|_| NotAFigure)?;
        let thousandths = whole * 1000 + part;
        Ok(Self(if negative { -thousandths } else { thousandths }))
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(self.0, '.'))
    }
}

impl From<Figure> for Arg {
    fn from(figure: Figure) -> Self {
        Self::Thousandths(figure.0)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Figure {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::Custom("decimal".to_owned())))
            .pattern(Some(r"^-?[0-9]{1,12}(\.[0-9]{1,3})?$"))
            .examples(["8.5"])
            .into()
    }
}

impl utoipa::ToSchema for Figure {
    fn name() -> std::borrow::Cow<'static, str> {
        "TargetFigure".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_figure_is_written_as_it_is_read() {
        for (text, thousandths, back) in [
            ("90", 90_000, "90"),
            ("8.5", 8_500, "8.5"),
            ("8.50", 8_500, "8.5"),
            ("-0.125", -125, "-0.125"),
            ("0", 0, "0"),
        ] {
            let figure: Figure = text.parse().unwrap();
            assert_eq!(figure.thousandths(), thousandths, "{text}");
            assert_eq!(figure.to_string(), back, "{text}");
        }
        for text in [
            "",
            "-",
            "8,5",
            "8.",
            ".5",
            "8.1234",
            "1e3",
            "+5",
            "٣",
            "9999999999999",
        ] {
            assert!(text.parse::<Figure>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_vietnamese_text_writes_the_comma_before_decimals() {
        for (text, thousandths) in [
            ("90", Some(90_000)),
            ("8,5", Some(8_500)),
            ("1.200", Some(1_200_000)),
            ("1.200,75", Some(1_200_750)),
            ("1.20", None),
            ("1234.567", None),
        ] {
            let read = Figure::read_vietnamese(text).map(Figure::thousandths);
            assert_eq!(read, thousandths, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_figure_comes_back(thousandths in -1_000_000_000_000_000_i64..=1_000_000_000_000_000) {
            let figure = Figure::from_thousandths(thousandths);
            prop_assert_eq!(figure.to_string().parse::<Figure>(), Ok(figure));
        }
    }
}
