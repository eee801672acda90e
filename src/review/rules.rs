//! When a remark may be answered, and when its answer may still be corrected.

use super::model::Remark;
use crate::congress::model::State as CongressState;
use crate::document::model::State;
use crate::error::{Arg, Reason};
use crate::plan::rules::PRACTICE;

/// Every reason why a remark may not be answered now.
pub fn against_answering(remark: &Remark, document: State, congress: CongressState) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if remark.outcome.is_some() {
        reasons.push(Reason::new("remark_answered").on(PRACTICE));
    }
    reasons.extend(against_the_time(document, congress));
    reasons
}

/// Every reason why the answer to a remark may not be corrected now. `last_reviewed` is the version that was
/// last decided on: what was answered before has been submitted with a newer version, and stands.
pub fn against_correcting(
    remark: &Remark,
    last_reviewed: Option<i64>,
    document: State,
    congress: CongressState,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if remark.outcome.is_none() {
        reasons.push(Reason::new("remark_not_answered").on(PRACTICE));
    } else if Some(remark.version_n) < last_reviewed {
        reasons.push(Reason::new("answer_submitted").on(PRACTICE));
    }
    reasons.extend(against_the_time(document, congress));
    reasons
}

/// Remarks are answered while the document is in the branch's hands: given back, being revised, or approved
/// with remarks and not yet put to the congress.
fn against_the_time(document: State, congress: CongressState) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match document {
        State::Draft | State::Returned | State::Approved => (),
        State::Submitted => reasons.push(Reason::new("document_with_the_committee").on(PRACTICE)),
        State::Presented | State::Adopted => {
            reasons.push(Reason::new("document_put_to_the_congress").on(PRACTICE));
        }
    }
    if congress.is_held() || congress.is_finished() {
        reasons.push(
            Reason::new("document_congress_over")
                .with("state", Arg::term("congress-state", congress))
                .on(PRACTICE),
        );
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;
    use crate::review::model::Outcome;

    fn remark(outcome: Option<Outcome>, version_n: i64) -> Remark {
        Remark {
            id: Id::nil(),
            document_id: Id::nil(),
            review_id: Id::nil(),
            version_n,
            place: "Mục II".to_owned(),
            text: "Nêu rõ chỉ tiêu".to_owned(),
            outcome,
            resolution: None,
            resolved_at: None,
            resolved_by: None,
            version: 1,
        }
    }

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn r_doc_02_a_remark_is_answered_once_while_the_branch_has_the_document() {
        let preparing = CongressState::Preparing;
        let open = remark(None, 1);
        for (state, expected) in [
            (State::Draft, vec![]),
            (State::Returned, vec![]),
            (State::Approved, vec![]),
            (State::Submitted, vec!["document_with_the_committee"]),
            (State::Presented, vec!["document_put_to_the_congress"]),
            (State::Adopted, vec!["document_put_to_the_congress"]),
        ] {
            let reasons = against_answering(&open, state, preparing);
            assert_eq!(codes(&reasons), expected, "{state}");
        }
        let answered = remark(Some(Outcome::Accepted), 1);
        let reasons = against_answering(&answered, State::Returned, CongressState::Cancelled);
        assert_eq!(
            codes(&reasons),
            ["remark_answered", "document_congress_over"]
        );
    }

    #[test]
    fn r_doc_02_an_answer_is_corrected_until_it_is_submitted() {
        let preparing = CongressState::Preparing;
        let answered = remark(Some(Outcome::Explained), 2);
        let of = |last| {
            codes(&against_correcting(
                &answered,
                last,
                State::Draft,
                preparing,
            ))
        };
        assert_eq!(of(Some(2)), Vec::<&str>::new());
        assert_eq!(of(Some(3)), ["answer_submitted"]);
        let open = remark(None, 2);
        let reasons = against_correcting(&open, Some(2), State::Draft, preparing);
        assert_eq!(codes(&reasons), ["remark_not_answered"]);
    }
}
