//! What the congress votes by hand in an election, recorded as every other vote of it: base, calculation and attendance
//! as they are at that moment (R-QUO-02).

use serde_json::{Value, json};

use super::model::{Case, Given, HandVote, Hands};
use super::rules::{Step, question};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::{Arg, Error};
use crate::vote;
use crate::vote::model::{PutToVote, Told};
use crate::words::Language;

/// Records what the congress votes by hand with a step, as every other vote of it.
pub(super) fn voted(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    step: Step,
    given: &Given,
) -> Result<Option<HandVote>, Error> {
    let (Some(hands), Some((subject, words))) = (given.hands, question(step)) else {
        return Ok(None);
    };
    let seats = given.seats.or(case.election.seats);
    // Questions are kept as they were put, in the language of the Party's papers.
    let wording = Language::Vietnamese.say_with(
        words,
        &[
            ("post", Arg::term("post", case.election.post)),
            (
                "seats",
                seats.unwrap_or(case.election.proposed_seats).into(),
            ),
        ],
    );
    let put = PutToVote {
        wording: Some(wording),
        ..PutToVote::one(subject, case.election.id)
    };
    let told = Told {
        totals: hands.totals(),
        note: given.note.clone(),
    };
    let vote = vote::service::record(conn, actor, &case.congress, &put, told)?;
    Ok(Some(HandVote::from(&vote)))
}

/// What the history keeps of a vote: figures.
pub(super) fn said_of(vote: &HandVote) -> Value {
    let Hands {
        r#for,
        against,
        abstain,
    } = vote.hands;
    json!({
        "for": r#for, "against": against, "abstain": abstain, "base": vote.base.base,
        "needed": vote.base.more_than_half,
    })
}
