//! The proof that a form was made by this program for this person.
//!
//! It is derived from the secret in the person's cookie, which no other site can read; nothing is stored.

use sha2::{Digest, Sha256};

/// The name of the hidden field.
pub const FIELD: &str = "csrf";

/// The proof for whoever has this cookie.
pub fn proof(secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"daihoi form ");
    hash.update(secret.as_bytes());
    hex::encode(hash.finalize())
}

/// Whether the form's proof is the one for this cookie. Takes the same time wherever they differ.
pub fn holds(secret: &str, given: &str) -> bool {
    let expected = proof(secret);
    let mut differing = u8::from(expected.len() != given.len());
    for (one, other) in expected.bytes().zip(given.bytes()) {
        differing |= one ^ other;
    }
    differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_holds_for_its_own_cookie_only() {
        let own = proof("one");
        assert!(holds("one", &own));
        assert!(!holds("two", &own));
        assert!(!holds("one", ""));
        assert!(!holds("one", &own[..63]));
    }
}
