//! How entries and checkpoints are hashed. Pure, so that another program can check the chain by the book.

use sha2::{Digest, Sha256};

use super::model::{AuditEntry, Checkpoint, FaultKind, Head};
use crate::db::time::Instant;

/// What stands before the first link of a chain.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The hash of an entry: SHA-256 over its fields as a JSON array, in this order.
pub fn entry_hash(entry: &AuditEntry) -> String {
    let fields = serde_json::json!([
        entry.id,
        entry.subject_kind,
        entry.subject_id,
        entry.seq,
        entry.at,
        entry.actor_id,
        entry.action,
        entry.detail,
        entry.prev_hash,
    ]);
    sha256(fields.to_string().as_bytes())
}

/// The hash of a checkpoint, likewise.
pub fn checkpoint_hash(checkpoint: &Checkpoint) -> String {
    let fields = serde_json::json!([
        checkpoint.seq,
        checkpoint.at,
        checkpoint.sealed,
        checkpoint.root,
        checkpoint.prev_hash,
    ]);
    sha256(fields.to_string().as_bytes())
}

/// The leaf of a head in the Merkle tree.
pub fn leaf(head: &Head) -> String {
    let fields = serde_json::json!([head.subject_kind, head.subject_id, head.seq, head.hash]);
    sha256(fields.to_string().as_bytes())
}

/// The Merkle root of some leaves, in their order; an odd one out moves up unchanged.
pub fn merkle_root(leaves: Vec<String>) -> String {
    let mut level = leaves;
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => sha256(format!("{left}{right}").as_bytes()),
                other => other.concat(),
            })
            .collect();
    }
    level.pop().unwrap_or_else(|| GENESIS.to_owned())
}

/// The checkpoint over these heads, in their order, after the one before it.
pub fn checkpoint(before: Option<&Checkpoint>, heads: &[Head], at: Instant) -> Checkpoint {
    let mut checkpoint = Checkpoint {
        seq: before.map_or(0, |before| before.seq) + 1,
        at,
        sealed: i64::try_from(heads.len()).unwrap_or(i64::MAX),
        root: merkle_root(heads.iter().map(leaf).collect()),
        prev_hash: before.map_or_else(|| GENESIS.to_owned(), |before| before.hash.clone()),
        hash: String::new(),
    };
    checkpoint.hash = checkpoint_hash(&checkpoint);
    checkpoint
}

/// How many digits of a hash are printed on minutes: 64 bits.
const PRINTED: usize = 16;

