//! How entries and checkpoints are hashed. Pure, so that another program can check the chain by the book.

use sha2::{Digest, Sha256};

use super::model::{AuditEntry, Checkpoint, Head};

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

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
