//! What drawing a roll up from the members of the branch makes of it. Pure.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::identity::{Likeness, likeness};
use super::model::{DrawnUp, Mark, RollEntry, RollStatus};
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::search::given_name_key;
use crate::db::time::Instant;
use crate::member::model::{Member, MemberId};

/// What drawing up changes, worked out before anything is written.
pub struct Drawing {
    /// Entries of members who were not on the roll.
    pub new: Vec<RollEntry>,
    /// Entries brought in line, linked or struck off.
    pub changed: Vec<RollEntry>,
    /// What it comes to.
    pub done: DrawnUp,
}

impl Drawing {
    /// What the members of a branch make of the roll of its congress as it stands.
    pub fn of(
        congress: CongressId,
        members: &[Member],
        former: Vec<RollEntry>,
        now: Instant,
    ) -> Self {
        let mut called: HashMap<MemberId, (&Member, RollStatus)> = members
            .iter()
            .filter_map(|member| Some((member.id, (member, RollStatus::of(member.status)?))))
            .collect();
        let mut drawing = Self {
            new: Vec::new(),
            changed: Vec::new(),
            done: DrawnUp::default(),
        };
        let taken_up: Vec<MemberId> = former.iter().filter_map(|one| one.member_id).collect();
        for mut entry in former {
            let before = entry.clone();
            if entry.member_id.is_none() && !entry.struck_off {
                let free = members
                    .iter()
                    .filter(|one| called.contains_key(&one.id) && !taken_up.contains(&one.id));
                entry.member_id = drawing.recognised(&entry, free);
            }
            let member = entry.member_id.and_then(|id| called.remove(&id));
            drawing.again(before, entry, member);
        }
        // In the order of the branch's list, not of the map.
        for member in members {
            if let Some((member, status)) = called.remove(&member.id) {
                drawing.new.push(taken(congress, member, status, now));
            }
        }
        let added = i64::try_from(drawing.new.len()).unwrap_or(i64::MAX);
        drawing.done.added = added;
        drawing.done.entries += added;
        drawing
    }

    /// The member whom an entry put down by hand is, by name and birth date. A namesake whose birth date is not
    /// known is counted, and linked to nobody.
    fn recognised<'a>(
        &mut self,
        entry: &RollEntry,
        free: impl Iterator<Item = &'a Member>,
    ) -> Option<MemberId> {
        let own = (entry.full_name.as_str(), entry.birth_date);
        let mut found = None;
        for member in free {
            match likeness(own, (&member.full_name, Some(member.birth_date))) {
                Likeness::Same => found = Some(member.id),
                Likeness::Unclear if entry.status != RollStatus::TemporarilyAttending => {
                    self.done.namesakes += 1;
                }
                Likeness::Unclear | Likeness::Different => (),
            }
        }
        self.done.linked += i64::from(found.is_some());
        found
    }

    fn again(
        &mut self,
        before: RollEntry,
        mut entry: RollEntry,
        member: Option<(&Member, RollStatus)>,
    ) {
        if entry.by_hand {
            self.done.kept_by_hand += 1;
        } else if let Some((member, status)) = member {
            entry.full_name.clone_from(&member.full_name);
            entry.name_key = given_name_key(&member.full_name);
            entry.status = status;
            entry.struck_off = false;
        } else {
            entry.struck_off = true;
        }
        self.done.entries += i64::from(!entry.struck_off);
        if entry == before {
            return;
        }
        if entry.struck_off {
            self.done.struck_off += 1;
        } else if !entry.by_hand {
            self.done.refreshed += 1;
        }
        entry.version += 1;
        self.changed.push(entry);
    }
}

fn taken(congress: CongressId, member: &Member, status: RollStatus, now: Instant) -> RollEntry {
    RollEntry {
        member_id: Some(member.id),
        by_hand: false,
        ..written(congress, (&member.full_name, None), status, now)
    }
}

/// An entry put down by hand.
pub fn written(
    congress: CongressId,
    (full_name, birth_date): (&str, Option<NaiveDate>),
    status: RollStatus,
    now: Instant,
) -> RollEntry {
    RollEntry {
        id: Id::new(),
        congress_id: congress,
        member_id: None,
        full_name: full_name.to_owned(),
        name_key: given_name_key(full_name),
        birth_date,
        status,
        mark: Mark::Awaited,
        arrived_at: None,
        left_at: None,
        absence_reason: None,
        absence_accepted: None,
        by_hand: true,
        struck_off: false,
        of_convening_committee: None,
        created_at: now,
        version: 1,
    }
}