/// A hash as it is printed and typed in again: its first sixteen digits, in fours.
pub fn short(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().take(PRINTED).collect();
    digits
        .chunks(4)
        .map(|four| four.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

/// The digits of a hash that somebody wrote down, whole or as printed; `None` when it is no such thing.
pub fn read_hash(written: &str) -> Option<String> {
    let digits: String = written
        .chars()
        .filter(|sign| !matches!(sign, '-' | ' '))
        .map(|sign| sign.to_ascii_lowercase())
        .collect();
    let fits = (PRINTED..=GENESIS.len()).contains(&digits.len())
        && digits.chars().all(|digit| digit.is_ascii_hexdigit());
    fits.then_some(digits)
}

/// A link that was found sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its place.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

/// What is wrong with an entry that stands next after `last`, and at which place.
pub fn entry_fault(last: Option<&Link>, entry: &AuditEntry) -> Option<(FaultKind, i64)> {
    link_fault(
        last,
        &Link {
            seq: entry.seq,
            hash: entry.hash.clone(),
        },
        &entry.prev_hash,
        &entry_hash(entry),
        [
            FaultKind::EntryMissing,
            FaultKind::EntryChanged,
            FaultKind::EntryUnlinked,
        ],
    )
}

/// What is wrong with a checkpoint that stands next after `last`, and at which place.
pub fn checkpoint_fault(last: Option<&Link>, checkpoint: &Checkpoint) -> Option<(FaultKind, i64)> {
    link_fault(
        last,
        &Link {
            seq: checkpoint.seq,
            hash: checkpoint.hash.clone(),
        },
        &checkpoint.prev_hash,
        &checkpoint_hash(checkpoint),
        [
            FaultKind::CheckpointMissing,
            FaultKind::CheckpointChanged,
            FaultKind::CheckpointUnlinked,
        ],
    )
}

fn link_fault(
    last: Option<&Link>,
    link: &Link,
    prev_hash: &str,
    computed: &str,
    [missing, changed, unlinked]: [FaultKind; 3],
) -> Option<(FaultKind, i64)> {
    let expected = last.map_or(0, |last| last.seq) + 1;
    let before = last.map_or(GENESIS, |last| last.hash.as_str());
    if link.seq != expected {
        return Some((missing, expected));
    }
    if link.hash != computed {
        return Some((changed, link.seq));
    }
    (prev_hash != before).then_some((unlinked, link.seq))
}

/// What is wrong at the end of a chain whose last sound entry is `last` and last seal is at `sealed`.
///
/// `head` is what the head says: the last entry, and up to where it was sealed.
pub fn end_fault(
    last: Option<&Link>,
    sealed: i64,
    head: Option<(&Link, i64)>,
) -> Option<(FaultKind, i64)> {
    let (Some(last), Some((head, sealed_by_head))) = (last, head) else {
        return match (last, head) {
            (Some(last), None) => Some((FaultKind::HeadMissing, last.seq)),
            (None, Some((head, _))) => Some((FaultKind::ChainVanished, head.seq)),
            _ => None,
        };
    };
    if head.seq > last.seq {
        return Some((FaultKind::EntryMissing, last.seq + 1));
    }
    if head.seq < last.seq {
        return Some((FaultKind::EntryInserted, head.seq + 1));
    }
    if head.hash != last.hash || sealed_by_head < sealed {
        return Some((FaultKind::HeadChanged, last.seq));
    }
    (sealed_by_head > sealed).then_some((FaultKind::SealMissing, sealed_by_head))
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::model::{Subject, SubjectKind};
    use crate::db::id::Id;

    fn moment() -> Instant {
        "2022-05-19T01:00:00Z".parse().unwrap()
    }

    fn entry(seq: i64, prev_hash: &str) -> AuditEntry {
        let mut entry = AuditEntry {
            id: Id::new(),
            subject_kind: SubjectKind::Plan,
            subject_id: Id::nil(),
            seq,
            at: moment(),
            actor_id: None,
            action: "plan.draft".to_owned(),
            detail: "{}".to_owned(),
            prev_hash: prev_hash.to_owned(),
            hash: String::new(),
        };
        entry.hash = entry_hash(&entry);
        entry
    }

    fn link(entry: &AuditEntry) -> Link {
        Link {
            seq: entry.seq,
            hash: entry.hash.clone(),
        }
    }

    #[test]
    fn a_sound_chain_has_no_fault() {
        let first = entry(1, GENESIS);
        let second = entry(2, &first.hash);
        assert_eq!(entry_fault(None, &first), None);
        assert_eq!(entry_fault(Some(&link(&first)), &second), None);
        assert_eq!(
            end_fault(Some(&link(&second)), 1, Some((&link(&second), 1))),
            None
        );
    }

    #[test]
    fn every_change_of_an_entry_is_seen() {
        let whole = entry(1, GENESIS);
        let changes: [fn(&mut AuditEntry); 6] = [
            |entry| entry.id = Id::new(),
            |entry| entry.subject_kind = SubjectKind::Congress,
            |entry| entry.at = entry.at.plus(chrono::TimeDelta::milliseconds(1)),
            |entry| entry.actor_id = Some(Id::nil()),
            |entry| entry.action.push('x'),
            |entry| entry.detail = "{ }".to_owned(),
        ];
        for change in changes {
            let mut changed = whole.clone();
            change(&mut changed);
            assert_eq!(
                entry_fault(None, &changed),
                Some((FaultKind::EntryChanged, 1))
            );
        }
    }

    #[test]
    fn a_gap_an_exchange_and_a_changed_end_are_told_apart() {
        let first = entry(1, GENESIS);
        let second = entry(2, &first.hash);
        let stranger = entry(1, GENESIS);
        assert_eq!(
            entry_fault(None, &second),
            Some((FaultKind::EntryMissing, 1))
        );
        assert_eq!(
            entry_fault(Some(&link(&stranger)), &second),
            Some((FaultKind::EntryUnlinked, 2))
        );
        let (one, two) = (link(&first), link(&second));
        for (last, sealed, head, fault) in [
            (Some(&one), 0, None, Some((FaultKind::HeadMissing, 1))),
            (
                None,
                0,
                Some((&one, 0)),
                Some((FaultKind::ChainVanished, 1)),
            ),
            (
                Some(&one),
                0,
                Some((&two, 0)),
                Some((FaultKind::EntryMissing, 2)),
            ),
            (
                Some(&two),
                0,
                Some((&one, 0)),
                Some((FaultKind::EntryInserted, 2)),
            ),
            (
                Some(&one),
                1,
                Some((&one, 0)),
                Some((FaultKind::HeadChanged, 1)),
            ),
            (
                Some(&one),
                0,
                Some((&one, 1)),
                Some((FaultKind::SealMissing, 1)),
            ),
            (None, 0, None, None),
        ] {
            assert_eq!(end_fault(last, sealed, head), fault);
        }
    }

    #[test]
    fn the_root_depends_on_every_head_and_on_their_order() {
        let heads: Vec<Head> = (1..=5)
            .map(|seq| Head {
                subject_kind: SubjectKind::Plan,
                subject_id: Id::new(),
                seq,
                hash: format!("{seq:064}"),
            })
            .collect();
        let leaves: Vec<String> = heads.iter().map(leaf).collect();
        let root = merkle_root(leaves.clone());
        for at in 0..leaves.len() {
            let mut fewer = leaves.clone();
            fewer.remove(at);
            assert_ne!(merkle_root(fewer), root);
            let mut reordered = leaves.clone();
            reordered.swap(at, (at + 1) % 5);
            assert_ne!(merkle_root(reordered), root);
        }
        let first = checkpoint(None, &heads, moment());
        assert_eq!(checkpoint_fault(None, &first), None);
        let second = checkpoint(Some(&first), &heads, moment());
        assert_eq!(
            checkpoint_fault(None, &second),
            Some((FaultKind::CheckpointMissing, 1))
        );
    }

    #[test]
    fn a_printed_hash_is_read_again() {
        let hash = entry(1, GENESIS).hash;
        let printed = short(&hash);
        assert_eq!(printed.len(), 19);
        assert!(hash.starts_with(&read_hash(&printed.to_uppercase()).unwrap()));
        assert_eq!(read_hash(&hash), Some(hash));
        for wrong in ["", "a1b2", "zzzz-zzzz-zzzz-zzzz", &"a".repeat(65)] {
            assert_eq!(read_hash(wrong), None);
        }
        assert_eq!(Subject::installation().id, Id::nil());
    }
}
