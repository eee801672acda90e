//! When a unit may end, and who may come after it.

use chrono::NaiveDate;

use super::model::SuccessionKind;
use crate::error::{Arg, Reason};

/// Where these rules are written down.
const GROUND: &str = "Nguyên tắc quản lý cây tổ chức: sáp nhập, chia tách giữ quan hệ kế thừa";

/// All that the rules look at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// How the unit ends.
    pub kind: SuccessionKind,
    /// The first day on which it no longer stands.
    pub on: NaiveDate,
    /// The day of asking.
    pub today: NaiveDate,
    /// How many units come after it.
    pub successors: usize,
    /// The names of those that do not stand on that day.
    pub successors_absent: i64,
    /// Whether one of them takes over.
    pub has_heir: bool,
    /// Whether the one that takes over is a branch.
    pub heir_is_branch: bool,
    /// Whether units stand below it.
    pub has_units_below: bool,
    /// How many members are kept at it.
    pub members: i64,
    /// The names of those, of the unit and of what comes after it, whose congress has been convened and not yet closed.
    pub in_congress: Vec<String>,
}

/// Every reason why the unit cannot end in this way; none when it can.
pub fn reasons_against(facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match facts.kind {
        SuccessionKind::Split if facts.successors < 2 => {
            reasons.push(Reason::new("split_needs_several"));
        }
        SuccessionKind::Merge | SuccessionKind::Replace if facts.successors != 1 => {
            let kind = Arg::term("unit-succession", facts.kind);
            reasons.push(Reason::new("one_successor_only").with("kind", kind));
        }
        SuccessionKind::Merge | SuccessionKind::Split | SuccessionKind::Replace => (),
    }
    if facts.on > facts.today {
        reasons.push(Reason::new("succession_in_future").with("on", facts.on));
    }
    if facts.successors_absent > 0 {
        reasons.push(
            Reason::new("successor_not_there")
                .with("count", facts.successors_absent)
                .with("on", facts.on),
        );
    }
    let something_left = facts.has_units_below || facts.members > 0;
    if something_left && !facts.has_heir {
        reasons.push(Reason::new("heir_needed"));
    }
    if facts.members > 0 && facts.has_heir && !facts.heir_is_branch {
        reasons.push(Reason::new("members_need_branch").with("count", facts.members));
    }
    // The roll that was convened, the people who count and keep the minutes, the committee that confirms: all of them
    // are this branch's, from the summons to the closing.
    if !facts.in_congress.is_empty() {
        let branches = facts.in_congress.join(", ");
        reasons.push(Reason::new("unit_in_congress").with("branches", branches));
    }
    reasons
        .into_iter()
        .map(|reason| reason.on(GROUND))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn merged_branch() -> Facts {
        Facts {
            kind: SuccessionKind::Merge,
            on: day("2022-05-01"),
            today: day("2022-05-01"),
            successors: 1,
            successors_absent: 0,
            has_heir: true,
            heir_is_branch: true,
            has_units_below: false,
            members: 12,
            in_congress: Vec::new(),
        }
    }

    fn codes(facts: &Facts) -> Vec<&'static str> {
        reasons_against(facts)
            .iter()
            .map(|reason| reason.code)
            .collect()
    }

    #[test]
    fn r_tree_02_a_branch_merges_into_another() {
        assert!(codes(&merged_branch()).is_empty());
    }

    #[test]
    fn every_reason_is_told_at_once() {
        let facts = Facts {
            on: day("2022-06-01"),
            successors: 2,
            successors_absent: 1,
            has_heir: false,
            in_congress: vec!["Chi bộ III".to_owned()],
            ..merged_branch()
        };
        assert_eq!(
            codes(&facts),
            [
                "one_successor_only",
                "succession_in_future",
                "successor_not_there",
                "heir_needed",
                "unit_in_congress"
            ]
        );
    }

    #[test]
    fn r_tree_02_a_split_has_several_successors() {
        let split = Facts {
            kind: SuccessionKind::Split,
            ..merged_branch()
        };
        assert_eq!(codes(&split), ["split_needs_several"]);
        let several = Facts {
            successors: 2,
            ..split
        };
        assert!(codes(&several).is_empty());
    }

    #[test]
    fn members_go_to_a_branch_only() {
        let facts = Facts {
            heir_is_branch: false,
            ..merged_branch()
        };
        assert_eq!(codes(&facts), ["members_need_branch"]);
        assert!(
            codes(&Facts {
                members: 0,
                ..facts
            })
            .is_empty()
        );
    }
}
