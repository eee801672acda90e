//! The JSON face of checking a number and symbol (R-NUM-01): every fault, and the right form of what was meant.

use actix_web::{HttpResponse, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::rules;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_somewhere};
use crate::dates::party_day;
use crate::document::symbol::{DocumentSymbol, SymbolProblem};
use crate::error::FieldError;
use crate::http::api::ApiError;
use crate::http::body::Json;
use crate::http::problem::ReasonView;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::regulation::{DocumentType, IssuingOrgan};
use crate::words::Language;

/// The path of checking a symbol.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(check_symbol);
}

/// What was written.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SymbolBody {
    /// Number and symbol as written, with or without `Số`.
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "Số: 01/BC-CB")]
    pub text: String,
    /// Who issues the document, to be told whether it may (R-AUT-01).
    pub organ: Option<IssuingOrgan>,
    /// The date of the document; today unless said.
    #[validate(custom(function = "party_day"))]
    pub on: Option<NaiveDate>,
}

/// A fault in a symbol.
#[derive(Debug, Serialize, ToSchema)]
pub struct SymbolFaultView {
    /// Stable code.
    #[schema(example = "sign_after_so")]
    pub code: String,
    /// What is wrong, in the language of `Accept-Language`.
    pub detail: String,
}

impl SymbolFaultView {
    fn of(problem: SymbolProblem, language: Language) -> Self {
        let code = format!("symbol_{}", problem.code());
        Self {
            detail: language.field(&FieldError::new("/text", code)),
            code: problem.code().to_owned(),
        }
    }
}

/// What is to be said of a symbol.
#[derive(Debug, Serialize, ToSchema)]
pub struct SymbolView {
    /// Whether it is written in the right form.
    pub right: bool,
    /// The symbol: as written, or the right form of what was probably meant; none where it cannot be guessed.
    #[schema(example = "01-BC/CB")]
    pub symbol: Option<String>,
    /// Its number.
    pub number: Option<i64>,
    /// The types of document its code stands for: two for `QĐ`.
    pub types: Vec<DocumentType>,
    /// The code of the organ.
    pub organ_code: Option<String>,
    /// Every fault, from the left.
    pub faults: Vec<SymbolFaultView>,
    /// What the text in force says against that organ's issuing such a document.
    pub reasons: Vec<ReasonView>,
}

/// Check a number and symbol
///
/// Every fault at once, and the right form of what was probably meant. Changes nothing.
#[utoipa::path(tag = "numbers", request_body = SymbolBody, responses((status = 200, body = SymbolView)))]
#[post("/symbols/check")]
async fn check_symbol(
    actor: Actor,
    language: Language,
    // A question may be asked twice; a key that is none is refused as everywhere.
    _once: Once,
    body: Json<SymbolBody>,
) -> Result<HttpResponse, ApiError> {
    permit_somewhere(&actor, Action::ReadUnits)?;
    let faults = DocumentSymbol::faults(&body.text);
    let symbol = match DocumentSymbol::parse(&body.text) {
        Ok(symbol) => Some(symbol),
        Err(error) => error.suggestion,
    };
    let types = symbol
        .as_ref()
        .map(|symbol| symbol.type_code().types())
        .unwrap_or_default();
    let day = body.on.unwrap_or(actor.today());
    let reasons = body
        .organ
        .filter(|_| !types.is_empty())
        .map(|organ| rules::against_every_type(organ, &types, day))
        .unwrap_or_default();
    let view = SymbolView {
        right: faults.is_empty(),
        number: symbol.as_ref().map(|symbol| i64::from(symbol.number())),
        organ_code: symbol.as_ref().map(|symbol| symbol.organ().to_owned()),
        symbol: symbol.map(|symbol| symbol.to_string()),
        types,
        faults: faults
            .into_iter()
            .map(|fault| SymbolFaultView::of(fault, language))
            .collect(),
        reasons: reasons
            .iter()
            .map(|reason| ReasonView::of(reason, language))
            .collect(),
    };
    Ok(Reply::ok(&view)?.respond())
}
