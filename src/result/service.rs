//! The verbs of a result; the congress, whose steps they are part of, has asked who may.

use super::model::{
    Appointment, Change, CongressPost, FilledBy, Filling, Leaving, PostChange, PostRuling, Ruling,
};
use super::rules::{self, Appointing};
use super::{store, vacancy};
use crate::assignment::model::Purpose;
use crate::auth::actor::Actor;
use crate::congress::former;
use crate::congress::model::{Congress, CongressId};
use crate::congress::rules::Given;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::nominee::model::Candidacy;
use crate::personnel::model::Post;
use crate::plan::model::Plan;
use crate::regulation::Regulation;
use crate::words::Language;
use crate::{assignment, election, personnel, roll};

/// The posts a congress decided on, as reported; none before.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<CongressPost>, Error> {
    store::of(conn, congress)
}

/// Keeps what the congress decided, when it is reported: what is confirmed is what was reported.
pub fn keep(conn: &mut AnyConnection, congress: CongressId) -> Result<(), Error> {
    for decided in election::service::decided_posts(conn, congress)? {
        store::insert(conn, congress, &decided)?;
    }
    Ok(())
}

/// Keeps what the approving committee says of each post.
pub fn rule(
    conn: &mut AnyConnection,
    congress: CongressId,
    rulings: &[PostRuling],
) -> Result<(), Error> {
    for ruling in rulings {
        store::rule(conn, congress, ruling)?;
    }
    Ok(())
}

/// Opens a task for each post whose election the approving committee refuses (R-POST-04).
pub fn open_tasks(
    conn: &mut AnyConnection,
    actor: &Actor,
    (congress, plan): (&Congress, &Plan),
    rulings: &[PostRuling],
) -> Result<(), Error> {
    for post in store::of(conn, congress.id)? {
        let refused = rulings
            .iter()
            .any(|ruling| ruling.post_id == post.id && ruling.outcome == Ruling::Refused);
        if refused {
            let why = election::vacancy::Why::Refused;
            election::vacancy::open_task(conn, actor, (congress, plan), post.post, why)?;
        }
    }
    Ok(())
}

/// The names of secretary and deputy of the term that a congress ends, as far as known here: whom the branch's last
/// congress elected or the committee above appointed, and who stood for re-election to these posts.
pub fn heads_before(conn: &mut AnyConnection, congress: &Congress) -> Result<Vec<String>, Error> {
    let is_head = |post: Post| matches!(post, Post::Secretary | Post::DeputySecretary);
    let mut names = Vec::new();
    if let Some(last) = former::last_held(conn, congress)? {
        let posts = store::of(conn, last)?.into_iter();
        let heads = posts.filter(|post| is_head(post.post));
        names.extend(heads.filter_map(|post| post.holder().map(ToOwned::to_owned)));
    }
    let nominees = personnel::service::nominees_of(conn, congress.id)?;
    let again = nominees
        .into_iter()
        .filter(|one| is_head(one.post) && one.candidacy == Candidacy::ReElection);
    names.extend(again.map(|one| one.full_name));
    Ok(names)
}

/// Who may be appointed secretary.
pub fn appointing(conn: &mut AnyConnection, congress: CongressId) -> Result<Appointing, Error> {
    Ok(Appointing {
        committee: election::service::elected_committee(conn, congress)?,
        roll: roll::service::entries(conn, congress)?,
    })
}

/// Keeps who was appointed secretary, and closes the task; the step's guards have seen to it that all is there.
pub fn appoint(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    given: &Given,
) -> Result<(), Error> {
    let posts = store::of(conn, congress.id)?;
    let post = rules::vacant_secretary(&posts).ok_or(Error::NotFound)?;
    let entry = roll::service::entry(conn, given.appointee.ok_or(Error::NotFound)?)?;
    let regulation = Regulation::on(congress.day(actor.today()));
    let clause = regulation.secretary_ballots_most().ground;
    let symbol = given.decision_symbol.as_ref().map(ToString::to_string);
    let appointment = Appointment {
        post_id: post.id,
        unit_id: congress.approving_unit_id,
        roll_entry_id: entry.id,
        person_name: entry.full_name,
        decision_symbol: symbol.unwrap_or_default(),
        decision_on: given.decision_on.unwrap_or_else(|| actor.today()),
        ground: given
            .ground
            .clone()
            .unwrap_or_else(|| format!("{}, {}", clause.text, clause.clause)),
        appointed_at: actor.now,
    };
    store::appoint(conn, congress.id, &appointment, actor.user_id)?;
    let note = Language::Vietnamese.say_with(
        "result-task-appointed",
        &[
            ("symbol", appointment.decision_symbol.as_str().into()),
            ("date", appointment.decision_on.into()),
        ],
    );
    assignment::service::settle(
        conn,
        actor,
        congress.id,
        &[Purpose::AppointSecretary],
        &note,
    )
}

