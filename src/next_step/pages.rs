//! Where on pages what is next at a congress is done.

use super::model::{Act, Deed};
use crate::congress::model::CongressId;
use crate::congress::pages::path as congress_path;

/// The first two parts of the path at which the API does it: `/documents/{id}`.
pub fn thing(at: &str) -> String {
    let parts: Vec<&str> = at.split('/').take(3).collect();
    parts.join("/")
}

/// The page on which what is next at a congress is done; `at` is the path at which the API does it.
pub fn place(next: Deed, of: CongressId, at: &str) -> String {
    let below = |place: &str| format!("{}/{place}", congress_path(of));
    match next {
        Deed::Congress(step) => below(&format!("steps/{step}")),
        Deed::Election(step) => format!("{}/steps/{step}", thing(at)),
        Deed::Act(act) => match act {
            Act::SetDayAndPlace => below("edit"),
            Act::WriteDocument => below("documents"),
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
            Act::BeginItem | Act::EndItem | Act::VoteProgramme => below("programme"),
            Act::ProposeOrgan | Act::ProposeOrganAnew | Act::VoteOrgan => below("organs"),
            Act::VoteTarget => below("targets"),
            Act::DecideWithdrawal | Act::AskSupport | Act::FindOnRoll => thing(at),
            Act::EnterCount | Act::SettleCount | Act::AllocateDelegates => at.to_owned(),
        },
    }
}
