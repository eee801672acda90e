//! The pages of elections: each says what comes next.

mod next;
mod steps;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::api::ElectionBody;
use super::model::{Case, ElectionId};
use super::opening;
use super::service::{self, Picture};
use super::view::{ElectionView, HandVoteView};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::candidate::api::CandidateView;
use crate::candidate::doable::{self, Deed};
use crate::candidate::model::{Candidate, Manner};
use crate::candidate::service as candidates;
use crate::congress::model::{Congress, CongressId};
use crate::congress::service as congresses;
use crate::count::api::RoundView;
use crate::count::service as counts;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::delegation;
use crate::delegation::pages::allocation_path;
use crate::error::{Error, Reason};
use crate::hall::day::{Day, path};
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::{Buttons, Ways};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;
use crate::personnel::model::Post;

/// The pages of elections.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(elections_page)
        .service(open_form)
        .service(open)
        .service(election_page);
    steps::routes(cfg);
}

/// As much of a list as any congress has.
fn everything<K>() -> PageRequest<K> {
    PageRequest {
        limit: MOST,
        after: None,
    }
}

/// An election in the list, and what comes next in it.
struct Row {
    election: ElectionView,
    next: String,
}

/// The elections of a congress.
#[derive(Template)]
#[template(path = "election/pages/list.html")]
struct ElectionsPage {
    shell: Shell,
    day: Day,
    rows: Vec<Row>,
    ways: Ways,
}

/// Where the elections of a congress are shown.
fn elections_path(id: CongressId) -> String {
    format!("{}/elections", path(id))
}

/// Where an election is shown.
pub fn election_path(id: ElectionId) -> String {
    format!("/elections/{id}")
}

#[get("/congresses/{id}/elections")]
async fn elections_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, pictures, against, allocation) = state
        .db
        .read(move |conn| {
            let (congress, plan) =
                congresses::find_with_plan(conn, &actor, Action::ReadCongresses, *id)?;
            let may_open = opening::expect_to_open(conn, &actor, (&congress, &plan));
            let against = Error::reasons(may_open)?;
            // One for each post: three or four.
            let cases = service::list(conn, &actor, *id, &everything())?.items;
            let mut pictures = Vec::new();
            for case in cases {
                let rounds = counts::all(conn, case.election.id)?;
                pictures.push((service::picture(conn, case)?, rounds));
            }
            let may = delegation::service::expect_to_allocate(conn, &actor, (&congress, &plan));
            Ok((congress, pictures, against, may.is_ok()))
        })
        .await?;
    let row = |(picture, rounds): (Picture, Vec<_>)| Row {
        next: shell.say(next::key(
            picture.case.election.post,
            picture.case.election.state,
            &rounds,
        )),
        election: ElectionView::of(picture, shell.language),
    };
    let to_open = Link::new(
        format!("{}/new", elections_path(congress.id)),
        shell.say("elections-open"),
    );
    let mut ways = Ways::default().add(&shell, to_open, &against);
    if allocation {
        let to = allocation_path(congress.id);
        ways = ways.add(&shell, Link::new(to, shell.say("delegates-allocate")), &[]);
    }
    let page = ElectionsPage {
        day: Day::of(&congress, &shell),
        ways,
        rows: pictures.into_iter().map(row).collect(),
        shell,
    };
    show(&req, &page)
}

fn open_page(shell: &Shell, congress: &Congress) -> FormPage {
    let day = Day::of(congress, shell);
    let posts = Choice::all::<Post>(shell, "elections-of");
    let action = format!("{}/new", elections_path(congress.id));
    let title = shell.say("elections-open");
    FormPage::new(shell, title, action, day.back("elections"))
        .about(day.name)
        .lead(shell.say("elections-open-lead"))
        .fields(vec![Field::new(
            "post",
            shell.say("elections-post"),
            Widget::Radios(posts),
        )])
}

#[get("/congresses/{id}/elections/new")]
async fn open_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let congress = state
        .db
        .read(move |conn| {
            let (congress, plan) =
                congresses::find_with_plan(conn, &actor, Action::ReadCongresses, *id)?;
            opening::expect_to_open(conn, &actor, (&congress, &plan))?;
            Ok(congress)
        })
        .await?;
    open_page(&shell, &congress).show(&req)
}

#[post("/congresses/{id}/elections/new")]
async fn open(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<ElectionBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let congress = state
        .db
        .read(move |conn| congresses::find(conn, &reader, Action::ReadCongressDay, id))
        .await?;
    let page = open_page(&shell, &congress);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let case = opening::open(conn, actor, id, body.post)?;
            let to = election_path(case.election.id);
            Ok(Done::at(to, shell.say("elections-opened")))
        },
    )
    .await
}

