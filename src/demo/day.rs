//! The day of a pilot, item by item of its programme. The order is the program's; every figure is invented.

use super::article::{DemoPilot, INVENTED};
use super::pilot;
use super::setting::Cast;
use super::stage::moment;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::document::model::DocumentKind;
use crate::error::Error;
use crate::organ::model::{OrganKind, PutForward};
use crate::personnel::model::Post;
use crate::programme::model::{ItemKind, ItemStep};
use crate::regulation::DocumentType;
use crate::roll::rules::votes_now;
use crate::target::figure::Figure;
use crate::target::model::{Direction, NewTarget};
use crate::vote::model::{PutToVote, Told, Totals, VoteSubject};
use crate::{congress, organ, programme, roll, target, vote};

/// A value with its unit: `90%`, `2 đồng chí`.
fn measured(value: &str, unit: &str) -> String {
    match unit {
        "%" => format!("{value}%"),
        _ => format!("{value} {unit}"),
    }
}

/// Targets of the draft resolution: indicator, unit, direction, baseline, value; all invented.
#[rustfmt::skip]
const TARGETS: [(&str, &str, Direction, Option<&str>, &str); 3] = [
    ("tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên", "%",        Direction::Increase, Some("85"), "90"),
    ("số đảng viên mới kết nạp trong nhiệm kỳ",          "đồng chí", Direction::Increase, Some("1"),  "2"),
    ("tỷ lệ đảng viên học tập, quán triệt nghị quyết",    "%",        Direction::Hold,     Some("100"), "100"),
];

/// Lists the targets of the draft resolution and builds the programme, while the branch prepares.
pub(super) fn prepare(
    conn: &mut AnyConnection,
    branch: &Actor,
    id: CongressId,
) -> Result<(), Error> {
    programme::service::build(conn, branch, id)?;
    let figure = |text: &str| {
        text.parse::<Figure>()
            .map_err(|error| Error::caused("a figure of the demo", error))
    };
    for (indicator, unit, direction, baseline, value) in TARGETS {
        let new = NewTarget {
            n: None,
            text: format!(
                "Đến cuối nhiệm kỳ, {indicator}: {} ({INVENTED})",
                measured(value, unit)
            ),
            indicator: indicator.to_owned(),
            unit: unit.to_owned(),
            direction,
            baseline: baseline.map(figure).transpose()?,
            value: figure(value)?,
        };
        target::service::add(conn, branch, id, &new)?;
    }
    Ok(())
}

/// Conducts the congress from its first item to its last: half past seven to about eleven.
pub(super) fn conduct(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    id: CongressId,
) -> Result<(), Error> {
    let begins = moment(told.day, 8)?;
    let mut minute = 0;
    let first = cast.actor(conn, told.branch, begins)?;
    for item in programme::service::find(conn, &first, id)?.items {
        let at = |minute| begins.plus(chrono::TimeDelta::minutes(minute));
        let branch = cast.actor(conn, told.branch, at(minute))?;
        step(conn, &branch, id, item.kind, ItemStep::Begin)?;
        what_belongs_to(conn, (cast, told), &branch, id, item.kind)?;
        minute += item.planned_minutes * 4 / 5;
        let branch = cast.actor(conn, told.branch, at(minute))?;
        step(conn, &branch, id, item.kind, ItemStep::End)?;
    }
    let ended = cast.actor(
        conn,
        told.branch,
        begins.plus(chrono::TimeDelta::minutes(minute)),
    )?;
    let kind = DocumentType::Minutes;
    super::election::number(conn, &ended, id, (kind, "Biên bản Đại hội"), None)
}

fn step(
    conn: &mut AnyConnection,
    branch: &Actor,
    id: CongressId,
    kind: ItemKind,
    step: ItemStep,
) -> Result<(), Error> {
    let now = programme::service::find(conn, branch, id)?;
    let of_kind = now.items.iter().find(|item| item.kind == kind);
    let item = of_kind.ok_or(Error::NotFound)?.id;
    let seen = now.programme.version;
    programme::service::take_step(conn, branch, (id, item), seen, step, None)?;
    Ok(())
}

