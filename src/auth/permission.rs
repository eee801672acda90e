//! The second table: what each office may do.
//!
//! An office is a role at a unit and reaches that unit's whole subtree. Steps of a process are not here:
//! they are in the process tables, by [seat](super::seat). An administrator sets up units and accounts and
//! holds no power over any process.

use strum::VariantArray;

use super::actor::Actor;
use crate::db::path::UnitPath;
use crate::error::{Arg, Error, Reason};

/// What an office can be.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Role {
    /// Sets up units, accounts, offices, tokens; no power over any process.
    Administrator,
    /// Officer of the Organisation Board (Ban Tổ chức).
    OrganisationOfficer,
    /// Secretary (Bí thư) of a committee; deputy secretaries hold the same office.
    Secretary,
    /// Officer of a committee's office (văn phòng, cán bộ đảng ủy).
    CommitteeOfficer,
    /// Branch committee (chi ủy); where there is none, the branch secretary.
    BranchCommittee,
    /// Member of the counting committee (tổ kiểm phiếu) of one congress.
    Counter,
    /// May look (dự đại hội).
    Observer,
    /// Another system, with a token.
    Integrator,
}
crate::text_enum!(Role);

/// What can be asked of the program outside the steps of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// See units and sectors.
    ReadUnits,
    /// Add, rename, move, merge, split units; keep sectors.
    KeepUnits,
    /// See accounts, offices, sessions.
    ReadAccounts,
    /// Add accounts, give and end offices, reset passwords.
    KeepAccounts,
    /// See names and years of birth of a branch's members, to give one of them an account (every reading is recorded).
    LinkAccounts,
    /// See the members of a branch (sensitive; every reading is recorded).
    ReadMembers,
    /// Add and correct members.
    KeepMembers,
    /// See plans, congresses, progress, opinions and guidance.
    ReadCongresses,
    /// See the day of a congress: its programme and script, its organs by name, its votes, its elections and ballots.
    ReadCongressDay,
    /// See the roll of a congress (names of members; every reading is recorded).
    ReadRoll,
    /// See the documents of a congress and their versions.
    ReadDocuments,
    /// See the personnel process and scheme (restricted; every reading is recorded).
    ReadPersonnel,
    /// Draft a plan and its guidance, plan congresses, put down assignments.
    DraftPlans,
    /// Raise an opinion at a pilot congress.
    RaiseOpinions,
    /// Prepare a branch's congress: documents, personnel steps, checklist.
    PrepareCongress,
    /// Enter the counting minutes of a ballot, blindly; settle what two entries differ in.
    EnterCounts,
    /// Follow the events.
    ReadEvents,
    /// Give out the numbers of documents, at the organ itself only.
    KeepNumbers,
    /// Read the audit chain.
    ReadAudit,
}

/// Who may do it. One row for each action; a new action without a row does not compile.
#[rustfmt::skip]
pub fn held_by(action: Action) -> &'static [Role] {
    use Role::*;
    match action {
        Action::ReadUnits       => &[Administrator, OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee, Counter, Observer, Integrator],
        Action::KeepUnits       => &[Administrator, Integrator],
        Action::ReadAccounts    => &[Administrator],
        Action::KeepAccounts    => &[Administrator],
        Action::LinkAccounts    => &[Administrator],
        Action::ReadMembers     => &[OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee],
        Action::KeepMembers     => &[OrganisationOfficer, CommitteeOfficer, BranchCommittee],
        Action::ReadCongresses  => &[Administrator, OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee, Counter, Observer, Integrator],
        Action::ReadCongressDay => &[OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee, Counter, Observer],
        Action::ReadRoll        => &[OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee, Counter],
        Action::ReadDocuments   => &[OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee, Observer, Integrator],
        Action::ReadPersonnel   => &[OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee],
        Action::DraftPlans      => &[OrganisationOfficer, CommitteeOfficer, Secretary],
        Action::RaiseOpinions   => &[OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee],
        Action::PrepareCongress => &[BranchCommittee],
        Action::EnterCounts     => &[Counter],
        Action::ReadEvents      => &[OrganisationOfficer, CommitteeOfficer, Integrator],
        Action::KeepNumbers     => &[OrganisationOfficer, Secretary, CommitteeOfficer, BranchCommittee],
        Action::ReadAudit       => &[Administrator, OrganisationOfficer, Secretary],
    }
}

