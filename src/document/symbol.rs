//! Number and symbol of a Party document: `65-KH/ĐUK` (R-NUM-01, `3-regulations.md` §4.1–4.2).
//!
//! A symbol is number, hyphen, type code, slash, organ code; numbers under ten are padded to two
//! digits. Invariant: a [`DocumentSymbol`] exists only in the right form, so printing one and
//! reading it again gives the same. It is no key: organ codes are not unique (`ĐUK` is every bloc
//! committee) and a number returns in the next term.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::{EnumIter, IntoEnumIterator};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, FieldError};
use crate::regulation::DocumentType;

/// The type codes of §4.2. A code is not a document type: `QĐ` stands for quyết định *and* quy
/// định, so a document keeps its type beside its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter)]
pub enum TypeCode {
    /// `NQ`, nghị quyết.
    Resolution,
    /// `QĐ`, quyết định or quy định.
    DecisionOrRegulation,
    /// `CT`, chỉ thị.
    Directive,
    /// `KL`, kết luận.
    Conclusion,
    /// `QC`, quy chế.
    WorkingRules,
    /// `TT`, thông tri.
    Circular,
    /// `HD`, hướng dẫn.
    Guidance,
    /// `TB`, thông báo.
    Announcement,
    /// `BC`, báo cáo.
    Report,
    /// `KH`, kế hoạch.
    Plan,
    /// `QH`, quy hoạch.
    SuccessionPlan,
    /// `CTr`, chương trình.
    Programme,
    /// `ĐA`, đề án.
    Scheme,
    /// `PA`, phương án.
    Option,
    /// `TTr`, tờ trình.
    Submission,
    /// `CV`, công văn.
    OfficialLetter,
    /// `BB`, biên bản.
    Minutes,
}

impl TypeCode {
    /// The code as printed in a symbol.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Resolution => "NQ",
            Self::DecisionOrRegulation => "QĐ",
            Self::Directive => "CT",
            Self::Conclusion => "KL",
            Self::WorkingRules => "QC",
            Self::Circular => "TT",
            Self::Guidance => "HD",
            Self::Announcement => "TB",
            Self::Report => "BC",
            Self::Plan => "KH",
            Self::SuccessionPlan => "QH",
            Self::Programme => "CTr",
            Self::Scheme => "ĐA",
            Self::Option => "PA",
            Self::Submission => "TTr",
            Self::OfficialLetter => "CV",
            Self::Minutes => "BB",
        }
    }

    /// The code of a type of document.
    pub fn of(document_type: DocumentType) -> Self {
        match document_type {
            DocumentType::Resolution => Self::Resolution,
            DocumentType::Decision | DocumentType::Regulation => Self::DecisionOrRegulation,
            DocumentType::Directive => Self::Directive,
            DocumentType::Conclusion => Self::Conclusion,
            DocumentType::WorkingRules => Self::WorkingRules,
            DocumentType::Circular => Self::Circular,
            DocumentType::Guidance => Self::Guidance,
            DocumentType::Announcement => Self::Announcement,
            DocumentType::Report => Self::Report,
            DocumentType::Plan => Self::Plan,
            DocumentType::SuccessionPlan => Self::SuccessionPlan,
            DocumentType::Programme => Self::Programme,
            DocumentType::Scheme => Self::Scheme,
            DocumentType::Option => Self::Option,
            DocumentType::Submission => Self::Submission,
            DocumentType::OfficialLetter => Self::OfficialLetter,
            DocumentType::Minutes => Self::Minutes,
        }
    }

    /// The types of document that bear this code: two for `QĐ`, one for every other.
    pub fn types(self) -> Vec<DocumentType> {
        use strum::VariantArray;
        DocumentType::VARIANTS
            .iter()
            .copied()
            .filter(|&one| Self::of(one) == self)
            .collect()
    }

    fn exactly(code: &str) -> Option<Self> {
        Self::iter().find(|candidate| candidate.as_str() == code)
    }

    /// Finds the code that was meant: `kh`, `QD` for `QĐ`, `DA` for `ĐA`, `QĐi` for `QĐ`.
    fn probably(code: &str) -> Option<Self> {
        let meant = plain(code);
        if meant == "QDI" {
            return Some(Self::DecisionOrRegulation);
        }
        Self::iter().find(|candidate| plain(candidate.as_str()) == meant)
    }
}

/// What is wrong with a symbol; the first fault from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SymbolProblem {
    /// Nothing was written.
    Empty,
    /// A colon or another sign follows `Số`.
    SignAfterSo,
    /// It does not begin with a number.
    NumberMissing,
    /// The number is zero, or too large to be one.
    NumberOutOfRange,
    /// A number under ten is not padded to two digits, or a number is padded to more.
    NumberPadding,
    /// Number and type are not joined by a hyphen alone.
    HyphenMissing,
    /// Type and organ are not joined by a slash alone.
    SlashMissing,
    /// The type code is not one of §4.2.
    UnknownType,
    /// The type code is one of §4.2, written another way: `kh`, `QĐi`. Only [`DocumentSymbol::faults`] tells it
    /// from an unknown one.
    TypeMiswritten,
    /// `Số` is written without its capital or its marks. Only [`DocumentSymbol::faults`] looks at it.
    SoMiswritten,
    /// The organ code is missing or is not written in capital letters.
    OrganMalformed,
}