fn what_belongs_to(
    conn: &mut AnyConnection,
    (cast, told): (&Cast, &DemoPilot),
    branch: &Actor,
    id: CongressId,
    kind: ItemKind,
) -> Result<(), Error> {
    match kind {
        ItemKind::PresidiumElection => {
            elect(conn, branch, id, OrganKind::Presidium, 0, 1)?;
            elect(conn, branch, id, OrganKind::Secretariat, 1, 1)
        }
        ItemKind::ProgrammeAdoption => {
            for subject in [VoteSubject::Programme, VoteSubject::WorkingRules] {
                let told = everybody(conn, branch, id)?;
                vote::service::put(conn, branch, id, &PutToVote::the(subject), &told)?;
            }
            Ok(())
        }
        ItemKind::PoliticalReport => adopt(conn, branch, id, DocumentKind::PoliticalReport),
        ItemKind::SelfReview => adopt(conn, branch, id, DocumentKind::SelfReviewReport),
        ItemKind::Discussion => adopt(conn, branch, id, DocumentKind::ActionProgramme),
        ItemKind::BallotList => pilot::put_the_scheme(conn, branch, id),
        ItemKind::CountingCommittee => {
            // The last names of the roll stand on no list of the demo.
            let voters = roll::service::entries(conn, id)?;
            let last = voters.iter().filter(|entry| votes_now(entry)).count() - 3;
            elect(conn, branch, id, OrganKind::CountingCommittee, last, 3)
        }
        ItemKind::CommitteeBallot => {
            super::election::elect(conn, cast, told, branch, (id, Post::BranchCommitteeMember))
        }
        ItemKind::SecretaryBallot => {
            super::election::elect(conn, cast, told, branch, (id, Post::Secretary))
        }
        ItemKind::DeputyBallot => {
            super::election::elect(conn, cast, told, branch, (id, Post::DeputySecretary))
        }
        ItemKind::Resolution => {
            for listed in target::service::of(conn, id)? {
                let told = everybody(conn, branch, id)?;
                let target = listed.target;
                target::service::put_to_vote(conn, branch, target.id, target.version, &told)?;
            }
            adopt(conn, branch, id, DocumentKind::DraftResolution)?;
            let kind = DocumentType::Resolution;
            let about = "Nghị quyết Đại hội";
            super::election::number(conn, branch, id, (kind, about), None)
        }
        _ => Ok(()),
    }
}

fn found(conn: &mut AnyConnection, branch: &Actor, id: CongressId) -> Result<Congress, Error> {
    congress::service::find(conn, branch, Action::ReadCongresses, id)
}

/// Everybody present is for it.
fn everybody(conn: &mut AnyConnection, branch: &Actor, id: CongressId) -> Result<Told, Error> {
    let congress = found(conn, branch, id)?;
    let present = roll::service::attendance(conn, &congress)?.present_official;
    Ok(Totals {
        for_: present,
        ..Totals::default()
    }
    .into())
}

/// Puts so many of those present forward, from this place of the roll on, and votes on them.
fn elect(
    conn: &mut AnyConnection,
    branch: &Actor,
    id: CongressId,
    kind: OrganKind,
    from: usize,
    count: usize,
) -> Result<(), Error> {
    let roll = roll::service::entries(conn, id)?;
    let members: Vec<PutForward> = roll
        .iter()
        .filter(|entry| votes_now(entry))
        .skip(from)
        .take(count)
        .enumerate()
        .map(|(at, entry)| PutForward {
            roll_entry_id: entry.id,
            head: at == 0,
        })
        .collect();
    let organ = organ::service::propose(conn, branch, id, kind, &members)?.organ;
    let told = everybody(conn, branch, id)?;
    organ::service::put_to_vote(conn, branch, organ.id, organ.version, &told)?;
    Ok(())
}

fn adopt(
    conn: &mut AnyConnection,
    branch: &Actor,
    id: CongressId,
    kind: DocumentKind,
) -> Result<(), Error> {
    let told = everybody(conn, branch, id)?;
    pilot::adopt(conn, branch, id, kind, told.totals.for_)
}
