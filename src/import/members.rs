//! The lines of a sheet of members, judged by the rules of members.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::directory::Directory;
use super::model::{Column, Sheet};
use super::progress::UnderWay;
use super::rules::{Line, spoken};
use super::work::{Worked, Writes};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::db::search::same_name;
use crate::error::{Error, FieldError};
use crate::http::body::check;
use crate::http::page::date;
use crate::member::api::NewMemberBody;
use crate::member::model::{Judged, Member, MemberChanges};
use crate::unit::model::{Placement, UnitId};
use crate::{member, unit};

/// Judges every line of a sheet, and tells what becomes of each.
///
/// # Errors
/// What no sheet is to blame for.
pub fn judge(
    conn: &mut AnyConnection,
    actor: &Actor,
    (sheet, branch): (&Sheet, Option<UnitId>),
    under_way: &UnderWay,
) -> Result<Worked, Error> {
    let directory = Directory::read(conn, actor, Action::KeepMembers)?;
    let lines: Vec<(Line<'_>, Option<UnitId>)> = sheet
        .lines
        .iter()
        .map(|(n, texts)| {
            let mut line = Line::new(&sheet.columns, *n, texts);
            let branch = branch_of(&directory, &mut line, branch);
            (line, branch)
        })
        .collect();
    let branches = lines.iter().filter_map(|(_, branch)| *branch);
    let mut work = Work::begin(conn, actor, &directory, branches.collect())?;
    let mut rows = Vec::with_capacity(lines.len());
    for (mut line, branch) in lines {
        work.line(actor, &mut line, branch)?;
        rows.push(line.finish());
        under_way.judged(rows.len());
    }
    Ok(Worked {
        rows,
        read: work.read,
        writes: Writes::Members(work.judged),
    })
}

/// The branch that a line is of: what it says, else the one that was chosen.
fn branch_of(directory: &Directory, line: &mut Line<'_>, chosen: Option<UnitId>) -> Option<UnitId> {
    let Some(text) = line.maybe(Column::UnitId) else {
        if chosen.is_none() {
            line.blame(Column::UnitId, &FieldError::new("", "required"));
        }
        return chosen;
    };
    match directory.find(&text) {
        Ok(id) => Some(id),
        Err(problem) => {
            line.blame(Column::UnitId, &problem);
            None
        }
    }
}

struct Work {
    /// Where the branches stand that the sheet speaks of.
    places: HashMap<UnitId, Placement>,
    /// Their members, by branch and day of birth.
    known: HashMap<(UnitId, NaiveDate), Vec<Member>>,
    /// Of how many members each branch was read.
    read: Vec<(UnitId, usize)>,
    judged: Vec<Judged>,
}

impl Work {
    /// Reads the members of these branches.
    fn begin(
        conn: &mut AnyConnection,
        actor: &Actor,
        directory: &Directory,
        branches: BTreeSet<UnitId>,
    ) -> Result<Self, Error> {
        let (mut places, mut within) = (HashMap::new(), Vec::new());
        for branch in branches {
            match directory.unit(branch) {
                Some(unit) => {
                    within.push(branch);
                    places.insert(branch, unit.stretch.placement.clone());
                }
                // What lies beyond reach is not looked into: that its place is out of reach is said of the line.
                None => {
                    let there = unit::service::nearest_place(conn, branch, actor.today())?;
                    places.insert(branch, there.placement);
                }
            }
        }
        let mut known: HashMap<(UnitId, NaiveDate), Vec<Member>> = HashMap::new();
        let mut read: Vec<(UnitId, usize)> = Vec::new();
        for member in member::service::of_branches(conn, &within)? {
            match read.last_mut() {
                Some((branch, seen)) if *branch == member.unit_id => *seen += 1,
                _ => read.push((member.unit_id, 1)),
            }
            let key = (member.unit_id, member.birth_date);
            known.entry(key).or_default().push(member);
        }
        Ok(Self {
            places,
            known,
            read,
            judged: Vec::new(),
        })
    }

    fn line(
        &mut self,
        actor: &Actor,
        line: &mut Line<'_>,
        branch: Option<UnitId>,
    ) -> Result<(), Error> {
        let body = read(line);
        let (Some(branch), Some(body)) = (branch, body) else {
            return Ok(());
        };
        if let Err(error) = check(&body) {
            return line.blame_for(error);
        }
        let place = self.places.get(&branch).ok_or(Error::NotFound)?;
        let same = self.known.entry((branch, body.birth_date)).or_default();
        let is_same = |member: &&mut Member| same_name(&member.full_name, &body.full_name);
        let known = same.iter_mut().find(is_same);
        let judged = match &known {
            None => member::service::judge_new(actor, place, &body.member()),
            Some(known) => {
                let changes = compare(line, &body, known);
                if changes.names().is_empty() {
                    return Ok(());
                }
                let seen = known.version;
                member::service::judge_correction(actor, place, (known, seen), &changes)
            }
        };
        match judged {
            Ok(judged) => {
                // A later line of the same person is compared with this one.
                match known {
                    Some(known) => *known = judged.member.clone(),
                    None => same.push(judged.member.clone()),
                }
                self.judged.push(judged);
            }
            Err(error) => refuse(line, error)?,
        }
        Ok(())
    }
}

/// Takes down why the rules refuse a member, at the cell that a reason is about.
fn refuse(line: &mut Line<'_>, error: Error) -> Result<(), Error> {
    let Error::Refused(reasons) = error else {
        return line.blame_for(error);
    };
    for reason in &reasons {
        let column = match reason.code {
            "admitted_too_young" => Some(Column::AdmittedOn),
            "official_too_early" | "probationary_with_official_date" => Some(Column::OfficialOn),
            _ => None,
        };
        line.refuse(column, reason);
    }
    Ok(())
}

/// What the cells say; nothing when any of them is wrong.
fn read(line: &mut Line<'_>) -> Option<NewMemberBody> {
    let full_name = line.needed(Column::FullName);
    line.needed(Column::BirthDate);
    let birth_date = line.day(Column::BirthDate);
    let (sex, status) = (line.sex(), line.status());
    let admitted_on = line.day(Column::AdmittedOn);
    let official_on = line.day(Column::OfficialOn);
    let body = NewMemberBody {
        full_name,
        birth_date: birth_date?,
        sex: sex?,
        status: status?,
        ethnicity: line.maybe(Column::Ethnicity),
        admitted_on,
        official_on,
        post: line.maybe(Column::Post),
        education: line.maybe(Column::Education),
    };
    line.is_sound().then_some(body)
}

/// Marks what is different from what is known of a member, and gives the changes. An empty cell changes nothing.
fn compare(line: &mut Line<'_>, body: &NewMemberBody, known: &Member) -> MemberChanges {
    let mut changes = MemberChanges::default();
    if body.sex != known.sex {
        line.was(Column::Sex, spoken("sex", known.sex));
        changes.sex = Some(body.sex);
    }
    if body.status != known.status {
        line.was(Column::Status, spoken("member-status", known.status));
        changes.status = Some(body.status);
    }
    for (column, said, before, change) in [
        (
            Column::AdmittedOn,
            body.admitted_on,
            known.admitted_on,
            &mut changes.admitted_on,
        ),
        (
            Column::OfficialOn,
            body.official_on,
            known.official_on,
            &mut changes.official_on,
        ),
    ] {
        if said.is_some() && said != before {
            line.was(column, before.map(date::short).unwrap_or_default());
            *change = Some(said);
        }
    }
    for (column, said, before, change) in [
        (Column::Post, &body.post, &known.post, &mut changes.post),
        (
            Column::Education,
            &body.education,
            &known.education,
            &mut changes.education,
        ),
        (
            Column::Ethnicity,
            &body.ethnicity,
            &known.ethnicity,
            &mut changes.ethnicity,
        ),
    ] {
        if said.is_some() && said != before {
            line.was(column, before.clone().unwrap_or_default());
            *change = Some(said.clone());
        }
    }
    line.is_known();
    changes
}
