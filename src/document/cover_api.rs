//! What the JSON face takes of a cover: of a new document, and of one that is corrected.

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::cover::Cover;
use super::model::{DocumentKind, Secrecy};
use super::service::NewDocument;
use super::symbol::DocumentSymbol;
use crate::dates::party_day;
use crate::error::Error;

/// What stands on the cover of a document; in a correction, what is absent stays as it is.
#[derive(Debug, Default, Clone, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentCover {
    /// What it is called; must be absent for a classified one.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    pub title: Option<String>,
    /// How secret it is; `none` unless said. Of a classified one only number, date and custodian are kept.
    pub secrecy: Option<Secrecy>,
    /// Number and symbol.
    #[schema(max_length = 50, example = "01-BC/CB")]
    #[validate(length(max = 50))]
    pub symbol: Option<String>,
    /// The date it bears.
    #[validate(custom(function = "party_day"))]
    pub registered_on: Option<NaiveDate>,
    /// Who keeps the paper.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub custodian: Option<String>,
    /// Why the document becomes less secret, which only the committee that approves decides; kept in the audit. No
    /// state secrets.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub lowered_because: Option<String>,
}

impl DocumentCover {
    /// What stands on the cover.
    pub(super) fn read(self) -> Result<Cover, Error> {
        Ok(Cover {
            symbol: DocumentSymbol::read("/symbol", self.symbol.as_deref())?,
            title: self.title,
            secrecy: self.secrecy,
            registered_on: self.registered_on,
            custodian: self.custodian,
            lowered_because: self.lowered_because,
        })
    }
}

/// A new document.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct BeginDocument {
    /// What it is: one of each for a congress, any number of `other`.
    pub kind: DocumentKind,
    /// What it is called; must be absent for a classified one.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    pub title: Option<String>,
    /// How secret it is; `none` unless said. Of a classified one only number, date and custodian are kept.
    #[serde(default)]
    pub secrecy: Secrecy,
    /// Number and symbol.
    #[schema(max_length = 50, example = "01-BC/CB")]
    #[validate(length(max = 50))]
    pub symbol: Option<String>,
    /// The date it bears.
    #[validate(custom(function = "party_day"))]
    pub registered_on: Option<NaiveDate>,
    /// Who keeps the paper.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub custodian: Option<String>,
}

impl BeginDocument {
    /// The document about to be begun.
    pub(super) fn read(self) -> Result<NewDocument, Error> {
        Ok(NewDocument {
            kind: self.kind,
            cover: DocumentCover {
                title: self.title,
                secrecy: Some(self.secrecy),
                symbol: self.symbol,
                registered_on: self.registered_on,
                custodian: self.custodian,
                lowered_because: None,
            }
            .read()?,
        })
    }
}
