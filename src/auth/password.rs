//! Passwords: how they are kept (Argon2id, RFC 9106) and which ones are accepted.
//!
//! A password is compared in one form of Unicode (NFKC), because keyboards differ in how they
//! compose Vietnamese letters. Hashing takes tens of milliseconds by intention: run it off the
//! event loop. When no account has the name given, call [`pretend_to_verify`], so that the time of
//! the answer does not tell which accounts exist.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization;

use crate::db::search::fold;
use crate::error::FieldError;

/// The fewest characters a password may have.
pub const MIN_CHARACTERS: usize = 12;

/// The most characters a password may have.
pub const MAX_CHARACTERS: usize = 128;

/// Words and passwords that attackers try first, folded, one a line; `#` begins a comment.
const COMMON_PASSWORDS: &str = include_str!("common-passwords.txt");

/// Stands where a hash would: no password opens this account.
pub const UNUSABLE: &str = "!";

/// The longest secret that is read at all; far beyond any that is accepted.
pub const MOST_SECRET_BYTES: usize = 1024;

/// A text that must not be seen: it has no `Display`, no `Serialize`, and `Debug` hides it.
#[derive(Clone)]
pub struct Secret(String);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() > MOST_SECRET_BYTES {
            // The words hold no part of the secret.
            return Err(serde::de::Error::custom(format!(
                "longer than {MOST_SECRET_BYTES} bytes"
            )));
        }
        Ok(Self(text))
    }
}

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. Keep it out of logs, errors and pages.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}

/// How much work one hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes (degree of parallelism).
    pub lanes: u32,
}

impl PasswordCost {
    /// The least that OWASP recommends (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
    pub const RECOMMENDED: Self = Self {
        memory_kib: 19_456,
        passes: 2,
        lanes: 1,
    };

    /// The least there is. For tests only: it protects nothing.
    pub const WEAK_FOR_TESTS: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    fn argon2(self) -> Result<Argon2<'static>, PasswordError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None)
            .map_err(|_| PasswordError::Cost)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

impl Default for PasswordCost {
    fn default() -> Self {
        Self::RECOMMENDED
    }
}

/// Why a password could not be hashed or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// The configured cost is outside what Argon2 allows.
    #[error("the cost of password hashing is out of range")]
    Cost,
    /// The stored hash is not a PHC string of Argon2.
    #[error("a stored password hash is broken")]
    BrokenHash,
    /// Hashing failed: no memory or no random numbers.
    #[error("a password could not be hashed")]
    Failed,
}

