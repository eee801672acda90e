//! The members of the demo's branches, and who came to its pilots. Every person is invented.

use super::article::{DemoPilot, INVENTED, UNITS};
use super::setting::Cast;
use super::stage::{day, moment};
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::member::model::{MemberChanges, MemberStatus, NewMember, Sex};
use crate::roll::marking::{self, Marking};
use crate::roll::model::{Mark, RollEntry, RollFilter, RollStatus};
use crate::{member, roll};

/// Family and middle names, and the sex they are given to.
const FAMILIES: [(&str, Sex); 6] = [
    ("Nguyễn Văn", Sex::Male),
    ("Trần Thị", Sex::Female),
    ("Lê Minh", Sex::Male),
    ("Hoàng Thị", Sex::Female),
    ("Vi Văn", Sex::Male),
    ("Lương Thị", Sex::Female),
];
/// Given names; with the families above no name is borne twice in a branch.
const GIVEN: [&str; 7] = ["An", "Bình", "Chung", "Hạnh", "Lâm", "Nga", "Yên"];

/// Writes down the members of every branch.
pub(super) fn write_down_members(conn: &mut AnyConnection, cast: &Cast) -> Result<(), Error> {
    let keeper = cast.actor(conn, "bantochuc", moment("2022-03-15", 9)?)?;
    for unit in UNITS.iter().filter(|unit| unit.level.is_branch()) {
        let branch = cast.unit(unit.key)?;
        for at in 0..unit.official + unit.probationary {
            let status = if at < unit.official {
                MemberStatus::Official
            } else {
                MemberStatus::Probationary
            };
            let Some(new) = person(usize::try_from(at).unwrap_or(0), status)? else {
                continue;
            };
            member::service::write_down(conn, &keeper, branch, &new)?;
        }
    }
    Ok(())
}

fn person(at: usize, status: MemberStatus) -> Result<Option<NewMember>, Error> {
    let family = FAMILIES.get(at % FAMILIES.len());
    let given = GIVEN.get(at % GIVEN.len());
    let (Some((family, sex)), Some(given)) = (family, given) else {
        return Ok(None);
    };
    let probationary = status == MemberStatus::Probationary;
    Ok(Some(NewMember {
        full_name: format!("{family} {given}"),
        birth_date: day(&format!("{}-0{}-15", 1970 + at, 1 + at % 9))?,
        sex: *sex,
        status,
        more: MemberChanges {
            admitted_on: Some(Some(day(if probationary {
                "2021-09-02"
            } else {
                "2012-09-02"
            })?)),
            official_on: Some(if probationary {
                None
            } else {
                Some(day("2013-09-02")?)
            }),
            post: Some(Some(INVENTED.to_owned())),
            ..MemberChanges::default()
        },
    }))
}

/// The branch draws up the roll of its congress.
pub(super) fn draw_up(
    conn: &mut AnyConnection,
    branch: &Actor,
    congress: CongressId,
) -> Result<(), Error> {
    roll::service::draw_up(conn, branch, congress)?;
    Ok(())
}

/// On the day everybody comes but one official member, who has asked to be excused.
pub(super) fn come(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    congress: CongressId,
) -> Result<(), Error> {
    let branch = cast.actor(conn, told.branch, moment(told.day, 7)?)?;
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let (called, _) = roll::service::list(conn, &branch, congress, &RollFilter::default(), &page)?;
    let is_official = |entry: &&RollEntry| entry.status == RollStatus::Official;
    let away = called.items.iter().rfind(is_official).map(|entry| entry.id);
    let here: Vec<_> = called
        .items
        .iter()
        .map(|entry| entry.id)
        .filter(|id| Some(*id) != away)
        .collect();
    marking::check_in_all(conn, &branch, congress, &here)?;
    let Some(away) = away else {
        return Ok(());
    };
    let excused = Marking {
        mark: Mark::Excused,
        at: None,
        absence_reason: Some(format!("Đi công tác ({INVENTED})")),
        absence_accepted: Some(true),
        note: None,
    };
    marking::mark(conn, &branch, away, 1, &excused)?;
    Ok(())
}
