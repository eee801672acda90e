//! Where password hashing meets the server: off the event loop, and only a few at a time.
//!
//! A hash takes 19 MiB and tens of milliseconds by intention, so whoever sends passwords could occupy every
//! thread that answers readers. A [`Turn`] is waited for; whoever holds it through checking, hashing *and* the
//! counting of a failure also cannot race past the [lock-out](super::lockout) with many tries at once.

use std::sync::LazyLock;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::password::{self, PasswordCost, Secret, UNUSABLE};
use crate::error::Error;

/// One hash for each core: more would only wait for each other.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    Semaphore::new(std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get))
});

/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(15);

/// The right to hash, until it is dropped.
pub struct Turn {
    _permit: SemaphorePermit<'static>,
}

/// Waits for a turn.
///
/// # Errors
/// [`Error::Busy`] when none comes in time.
pub async fn turn() -> Result<Turn, Error> {
    match tokio::time::timeout(PATIENCE, TURNS.acquire()).await {
        Ok(Ok(permit)) => Ok(Turn { _permit: permit }),
        Ok(Err(_)) | Err(_) => Err(Error::Busy),
    }
}

impl Turn {
    /// Hashes a password.
    ///
    /// # Errors
    /// Internal, when there is no memory for it.
    pub async fn hash(&self, password: &Secret, cost: PasswordCost) -> Result<String, Error> {
        let password = password.clone();
        tokio::task::spawn_blocking(move || password::hash(&password, cost))
            .await?
            .map_err(|error| Error::caused("hashing a password", error))
    }

    /// Whether a password is the one that was hashed. Without a hash, or with one that opens nothing, takes
    /// as long and says no.
    ///
    /// # Errors
    /// Internal, when the stored hash is broken or there is no memory.
    pub async fn verify(
        &self,
        password: &Secret,
        phc: Option<&str>,
        cost: PasswordCost,
    ) -> Result<bool, Error> {
        let password = password.clone();
        let phc = phc.filter(|phc| *phc != UNUSABLE).map(ToOwned::to_owned);
        tokio::task::spawn_blocking(move || match phc {
            Some(phc) => password::verify(&password, &phc),
            None => {
                password::pretend_to_verify(&password, cost);
                Ok(false)
            }
        })
        .await?
        .map_err(|error| Error::caused("comparing a password", error))
    }
}