/// Whether the actor may do this over that part of the tree.
///
/// # Errors
/// [`Error::NotFound`] when no office of theirs reaches the place at all, so that hidden things look as if
/// they were not there; [`Error::Forbidden`], with the offices that may, when they see it.
pub fn permit(actor: &Actor, action: Action, over: &UnitPath) -> Result<(), Error> {
    let mut reaches = false;
    for office in &actor.offices {
        if over.is_under(&office.unit_path) {
            if held_by(action).contains(&office.role) {
                return Ok(());
            }
            reaches = true;
        }
    }
    if reaches {
        Err(Error::Forbidden(vec![needs(action)]))
    } else {
        Err(Error::NotFound)
    }
}

/// As [`permit`], for a thing that those below it see too: a plan, its guidance, its lessons.
///
/// # Errors
/// As [`permit`].
pub fn permit_on_the_line(actor: &Actor, action: Action, over: &UnitPath) -> Result<(), Error> {
    let below = |office: &&super::actor::Office| office.unit_path.is_under(over);
    if actor
        .offices
        .iter()
        .filter(below)
        .any(|office| held_by(action).contains(&office.role))
    {
        return Ok(());
    }
    permit(actor, action, over)
}

/// As [`permit`], for a thing that the actor is known to see: what they may not do is forbidden, never hidden.
///
/// # Errors
/// [`Error::Forbidden`], with the offices that may.
pub fn permit_what_is_seen(actor: &Actor, action: Action, over: &UnitPath) -> Result<(), Error> {
    permit(actor, action, over).map_err(|_| Error::Forbidden(vec![needs(action)]))
}

/// Whether the actor may do this anywhere at all.
///
/// # Errors
/// [`Error::Forbidden`], with the offices that may.
pub fn permit_somewhere(actor: &Actor, action: Action) -> Result<(), Error> {
    if actor
        .offices
        .iter()
        .any(|office| held_by(action).contains(&office.role))
    {
        return Ok(());
    }
    Err(Error::Forbidden(vec![needs(action)]))
}

/// The parts of the tree over which the actor may do this; none inside another.
pub fn reach(actor: &Actor, action: Action) -> Vec<UnitPath> {
    let mut paths: Vec<UnitPath> = Vec::new();
    let mut held: Vec<&UnitPath> = actor
        .offices
        .iter()
        .filter(|office| held_by(action).contains(&office.role))
        .map(|office| &office.unit_path)
        .collect();
    held.sort();
    for path in held {
        if !paths.iter().any(|wider| path.is_under(wider)) {
            paths.push(path.clone());
        }
    }
    paths
}

/// What the table itself rests on.
pub const GROUND: &str = "Phân quyền của hệ thống";

/// Which offices may do it, said to somebody who holds none of them.
pub fn needs(action: Action) -> Reason {
    Reason::new("office_needed")
        .with("action", Arg::term("action", action))
        .with("roles", Arg::terms("role", held_by(action)))
        .on(GROUND)
}

/// The whole table as text: roles across, actions down. Kept as a snapshot that a lawyer can read.
pub fn matrix() -> String {
    use std::fmt::Write as _;
    let mut out = String::from("| action |");
    for role in Role::VARIANTS {
        let _ = write!(out, " {role} |");
    }
    out.push_str("\n|---|");
    out.push_str(&"---|".repeat(Role::VARIANTS.len()));
    for action in Action::VARIANTS {
        let _ = write!(out, "\n| {action} |");
        for role in Role::VARIANTS {
            let mark = if held_by(*action).contains(role) {
                "yes"
            } else {
                "–"
            };
            let _ = write!(out, " {mark} |");
        }
    }
    out.push('\n');
    out
}
