//! Access tokens, and the other secrets that are handed out once and kept only as a hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rand::RngExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::db::time::Instant;
use crate::error::Error;
use crate::user::model::{SessionId, UserId};

/// How long an access token holds.
pub const ACCESS_MINUTES: i64 = 15;

/// What an access token says: whose it is, and which session row stands behind it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The account.
    pub sub: UserId,
    /// The session; when it is revoked the token is void at once.
    pub jti: SessionId,
    /// Seconds since 1970.
    pub iat: i64,
    /// Seconds since 1970; judged by the program's own clock, not the machine's.
    pub exp: i64,
}

/// Signs and reads access tokens, and keys the fingerprints of requests.
#[derive(Clone)]
pub struct TokenKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
    fingerprints: EncodingKey,
}

impl TokenKey {
    /// A key from at least 32 secret bytes.
    pub fn new(secret: &[u8]) -> Self {
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            fingerprints: EncodingKey::from_secret(&for_fingerprints(secret)),
        }
    }

    /// What is kept of a request that may be repeated: HMAC-SHA256 over these parts. Under the installation's secret,
    /// so that nobody who reads the rows can try out what was sent: the figures of a count are few.
    ///
    /// # Errors
    /// Internal, should the algorithm be missing.
    pub fn fingerprint(&self, parts: &[&str]) -> Result<String, Error> {
        let mut message = Vec::new();
        for part in parts {
            message.extend((part.len() as u64).to_be_bytes());
            message.extend(part.as_bytes());
        }
        jsonwebtoken::crypto::sign(&message, &self.fingerprints, Algorithm::HS256)
            .map_err(|error| Error::caused("keying a fingerprint", error))
    }

    /// A token for the session, good for [`ACCESS_MINUTES`] from now.
    ///
    /// # Errors
    /// Internal, should signing fail.
    pub fn sign(&self, user: UserId, session: SessionId, now: Instant) -> Result<String, Error> {
        let exp = now.plus(TimeDelta::minutes(ACCESS_MINUTES)).unix_seconds();
        let claims = Claims {
            sub: user,
            jti: session,
            iat: now.unix_seconds(),
            exp,
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(|error| Error::caused("signing a token", error))
    }

    /// Reads a token that this program signed and that has not run out.
    ///
    /// # Errors
    /// [`Error::Anonymous`] with `token_invalid` or `token_expired`.
    pub fn read(&self, token: &str, now: Instant) -> Result<Claims, Error> {
        let mut validation = Validation::new(Algorithm::HS256);
        // The library would ask the machine's clock.
        validation.validate_exp = false;
        validation.required_spec_claims.clear();
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation)
            .map_err(|_| Error::Anonymous("token_invalid"))?
            .claims;
        if claims.exp <= now.unix_seconds() {
            Err(Error::Anonymous("token_expired"))
        } else {
            Ok(claims)
        }
    }
}

/// A key of its own, so that no fingerprint is ever the signature of a token.
fn for_fingerprints(secret: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"daihoi fingerprints of requests ");
    hash.update(secret);
    hash.finalize().into()
}

/// A new secret of 256 bits to hand out once, with a prefix that says what it is.
pub fn new_secret(prefix: &str) -> String {
    let bytes: [u8; 32] = rand::rng().random();
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a handed-out secret. It is random and long, so a plain hash is enough.
pub fn digest(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// How the secrets of integrators begin.
pub const API_TOKEN_PREFIX: &str = "dht_";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_of_its_parts_and_of_this_secret_only() {
        let own = TokenKey::new(b"one secret of thirty-two bytes or so");
        let other = TokenKey::new(b"another secret of thirty-two bytes..");
        let made = own.fingerprint(&["a", "b"]).unwrap();
        assert_eq!(made, own.fingerprint(&["a", "b"]).unwrap());
        assert_ne!(made, own.fingerprint(&["ab", ""]).unwrap());
        assert_ne!(made, own.fingerprint(&["b", "a"]).unwrap());
        assert_ne!(made, other.fingerprint(&["a", "b"]).unwrap());
    }
}
