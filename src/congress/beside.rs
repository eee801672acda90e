//! What stands beside a congress when it is shown: its result, and what others' data make worth pointing out.

use chrono::NaiveDate;

use super::facts::level;
use super::model::{Congress, State};
use super::rules::PRACTICE;
use super::term::{self, Fit};
use super::{former, service, warnings};
use crate::auth::permission::Role;
use crate::db::AnyConnection;
use crate::error::{Error, Reason};
use crate::regulation::{Cited, Regulation, cited, working_days_before};
use crate::result::model::CongressPost;
use crate::{office, plan, result, roll};

/// What stands beside a congress when it is shown.
#[derive(Debug, Default)]
pub struct Beside {
    /// The posts of its result; none before it is reported.
    pub posts: Vec<CongressPost>,
    /// What stops nothing but should be seen, as far as it rests on more than the congress itself.
    pub remarks: Vec<Reason>,
}

/// What stands beside a congress when it is shown.
///
/// # Errors
/// As the database.
pub fn beside(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: NaiveDate,
) -> Result<Beside, Error> {
    let regulation = Regulation::on(congress.day(today));
    let posts = service::posts(conn, congress)?;
    let remarks = [
        notice_overdue(conn, congress, today)?,
        not_called(conn, congress, &regulation)?,
        off_term(conn, congress, &regulation, today)?,
        size(conn, congress, &regulation, today)?,
        without_counters(conn, congress, today)?,
        first_meeting(conn, congress, &posts, &regulation)?,
    ];
    Ok(Beside {
        posts,
        remarks: remarks.into_iter().flatten().collect(),
    })
}

/// The last day on which the opening can be announced in time (R-CONV-02); nothing once it has been announced, or while
/// no day is set.
///
/// # Errors
/// As the database.
pub fn notice_by(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: NaiveDate,
) -> Result<Option<Cited<NaiveDate>>, Error> {
    let is_ahead = matches!(
        congress.state,
        State::Preparing | State::Submitted | State::Approved
    );
    let Some(day) = congress.planned_on.filter(|_| is_ahead) else {
        return Ok(None);
    };
    let level = level(conn, congress, today)?;
    let needed = Regulation::on(congress.day(today)).notice_working_days(level);
    Ok(Some(needed.map(|days| working_days_before(day, days))))
}

/// R-CONV-02: the day that is set can no longer be announced in time.
fn notice_overdue(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: NaiveDate,
) -> Result<Option<Reason>, Error> {
    let Some(latest) = notice_by(conn, congress, today)? else {
        return Ok(None);
    };
    Ok((latest.value < today).then(|| {
        let reason = Reason::new("notice_overdue")
            .with("opens", congress.day(today))
            .with("latest", latest.value)
            .with("today", today);
        cited(reason, latest.ground)
    }))
}

/// R-CONV-03, once the roll has been drawn up and until the congress has closed.
fn not_called(
    conn: &mut AnyConnection,
    congress: &Congress,
    regulation: &Regulation,
) -> Result<Option<Reason>, Error> {
    let asked = matches!(
        congress.state,
        State::Approved | State::Convened | State::InSession
    );
    if !asked {
        return Ok(None);
    }
    let count = roll::service::not_called(conn, congress)?;
    Ok(roll::rules::not_called(congress.state, count, regulation))
}

/// R-TERM-01, R-TERM-02: until the committee above has consented by approving the congress.
fn off_term(
    conn: &mut AnyConnection,
    congress: &Congress,
    regulation: &Regulation,
    today: NaiveDate,
) -> Result<Option<Reason>, Error> {
    let Some(day) = congress
        .planned_on
        .filter(|_| congress.state.is_before_approval())
    else {
        return Ok(None);
    };
    let Some(term) = former::term_ending(conn, congress, today)? else {
        return Ok(None);
    };
    let level = level(conn, congress, today)?;
    Ok(match term::fit(day, &term, regulation, level) {
        Fit::WithConsent(reason) => Some(reason),
        // What lies beyond stands in the way of the next step, and is told there.
        Fit::OnTheDay | Fit::Beyond(..) => None,
    })
}

/// Whether the last day has gone by on which the term may still end, so that the dossier goes up only with the reason
/// (R-TERM-01); for whoever is told what is next.
///
/// # Errors
/// As the database.
pub fn is_term_overdue(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: NaiveDate,
) -> Result<bool, Error> {
    if congress.state != State::Preparing {
        return Ok(false);
    }
    let Some(ending) = former::term_ending(conn, congress, today)? else {
        return Ok(false);
    };
    let level = level(conn, congress, today)?;
    let regulation = Regulation::on(congress.day(today));
    Ok(term::has_run_out(today, &ending, &regulation, level))
}

/// R-ORG-02, R-DEL-01: the level is asked for only of a large branch.
fn size(
    conn: &mut AnyConnection,
    congress: &Congress,
    regulation: &Regulation,
    today: NaiveDate,
) -> Result<Option<Reason>, Error> {
    let members = warnings::members(congress);
    if members < regulation.base_organisation_from().value {
        return Ok(None);
    }
    let level = level(conn, congress, today)?;
    Ok(warnings::size(members, level, regulation))
}

/// How many accounts enter what was counted: two, neither seeing the other's figures.
const ACCOUNTS_THAT_COUNT: i64 = 2;

/// Ballots are counted into two accounts of the branch's counting committee: told before the congress opens, for only
/// the administrator makes them.
fn without_counters(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: NaiveDate,
) -> Result<Option<Reason>, Error> {
    if !matches!(congress.state, State::Convened | State::InSession) {
        return Ok(None);
    }
    let plan = plan::service::of(conn, congress.plan_id)?;
    let have = office::service::holders(conn, Role::Counter, congress.unit_id, today)?;
    let asked = plan.content.0.elects() && have < ACCOUNTS_THAT_COUNT;
    Ok(asked.then(|| {
        Reason::new("counters_without_accounts")
            .with("have", have)
            .with("needed", ACCOUNTS_THAT_COUNT)
            .on(PRACTICE)
    }))
}

/// R-POST-06, while the result lies with the committee above, which may have to delegate somebody.
fn first_meeting(
    conn: &mut AnyConnection,
    congress: &Congress,
    posts: &[CongressPost],
    regulation: &Regulation,
) -> Result<Option<Reason>, Error> {
    if congress.state != State::Reported {
        return Ok(None);
    }
    let before = result::service::heads_before(conn, congress)?;
    Ok(result::rules::first_meeting(posts, &before, regulation))
}
