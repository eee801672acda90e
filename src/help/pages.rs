//! The help page: one page, no search; the offices of whoever reads come first.

use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use strum::VariantArray;

use crate::auth::permission::Role;
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, show};

/// The help page.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(help_page);
}

/// The steps of a round, in their order: keys under `help-step-`.
const STEPS: [&str; 10] = [
    "plan",
    "congresses",
    "pilots",
    "prepare",
    "approve",
    "convene",
    "day",
    "report",
    "lessons",
    "rest",
];

/// The words that are explained: keys under `help-word-`, each with `-means`.
const WORDS: [&str; 14] = [
    "pilot",
    "guidance",
    "dossier",
    "scheme",
    "convening",
    "roll",
    "quorum",
    "base",
    "presidium",
    "counting",
    "surplus",
    "vacant",
    "confirmation",
    "appointment",
];

/// How the pages behave: keys under `help-habit-`.
const HABITS: [&str; 6] = ["work", "shut", "final", "restricted", "blind", "secret"];

/// An office, and what it does here.
struct OfficeHelp {
    name: String,
    does: String,
    is_yours: bool,
}

/// The help page.
#[derive(Template)]
#[template(path = "help/pages/help.html")]
struct HelpPage {
    shell: Shell,
    offices: Vec<OfficeHelp>,
}

impl HelpPage {
    fn steps(&self) -> &'static [&'static str] {
        &STEPS
    }

    fn words(&self) -> &'static [&'static str] {
        &WORDS
    }

    fn habits(&self) -> &'static [&'static str] {
        &HABITS
    }

    fn means(&self, word: &str) -> String {
        self.shell.say(&format!("help-word-{word}-means"))
    }
}

#[get("/help")]
async fn help_page(req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let office = |role: &Role| OfficeHelp {
        name: shell.begun_term("role", role),
        does: shell.term("help-role", role),
        is_yours: actor.holds(*role),
    };
    let mut offices: Vec<OfficeHelp> = Role::VARIANTS.iter().map(office).collect();
    offices.sort_by_key(|office| !office.is_yours);
    show(&req, &HelpPage { offices, shell })
}
