//! A calendar's address, and what stands in a calendar.

use chrono::NaiveDate;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::user::model::UserId;

/// A feed's key.
pub type FeedId = Id<Feed>;

/// The secret address of somebody's calendar.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::calendar_feeds)]
pub struct Feed {
    /// The feed's key.
    pub id: FeedId,
    /// Whose it is; one at most.
    pub user_id: UserId,
    /// When the address was made.
    pub created_at: Instant,
}

/// A day in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names the entry for ever, so that a calendar moves it instead of adding another.
    pub uid: String,
    /// The day.
    pub on: NaiveDate,
    /// What it is.
    pub summary: String,
    /// More of it.
    pub detail: String,
    /// The page it is about.
    pub path: String,
}
