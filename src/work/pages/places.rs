//! Where something that waits is done.

use crate::audit::model::SubjectKind;
use crate::congress::pages::path as congress_path;
use crate::next_step::model::{Act, Deed as Next};
use crate::next_step::pages::{place, thing};
use crate::plan::pilot_loop::Stage;
use crate::work::model::{Deed, Item};

/// The page on which somebody else does it, for whoever only looks.
pub(super) fn place_to_look(item: &Item) -> String {
    match &item.deed {
        Deed::Next(Next::Congress(_) | Next::Act(Act::SetDayAndPlace)) => congress(item),
        Deed::Next(Next::Act(Act::AnswerRemark | Act::WriteDocument)) => {
            below_congress(item, "documents")
        }
        Deed::Next(Next::Act(Act::VoteProgramme)) => below_congress(item, "programme"),
        Deed::Next(Next::Act(Act::ProposeOrgan | Act::ProposeOrganAnew | Act::VoteOrgan)) => {
            below_congress(item, "organs")
        }
        Deed::Next(Next::Act(Act::VoteTarget)) => below_congress(item, "targets"),
        Deed::Next(Next::Election(_) | Next::Act(Act::EnterCount | Act::SettleCount)) => {
            thing(item.at.as_deref().unwrap_or_default())
        }
        Deed::Plan(_) => thing_place(item),
        Deed::Next(_) | Deed::Turn(_) | Deed::Due(_) | Deed::Stage(_) => place_to_do(item),
    }
}

/// The page on which it is done.
pub(super) fn place_to_do(item: &Item) -> String {
    match &item.deed {
        Deed::Next(next) => match item.congress_id {
            Some(of) => {
                let at = item.at.as_deref().unwrap_or_default();
                place(*next, of, (at, item.name.as_ref()))
            }
            None => "/congresses".to_owned(),
        },
        Deed::Stage(stage) => plan_place(item, *stage),
        // What has been concluded is done where guidance is written, not where it was said.
        Deed::Turn(code) if code == "opinion.concluded" => match item.plan_id {
            Some(plan) => format!("/plans/{plan}/guidances"),
            None => thing_place(item),
        },
        Deed::Turn(code) if code == "plan.rolling_out" => {
            format!("{}/congresses", thing_place(item))
        }
        // A step that nothing stands in the way of is taken at its own page.
        Deed::Plan(step) if item.why.is_empty() => format!("{}/steps/{step}", thing_place(item)),
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
