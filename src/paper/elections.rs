//! What the papers of an election tell, gathered from the election, its candidates and its ballots.
//!
//! A paper takes figures from [`Counting::minutes`] alone, which gives none before two entries agree or a third has
//! settled them; the account in the minutes of the congress takes none before they are announced.

use super::compose;
use super::gather::{Ground, Made, calculation, missing};
use super::model::{Ballot, CandidateTotals, CountingMinutes, Figures};
use super::rules;
use crate::candidate::model::CandidateId;
use crate::count::model::{Columns, EntryPlace, RoundState};
use crate::count::rules::invalid_reasons;
use crate::count::service::Counting;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::election::ballot::BlankBallot;
use crate::election::model::{Case, ElectionId};
use crate::error::{Arg, Error, Reason};
use crate::numbering::model::{DocumentNumber, Owner};
use crate::personnel::model::Post;
use crate::regulation::DocumentType;
use crate::roll::model::RollEntry;
use crate::{count, election, numbering, organ, roll};

/// Which election and which of its ballots a paper is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Which {
    /// The election; the one that is under way unless named.
    pub election: Option<ElectionId>,
    /// The ballot, from 1; the last one unless named.
    pub round: Option<i64>,
}

/// The elections of the congress in the order in which they are held.
pub fn all(conn: &mut AnyConnection, ground: &Ground<'_>) -> Result<Vec<Case>, Error> {
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let found = election::service::list(conn, ground.actor, ground.congress.id, &page)?;
    let mut cases = found.items;
    cases.sort_by_key(|case| case.election.post);
    Ok(cases)
}

/// The ballots of an election with their counts, the first one first.
pub fn ballots(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    of: ElectionId,
) -> Result<Vec<Counting>, Error> {
    let mut ballots = Vec::new();
    let mut after = None;
    loop {
        let page = PageRequest { limit: MOST, after };
        let found = count::service::list(conn, ground.actor, of, &page)?;
        after = found.items.last().map(|last| last.round.n);
        ballots.extend(found.items);
        if found.next.is_none() {
            return Ok(ballots);
        }
    }
}

