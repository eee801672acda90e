//! The papers of a congress: what is ready, what is missing, each as a file and as a page to be printed.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::{PaperQuery, PaperView, respond};
use super::model::PaperKind;
use super::service;
use crate::app::AppState;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::congress::service as congresses;
use crate::hall::day::{Day, path};
use crate::http::body::Query;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, show};

/// The pages of papers.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(papers_page).service(read_paper);
}

/// What the program cannot know, put into every paper.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct PutIn {
    #[validate(length(max = 100))]
    place: Option<String>,
    #[validate(length(max = 200))]
    signer: Option<String>,
}

/// A paper in the list.
struct Row {
    paper: PaperView,
    name: String,
    /// Where it is; the format is still to be said.
    href: String,
}

/// The papers of a congress.
#[derive(Template)]
#[template(path = "paper/pages/papers.html")]
struct PapersPage {
    shell: Shell,
    day: Day,
    fields: Vec<Field>,
    rows: Vec<Row>,
}

fn row(shell: &Shell, id: CongressId, paper: PaperView, put_in: &PutIn) -> Row {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            query.append_pair(name, &value);
        }
    };
    // Something always stands before the format.
    add("place", Some(put_in.place.clone().unwrap_or_default()));
    add("signer", put_in.signer.clone());
    add("election", paper.election_id.map(|id| id.to_string()));
    add("round", paper.round.map(|n| n.to_string()));
    let mut name = paper.name.clone();
    if let Some(post) = paper.post {
        name = format!("{name} – {}", shell.term("elections-of", post));
    }
    if let Some(n) = paper.round {
        name = format!("{name}, {}", shell.say_of("elections-round-n", "n", n));
    }
    Row {
        href: format!("{}/papers/{}?{}", path(id), paper.kind, query.finish()),
        name,
        paper,
    }
}

#[get("/congresses/{id}/papers")]
async fn papers_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    query: Asked<PutIn>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let id = *id;
    let (congress, standing) = state
        .db
        .read(move |conn| {
            let congress = congresses::find(conn, &actor, Action::ReadCongressDay, id)?;
            Ok((congress, service::list(conn, &actor, id)?))
        })
        .await?;
    let put_in = query.0;
    let rows = standing
        .iter()
        .map(|one| row(&shell, id, PaperView::of(one, shell.language), &put_in))
        .collect();
    let fields = vec![
        Field::new("place", shell.say("papers-place"), Widget::Line)
            .hint(shell.say("papers-place-hint"))
            .now_maybe(put_in.place.as_ref()),
        Field::new("signer", shell.say("papers-signer"), Widget::Line)
            .hint(shell.say("papers-signer-hint"))
            .now_maybe(put_in.signer.as_ref()),
    ];
    let page = PapersPage {
        day: Day::of(&congress, &shell),
        fields,
        rows,
        shell,
    };
    show(&req, &page)
}

/// The paper itself; that it was made is recorded.
#[get("/congresses/{id}/papers/{kind}")]
async fn read_paper(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(CongressId, PaperKind)>,
    query: Query<PaperQuery>,
) -> Result<HttpResponse, PageError> {
    let (id, kind) = *at;
    let actor = visitor.actor;
    let (choice, format) = (query.0.choice(), query.0.format_for(&req));
    let which = query.0.which();
    let paper = state
        .db
        .write(move |conn| service::make(conn, &actor, id, (kind, which), &choice))
        .await?;
    Ok(respond(paper, format).await?)
}