impl SymbolProblem {
    /// A stable code; its words come from `locales/`.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// A refused symbol, with the right form where it can be guessed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a document symbol such as 05-KH/ĐUK: {}{}", .problem.code(), offer(.suggestion.as_ref()))]
pub struct SymbolError {
    /// The first fault found.
    pub problem: SymbolProblem,
    /// The right form of what was probably meant: `01-BC/CB` for `Số: 01/BC-CB`.
    pub suggestion: Option<DocumentSymbol>,
}

fn offer(suggestion: Option<&DocumentSymbol>) -> String {
    suggestion.map_or_else(String::new, |right| format!("; did you mean {right}?"))
}

/// A well-formed symbol such as `65-KH/ĐUK`.
///
/// Ordered by number, then type, then organ.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentSymbol {
    number: u32,
    type_code: TypeCode,
    organ: String,
}

impl DocumentSymbol {
    /// The symbol of a document numbered by the program.
    ///
    /// # Errors
    /// [`SymbolError`] when the number is zero or the organ code is not in capital letters.
    pub fn new(number: u32, type_code: TypeCode, organ: &str) -> Result<Self, SymbolError> {
        let refused = |problem| SymbolError {
            problem,
            suggestion: None,
        };
        if number == 0 {
            return Err(refused(SymbolProblem::NumberOutOfRange));
        }
        let organ: String = organ.nfc().collect();
        if !is_organ(&organ) {
            return Err(refused(SymbolProblem::OrganMalformed));
        }
        Ok(Self {
            number,
            type_code,
            organ,
        })
    }

    /// Reads a symbol in its right form, with or without `Số` and a space before it.
    ///
    /// # Errors
    /// [`SymbolError`] with the first fault (R-NUM-01), and the right form if it can be guessed.
    pub fn parse(text: &str) -> Result<Self, SymbolError> {
        let composed: String = text.nfc().collect();
        let written = composed.trim();
        read_strictly(written).map_err(|problem| SymbolError {
            problem,
            suggestion: guess(written),
        })
    }

    /// Every fault of what was written, from the left; none when [`parse`](Self::parse) reads it.
    pub fn faults(text: &str) -> Vec<SymbolProblem> {
        let composed: String = text.nfc().collect();
        let written = composed.trim();
        let Err(first) = read_strictly(written) else {
            return Vec::new();
        };
        let mut faults = every_fault(written).unwrap_or_default();
        if faults.is_empty() {
            faults.push(first);
        }
        faults
    }

    /// The running number, at least 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The code of the document's type.
    pub fn type_code(&self) -> TypeCode {
        self.type_code
    }

    /// The code of the organ that issued the document. Not unique.
    pub fn organ(&self) -> &str {
        &self.organ
    }
}

impl fmt::Display for DocumentSymbol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:02}-{}/{}",
            self.number,
            self.type_code.as_str(),
            self.organ
        )
    }
}