/// Hashes a password under a fresh salt; the answer is a PHC string (`$argon2id$v=19$m=…`).
///
/// # Errors
/// [`PasswordError::Cost`] or [`PasswordError::Failed`].
pub fn hash(password: &Secret, cost: PasswordCost) -> Result<String, PasswordError> {
    let hash: PasswordHash = cost
        .argon2()?
        .hash_password(composed(password).as_bytes())
        .map_err(|_| PasswordError::Failed)?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed, at the cost it was hashed with.
///
/// # Errors
/// [`PasswordError::BrokenHash`] when the stored hash cannot be read: a fault of the data, not of
/// the person. [`PasswordError::Failed`] when there is no memory for it.
pub fn verify(password: &Secret, phc: &str) -> Result<bool, PasswordError> {
    use argon2::password_hash::Error;
    let hash = PasswordHash::new(phc).map_err(|_| PasswordError::BrokenHash)?;
    if hash.hash.is_none() || hash.salt.is_none() {
        return Err(PasswordError::BrokenHash);
    }
    match Argon2::default().verify_password(composed(password).as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(Error::OutOfMemory | Error::Crypto | Error::Internal) => Err(PasswordError::Failed),
        Err(_) => Err(PasswordError::BrokenHash),
    }
}

/// Spends the time of [`verify`] for an account that does not exist.
pub fn pretend_to_verify(password: &Secret, cost: PasswordCost) {
    // Nobody's hash: any salt and output will do, only the cost must be that of real hashes.
    let phc = format!(
        "$argon2id$v=19$m={},t={},p={}$bm9ib2R5bm9ib2R5$bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm8",
        cost.memory_kib, cost.passes, cost.lanes
    );
    // Whatever the answer, nobody is let in.
    let _ = verify(password, &phc);
}

/// Whether a stored hash was made otherwise than now configured, so that it should be renewed when
/// its owner next signs in. A broken hash should be.
pub fn needs_rehash(phc: &str, cost: PasswordCost) -> bool {
    let Ok(hash) = PasswordHash::new(phc) else {
        return true;
    };
    let Ok(params) = Params::try_from(&hash) else {
        return true;
    };
    let is_complete = hash.salt.is_some() && hash.hash.is_some();
    let made_with = PasswordCost {
        memory_kib: params.m_cost(),
        passes: params.t_cost(),
        lanes: params.p_cost(),
    };
    !is_complete
        || hash.algorithm.as_str() != Algorithm::Argon2id.as_str()
        || hash.version != Some(Version::V0x13.into())
        || made_with != cost
}

/// Why a new password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", prefix = "password_")]
pub enum PasswordProblem {
    /// Fewer than [`MIN_CHARACTERS`] characters.
    TooShort,
    /// More than [`MAX_CHARACTERS`] characters.
    TooLong,
    /// It is, but for digits and signs around it, one that attackers try first.
    Common,
    /// It holds the user name.
    ContainsUserName,
    /// One to four characters, over and over.
    Repeated,
    /// Neighbours in the alphabet, in counting or on the keyboard, or one character again and again.
    Sequence,
}

impl PasswordProblem {
    /// A stable code such as `password_too_short`; its words come from `locales/`.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// Everything that is wrong with a new password; nothing if it is accepted.
///
/// Case and Vietnamese marks make no password better: both are folded before it is compared.
pub fn check(password: &Secret, username: &str) -> Vec<PasswordProblem> {
    use PasswordProblem::{Common, ContainsUserName, Repeated, Sequence, TooLong, TooShort};
    let length = composed(password).chars().count();
    if length > MAX_CHARACTERS {
        // The other checks are not worth their time on a text of any length.
        return vec![TooLong];
    }
    let folded = squeezed(password.expose());
    let tests = [
        (TooShort, length < MIN_CHARACTERS),
        (Common, is_common(&folded)),
        (ContainsUserName, contains_user_name(&folded, username)),
        (
            Repeated,
            // Nothing but spaces is one character over and over.
            (folded.is_empty() && length > 0)
                || repeated_unit(&folded).is_some_and(|unit| unit.chars().count() <= 4),
        ),
        (Sequence, is_sequence(&folded)),
    ];
    tests
        .into_iter()
        .filter(|(_, found)| *found)
        .map(|(problem, _)| problem)
        .collect()
}

/// As [`check`], as errors of the field at this pointer.
pub fn problems(password: &Secret, username: &str, pointer: &str) -> Vec<FieldError> {
    check(password, username)
        .into_iter()
        .map(|problem| FieldError::new(pointer, problem.code()))
        .map(|error| {
            error
                .with("min", count(MIN_CHARACTERS))
                .with("max", count(MAX_CHARACTERS))
        })
        .collect()
}

fn count(characters: usize) -> i64 {
    i64::try_from(characters).unwrap_or(i64::MAX)
}

fn composed(password: &Secret) -> String {
    password.0.nfkc().collect()
}

/// Folded and without spaces: `Mật khẩu` is `matkhau`.
fn squeezed(text: &str) -> String {
    fold(&text.nfkc().collect::<String>()).replace(' ', "")
}

fn is_common(folded: &str) -> bool {
    static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        COMMON_PASSWORDS
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect()
    });
    let is_listed = |word: &str| COMMON.contains(word);
    let base = folded.trim_end_matches(|sign: char| !sign.is_alphabetic());
    let inner = base.trim_start_matches(|sign: char| !sign.is_alphabetic());
    is_listed(folded)
        || is_listed(base)
        || is_listed(inner)
        || repeated_unit(inner).is_some_and(is_listed)
}

fn contains_user_name(folded: &str, username: &str) -> bool {
    let name = squeezed(username.split('@').next().unwrap_or_default());
    // Two letters are in many good passwords.
    name.chars().count() >= 3 && folded.contains(&name)
}

/// The shortest part that, written several times over, is the whole text.
fn repeated_unit(text: &str) -> Option<&str> {
    text.char_indices()
        .map(|(index, _)| index)
        .filter(|&size| size > 0 && text.len().is_multiple_of(size))
        .filter_map(|size| text.get(..size))
        .find(|unit| unit.repeat(text.len() / unit.len()) == text)
}

/// Whether the text consists of walks of three or more steps along the rows below.
fn is_sequence(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let mut walks: Vec<usize> = Vec::new();
    let mut direction = None;
    for pair in letters.windows(2) {
        let &[from, to] = pair else { continue };
        let step = step_along_a_row(from, to);
        match walks.last_mut() {
            Some(length) if step.is_some() && (direction.is_none() || step == direction) => {
                *length += 1;
                direction = step;
            }
            Some(length) if direction.is_none() && *length == 1 => return false,
            Some(_) => {
                walks.push(1);
                direction = None;
            }
            None => {
                walks.push(if step.is_some() { 2 } else { 1 });
                direction = step;
            }
        }
    }
    !walks.is_empty() && walks.iter().all(|&length| length >= 3)
}

