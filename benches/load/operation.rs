//! What people do, over HTTP and as the same questions to the database without it.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use daihoi::app::AppState;
use daihoi::auth::actor::Actor;
use daihoi::auth::password::{self, Secret};
use daihoi::auth::permission::Action;
use daihoi::auth::store::actor_of_session;
use daihoi::congress::api::CongressQuery;
use daihoi::congress::model::{CongressId, State};
use daihoi::congress::rules::{Given, Step};
use daihoi::db::paging::PageRequest;
use daihoi::db::schema::{congresses, plans, sessions, unit_placements, users};
use daihoi::error::Error;
use daihoi::plan::model::PlanId;
use daihoi::progress::model::{By, Question};
use daihoi::unit::model::{Level, UnitId};
use daihoi::user::model::{SessionId, UserId};
use daihoi::{congress, progress};
use diesel::prelude::*;

use crate::Outcome;
use crate::client::{Client, get, post};
use crate::race::{Pace, race};
use crate::rows::username;
use crate::seed::{PASSWORD, PEOPLE};
use crate::server::{connections, workers};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Operation {
    /// GET of a congress, another each time
    ById,
    /// GET of fifty congresses under a committee, another each time
    List,
    /// GET of the congresses whose branch's name contains some words, others each time
    Search,
    /// GET of the progress of the whole plan, by child
    Progress,
    /// POST of a step, on another congress each time
    Step,
    /// POST of name and password
    SignIn,
}

impl Operation {
    /// What it is called in the tables.
    pub fn title(self) -> &'static str {
        match self {
            Self::ById => "congress by id",
            Self::List => "list of 50",
            Self::Search => "list by name",
            Self::Progress => "progress",
            Self::Step => "a step",
            Self::SignIn => "sign-in",
        }
    }

    /// The share of the combined limit that is to be reached, in percent.
    pub fn goal(self) -> Option<u32> {
        match self {
            Self::ById => Some(50),
            Self::List | Self::Step => Some(40),
            Self::Search | Self::Progress | Self::SignIn => None,
        }
    }

    /// Whether it must be as fast in a large database as in a small one.
    pub fn must_not_slow_down(self) -> bool {
        !matches!(self, Self::Progress | Self::Search)
    }
}

/// Somebody who is signed in.
pub struct Person {
    user: UserId,
    /// What proves it is of.
    pub session: SessionId,
    /// Proof of it.
    pub token: String,
}

impl Person {
    /// The account.
    pub fn user(&self) -> UserId {
        self.user
    }
}

/// What is there to be asked for.
pub struct Round {
    state: AppState,
    /// Signed in for as long as the measurement takes.
    pub people: Vec<Person>,
    plan: PlanId,
    root: UnitId,
    /// In an order that has nothing to do with the tree.
    congresses: Vec<CongressId>,
    /// Those on which a step can be taken for ever, with their version.
    steppable: Vec<(CongressId, i64)>,
    committees: Vec<UnitId>,
}

impl Round {
    /// Looks around in a seeded database.
    pub fn of(state: &AppState) -> Outcome<Arc<Self>> {
        let now = state.clock.now();
        let (plan, root, congresses, steppable, committees, people) = state
            .db
            .read_now(|conn| {
                let (plan, root) =
                    plans::table
                        .select((plans::id, plans::unit_id))
                        .first::<(PlanId, UnitId)>(conn)?;
                let all = congresses::table
                    .order(congresses::id)
                    .select((congresses::id, congresses::state, congresses::version))
                    .load::<(CongressId, State, i64)>(conn)?;
                let committees = unit_placements::table
                    .filter(unit_placements::level.eq(Level::BlocCommittee))
                    .order(unit_placements::path)
                    .select(unit_placements::unit_id)
                    .load::<UnitId>(conn)?;
                let people = users::table
                    .inner_join(sessions::table)
                    .order((users::username, sessions::id))
                    .select((users::id, sessions::id))
                    .load::<(UserId, SessionId)>(conn)?;
                let steppable: Vec<_> = all
                    .iter()
                    .filter(|(_, state, _)| *state == State::Preparing)
                    .map(|(id, _, version)| (*id, *version))
                    .collect();
                let ids: Vec<_> = all.into_iter().map(|(id, ..)| id).collect();
                Ok((plan, root, ids, steppable, committees, people))
            })
            .map_err(|error| format!("{error:?}"))?;
        let mut seen = std::collections::HashSet::new();
        let mut signed = Vec::new();
        for (user, session) in people {
            if seen.insert(user) {
                let token = state
                    .token_key
                    .sign(user, session, now.plus(chrono::TimeDelta::days(365)))
                    .map_err(|error| error.to_string())?;
                signed.push(Person {
                    user,
                    session,
                    token,
                });
            }
        }
        Ok(Arc::new(Self {
            state: state.clone(),
            people: signed,
            plan,
            root,
            congresses: shuffled(congresses),
            steppable: shuffled(steppable),
            committees: shuffled(committees),
        }))
    }

