//! The cover of a document: title, secrecy, and the registration that stands in for a classified content.

use chrono::NaiveDate;

use super::model::{Document, Secrecy};
use super::symbol::DocumentSymbol;
use crate::error::{Error, FieldError};

/// What stands on the cover of a document; in a correction, absent means unchanged.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// What it is called; a classified document has no title here.
    pub title: Option<String>,
    /// How secret it is.
    pub secrecy: Option<Secrecy>,
    /// Number and symbol.
    pub symbol: Option<DocumentSymbol>,
    /// The date it bears.
    pub registered_on: Option<NaiveDate>,
    /// Who keeps the paper.
    pub custodian: Option<String>,
    /// Why the document becomes less secret.
    pub lowered_because: Option<String>,
}

impl Cover {
    /// Whether it corrects what is reviewed.
    pub fn touches_substance(&self) -> bool {
        self.title.is_some() || self.secrecy.is_some()
    }

    /// Whether it corrects number, date or custodian.
    pub fn touches_registration(&self) -> bool {
        self.symbol.is_some() || self.registered_on.is_some() || self.custodian.is_some()
    }
}

/// Puts onto the document what the cover says. A classified document is registered anew: its registrations are
/// counted as the versions of an open one are.
pub fn apply(document: &mut Document, cover: &Cover) {
    let was_classified = document.secrecy.is_classified();
    if let Some(secrecy) = cover.secrecy {
        document.secrecy = secrecy;
    }
    let is_classified = document.secrecy.is_classified();
    match (&cover.title, is_classified && !was_classified) {
        (Some(title), _) => document.title.clone_from(title),
        (None, true) => document.title.clear(),
        (None, false) => (),
    }
    if let Some(symbol) = &cover.symbol {
        document.symbol = Some(symbol.to_string());
    }
    if cover.registered_on.is_some() {
        document.registered_on = cover.registered_on;
    }
    if cover.custodian.is_some() {
        document.custodian.clone_from(&cover.custodian);
    }
    match (was_classified, is_classified) {
        (true, false) => document.latest_version = 0,
        (false, true) => document.latest_version = 1,
        (true, true) if cover.touches_registration() => document.latest_version += 1,
        (true, true) | (false, false) => (),
    }
}

/// An open document is called something; a classified one bears number, date and custodian, and no title.
///
/// # Errors
/// [`Error::Invalid`] with every field that is missing, or too much.
pub fn expect_whole(document: &Document) -> Result<(), Error> {
    let mut problems = Vec::new();
    let titled = !document.title.trim().is_empty();
    if document.secrecy.is_classified() {
        if titled {
            problems.push(FieldError::new("/title", "title_of_classified"));
        }
        for (pointer, given) in [
            ("/symbol", document.symbol.is_some()),
            ("/registered_on", document.registered_on.is_some()),
            ("/custodian", document.custodian.is_some()),
        ] {
            if !given {
                problems.push(FieldError::new(pointer, "registration_needed"));
            }
        }
    } else if !titled {
        problems.push(FieldError::new("/title", "title_needed"));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(problems))
    }
}
