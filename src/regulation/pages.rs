//! What is in force on a day, on a page: the texts, and every figure with its clause.

use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use validator::Validate;

use super::{Confidence, Ground, ProvisionInForce, Regulation, Text, ThresholdInForce};
use crate::dates::civil_date;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::{Asked, typed_date};
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, show};

/// The page of the regulations in force.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(regulations_page);
}

/// On which day.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct DayAsked {
    #[serde(default, deserialize_with = "typed_date")]
    #[validate(custom(function = "civil_date"))]
    on: Option<NaiveDate>,
}

/// What is in force on a day.
#[derive(Template)]
#[template(path = "regulation/pages/regulations.html")]
struct RegulationsPage {
    shell: Shell,
    filters: Vec<Field>,
    /// Whether the day lies in the time the texts cover.
    known: bool,
    texts: Vec<&'static Text>,
    figures: Vec<FigureLine>,
    provisions: Vec<ProvisionLine>,
}

/// A figure in the words of the reader's language.
struct FigureLine {
    name: String,
    /// As people write it: `30`, `2/3`, `10–15`.
    value: String,
    rests: Rests,
}

/// A provision in the words of the reader's language.
struct ProvisionLine {
    name: String,
    rests: Rests,
}

/// What a row rests on, and what breaking it leads to.
struct Rests {
    ground: Ground,
    set_here: bool,
}

impl Rests {
    /// Whether a reader should look the clause up before relying on it.
    fn is_doubtful(&self) -> bool {
        self.ground.confidence == Confidence::Uncertain
    }
}

impl FigureLine {
    fn of(shell: &Shell, row: &ThresholdInForce) -> Self {
        Self {
            name: shell.term("threshold", row.key),
            value: row.value.in_words(),
            rests: Rests {
                ground: row.ground,
                set_here: row.set_here,
            },
        }
    }
}

impl ProvisionLine {
    fn of(shell: &Shell, row: &ProvisionInForce) -> Self {
        Self {
            name: shell.term("provision", row.key),
            rests: Rests {
                ground: row.ground,
                set_here: row.set_here,
            },
        }
    }
}

#[get("/regulations")]
async fn regulations_page(
    req: HttpRequest,
    visitor: Visitor,
    asked: Asked<DayAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let on = asked.0.on.unwrap_or(actor.today());
    let regulation = Regulation::on(on);
    let page = RegulationsPage {
        filters: vec![Field::new("on", shell.say("regulations-on"), Widget::Date).now(on)],
        known: regulation.is_known(),
        texts: regulation.texts().collect(),
        figures: regulation
            .thresholds()
            .map(|row| FigureLine::of(&shell, row))
            .collect(),
        provisions: regulation
            .provisions()
            .map(|row| ProvisionLine::of(&shell, row))
            .collect(),
        shell,
    };
    show(&req, &page)
}
