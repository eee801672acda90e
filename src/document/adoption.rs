//! How the congress adopts a document: by an ordinary vote, the resolution in its turn.

use super::model::{Document, DocumentKind};
use super::service::StepInput;
use crate::auth::actor::Actor;
use crate::congress::model::Congress;
use crate::db::AnyConnection;
use crate::error::{Error, Reason};
use crate::programme::model::ItemKind;
use crate::vote::model::{PutToVote, Told, Totals, VoteSubject};
use crate::vote::rules::{Standing, quorum_or_reason};
use crate::{programme, target, vote};

/// Records the vote by which the congress adopts a document; the document keeps its totals.
pub(super) fn adopt(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    document: &mut Document,
    input: &StepInput,
) -> Result<(), Error> {
    let totals = Totals {
        for_: input.votes.votes_for.unwrap_or(0),
        against: input.votes.votes_against.unwrap_or(0),
        abstain: input.votes.votes_abstain.unwrap_or(0),
    };
    let told = Told {
        totals,
        note: input.note.clone(),
    };
    let put = PutToVote::one(VoteSubject::Document, document.id);
    let vote = vote::service::record(conn, actor, congress, &put, told)?;
    document.base_official = Some(vote.base.0.base);
    document.votes_for = Some(vote.votes_for);
    document.votes_against = Some(vote.votes_against);
    document.votes_abstain = Some(vote.votes_abstain);
    Ok(())
}

/// Every reason why a document is not put to the vote now. The resolution comes in its item of the programme, after
/// its targets. What is only asked about misses no reason for voting without a quorum: it can still be given.
pub(super) fn out_of_order(
    conn: &mut AnyConnection,
    document: &Document,
    congress: &Congress,
    standing: &Standing,
    given: Option<&StepInput>,
) -> Result<Vec<Reason>, Error> {
    let mut reasons = match given {
        Some(input) => {
            let told = Told {
                note: input.note.clone(),
                ..Told::default()
            };
            quorum_or_reason(&told, standing)
        }
        None => Vec::new(),
    };
    if document.kind == DocumentKind::DraftResolution {
        let moment = ItemKind::Resolution;
        reasons.extend(programme::service::against_acting(conn, congress, moment)?);
        let open = target::service::count_open(conn, congress.id)?;
        reasons.extend(target::rules::voted_before_the_resolution(open));
    }
    Ok(reasons)
}
