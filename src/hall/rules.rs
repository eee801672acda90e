//! What of a congress day is on the screen.

use super::model::Moment;
use crate::personnel::model::Post;
use crate::programme::model::{Item, Progress};
use crate::programme::rules::ballot_for;

/// Where the programme has come to.
pub fn moment(items: &[Item]) -> Moment<'_> {
    let at = |progress: Progress| items.iter().filter(move |item| item.progress() == progress);
    let running = at(Progress::Running).next();
    Moment {
        running,
        next: at(Progress::Planned).next(),
        current: running.or_else(|| at(Progress::Done).max_by_key(|item| item.begun_at)),
    }
}

/// Whether the ballot to this post is held in this item.
pub fn holds_ballot(item: &Item, post: Post) -> bool {
    ballot_for(post) == item.kind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;
    use crate::programme::model::{ItemKind, Session};

    fn item(kind: ItemKind, begun: Option<&str>, ended: Option<&str>) -> Item {
        let at = |text: &str| text.parse().expect("a moment");
        Item {
            id: Id::new(),
            congress_id: Id::nil(),
            n: 1,
            kind,
            session: Session::Official,
            title: None,
            planned_minutes: 5,
            required: true,
            begun_at: begun.map(at),
            ended_at: ended.map(at),
        }
    }

    #[test]
    fn between_two_items_the_screen_stays_with_what_was_decided_in_the_one_before() {
        let (seven, eight) = (Some("2022-05-11T00:00:00Z"), Some("2022-05-11T01:00:00Z"));
        let mut items = vec![
            item(ItemKind::PresidiumElection, eight, eight),
            item(ItemKind::Gathering, seven, seven),
            item(ItemKind::ProgrammeAdoption, None, None),
            item(ItemKind::OpeningSpeech, None, None),
        ];
        let at = moment(&items);
        assert!(at.running.is_none());
        assert_eq!(at.current.map(|one| one.id), Some(items[0].id));
        assert_eq!(at.next.map(|one| one.id), Some(items[2].id));
        items[2].begun_at = eight.map(|text| text.parse().expect("a moment"));
        let at = moment(&items);
        assert_eq!(at.running.map(|one| one.id), Some(items[2].id));
        assert_eq!(at.since(), items[2].begun_at);
        assert_eq!(at.next.map(|one| one.id), Some(items[3].id));
        assert!(moment(&[]).since().is_none());
    }
}