/// One election.
#[derive(Template)]
#[template(path = "election/pages/election.html")]
struct ElectionPage {
    shell: Shell,
    day: Day,
    election: ElectionView,
    next: String,
    /// The ballot that waits for its count.
    ballot: Option<Link>,
    buttons: Buttons,
    candidates: Vec<CandidateRow>,
    rounds: Vec<RoundView>,
    ways: Ways,
}

/// A candidate, and the ways to the forms that are open.
struct CandidateRow {
    one: CandidateView,
    ways: Vec<Link>,
}

/// What can be done with a candidate: where, and in which words.
const DEEDS: [(Deed, &str, &str); 3] = [
    (Deed::AskWithdrawal, "withdrawal", "elections-withdraw"),
    (
        Deed::DecideWithdrawal,
        "withdrawal/vote",
        "elections-decide-withdrawal",
    ),
    (Deed::Correct, "edit", "elections-support-edit"),
];

/// A candidate, and what may be done with them now.
type Doable = (Candidate, [bool; 3]);

/// What speaks against putting anybody forward now, and what may be done with each who has been.
fn doable(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    listed: Vec<Candidate>,
) -> Result<(Vec<Reason>, Vec<Doable>), Error> {
    let facts = service::gather(conn, actor, case)?;
    let against = Error::reasons(doable::expect_to_nominate(actor, case, &facts))?;
    let may = |one: &Candidate| {
        DEEDS.map(|(deed, _, _)| doable::expect(actor, (case, &facts), one, deed).is_ok())
    };
    let each = listed.into_iter().map(|one| {
        let may = may(&one);
        (one, may)
    });
    Ok((against, each.collect()))
}

impl ElectionPage {
    fn title(&self) -> String {
        self.shell.term("elections-of", self.election.post)
    }

    fn is_written(&self, one: &CandidateView) -> bool {
        one.manner == Manner::Written
    }

    /// What the congress voted by hand in it.
    fn votes(&self) -> Vec<(String, &HandVoteView)> {
        let election = &self.election;
        [
            ("elections-seats-vote", &election.seats_vote),
            ("elections-list-vote", &election.list_vote),
            ("elections-vacancy-vote", &election.vacancy_vote),
        ]
        .into_iter()
        .filter_map(|(key, vote)| vote.as_ref().map(|vote| (self.shell.say(key), vote)))
        .collect()
    }
}

/// The ballot that waits for its count, if there is one.
fn waiting(shell: &Shell, rounds: &[RoundView]) -> Option<Link> {
    let last = rounds.last()?;
    next::is_being_counted(last.state).then(|| {
        let href = format!("{}/rounds/{}", election_path(last.election_id), last.n);
        Link::new(href, shell.say_of("elections-count-n", "n", last.n))
    })
}

#[get("/elections/{id}")]
async fn election_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<ElectionId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let id = *id;
    let (picture, steps, (against, candidates), rounds) = state
        .db
        .read(move |conn| {
            let (_, steps) = service::actions(conn, &actor, id)?;
            let case = service::find(conn, &actor, Action::ReadCongressDay, id)?;
            let listed = candidates::list(conn, &actor, id, &everything())?;
            let doable = doable(conn, &actor, &case, listed.items)?;
            let picture = service::picture(conn, case)?;
            let rounds = counts::list(conn, &actor, id, &everything())?;
            Ok((picture, steps, doable, rounds))
        })
        .await?;
    let language = shell.language;
    let held: Vec<_> = rounds.items.iter().map(|one| one.round.clone()).collect();
    let election = &picture.case.election;
    let actions = ActionsView::of(election.state, election.version, &steps, language);
    let rounds: Vec<RoundView> = rounds
        .items
        .into_iter()
        .map(|counting| RoundView::of(counting, language))
        .collect();
    let base = election_path(id);
    let nominate = Link::new(
        format!("{base}/candidates/new"),
        shell.say("elections-nominate"),
    );
    let row = |(one, may): Doable| {
        let ways = DEEDS.iter().zip(may).filter(|(_, may)| *may);
        let way = |((_, verb, key), _): (&(Deed, &str, &str), bool)| {
            let href = format!("{base}/candidates/{}/{verb}", one.id);
            Link::new(href, shell.say(key))
        };
        CandidateRow {
            ways: ways.map(way).collect(),
            one: CandidateView::of(one.clone(), language),
        }
    };
    let page = ElectionPage {
        day: Day::of(&picture.case.congress, &shell),
        next: shell.say(next::key(election.post, election.state, &held)),
        ballot: waiting(&shell, &rounds),
        buttons: Buttons::of(actions, &election_path(id), &shell),
        election: ElectionView::of(picture, language),
        candidates: candidates.into_iter().map(row).collect(),
        ways: Ways::default().add(&shell, nominate, &against),
        rounds,
        shell,
    };
    show(&req, &page)
}
