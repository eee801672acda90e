//! The second factor: six digits from an authenticator app (RFC 6238).
//!
//! SHA-1, six digits, thirty seconds: the only settings every authenticator app honours.
//! The time is a parameter, and a code is accepted once: the caller stores the step that
//! [`verify`] returns and hands it back the next time.

use std::fmt;

use totp_rs::{Algorithm, Builder, Secret as SharedKey, Totp};

/// Who the codes are for, as the authenticator app shows it.
pub const ISSUER: &str = "daihoi";

/// The length of a time step in seconds.
pub const STEP_SECONDS: i64 = 30;

/// How many steps a clock may be behind or ahead.
const SKEW_STEPS: i64 = 1;

const DIGITS: u8 = 6;

/// Why a second factor could not be set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TotpError {
    /// The stored secret is not base32 or has fewer than 128 bits.
    #[error("the secret of the second factor is not a base32 text of at least 128 bits")]
    BrokenSecret,
    /// The account name is empty or holds a colon, which a provisioning URI cannot carry.
    #[error("the account name cannot stand in a provisioning URI")]
    AccountName,
}

/// The key shared with the authenticator app, in base32. Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(String);

impl TotpSecret {
    /// A fresh secret of 160 random bits.
    pub fn generate() -> Self {
        Self(SharedKey::generate().to_base32())
    }

    /// Reads a stored secret.
    ///
    /// # Errors
    /// [`TotpError::BrokenSecret`] when it is not base32 or too short.
    pub fn from_base32(text: &str) -> Result<Self, TotpError> {
        let secret = Self(text.trim().to_ascii_uppercase());
        totp(&secret, None)?;
        Ok(secret)
    }

    /// The secret itself, to be stored or typed into an app by hand. Keep it out of logs.
    pub fn expose_base32(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TotpSecret(hidden)")
    }
}

/// The `otpauth://` address that an authenticator app reads (as a link or a QR code).
///
/// # Errors
/// [`TotpError::AccountName`] when the account name is empty or holds a colon.
pub fn provisioning_uri(secret: &TotpSecret, account_name: &str) -> Result<String, TotpError> {
    if account_name.is_empty() || account_name.contains(':') {
        return Err(TotpError::AccountName);
    }
    totp(secret, Some(account_name))?
        .to_url()
        .map_err(|_| TotpError::AccountName)
}

/// Checks a code at an instant and returns the time step it belongs to, or `None` if refused.
///
/// A code of the step before or after is accepted, for clocks that differ. No step up to
/// `last_used_step` is: store the returned step in the transaction that admits the person, so
/// that a code seen over a shoulder cannot be used again. Spaces in the code do not matter.
pub fn verify(
    secret: &TotpSecret,
    code: &str,
    now_unix_seconds: i64,
    last_used_step: Option<i64>,
) -> Option<i64> {
    let digits: String = code
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let totp = totp(secret, None).ok()?;
    let this_step = now_unix_seconds.div_euclid(STEP_SECONDS);
    (this_step.saturating_sub(SKEW_STEPS)..=this_step.saturating_add(SKEW_STEPS))
        .filter(|&step| last_used_step.is_none_or(|used| step > used))
        .find(|&step| is_code_of_step(&totp, &digits, step))
}

fn is_code_of_step(totp: &Totp, digits: &str, step: i64) -> bool {
    let start = step.checked_mul(STEP_SECONDS).map(u64::try_from);
    match start {
        Some(Ok(start)) => totp.check(digits, start).is_some(),
        // Before 1970 or past the end of time: no code belongs there.
        Some(Err(_)) | None => false,
    }
}

fn totp(secret: &TotpSecret, account_name: Option<&str>) -> Result<Totp, TotpError> {
    let key = SharedKey::try_from_base32(&secret.0).map_err(|_| TotpError::BrokenSecret)?;
    // The library's own window is closed: each step is tried alone, so that a used one is skipped.
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_skew(0)
        .with_step_duration(STEP_SECONDS.unsigned_abs())
        .with_secret(key)
        .with_issuer(Some(ISSUER))
        .with_account_name(account_name.unwrap_or_default())
        .build()
        .map_err(|_| TotpError::BrokenSecret)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B: the ASCII text `12345678901234567890`.
    fn rfc_secret() -> TotpSecret {
        TotpSecret::from_base32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap()
    }

    #[test]
    fn rfc_6238_vectors_are_accepted_at_their_time() {
        // Appendix B prints eight digits; ours are the last six.
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(
                verify(&rfc_secret(), code, time, None),
                Some(time / 30),
                "{time}"
            );
        }
    }

    #[test]
    fn one_step_of_skew_is_forgiven_and_no_more() {
        let code = "005924";
        let step = 1_234_567_890 / 30;
        for (offset, accepted) in [
            (-60, false),
            (-30, true),
            (0, true),
            (30, true),
            (60, false),
        ] {
            let found = verify(&rfc_secret(), code, step * 30 + offset, None);
            assert_eq!(found, accepted.then_some(step), "{offset}");
        }
    }

    #[test]
    fn a_code_is_accepted_once() {
        let now = 1_234_567_890;
        let step = verify(&rfc_secret(), "005 924", now, None).unwrap();
        assert_eq!(verify(&rfc_secret(), "005924", now, Some(step)), None);
        assert_eq!(verify(&rfc_secret(), "005924", now, Some(step + 1)), None);
        assert_eq!(
            verify(&rfc_secret(), "005924", now, Some(step - 1)),
            Some(step)
        );
    }

    #[test]
    fn nonsense_is_refused_quietly() {
        for code in ["", "12345", "1234567", "abcdef", "+12345", "５９２４００"] {
            assert_eq!(
                verify(&rfc_secret(), code, 1_234_567_890, None),
                None,
                "{code}"
            );
        }
        for now in [-1, i64::MIN, i64::MAX] {
            assert_eq!(verify(&rfc_secret(), "287082", now, None), None);
        }
    }

    #[test]
    fn secrets_are_random_readable_again_and_never_printed() {
        let secret = TotpSecret::generate();
        assert_ne!(secret, TotpSecret::generate());
        assert_eq!(
            TotpSecret::from_base32(secret.expose_base32()).unwrap(),
            secret
        );
        assert!(!format!("{secret:?}").contains(secret.expose_base32()));
        for broken in [
            "",
            "GEZDGNBV",
            "not base32!",
            "1111111111111111111111111111111",
        ] {
            assert_eq!(
                TotpSecret::from_base32(broken),
                Err(TotpError::BrokenSecret)
            );
        }
    }

    #[test]
    fn the_address_names_issuer_and_account() {
        let uri = provisioning_uri(&rfc_secret(), "lan.nguyen").unwrap();
        assert!(
            uri.starts_with("otpauth://totp/daihoi:lan.nguyen?"),
            "{uri}"
        );
        assert!(
            uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            "{uri}"
        );
        assert!(uri.contains("issuer=daihoi"), "{uri}");
        for name in ["", "a:b"] {
            assert_eq!(
                provisioning_uri(&rfc_secret(), name),
                Err(TotpError::AccountName)
            );
        }
    }
}