/// The election that is meant, or why there is none.
fn meant(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    (which, code): (Which, &'static str),
) -> Result<Result<Case, Vec<Reason>>, Error> {
    let mut cases = all(conn, ground)?;
    if let Some(id) = which.election {
        cases.retain(|case| case.election.id == id);
        return Ok(Ok(cases.pop().ok_or(Error::NotFound)?));
    }
    if cases.is_empty() {
        let mut reasons = ground.not_held();
        reasons.push(missing(code));
        return Ok(Err(reasons));
    }
    let posts: Vec<Post> = cases.iter().map(|case| case.election.post).collect();
    let under_way = cases
        .into_iter()
        .find(|case| !case.election.state.is_over());
    Ok(under_way.ok_or_else(|| {
        vec![missing("paper_election_not_named").with("posts", Arg::terms("post", &posts))]
    }))
}

/// The blank ballot.
pub fn ballot(conn: &mut AnyConnection, ground: &Ground<'_>, which: Which) -> Result<Made, Error> {
    let case = match meant(conn, ground, (which, "paper_without_ballot_list"))? {
        Ok(case) => case,
        Err(reasons) => return Ok(Err(reasons)),
    };
    let blank = match blank(conn, ground, &case, which.round)? {
        Ok(blank) => blank,
        Err(reasons) => return Ok(Err(reasons)),
    };
    let told = Ballot {
        occasion: ground.occasion_of_its_day(conn)?,
        stamp_of: blank.stamp_unit_name,
        elects: compose::elects(blank.post, &ground.congress.unit_name),
        round: blank.round,
        kind: blank.kind,
        seats: blank.seats,
        columns: blank.columns,
        candidates: blank.names.into_iter().map(|name| name.full_name).collect(),
    };
    Ok(Ok(compose::ballot(&told)))
}

/// The counting minutes of a ballot whose figures stand.
pub fn counting_minutes(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    which: Which,
) -> Result<Made, Error> {
    let case = match meant(conn, ground, (which, "paper_without_count"))? {
        Ok(case) => case,
        Err(reasons) => return Ok(Err(reasons)),
    };
    let counting = match counted(conn, ground, &case, which.round)? {
        Ok(counting) => counting,
        Err(reasons) => return Ok(Err(reasons)),
    };
    let number = number(conn, ground, &counting)?;
    let told = CountingMinutes {
        occasion: ground.occasion(conn, number.as_ref())?,
        symbol: number.map(|number| number.symbol),
        agreed_at: counting.agreed_at().map(rules::hour_of),
        figures: figures(ground, &counting),
        entered_by: [EntryPlace::First, EntryPlace::Second]
            .into_iter()
            .filter_map(|place| named_in(&counting, place))
            .collect(),
        settled_by: named_in(&counting, EntryPlace::Settlement),
        note: counting.round.note.clone(),
        audit_head: ground.audit_head(conn)?,
        ..of_issued(conn, ground, &counting)?
    };
    Ok(Ok(compose::counting_minutes(&told)))
}

/// The form of the counting minutes: everything that is known before the count, and room for the figures.
pub fn counting_form(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    which: Which,
) -> Result<Made, Error> {
    let case = match meant(conn, ground, (which, "paper_without_ballot_list"))? {
        Ok(case) => case,
        Err(reasons) => return Ok(Err(reasons)),
    };
    let blank = match blank(conn, ground, &case, which.round)? {
        Ok(blank) => blank,
        Err(reasons) => return Ok(Err(reasons)),
    };
    let issued = ballots(conn, ground, case.election.id)?
        .into_iter()
        .find(|counting| counting.round.n == blank.round);
    let told = match &issued {
        Some(counting) => of_issued(conn, ground, counting)?,
        None => of_blank(conn, ground, blank)?,
    };
    Ok(Ok(compose::counting_minutes(&told)))
}

fn blank(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    case: &Case,
    round: Option<i64>,
) -> Result<Result<BlankBallot, Vec<Reason>>, Error> {
    match election::ballot::blank(conn, ground.actor, case.election.id, round) {
        Ok(blank) => Ok(Ok(blank)),
        Err(Error::Refused(reasons)) => Ok(Err(reasons)),
        Err(other) => Err(other),
    }
}

/// The ballot whose figures stand, or why they do not.
fn counted(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    case: &Case,
    n: Option<i64>,
) -> Result<Result<Counting, Vec<Reason>>, Error> {
    let mut ballots = ballots(conn, ground, case.election.id)?;
    let found = match n {
        Some(n) => {
            ballots.retain(|counting| counting.round.n == n);
            Some(ballots.pop().ok_or(Error::NotFound)?)
        }
        None => ballots.pop(),
    };
    let post = || Arg::term("post", case.election.post);
    let Some(counting) = found else {
        return Ok(Err(vec![
            missing("paper_without_round").with("post", post()),
        ]));
    };
    let entries = i64::try_from(counting.entries().len()).unwrap_or(i64::MAX);
    let reason = match counting.round.state {
        RoundState::Agreed | RoundState::Announced => return Ok(Ok(counting)),
        RoundState::Counting => missing("paper_count_incomplete").with("entries", entries),
        RoundState::Differing => missing("paper_count_differs"),
        RoundState::Void => missing("paper_round_broken_off"),
    };
    let reason = reason.with("post", post()).with("round", counting.round.n);
    Ok(Err(vec![reason]))
}

/// What is known of a ballot that was given out, without its figures.
fn of_issued(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    counting: &Counting,
) -> Result<CountingMinutes, Error> {
    let round = &counting.round;
    Ok(CountingMinutes {
        occasion: ground.occasion_of_its_day(conn)?,
        symbol: None,
        elects: compose::elects(counting.case.election.post, &ground.congress.unit_name),
        round: round.n,
        kind: round.kind,
        issued_at: Some(rules::hour_of(round.issued_at)),
        agreed_at: None,
        counters: counters_of(conn, ground, counting)?,
        chair: ground.leaders(conn)?.0,
        base: calculation(&round.base.0),
        present: round.present,
        seats: round.seats,
        columns: round.columns,
        names: counting
            .names
            .iter()
            .map(|one| one.full_name.clone())
            .collect(),
        invalid_reasons: in_words(&round.ballot()),
        figures: None,
        entered_by: Vec::new(),
        settled_by: None,
        note: None,
        audit_head: None,
    })
}

/// What is known of the next ballot: base and attendance as of now.
fn of_blank(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    blank: BlankBallot,
) -> Result<CountingMinutes, Error> {
    let congress = ground.congress;
    let present = roll::service::attendance(conn, congress)?.present_official;
    let on_it: Vec<CandidateId> = blank.names.iter().map(|name| name.candidate_id).collect();
    let ballot = count::model::Ballot {
        columns: blank.columns,
        seats: blank.seats,
        names: &on_it,
        present,
    };
    let counters = organ::service::counters(conn, congress.id)?;
    Ok(CountingMinutes {
        occasion: ground.occasion_of_its_day(conn)?,
        symbol: None,
        elects: compose::elects(blank.post, &congress.unit_name),
        round: blank.round,
        kind: blank.kind,
        issued_at: None,
        agreed_at: None,
        counters: counters.into_iter().map(|member| member.name).collect(),
        chair: ground.leaders(conn)?.0,
        base: calculation(&roll::service::bases(conn, congress)?.election),
        present,
        seats: blank.seats,
        columns: blank.columns,
        invalid_reasons: in_words(&ballot),
        names: blank.names.into_iter().map(|name| name.full_name).collect(),
        figures: None,
        entered_by: Vec::new(),
        settled_by: None,
        note: None,
        audit_head: None,
    })
}

fn in_words(ballot: &count::model::Ballot<'_>) -> Vec<String> {
    invalid_reasons(ballot)
        .into_iter()
        .map(|reason| rules::word("invalid-ballot", reason))
        .collect()
}

/// Who counted: the head of the committee first, as the congress elected it.
fn counters_of(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    counting: &Counting,
) -> Result<Vec<String>, Error> {
    let elected = organ::service::counters(conn, ground.congress.id)?;
    let place = |entry: &RollEntry| {
        let found = elected
            .iter()
            .position(|member| member.roll_entry_id == entry.id);
        found.unwrap_or(usize::MAX)
    };
    let mut counters = counting.counters.clone();
    counters.sort_by_key(place);
    Ok(counters.into_iter().map(|entry| entry.full_name).collect())
}

/// The member in whose name an entry was made.
fn named_in(counting: &Counting, place: EntryPlace) -> Option<String> {
    let mut entries = counting.entries().iter();
    let entry = entries.find(|entry| entry.place == place)?;
    Some(counting.counter_of(entry)?.full_name.clone())
}

/// The number of the minutes: given to the ballot; or to the election, where it needed one ballot only.
fn number(
    conn: &mut AnyConnection,
    ground: &Ground<'_>,
    counting: &Counting,
) -> Result<Option<DocumentNumber>, Error> {
    let owner = Owner::Congress(ground.congress.id);
    let kind = DocumentType::Minutes;
    let own = numbering::service::number_of(conn, owner, kind, counting.round.id)?;
    let election = counting.case.election.id;
    if own.is_some() || count::service::all(conn, election)?.len() > 1 {
        return Ok(own);
    }
    numbering::service::number_of(conn, owner, kind, election)
}

/// The figures that stand, with what they come to; none before they do.
pub fn figures(ground: &Ground<'_>, counting: &Counting) -> Option<Figures> {
    let minutes = counting.minutes()?;
    let outcome = counting.comes_to(ground.actor.today())?;
    let name = |id: &CandidateId| {
        let found = counting.names.iter().find(|one| one.id == *id);
        found.map_or_else(String::new, |one| one.full_name.clone())
    };
    let four_columns = counting.round.columns == Columns::FourColumns;
    let votes = minutes.candidates.iter().map(|row| CandidateTotals {
        name: name(&row.candidate_id),
        votes: row.in_favour(),
        against: four_columns.then(|| {
            (
                row.disagree.unwrap_or_default(),
                row.not_counted.unwrap_or_default(),
            )
        }),
    });
    let invalid = minutes.invalid.iter().filter(|row| row.count > 0);
    Some(Figures {
        issued: minutes.issued,
        returned: minutes.returned,
        valid: minutes.valid,
        invalid: invalid
            .map(|row| (rules::word("invalid-ballot", row.reason), row.count))
            .collect(),
        votes: votes.collect(),
        elected: outcome.elected.iter().map(name).collect(),
        tied: outcome.tied.iter().map(name).collect(),
        unfilled: outcome.unfilled,
    })
}
