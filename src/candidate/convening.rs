//! Who on a roll is of the convening committee, and so keeps to its list (R-EL-04).
//!
//! Told by hand on the roll, with its reason; else worked out: whoever stands for re-election is of it, and whoever
//! the branch's last congress elected, unless the election was refused.

use std::collections::BTreeSet;

use super::rules::entry_of;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::search::same_name;
use crate::election::model::Case;
use crate::error::Error;
use crate::nominee::model::{Candidacy, Nominee};
use crate::result::model::Outcome;
use crate::roll::model::{RollEntry, RollEntryId};
use crate::{congress, election, personnel, result, roll};

/// What of the roll matters to R-EL-04.
pub(super) struct Conveners {
    /// Those of the convening committee.
    pub members: BTreeSet<RollEntryId>,
    /// Those who stand on its list for any post.
    pub listed: BTreeSet<RollEntryId>,
}

/// Who of those called is of the convening committee, and who stands on its list.
pub(super) fn conveners(
    conn: &mut AnyConnection,
    case: &Case,
    roll: &[RollEntry],
) -> Result<Conveners, Error> {
    let nominees = personnel::service::nominees_of(conn, case.congress.id)?;
    let found = |which: &dyn Fn(&Nominee) -> bool| -> BTreeSet<RollEntryId> {
        let chosen = nominees.iter().filter(|one| which(one));
        chosen.filter_map(|one| entry_of(roll, one)).collect()
    };
    let listed = found(&|_| true);
    // Whoever was a delegate before is of no committee by that.
    let mut members =
        found(&|one| one.post.is_of_branch() && one.candidacy == Candidacy::ReElection);
    members.extend(sitting(conn, &case.congress, roll)?);
    for entry in roll {
        match entry.of_convening_committee {
            Some(true) => members.insert(entry.id),
            Some(false) => members.remove(&entry.id),
            None => false,
        };
    }
    Ok(Conveners { members, listed })
}

/// Those on the roll whom the branch's last congress elected, or who were appointed to a post of it.
fn sitting(
    conn: &mut AnyConnection,
    congress: &Congress,
    roll: &[RollEntry],
) -> Result<Vec<RollEntryId>, Error> {
    let Some(last) = congress::former::last_held(conn, congress)? else {
        return Ok(Vec::new());
    };
    let holders = holders(conn, last)?;
    let holds = |entry: &&RollEntry| holders.iter().any(|one| is_one_person(one, entry));
    Ok(roll.iter().filter(holds).map(|entry| entry.id).collect())
}

/// The entries of an earlier congress's roll who came to hold a post by it.
fn holders(conn: &mut AnyConnection, last: CongressId) -> Result<Vec<RollEntry>, Error> {
    let posts = result::service::of(conn, last)?;
    let mut keys: BTreeSet<RollEntryId> = BTreeSet::new();
    for one in election::service::elected_in(conn, last)? {
        let refused = posts.iter().any(|post| {
            post.outcome == Outcome::Refused
                && post.person_name.as_deref() == Some(one.full_name.as_str())
        });
        keys.extend(one.roll_entry_id.filter(|_| !refused));
    }
    keys.extend(
        posts
            .iter()
            .filter_map(|post| post.appointment.as_ref())
            .map(|appointment| appointment.roll_entry_id),
    );
    let since = posts.iter().flat_map(|post| &post.changes);
    keys.extend(since.filter_map(|change| change.roll_entry_id));
    let mut entries = roll::service::entries(conn, last)?;
    entries.retain(|entry| {
        keys.contains(&entry.id) && !result::vacancy::has_left(&entry.full_name, &posts)
    });
    Ok(entries)
}

/// The same member; of people who are no members here, the same name.
fn is_one_person(one: &RollEntry, other: &RollEntry) -> bool {
    match (one.member_id, other.member_id) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => same_name(&one.full_name, &other.full_name),
    }
}
