//! The JSON face of the regulations in force.

use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::{ProvisionInForce, Regulation, Text, ThresholdInForce};
use crate::auth::actor::Actor;
use crate::dates::civil_date;
use crate::http::api::ApiError;
use crate::http::body::{Query, full_date};
use crate::http::reply::Reply;
use crate::http::routes::Routes;

/// The paths of the regulations in force.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_regulations);
}

/// On which day.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RegulationQuery {
    /// The day; today unless said.
    #[validate(custom(function = "civil_date"))]
    #[serde(default, deserialize_with = "full_date")]
    pub on: Option<NaiveDate>,
}

/// What is in force on a day. The words are those of the texts, whatever the language asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegulationView {
    /// The day.
    pub on: NaiveDate,
    /// Names the set in force: the day it began and a fingerprint of its texts and figures.
    #[schema(example = "2021-09-28.5f0c2a91")]
    pub id: String,
    /// Whether the day lies in the time the texts cover; earlier days are answered by the oldest ones.
    pub known: bool,
    /// The texts, one for each topic, the oldest first.
    pub texts: Vec<TextView>,
    /// Every figure, with its ground.
    pub thresholds: Vec<ThresholdView>,
    /// Every provision that needs no figure, with its ground.
    pub provisions: Vec<ProvisionView>,
}

impl RegulationView {
    /// All that is in force.
    pub fn of(regulation: &Regulation) -> Self {
        Self {
            on: regulation.date(),
            id: regulation.id().to_owned(),
            known: regulation.is_known(),
            texts: regulation.texts().map(TextView::from).collect(),
            thresholds: regulation.thresholds().map(ThresholdView::from).collect(),
            provisions: regulation.provisions().map(ProvisionView::from).collect(),
        }
    }
}

/// A text in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextView {
    /// Stable code with the year.
    #[schema(example = "24-QD-TW-2021")]
    pub id: String,
    /// Number and symbol as printed; several texts may share one.
    #[schema(example = "24-QĐ/TW")]
    pub symbol: String,
    /// Symbol with the date of issue, which is never ambiguous.
    #[schema(example = "24-QĐ/TW (30/7/2021)")]
    pub reference: String,
    /// What kind of document it is.
    #[schema(example = "Quy định")]
    pub kind: String,
    /// The organ that issued it.
    pub issuer: String,
    /// The date it was signed.
    pub issued_on: NaiveDate,
    /// Its title.
    pub title: String,
    /// What it settles.
    #[schema(example = "implementing")]
    pub topic: String,
    /// First day in force.
    pub valid_from: NaiveDate,
    /// First day no longer in force.
    pub valid_to: Option<NaiveDate>,
    /// How sure we are of number and dates: `F` found, `K` known to practitioners, `U` uncertain.
    #[schema(example = "F")]
    pub confidence: String,
    /// What a reader should know about it.
    pub note: Option<String>,
}

impl From<&Text> for TextView {
    fn from(text: &Text) -> Self {
        Self {
            id: text.id.clone(),
            symbol: text.symbol.clone(),
            reference: text.reference.clone(),
            kind: text.kind.clone(),
            issuer: text.issuer.clone(),
            issued_on: text.issued_on,
            title: text.title.clone(),
            topic: text.topic.to_string(),
            valid_from: text.valid_from,
            valid_to: text.valid_to,
            confidence: text.confidence.to_string(),
            note: text.note.clone(),
        }
    }
}

/// A figure in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThresholdView {
    /// Which figure.
    #[schema(example = "quorum")]
    pub key: String,
    /// The figure as the data write it: a number `9`, a share `2/3`, a span `10..=15`.
    #[schema(example = "2/3")]
    pub value: String,
    /// What it counts.
    #[schema(example = "fraction")]
    pub unit: String,
    /// The text, with its date of issue.
    #[schema(example = "Điều lệ Đảng (19/1/2011)")]
    pub regulation: String,
    /// The clause in it.
    #[schema(example = "Điều 11")]
    pub clause: String,
    /// The rule of the program that uses it.
    #[schema(example = "R-QUO-01")]
    pub rule: String,
    /// What breaking it leads to: `block`, `warn`, `info`.
    #[schema(example = "block")]
    pub severity: String,
    /// How sure we are: `F` found, `K` known to practitioners, `U` uncertain.
    #[schema(example = "K")]
    pub confidence: String,
    /// What it is measured against, or why we doubt it.
    pub note: Option<String>,
    /// Whether this installation has it otherwise than the text.
    pub set_here: bool,
}

impl From<&ThresholdInForce> for ThresholdView {
    fn from(row: &ThresholdInForce) -> Self {
        Self {
            key: row.key.to_string(),
            value: row.value.to_string(),
            unit: row.unit.to_string(),
            regulation: row.ground.text.to_owned(),
            clause: row.ground.clause.to_owned(),
            rule: row.ground.rule.to_owned(),
            severity: row.ground.severity.to_string(),
            confidence: row.ground.confidence.to_string(),
            note: row.note.map(ToOwned::to_owned),
            set_here: row.set_here,
        }
    }
}

/// A provision in force that needs no figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProvisionView {
    /// Which provision.
    #[schema(example = "election_base")]
    pub key: String,
    /// The text, with its date of issue.
    #[schema(example = "244-QĐ/TW (9/6/2014)")]
    pub regulation: String,
    /// The clause in it.
    #[schema(example = "Điều 32 khoản 2")]
    pub clause: String,
    /// The rule of the program that uses it.
    #[schema(example = "R-RES-01")]
    pub rule: String,
    /// What breaking it leads to: `block`, `warn`, `info`.
    #[schema(example = "block")]
    pub severity: String,
    /// How sure we are: `F` found, `K` known to practitioners, `U` uncertain.
    #[schema(example = "F")]
    pub confidence: String,
    /// What it says, or why we doubt it.
    pub note: Option<String>,
    /// Whether this installation has it otherwise than the text.
    pub set_here: bool,
}

impl From<&ProvisionInForce> for ProvisionView {
    fn from(row: &ProvisionInForce) -> Self {
        Self {
            key: row.key.to_string(),
            regulation: row.ground.text.to_owned(),
            clause: row.ground.clause.to_owned(),
            rule: row.ground.rule.to_owned(),
            severity: row.ground.severity.to_string(),
            confidence: row.ground.confidence.to_string(),
            note: row.note.map(ToOwned::to_owned),
            set_here: row.set_here,
        }
    }
}

/// What is in force on a day
///
/// Every text, and every figure the program uses, with its clause, severity and how sure we are of it.
#[utoipa::path(tag = "regulations", params(RegulationQuery), responses((status = 200, body = RegulationView)))]
#[get("/regulations")]
async fn read_regulations(
    actor: Actor,
    query: Query<RegulationQuery>,
) -> Result<HttpResponse, ApiError> {
    let view = RegulationView::of(&Regulation::on(query.0.on.unwrap_or(actor.today())));
    Ok(Reply::ok(&view)?.respond())
}