impl FromStr for DocumentSymbol {
    type Err = SymbolError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl DocumentSymbol {
    /// Reads a symbol that a person typed into the field at `pointer`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the right form, where it can be guessed.
    pub fn read(pointer: &str, text: Option<&str>) -> Result<Option<Self>, Error> {
        text.map(Self::parse).transpose().map_err(|error| {
            let mut problem = FieldError::new(pointer, format!("symbol_{}", error.problem.code()));
            if let Some(suggestion) = &error.suggestion {
                problem = FieldError::new(pointer, "symbol_other_form")
                    .with("offer", suggestion.to_string());
            }
            Error::Invalid(vec![problem])
        })
    }
}

impl Serialize for DocumentSymbol {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DocumentSymbol {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

fn read_strictly(written: &str) -> Result<DocumentSymbol, SymbolProblem> {
    if written.is_empty() {
        return Err(SymbolProblem::Empty);
    }
    let symbol = without_so(written)?;
    let (number, rest) = split_digits(symbol);
    let number = read_number(number)?;
    let rest = rest.strip_prefix('-').ok_or(SymbolProblem::HyphenMissing)?;
    let (code, organ) = rest.split_once('/').ok_or(SymbolProblem::SlashMissing)?;
    let type_code = TypeCode::exactly(code).ok_or(SymbolProblem::UnknownType)?;
    if !is_organ(organ) {
        return Err(SymbolProblem::OrganMalformed);
    }
    Ok(DocumentSymbol {
        number,
        type_code,
        organ: organ.to_owned(),
    })
}

/// Takes off a leading `Số` and its spaces.
fn without_so(written: &str) -> Result<&str, SymbolProblem> {
    let Some(rest) = written.strip_prefix("Số") else {
        return Ok(written);
    };
    let symbol = rest.trim_start();
    if symbol.starts_with([':', '.', ';']) || symbol.len() == rest.len() {
        return Err(SymbolProblem::SignAfterSo);
    }
    Ok(symbol)
}

fn read_number(digits: &str) -> Result<u32, SymbolProblem> {
    if digits.is_empty() {
        return Err(SymbolProblem::NumberMissing);
    }
    let number: u32 = digits
        .parse()
        .map_err(|_| SymbolProblem::NumberOutOfRange)?;
    if number == 0 {
        return Err(SymbolProblem::NumberOutOfRange);
    }
    if format!("{number:02}") != digits {
        return Err(SymbolProblem::NumberPadding);
    }
    Ok(number)
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|sign: char| !sign.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Capitals, with `ThU` (thị ủy) the one code that has a small letter.
fn is_organ(code: &str) -> bool {
    let is_capital = |letter: char| letter.is_ascii_uppercase() || letter == 'Đ';
    code == "ThU" || (!code.is_empty() && code.chars().all(is_capital))
}

/// Every fault of what can be taken apart into its parts; `None` where it cannot.
fn every_fault(written: &str) -> Option<Vec<SymbolProblem>> {
    let start = written.find(|sign: char| sign.is_ascii_digit())?;
    let (before, symbol) = written.split_at_checked(start)?;
    let mut faults = faults_of_so(before)?;
    let (digits, rest) = split_digits(symbol);
    faults.extend(read_number(digits).err());
    let (join, rest) = split_signs(rest);
    if join != "-" {
        faults.push(SymbolProblem::HyphenMissing);
    }
    let end = rest
        .find(|sign: char| !sign.is_alphabetic())
        .unwrap_or(rest.len());
    let (code, rest) = rest.split_at_checked(end)?;
    if TypeCode::exactly(code).is_none() {
        faults.push(match TypeCode::probably(code) {
            Some(_) => SymbolProblem::TypeMiswritten,
            None => SymbolProblem::UnknownType,
        });
    }
    let (join, organ) = split_signs(rest);
    if join != "/" {
        faults.push(SymbolProblem::SlashMissing);
    }
    if !is_organ(organ) {
        faults.push(SymbolProblem::OrganMalformed);
    }
    Some(faults)
}

/// What is wrong before the number; `None` where something else than `Số` stands there.
fn faults_of_so(before: &str) -> Option<Vec<SymbolProblem>> {
    let so = plain(before);
    if so.is_empty() && before.is_empty() {
        return Some(Vec::new());
    }
    if so != "SO" {
        return None;
    }
    let mut faults = Vec::new();
    let word: String = before.chars().filter(|sign| sign.is_alphabetic()).collect();
    if word != "Số" {
        faults.push(SymbolProblem::SoMiswritten);
    }
    let after = before.trim_start_matches(char::is_alphabetic);
    if after.is_empty() || !after.trim().is_empty() {
        faults.push(SymbolProblem::SignAfterSo);
    }
    Some(faults)
}

/// The signs before the next letter or digit, and the rest.
fn split_signs(text: &str) -> (&str, &str) {
    let end = text.find(char::is_alphanumeric).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The right form of what was probably meant: whatever the signs between the three parts.
fn guess(written: &str) -> Option<DocumentSymbol> {
    let start = written.find(|sign: char| sign.is_ascii_digit())?;
    let (before, symbol) = written.split_at_checked(start)?;
    if !matches!(plain(before).as_str(), "" | "SO") {
        return None;
    }
    let (digits, rest) = split_digits(symbol);
    let mut words = rest
        .split(|sign: char| !sign.is_alphabetic())
        .filter(|word| !word.is_empty());
    let (code, organ) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    DocumentSymbol::new(
        digits.parse().ok()?,
        TypeCode::probably(code)?,
        &probable_organ(organ),
    )
    .ok()
}

/// Capitals; and `Đ` where the listed codes that begin with `DU` or `DH` were typed without it.
fn probable_organ(written: &str) -> String {
    if written.eq_ignore_ascii_case("ThU") {
        return "ThU".to_owned();
    }
    let capitals = written.to_uppercase().replace('Ð', "Đ");
    match capitals.strip_prefix('D') {
        Some(rest) if matches!(rest, "U" | "H" | "UK") => format!("Đ{rest}"),
        Some(_) | None => capitals,
    }
}

/// Capital letters without any mark, to compare what was typed carelessly.
fn plain(text: &str) -> String {
    text.nfd()
        .filter(|letter| letter.is_alphabetic())
        .flat_map(char::to_uppercase)
        .map(|letter| {
            if matches!(letter, 'Đ' | 'Ð') {
                'D'
            } else {
                letter
            }
        })
        .collect()
}

#[cfg(test)]
#[path = "symbol_tests.rs"]
mod tests;
