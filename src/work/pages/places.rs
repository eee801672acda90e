//! Where something that waits is done.

use crate::audit::model::SubjectKind;
use crate::congress::pages::path as congress_path;
use crate::next_step::model::{Act, Deed as Next};
use crate::plan::pilot_loop::Stage;
use crate::work::model::{Deed, Item};

/// The page on which somebody else does it, for whoever only looks.
pub(super) fn place_to_look(item: &Item) -> String {
    match &item.deed {
        Deed::Next(Next::Congress(_)) => congress(item),
        Deed::Next(Next::Act(Act::AnswerRemark)) => below_congress(item, "documents"),
        Deed::Next(Next::Election(_) | Next::Act(Act::EnterCount | Act::SettleCount)) => {
            thing(item)
        }
        Deed::Next(_) | Deed::Turn(_) | Deed::Due(_) | Deed::Plan(_) | Deed::Stage(_) => {
            place_to_do(item)
        }
    }
}

/// The page on which it is done.
pub(super) fn place_to_do(item: &Item) -> String {
    match &item.deed {
        Deed::Next(next) => next_place(*next, item),
        Deed::Stage(stage) => plan_place(item, *stage),
        Deed::Turn(_) | Deed::Due(_) | Deed::Plan(_) => thing_place(item),
    }
}

fn below_congress(item: &Item, place: &str) -> String {
    item.congress_id
        .map(|congress| format!("{}/{place}", congress_path(congress)))
        .unwrap_or_else(|| "/congresses".to_owned())
}

fn congress(item: &Item) -> String {
    item.congress_id
        .map_or_else(|| "/congresses".to_owned(), congress_path)
}

/// The first two parts of the path at which the API does it: `/documents/{id}`.
fn thing(item: &Item) -> String {
    let at = item.at.as_deref().unwrap_or_default();
    let parts: Vec<&str> = at.split('/').take(3).collect();
    parts.join("/")
}

fn next_place(next: Next, item: &Item) -> String {
    match next {
        Next::Congress(step) => below_congress(item, &format!("steps/{step}")),
        Next::Election(step) => format!("{}/steps/{step}", thing(item)),
        Next::Act(act) => match act {
            Act::SetDayAndPlace => below_congress(item, "edit"),
            Act::WriteDocument => below_congress(item, "documents"),
            Act::FileVersion
            | Act::SubmitDocument
            | Act::ReviseDocument
            | Act::EndorseDocument
            | Act::ApproveDocument
            | Act::PresentDocument
            | Act::AcknowledgeGuidance => thing(item),
            Act::AdoptResolution => below_congress(item, "resolution"),
            Act::AnswerRemark => item.at.clone().unwrap_or_default(),
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
            | Act::PresentScheme => below_congress(item, "personnel"),
            Act::TickPoint => below_congress(item, "checklist"),
            Act::DrawUpRoll | Act::CheckIn => below_congress(item, "attendance"),
            Act::BeginItem | Act::EndItem | Act::VoteProgramme => below_congress(item, "programme"),
            Act::ProposeOrgan | Act::ProposeOrganAnew | Act::VoteOrgan => {
                below_congress(item, "organs")
            }
            Act::VoteTarget => below_congress(item, "targets"),
            Act::DecideWithdrawal | Act::AskSupport | Act::FindOnRoll => thing(item),
            Act::EnterCount | Act::SettleCount => item.at.clone().unwrap_or_default(),
        },
    }
}

fn plan_place(item: &Item, stage: Stage) -> String {
    let plan = format!("/plans/{}", item.id);
    match stage {
        Stage::Designated => format!("{plan}/pilots"),
        Stage::Concluded => format!("{plan}/opinions"),
        Stage::GuidanceIssued | Stage::Acknowledged => format!("{plan}/guidances"),
        Stage::Held | Stage::RolledOut => plan,
    }
}

fn thing_place(item: &Item) -> String {
    match item.kind {
        SubjectKind::Plan => format!("/plans/{}", item.id),
        SubjectKind::Congress => format!("/congresses/{}", item.id),
        SubjectKind::Document => format!("/documents/{}", item.id),
        SubjectKind::Personnel => below_congress(item, "personnel"),
        SubjectKind::Election => congress(item),
        SubjectKind::Opinion if item.count > 1 => match item.plan_id {
            Some(plan) => format!("/plans/{plan}/opinions"),
            None => format!("/opinions/{}", item.id),
        },
        SubjectKind::Opinion => format!("/opinions/{}", item.id),
        SubjectKind::Guidance => format!("/guidances/{}", item.id),
        SubjectKind::Assignment => format!("/assignments/{}", item.id),
        SubjectKind::Unit => format!("/units/{}", item.id),
        SubjectKind::User => format!("/users/{}", item.id),
        SubjectKind::Installation => "/".to_owned(),
    }
}
