//! The lines of a sheet of members, done through the services of members.

use std::collections::HashMap;

use super::model::{Column, Row, Sheet};
use super::progress::UnderWay;
use super::rules::{Line, spoken};
use super::service::in_savepoint;
use super::units::Directory;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::db::search::same_name;
use crate::error::{Error, FieldError};
use crate::http::body::check;
use crate::http::page::date;
use crate::member;
use crate::member::api::NewMemberBody;
use crate::member::model::{Member, MemberChanges};
use crate::unit::model::UnitId;

/// What was done: the lines, and of which branches members were read for it, and how many.
pub struct Worked {
    /// The lines.
    pub rows: Vec<Row>,
    /// The branches.
    pub read: Vec<(UnitId, usize)>,
}

/// Does every line of a sheet, and tells what became of each.
///
/// # Errors
/// What no sheet is to blame for.
pub fn work(
    conn: &mut AnyConnection,
    actor: &Actor,
    (sheet, branch): (&Sheet, Option<UnitId>),
    under_way: &UnderWay,
) -> Result<Worked, Error> {
    let mut work = Work {
        directory: Directory::read(conn, actor, Action::KeepMembers)?,
        known: HashMap::new(),
        read: Vec::new(),
        branch,
    };
    let mut rows = Vec::new();
    for (n, texts) in &sheet.lines {
        let mut line = Line::new(&sheet.columns, *n, texts);
        work.line(conn, actor, &mut line)?;
        rows.push(line.finish());
        under_way.done(rows.len());
    }
    Ok(Worked {
        rows,
        read: work.read,
    })
}

struct Work {
    directory: Directory,
    /// The members of each branch that was spoken of so far.
    known: HashMap<UnitId, Vec<Member>>,
    read: Vec<(UnitId, usize)>,
    branch: Option<UnitId>,
}

impl Work {
    fn line(
        &mut self,
        conn: &mut AnyConnection,
        actor: &Actor,
        line: &mut Line<'_>,
    ) -> Result<(), Error> {
        let branch = self.branch_of(line);
        let body = read(line);
        let (Some(branch), Some(body)) = (branch, body) else {
            return Ok(());
        };
        if let Err(error) = check(&body) {
            return line.blame_for(error);
        }
        let known = self.find(conn, branch, &body)?;
        let done = match &known {
            None => {
                let new = body.member();
                in_savepoint(conn, |conn| {
                    member::service::write_down(conn, actor, branch, &new)
                })
            }
            Some(known) => {
                let changes = compare(line, &body, known);
                if changes.names().is_empty() {
                    return Ok(());
                }
                let (id, seen) = (known.id, known.version);
                in_savepoint(conn, |conn| {
                    member::service::correct(conn, actor, id, seen, &changes, None)
                })
            }
        };
        match done {
            Ok(member) => self.put(branch, member),
            Err(error) => line.blame_for(error)?,
        }
        Ok(())
    }

    fn branch_of(&self, line: &mut Line<'_>) -> Option<UnitId> {
        let Some(text) = line.maybe(Column::UnitId) else {
            if self.branch.is_none() {
                line.blame(Column::UnitId, &FieldError::new("", "required"));
            }
            return self.branch;
        };
        match self.directory.find(&text) {
            Ok(id) => Some(id),
            Err(problem) => {
                line.blame(Column::UnitId, &problem);
                None
            }
        }
    }

    /// The member of the branch with this name and day of birth.
    fn find(
        &mut self,
        conn: &mut AnyConnection,
        branch: UnitId,
        body: &NewMemberBody,
    ) -> Result<Option<Member>, Error> {
        if !self.known.contains_key(&branch) {
            // What lies beyond reach is not looked at; the service says so of the line itself.
            let members = match self.directory.unit(branch) {
                Some(_) => member::service::of_branch(conn, branch)?,
                None => Vec::new(),
            };
            if !members.is_empty() {
                self.read.push((branch, members.len()));
            }
            self.known.insert(branch, members);
        }
        let members = self.known.get(&branch).map_or(&[][..], Vec::as_slice);
        let is_same = |member: &&Member| {
            member.birth_date == body.birth_date && same_name(&member.full_name, &body.full_name)
        };
        Ok(members.iter().find(is_same).cloned())
    }

    fn put(&mut self, branch: UnitId, member: Member) {
        let members = self.known.entry(branch).or_default();
        members.retain(|one| one.id != member.id);
        members.push(member);
    }
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