/// Keeps that somebody leaves a post (R-POST-07), and opens a task for each post that ends by it.
pub fn leave(
    conn: &mut AnyConnection,
    actor: &Actor,
    (congress, plan): (&Congress, &Plan),
    leaving: &Leaving,
) -> Result<(), Error> {
    let posts = store::of(conn, congress.id)?;
    for post in vacancy::posts_ended(&posts, leaving.post_id) {
        let change = PostChange {
            post_id: post.id,
            change: Change::Left,
            person_name: post.holder().unwrap_or_default().to_owned(),
            roll_entry_id: None,
            cause: Some(leaving.cause),
            effective_on: leaving.on,
            votes: None,
            base: None,
            decision: leaving.decision.clone(),
            decision_on: None,
            recorded_at: actor.now,
        };
        store::change(conn, congress.id, &change, actor.user_id)?;
        let why = election::vacancy::Why::HolderLeft;
        election::vacancy::open_task(conn, actor, (congress, plan), post.post, why)?;
    }
    Ok(())
}

/// Keeps who fills a vacancy, and closes its task; the step's guards have seen to it that all is there.
pub fn fill(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    (filling, given): (&Filling, &Given),
) -> Result<(), Error> {
    let posts = store::of(conn, congress.id)?;
    let post = vacancy::vacant(&posts)
        .find(|post| post.id == filling.post_id)
        .ok_or(Error::NotFound)?;
    let entry = match given.appointee {
        Some(id) => Some(roll::service::entry(conn, id)?),
        None => None,
    };
    let decision_on = given.decision_on.unwrap_or_else(|| actor.today());
    let symbol = given.decision_symbol.as_ref().map(ToString::to_string);
    let by_election = filling.by == FilledBy::ByElection;
    let change = PostChange {
        post_id: post.id,
        change: if by_election {
            Change::ByElected
        } else {
            Change::Appointed
        },
        roll_entry_id: entry.as_ref().map(|entry| entry.id),
        person_name: match entry {
            Some(entry) => entry.full_name,
            None => filling.person_name.clone().unwrap_or_default(),
        },
        cause: None,
        effective_on: filling
            .elected_on
            .filter(|_| by_election)
            .unwrap_or(decision_on),
        votes: filling.votes.filter(|_| by_election),
        base: filling.base.filter(|_| by_election),
        decision: symbol.unwrap_or_default(),
        decision_on: Some(decision_on),
        recorded_at: actor.now,
    };
    store::change(conn, congress.id, &change, actor.user_id)?;
    let words = if by_election {
        "result-task-by-elected"
    } else {
        "result-task-filled"
    };
    let note = Language::Vietnamese.say_with(
        words,
        &[
            ("symbol", change.decision.as_str().into()),
            ("date", decision_on.into()),
        ],
    );
    assignment::service::settle_one(conn, actor, congress.id, post.post, &note)
}

/// Closes what the branch's congress before left to be done: the term is over, its seats are elected anew.
pub fn lapse(conn: &mut AnyConnection, actor: &Actor, congress: &Congress) -> Result<(), Error> {
    let Some(last) = former::last_held(conn, congress)? else {
        return Ok(());
    };
    let note = Language::Vietnamese.say("result-task-lapsed");
    let all = [Purpose::AppointSecretary, Purpose::FillVacancy];
    assignment::service::settle(conn, actor, last, &all, &note)
}

/// Closes what the result of a congress left to be done, when the result is void (R-POST-04).
pub fn void(conn: &mut AnyConnection, actor: &Actor, congress: CongressId) -> Result<(), Error> {
    let note = Language::Vietnamese.say("result-task-void");
    let all = [Purpose::AppointSecretary, Purpose::FillVacancy];
    assignment::service::settle(conn, actor, congress, &all, &note)
}
