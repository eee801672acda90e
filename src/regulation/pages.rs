//! What is in force on a day, on a page: the texts, and every figure with its clause.

use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use validator::Validate;

use super::Regulation;
use super::api::RegulationView;
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
    regulation: RegulationView,
}

#[get("/regulations")]
async fn regulations_page(
    req: HttpRequest,
    visitor: Visitor,
    asked: Asked<DayAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let on = asked.0.on.unwrap_or(actor.today());
    let page = RegulationsPage {
        filters: vec![Field::new("on", shell.say("regulations-on"), Widget::Date).now(on)],
        regulation: RegulationView::of(&Regulation::on(on)),
        shell,
    };
    show(&req, &page)
}
