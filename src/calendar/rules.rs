//! What stands in a calendar, in words. Pure.

use super::model::Entry;
use crate::audit::model::SubjectKind;
use crate::congress::model::{CongressSummary, State};
use crate::journal::model::Notice;
use crate::words::Language;

/// For how many days back a calendar tells of congresses.
pub const DAYS_BACK: i64 = 60;

/// For how many days ahead.
pub const DAYS_AHEAD: i64 = 400;

/// The calendar is for one person, who is shown Vietnamese unless they look at a page.
const WORDS: Language = Language::Vietnamese;

fn term(family: &str, name: impl ToString) -> String {
    WORDS.say(&format!("{family}-{}", name.to_string().replace('_', "-")))
}

/// The day of a congress that is planned and will be, or was, held; none for one that will not.
pub fn of_congress(congress: &CongressSummary) -> Option<Entry> {
    let is_off = matches!(congress.state, State::Cancelled | State::Annulled);
    let on = congress.planned_on.filter(|_| !is_off)?;
    Some(Entry {
        uid: format!("congress-{}@daihoi", congress.id),
        on,
        summary: WORDS.say_with(
            "calendar-congress",
            &[("name", congress.unit_name.clone().into())],
        ),
        detail: term("congress-state", congress.state),
        path: format!("/congresses/{}", congress.id),
    })
}

/// The day by which something that waits for the person is due; none without a day, or when it is done.
pub fn of_notice(notice: &Notice, congresses: &[CongressSummary]) -> Option<Entry> {
    let on = notice.due_on.filter(|_| notice.done_at.is_none())?;
    let known = congresses
        .iter()
        .find(|one| one.id == notice.subject_id.cast());
    let kind = term("subject-kind", notice.subject_kind);
    let what = known.map_or_else(|| kind.clone(), |one| format!("{kind} {}", one.unit_name));
    let state = notice.code.split_once('.').map(|(process, state)| {
        let key = format!("{process}-state-{}", state.replace('_', "-"));
        if WORDS.knows(&key) {
            WORDS.say(&key)
        } else {
            String::new()
        }
    });
    Some(Entry {
        uid: format!("notice-{}@daihoi", notice.id),
        on,
        summary: WORDS.say_with("calendar-due", &[("what", what.into())]),
        detail: state.unwrap_or_default(),
        path: page_of(notice),
    })
}

/// The page of what waits; the first page where it has none of its own.
fn page_of(notice: &Notice) -> String {
    let id = notice.subject_id;
    match notice.subject_kind {
        SubjectKind::Congress => format!("/congresses/{id}"),
        SubjectKind::Plan => format!("/plans/{id}"),
        SubjectKind::Installation
        | SubjectKind::Unit
        | SubjectKind::User
        | SubjectKind::Document
        | SubjectKind::Personnel
        | SubjectKind::Election
        | SubjectKind::Opinion
        | SubjectKind::Guidance
        | SubjectKind::Assignment => "/".to_owned(),
    }
}