/// `1` to the right neighbour in a row, `-1` to the left one, `0` for a step on the spot.
fn step_along_a_row(from: char, to: char) -> Option<i8> {
    const ROWS: [&str; 5] = [
        "01234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
    ];
    let is_in_a_row = |pair: [char; 2]| {
        let pair: String = pair.into_iter().collect();
        ROWS.iter().any(|row| row.contains(&pair))
    };
    if from == to {
        return Some(0);
    }
    if is_in_a_row([from, to]) {
        return Some(1);
    }
    is_in_a_row([to, from]).then_some(-1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use PasswordProblem::*;

    const CHEAP: PasswordCost = PasswordCost::WEAK_FOR_TESTS;

    fn secret(text: &str) -> Secret {
        Secret::new(text)
    }

    #[test]
    fn the_right_password_opens_and_no_other() {
        let phc = hash(&secret("mưa rào tháng bảy"), CHEAP).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{phc}");
        assert_eq!(verify(&secret("mưa rào tháng bảy"), &phc), Ok(true));
        assert_eq!(verify(&secret("mưa rào tháng tám"), &phc), Ok(false));
        assert_eq!(verify(&secret(""), &phc), Ok(false));
        assert_ne!(hash(&secret("mưa rào tháng bảy"), CHEAP).unwrap(), phc);
    }

    #[test]
    fn composition_of_letters_makes_no_other_password() {
        let apart: String = "mưa rào tháng bảy".nfd().collect();
        let phc = hash(&secret(&apart), CHEAP).unwrap();
        assert_eq!(verify(&secret("mưa rào tháng bảy"), &phc), Ok(true));
    }

    #[test]
    fn the_recommended_cost_is_that_of_owasp() {
        let phc = hash(&secret("a"), PasswordCost::default()).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert_eq!(verify(&secret("a"), &phc), Ok(true));
    }

    #[test]
    fn a_broken_hash_is_an_error_and_not_a_wrong_password() {
        for phc in [
            "",
            "secret",
            "$argon2id$v=19$m=8,t=1,p=1",
            "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ",
            "$scrypt$ln=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA",
        ] {
            assert_eq!(
                verify(&secret("a"), phc),
                Err(PasswordError::BrokenHash),
                "{phc}"
            );
            assert!(needs_rehash(phc, CHEAP), "{phc}");
        }
        let absurd = PasswordCost {
            memory_kib: 0,
            ..CHEAP
        };
        assert_eq!(hash(&secret("a"), absurd), Err(PasswordError::Cost));
    }

    #[test]
    fn nobody_is_verified_at_full_cost() {
        let phc = "$argon2id$v=19$m=8,t=1,p=1$bm9ib2R5bm9ib2R5$bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm8";
        assert_eq!(
            verify(&secret("a"), phc),
            Ok(false),
            "must reach the comparison"
        );
        assert!(!needs_rehash(phc, CHEAP));
        pretend_to_verify(&secret("a"), CHEAP);
    }

    #[test]
    fn a_hash_is_renewed_when_the_cost_changes() {
        let phc = hash(&secret("a"), CHEAP).unwrap();
        assert!(!needs_rehash(&phc, CHEAP));
        assert!(needs_rehash(&phc, PasswordCost::RECOMMENDED));
        assert!(needs_rehash(&phc.replace("argon2id", "argon2i"), CHEAP));
        assert!(needs_rehash(&phc.replace("v=19", "v=16"), CHEAP));
    }

    #[test]
    fn passwords_are_refused_for_every_reason_there_is() {
        let long = "k7 ".repeat(50);
        for (password, problems) in [
            ("mưa rào tháng bảy", vec![]),
            ("velvet trumpet ninety geese", vec![]),
            ("x9!Rt2#kLq0v", vec![]),
            ("Xk2vR9tm", vec![TooShort]),
            (&long, vec![TooLong]),
            ("Password2024!!", vec![Common]),
            ("Mật khẩu 123456", vec![Common]),
            ("2025daihoidang!", vec![Common]),
            ("P@ssw0rd12345", vec![Common]),
            ("matkhaumatkhau", vec![Common]),
            ("dangcongsanvietnam", vec![Common]),
            ("LAN.nguyen-mùa-thu", vec![ContainsUserName]),
            ("aaaaaaaaaaaa", vec![Repeated, Sequence]),
            ("111122223333", vec![Sequence]),
            ("x7x7x7x7x7x7", vec![Repeated]),
            ("123456789012", vec![Sequence]),
            ("12345678910", vec![TooShort, Common]),
            ("zyxwvutsrqpo", vec![Sequence]),
            ("qwertyasdfgh", vec![Sequence]),
            ("abcabcabcabc", vec![Repeated, Sequence]),
            ("123abc456def", vec![Sequence]),
            ("password", vec![TooShort, Common]),
            ("", vec![TooShort]),
            ("            ", vec![Repeated]),
        ] {
            let found = check(&secret(password), "lan.nguyen@langson.vn");
            assert_eq!(found, problems, "{password}");
        }
        assert!(check(&secret("mưa rào tháng bảy"), "").is_empty());
        assert_eq!(TooShort.code(), "password_too_short");
    }

    #[test]
    fn the_list_of_common_passwords_is_folded_and_without_doubles() {
        let entries: Vec<&str> = COMMON_PASSWORDS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert!(entries.iter().filter(|entry| entry.len() >= 8).count() >= 1_000);
        assert_eq!(entries.iter().collect::<HashSet<_>>().len(), entries.len());
        for entry in entries {
            assert_eq!(squeezed(entry), entry);
            assert!(entry.len() >= 5, "{entry}");
        }
    }

    #[test]
    fn a_secret_is_never_printed() {
        let hidden: Secret = serde_json::from_str("\"mưa rào\"").unwrap();
        assert_eq!(format!("{hidden:?}"), "Secret(hidden)");
        assert_eq!(hidden.expose(), "mưa rào");
    }
}