    /// The unit at the top.
    pub fn root(&self) -> UnitId {
        self.root
    }

    /// A path that shows a congress.
    pub fn some_congress(&self) -> String {
        let id = self
            .congresses
            .first()
            .copied()
            .unwrap_or(CongressId::nil());
        format!("/api/v1/congresses/{id}")
    }

    fn person(&self, worker: usize) -> Outcome<&Person> {
        self.people
            .get(worker % self.people.len().max(1))
            .ok_or_else(|| "nobody is signed in".to_owned())
    }

    fn actor(&self, worker: usize) -> Outcome<Actor> {
        let person = self.person(worker)?;
        let now = self.state.clock.now();
        self.state
            .db
            .read_now(|conn| actor_of_session(conn, person.user, person.session, now))
            .map_err(|error| format!("{error:?}"))
    }

    /// The worker's own congresses, so that two never want the same.
    fn own_steps(&self, worker: usize, workers: usize) -> Vec<(CongressId, i64)> {
        let own = self.steppable.iter().skip(worker).step_by(workers);
        own.copied().collect()
    }
}

/// The same shuffle each time.
fn shuffled<T>(mut items: Vec<T>) -> Vec<T> {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    for last in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let span = u64::try_from(last + 1).unwrap_or(u64::MAX);
        let other = usize::try_from(state % span).unwrap_or(0);
        items.swap(last, other);
    }
    items
}

/// One after the other, each worker from a place of its own, round and round.
struct Walk {
    at: usize,
    length: usize,
}

impl Walk {
    fn new(worker: usize, length: usize) -> Self {
        Self {
            at: worker * 7919,
            length: length.max(1),
        }
    }

    fn next(&mut self) -> usize {
        self.at = (self.at + 1) % self.length;
        self.at
    }
}

type Work = Box<dyn FnMut() -> Outcome<()> + Send>;

/// Measures an empty answer behind the same doors.
pub fn over_empty(
    round: &Round,
    address: SocketAddr,
    clients: usize,
    period: std::time::Duration,
) -> Outcome<Pace> {
    race(clients, period, |worker| {
        let mut client = Client::connect(address)?;
        let request = get("/empty", &round.person(worker)?.token);
        Ok(move || client.ask(&request))
    })
}

/// Measures an operation through the front door.
pub fn over_http(
    operation: Operation,
    round: &Arc<Round>,
    address: SocketAddr,
    clients: usize,
    period: std::time::Duration,
) -> Outcome<Pace> {
    race(clients, period, |worker| {
        let client = Client::connect(address)?;
        http_work(operation, round, client, worker, clients)
    })
}

fn http_work(
    operation: Operation,
    round: &Arc<Round>,
    mut client: Client,
    worker: usize,
    workers: usize,
) -> Outcome<Work> {
    let round = Arc::clone(round);
    let token = round.person(worker)?.token.clone();
    Ok(match operation {
        Operation::ById => {
            let mut walk = Walk::new(worker, round.congresses.len());
            Box::new(move || {
                let id = item(&round.congresses, walk.next())?;
                client.ask(&get(&format!("/api/v1/congresses/{id}"), &token))
            })
        }
        Operation::List => {
            let mut walk = Walk::new(worker, round.committees.len());
            Box::new(move || {
                let unit = item(&round.committees, walk.next())?;
                client.ask(&get(
                    &format!("/api/v1/congresses?unit_id={unit}&limit=50"),
                    &token,
                ))
            })
        }
        Operation::Search => {
            let mut walk = Walk::new(worker, round.congresses.len());
            Box::new(move || {
                let words = words(walk.next()).replace(' ', "%20");
                client.ask(&get(&format!("/api/v1/congresses?q={words}"), &token))
            })
        }
        Operation::Progress => {
            let request = get(&format!("/api/v1/plans/{}/progress", round.plan), &token);
            Box::new(move || client.ask(&request))
        }
        Operation::Step => {
            let mut own = Steps::new(&round, worker, workers);
            Box::new(move || {
                let (id, version, day) = own.next()?;
                let body = format!(
                    r#"{{"step":"postpone","planned_on":"{day}","note":"Trùng lịch của cấp trên"}}"#
                );
                let path = format!("/api/v1/congresses/{id}/steps");
                client.ask(&post(&path, Some(&token), Some(version), &body))
            })
        }
        Operation::SignIn => {
            let body =
                serde_json::json!({ "username": username(worker % PEOPLE), "password": PASSWORD });
            let request = post("/api/v1/sessions", None, None, &body.to_string());
            Box::new(move || client.ask(&request))
        }
    })
}

/// Part of a branch's name, as it is typed: the name ends in its number.
fn words(number: usize) -> String {
    format!("so {}", number + 1)
}

