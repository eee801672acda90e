//! Where on pages what is next at a congress is done.

use super::model::{Act, Deed};
use crate::congress::model::CongressId;
use crate::congress::pages::path as congress_path;
use crate::document::model::DocumentKind;
use crate::error::Arg;

/// The first two parts of the path at which the API does it: `/documents/{id}`.
pub fn thing(at: &str) -> String {
    let parts: Vec<&str> = at.split('/').take(3).collect();
    parts.join("/")
}

/// Where a document is begun: the papers of the report are filled in by the program first, which their list says.
fn writing(about: Option<&Arg>) -> String {
    let kind = match about {
        Some(Arg::Term { name, .. }) => name.parse::<DocumentKind>().ok(),
        _ => None,
    };
    match kind {
        Some(kind) if !kind.is_paper_of_report() => format!("documents/new?kind={kind}"),
        _ => "documents".to_owned(),
    }
}

/// Where people are put forward for an organ.
fn proposing(about: Option<&Arg>) -> String {
    match about {
        Some(Arg::Term { name, .. }) => format!("organs/new?kind={name}"),
        _ => "organs".to_owned(),
    }
}

/// The page on which what is next at a congress is done; `at` is the path at which the API does it, `about` with which
/// thing.
pub fn place(next: Deed, of: CongressId, (at, about): (&str, Option<&Arg>)) -> String {
    let below = |place: &str| format!("{}/{place}", congress_path(of));
    match next {
        Deed::Congress(step) => below(&format!("steps/{step}")),
        Deed::Election(step) => format!("{}/steps/{step}", thing(at)),
        Deed::Act(act) => match act {
            Act::SetDayAndPlace => below("edit"),
            Act::WriteDocument => below(&writing(about)),
            Act::FileVersion
            | Act::SubmitDocument
            | Act::ReviseDocument
            | Act::EndorseDocument
            | Act::ApproveDocument
            | Act::PresentDocument
            | Act::AcknowledgeGuidance => thing(at),
            Act::AdoptResolution => below("resolution"),
            Act::AnswerRemark => at.to_owned(),
            Act::BeginPersonnel
            | Act::SetSeats
            | Act::PutForward
            | Act::RecordPersonnelStep
            | Act::SignPersonnelStep
            | Act::SubmitScheme
            | Act::WithdrawNominee
            | Act::RepeatPersonnelStep
            | Act::ReviseScheme
            | Act::EndorseScheme
            | Act::ApproveScheme
            | Act::PresentScheme => below("personnel"),
            Act::TickPoint => below("checklist"),
            Act::DrawUpRoll | Act::CheckIn => below("attendance"),
            Act::BeginItem | Act::EndItem => below("programme"),
            Act::VoteProgramme => below("votes/new?subject=programme"),
            Act::ProposeOrgan => below(&proposing(about)),
            Act::ProposeOrganAnew => format!("{}/edit", thing(at)),
            Act::VoteOrgan | Act::VoteTarget => format!("{}/vote", thing(at)),
            Act::DecideWithdrawal | Act::AskSupport | Act::FindOnRoll => thing(at),
            Act::EnterCount | Act::SettleCount => at.to_owned(),
        },
    }
}
