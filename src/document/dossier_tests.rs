//! How the documents of a congress stand, measured against what its plan asks for.

use super::tests::document;
use super::*;
use crate::plan::model::CongressContent;

#[test]
fn r_doc_01_the_dossier_names_every_document_that_is_not_there_yet() {
    use DocumentKind::*;
    let content = PlanContent {
        required_documents: vec![
            PoliticalReport,
            SelfReviewReport,
            DraftResolution,
            CongressMinutes,
        ],
        ..PlanContent::default()
    };
    let mut approved = document(SelfReviewReport, State::Approved, 1);
    approved.final_needed = true;
    approved.approved_version = Some(1);
    let documents = [
        document(PoliticalReport, State::Returned, 1),
        approved.clone(),
        document(DraftResolution, State::Adopted, 1),
        document(ElectionMinutes, State::Draft, 1),
        document(ElectedList, State::Draft, 0),
    ];
    let dossier = dossier(&documents, &content, 3);
    assert_eq!(
        dossier,
        DossierFacts {
            not_submitted: vec![PoliticalReport],
            not_approved: vec![PoliticalReport],
            open_remarks: 3,
            final_missing: vec![SelfReviewReport],
            not_presented: vec![PoliticalReport, SelfReviewReport],
            resolution_adopted: true,
            papers_missing: vec![CongressMinutes, ElectedList],
        }
    );
    approved.latest_version = 2;
    assert!(!approved.final_missing());
    let nothing = super::dossier(&[], &content, 0);
    assert_eq!(
        nothing.not_submitted,
        [PoliticalReport, SelfReviewReport, DraftResolution]
    );
    assert!(!nothing.resolution_adopted);
}

#[test]
fn r_merge_01_a_congress_that_elects_nobody_has_no_papers_of_an_election() {
    let content = PlanContent {
        contents: vec![
            CongressContent::ReviewAndDirection,
            CongressContent::UpperDrafts,
        ],
        ..PlanContent::default()
    };
    let missing = dossier(&[], &content, 0).papers_missing;
    assert_eq!(missing, [DocumentKind::CongressMinutes]);
}
