//! The pages of votes by show of hands; and the fields that every such vote has, for the pages of other features.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::{HandVoteView, PutToVoteBody};
use super::model::{VoteId, VoteSubject};
use super::rules::Standing;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::congress::service as congresses;
use crate::db::Db;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::hall::day::{Day, path, voted_on};
use crate::hall::service::voted_things;
use crate::http::body::Query;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::Ways;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::PageQuery;

/// The pages of votes.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(votes_page)
        .service(vote_form)
        .service(put_to_vote)
        .service(vote_page);
}

/// What a vote by show of hands is measured against as things stand, in a sentence.
pub fn standing_words(shell: &Shell, standing: &Standing) -> String {
    let args = [
        ("present", standing.attendance.present_official.into()),
        ("base", standing.base.base.into()),
        ("needed", standing.base.more_than_half.into()),
    ];
    shell.language.say_with("day-standing", &args)
}

/// What to know before the totals are recorded.
pub fn totals_lead(shell: &Shell, standing: &Standing) -> String {
    let now = standing_words(shell, standing);
    format!("{} {now}", shell.say("day-totals-lead"))
}

/// The fields of the totals of a vote by show of hands; `under` is where they stand in the body: ` `, `votes.`.
pub fn totals(shell: &Shell, under: &str) -> Vec<Field> {
    [
        ("for", "day-for"),
        ("against", "day-against"),
        ("abstain", "day-abstain"),
    ]
    .into_iter()
    .map(|(name, key)| Field::new(format!("{under}{name}"), shell.say(key), Widget::Number))
    .collect()
}

/// The chair's words with a vote.
pub fn note(shell: &Shell) -> Field {
    Field::new("note", shell.say("day-vote-note"), Widget::Area)
        .hint(shell.say("day-vote-note-hint"))
        .optional()
}

/// The totals with the chair's words.
pub fn hands(shell: &Shell, under: &str) -> Vec<Field> {
    let mut fields = totals(shell, under);
    fields.push(note(shell));
    fields
}

/// Where the votes of a congress are shown.
fn votes_path(id: CongressId) -> String {
    format!("{}/votes", path(id))
}

/// The votes of a congress.
#[derive(Template)]
#[template(path = "vote/pages/votes.html")]
struct VotesPage {
    shell: Shell,
    day: Day,
    /// Each with what it was on.
    votes: Vec<(HandVoteView, String)>,
    next: Option<Link>,
    ways: Ways,
}

/// The words on the way to a vote on this.
fn asks_for(subject: VoteSubject) -> &'static str {
    match subject {
        VoteSubject::Programme => "votes-programme",
        VoteSubject::WorkingRules => "votes-working-rules",
        _ => "votes-other",
    }
}

#[get("/congresses/{id}/votes")]
async fn votes_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let (congress, found, things, against) = state
        .db
        .read(move |conn| {
            let congress = congresses::find(conn, &actor, Action::ReadCongressDay, *id)?;
            let found = service::list(conn, &actor, *id, &page)?;
            let mut against = Vec::new();
            for subject in SUBJECTS {
                let verdict = service::expect_to_vote(conn, &actor, &congress, subject);
                against.push((subject, Error::reasons(verdict)?));
            }
            let things = voted_things(conn, &actor, *id)?;
            Ok((congress, found, things, against))
        })
        .await?;
    let base = votes_path(congress.id);
    let mut ways = Ways::default();
    for (subject, reasons) in against {
        let href = format!("{base}/new?subject={subject}");
        let link = Link::new(href, shell.say(asks_for(subject)));
        ways = ways.add(&shell, link, &reasons);
    }
    let page = VotesPage {
        day: Day::of(&congress, &shell),
        ways: ways.unless_over(congress.state.is_over()),
        next: next_page(&base, &[], found.next.as_deref(), shell.say("more")),
        votes: found
            .items
            .into_iter()
            .map(|vote| HandVoteView::of(vote, shell.language))
            .map(|vote| {
                let on = voted_on(&shell, &vote, &things);
                (vote, on)
            })
            .collect(),
        shell,
    };
    show(&req, &page)
}

/// One vote with its calculation.
#[derive(Template)]
#[template(path = "vote/pages/vote.html")]
struct VotePage {
    shell: Shell,
    day: Day,
    vote: HandVoteView,
    /// On what.
    on: String,
}

#[get("/votes/{id}")]
async fn vote_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<VoteId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, vote, things) = state
        .db
        .read(move |conn| {
            let vote = service::find(conn, &actor, *id)?;
            let of = vote.congress_id;
            let congress = congresses::find(conn, &actor, Action::ReadCongressDay, of)?;
            Ok((congress, vote, voted_things(conn, &actor, of)?))
        })
        .await?;
    let vote = HandVoteView::of(vote, shell.language);
    let page = VotePage {
        day: Day::of(&congress, &shell),
        on: voted_on(&shell, &vote, &things),
        vote,
        shell,
    };
    show(&req, &page)
}

/// On what.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct OnSubject {
    subject: Option<VoteSubject>,
}

async fn standing(
    db: &Db,
    actor: Actor,
    id: CongressId,
) -> Result<(Congress, Standing), PageError> {
    let found = db
        .read(move |conn| {
            let congress = congresses::find(conn, &actor, Action::ReadCongressDay, id)?;
            let standing = service::standing(conn, &actor, &congress)?;
            Ok((congress, standing))
        })
        .await?;
    Ok(found)
}

/// What is put to the vote by itself; anything else is voted on where it is kept.
const SUBJECTS: [VoteSubject; 3] = [
    VoteSubject::Programme,
    VoteSubject::WorkingRules,
    VoteSubject::Other,
];

fn putting(
    shell: &Shell,
    (congress, standing): &(Congress, Standing),
    subject: Option<VoteSubject>,
) -> FormPage {
    let day = Day::of(congress, shell);
    let subjects = SUBJECTS
        .iter()
        .map(|subject| Choice::new(subject, shell.term("vote-subject", subject)))
        .collect();
    let mut fields = vec![
        Field::new(
            "subject",
            shell.say("votes-subject"),
            Widget::Radios(subjects),
        )
        .now_maybe(subject),
        Field::new("wording", shell.say("votes-wording"), Widget::Area)
            .hint(shell.say("votes-wording-hint"))
            .optional(),
    ];
    fields.extend(hands(shell, ""));
    let action = format!("{}/new", votes_path(congress.id));
    let title = shell.say("votes-record");
    FormPage::new(shell, title, action, day.back("votes"))
        .about(day.name)
        .lead(totals_lead(shell, standing))
        .fields(fields)
}

#[get("/congresses/{id}/votes/new")]
async fn vote_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    query: Asked<OnSubject>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let subject = query.0.subject;
    let found = standing(&state.db, actor.clone(), *id).await?;
    let congress = found.0.clone();
    state
        .db
        .read(move |conn| {
            let subject = subject.unwrap_or(VoteSubject::Other);
            service::expect_to_vote(conn, &actor, &congress, subject)
        })
        .await?;
    putting(&shell, &found, subject).show(&req)
}

#[post("/congresses/{id}/votes/new")]
async fn put_to_vote(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<PutToVoteBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = standing(&state.db, actor.clone(), id).await?;
    let page = putting(&shell, &found, None);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let (put, told) = body.read();
            let vote = service::put(conn, actor, id, &put, &told)?;
            let key = if vote.adopted {
                "day-adopted"
            } else {
                "day-not-adopted"
            };
            let sentence = shell.say_of("votes-recorded", "result", shell.say(key));
            Ok(Done::at(votes_path(id), sentence))
        },
    )
    .await
}
