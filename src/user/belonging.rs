//! To which member of the Party an account belongs: chosen by whoever keeps accounts.
//!
//! Whoever keeps accounts sees of members no more than it takes to tell them apart: name and year of birth, and every
//! reading is recorded.

use super::model::{User, UserId, UserKind};
use super::rules::{self, LinkFacts};
use super::{service, store};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::error::Error;
use crate::member;
use crate::member::model::{Member, MemberFilter, MemberId, MemberStatus};
use crate::unit::model::UnitId;

/// The members of a branch to one of whom the account may be given, by given name. The reading is recorded.
///
/// # Errors
/// As [`service::find_to_keep`]; [`Error::NotFound`] for a branch out of reach.
pub fn choices(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, branch): (UserId, UnitId),
    words: Option<String>,
    page: &PageRequest<MemberId>,
) -> Result<(User, Page<Member>), Error> {
    let user = service::find_to_keep(conn, actor, id)?;
    let filter = MemberFilter {
        words,
        status: None,
    };
    let found = member::service::list_to_link(conn, actor, branch, &filter, page)?;
    Ok((user, found))
}

/// Whether the account may belong to this member from now on; to nobody it always may.
///
/// # Errors
/// [`Error::Invalid`] for a member out of reach; [`Error::Refused`] with every reason.
pub(super) fn expect_linkable(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: &User,
    member: Option<MemberId>,
) -> Result<(), Error> {
    let Some(id) = member else {
        return Ok(());
    };
    let found = member::service::find_to_link(conn, actor, id).map_err(|error| match error {
        Error::NotFound | Error::Forbidden(_) => Error::invalid("/member_id", "unknown"),
        other => other,
    })?;
    let reasons = rules::against_linking(&LinkFacts {
        of_a_system: user.kind == UserKind::Integrator,
        has_another: store::of_member(conn, id)?.is_some_and(|other| other != user.id),
        has_left: found.status == MemberStatus::Left,
    });
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

/// What the member is called to whom an account belongs; whoever sees the account sees whose it is.
///
/// # Errors
/// As the database.
pub fn owner_name(conn: &mut AnyConnection, user: &User) -> Result<Option<String>, Error> {
    let Some(id) = user.member_id else {
        return Ok(None);
    };
    member::service::name_of(conn, id)
}

/// The member to whom an account belongs; for the rules of other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn member_of(conn: &mut AnyConnection, id: UserId) -> Result<Option<MemberId>, Error> {
    store::member_of(conn, id)
}

/// Those of these members who have an account of their own that is open; for the rules of other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn with_account(
    conn: &mut AnyConnection,
    members: &[MemberId],
) -> Result<Vec<MemberId>, Error> {
    store::with_account(conn, members)
}
