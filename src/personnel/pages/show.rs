//! The personnel work of a congress on one page.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use crate::app::AppState;
use crate::congress;
use crate::congress::model::CongressId;
use crate::http::page::actions::Buttons;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;
use crate::nominee::api::NomineeView;
use crate::nominee::model::NomineeId;
use crate::personnel::api::{PersonnelView, StructureView, show as view_of};
use crate::personnel::service;
use crate::personnel_step::api::PersonnelStepView;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(personnel_page);
}

/// A list of nominees under a heading.
struct Listed {
    heading: String,
    nominees: Vec<NomineeView>,
}

/// The personnel work of a congress.
#[derive(Template)]
#[template(path = "personnel/pages/personnel.html")]
struct PersonnelPage {
    shell: Shell,
    back: Link,
    work: PersonnelView,
    lists: Vec<Listed>,
    /// Every nominee's name, to say whose total is whose.
    names: Vec<(NomineeId, String)>,
    buttons: Buttons,
}

impl PersonnelPage {
    fn name(&self, id: &NomineeId) -> &str {
        let named = self.names.iter().find(|(own, _)| own == id);
        named.map_or("–", |(_, name)| name.as_str())
    }

    fn figure(&self, figure: &Option<i64>) -> String {
        figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string())
    }

    /// The first step that is not signed: the one to be recorded.
    fn is_next(&self, step: &PersonnelStepView) -> bool {
        let next = self.work.steps.iter().find(|one| one.signed_at.is_none());
        next.is_some_and(|next| next.n == step.n)
    }

    fn target(&self, target: &StructureView) -> String {
        self.shell.language.say_with(
            "personnel-page-target",
            &[
                ("have", target.have.into()),
                ("of", target.of.into()),
                ("percent", target.percent.into()),
            ],
        )
    }
}

#[get("/congresses/{id}/personnel")]
async fn personnel_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let today = actor.today();
    // What is restricted is read through the write door, so that the reading is recorded.
    let (picture, steps) = state
        .db
        .write(move |conn| {
            let picture = service::of_congress(conn, &actor, *id)?;
            let (_, steps) = service::actions(conn, &actor, picture.case.personnel.id)?;
            Ok((picture, steps))
        })
        .await?;
    let name = picture.case.congress.unit_name.clone();
    let mut work = view_of(picture, today, shell.language);
    let actions = ActionsView::of(work.state, work.version, &steps, shell.language);
    let listed = |key: &str, nominees: &mut Vec<NomineeView>| Listed {
        heading: shell.say(key),
        nominees: std::mem::take(nominees),
    };
    let lists = vec![
        listed("personnel-page-re-election", &mut work.re_election),
        listed("personnel-page-first-time", &mut work.first_time),
        listed("personnel-page-withdrawn", &mut work.withdrawn),
    ];
    let all = lists.iter().flat_map(|list| &list.nominees);
    let page = PersonnelPage {
        back: Link::new(congress::pages::path(work.congress_id), name),
        names: all.map(|one| (one.id, one.full_name.clone())).collect(),
        buttons: Buttons::of(actions, &format!("/personnel/{}", work.id), &shell),
        lists,
        work,
        shell,
    };
    show(&req, &page)
}