fn item<T>(items: &[T], at: usize) -> Outcome<&T> {
    items
        .get(at)
        .ok_or_else(|| "there is nothing to ask for".to_owned())
}

/// The steps of one worker: each of its congresses in turn, postponed from day to day.
struct Steps {
    own: Vec<(CongressId, i64)>,
    walk: Walk,
    first: NaiveDate,
}

impl Steps {
    fn new(round: &Round, worker: usize, workers: usize) -> Self {
        let own = round.own_steps(worker, workers);
        Self {
            walk: Walk::new(0, own.len()),
            own,
            first: round.state.clock.today() + Days::new(20),
        }
    }

    fn next(&mut self) -> Outcome<(CongressId, i64, NaiveDate)> {
        let at = self.walk.next();
        let (id, version) = self
            .own
            .get_mut(at)
            .ok_or_else(|| "there is no congress to take a step on".to_owned())?;
        let seen = *version;
        *version += 1;
        let days = u64::try_from(seen % 60).unwrap_or(0);
        Ok((*id, seen, self.first + Days::new(days)))
    }
}

/// Measures the same questions without HTTP, on as many threads as there are connections. Writes on SQLite all wait
/// for one thread that commits in groups: there it takes as many as there are clients.
pub fn bare(
    operation: Operation,
    round: &Arc<Round>,
    clients: usize,
    grouped: bool,
    period: std::time::Duration,
) -> Outcome<Pace> {
    let threads = match operation {
        Operation::SignIn => workers(),
        Operation::Step if grouped => clients,
        _ => usize::try_from(connections()).unwrap_or(4),
    };
    race(threads, period, |worker| {
        bare_work(operation, round, worker, threads)
    })
}

fn bare_work(
    operation: Operation,
    round: &Arc<Round>,
    worker: usize,
    workers: usize,
) -> Outcome<Work> {
    let round = Arc::clone(round);
    let actor = round.actor(worker)?;
    let text = |error: Error| format!("{error:?}");
    Ok(match operation {
        Operation::ById => {
            let mut walk = Walk::new(worker, round.congresses.len());
            Box::new(move || {
                let id = *item(&round.congresses, walk.next())?;
                let read = |conn: &mut _| {
                    let (congress, _) = congress::service::find_with_plan(
                        conn,
                        &actor,
                        Action::ReadCongresses,
                        id,
                    )?;
                    congress::beside::beside(conn, &congress, actor.today())
                };
                round.state.db.read_now(read).map(|_| ()).map_err(text)
            })
        }
        Operation::List => {
            let mut walk = Walk::new(worker, round.committees.len());
            let page = PageRequest::parse(None, Some(50)).map_err(text)?;
            Box::new(move || {
                let query = CongressQuery {
                    unit_id: Some(*item(&round.committees, walk.next())?),
                    ..CongressQuery::default()
                };
                let read = |conn: &mut _| congress::api::found(conn, &actor, &query, &page);
                round.state.db.read_now(read).map(|_| ()).map_err(text)
            })
        }
        Operation::Search => {
            let mut walk = Walk::new(worker, round.congresses.len());
            let page = PageRequest::parse(None, None).map_err(text)?;
            Box::new(move || {
                let query = CongressQuery {
                    q: Some(words(walk.next())),
                    ..CongressQuery::default()
                };
                let read = |conn: &mut _| congress::api::found(conn, &actor, &query, &page);
                round.state.db.read_now(read).map(|_| ()).map_err(text)
            })
        }
        Operation::Progress => {
            let page = PageRequest::parse(None, None).map_err(text)?;
            let question = Question {
                unit_id: Some(round.root),
                by: By::Child,
                as_of: actor.today(),
            };
            Box::new(move || {
                let read = |conn: &mut _| {
                    progress::service::read(conn, &actor, round.plan, &question, &page)
                };
                round.state.db.read_now(read).map(|_| ()).map_err(text)
            })
        }
        Operation::Step => {
            let mut own = Steps::new(&round, worker, workers);
            Box::new(move || {
                let (id, version, day) = own.next()?;
                let given = Given {
                    planned_on: Some(day),
                    note: Some("Trùng lịch của cấp trên".to_owned()),
                    ..Given::default()
                };
                let actor = actor.clone();
                let step = move |conn: &mut _| {
                    congress::service::take_step(conn, &actor, id, version, Step::Postpone, &given)
                };
                round.state.db.write_now(step).map(|_| ()).map_err(text)
            })
        }
        Operation::SignIn => {
            let hash = password::hash(&Secret::new(PASSWORD), round.state.password_cost)
                .map_err(|error| error.to_string())?;
            Box::new(move || {
                password::verify(&Secret::new(PASSWORD), &hash)
                    .map(|_| ())
                    .map_err(|error| error.to_string())
            })
        }
    })
}
