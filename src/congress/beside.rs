//! What stands beside a congress when it is shown: its result, and what others' data make worth pointing out.

use chrono::NaiveDate;

use super::facts::level;
use super::model::{Congress, State};
use super::term::{self, Fit};
use super::{former, service, warnings};
use crate::db::AnyConnection;
use crate::error::{Error, Reason};
use crate::regulation::Regulation;
use crate::result::model::CongressPost;
use crate::{result, roll};

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
        not_called(conn, congress, &regulation)?,
        off_term(conn, congress, &regulation, today)?,
        size(conn, congress, &regulation, today)?,
        first_meeting(conn, congress, &posts, &regulation)?,
    ];
    Ok(Beside {
        posts,
        remarks: remarks.into_iter().flatten().collect(),
    })
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
