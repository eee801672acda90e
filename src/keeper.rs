//! What is done in the background: numbering events, sealing the audit chains, folding progress, forgetting
//! what has run out, removing files that no version has.
//!
//! Every task is safe to run in several copies of the program at once, and to be killed at any moment.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::AppState;
use crate::error::Error;
use crate::{audit, event, idempotency, progress};

/// The background tasks of a running application.
pub struct Keeper {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Starts them.
pub fn start(state: AppState) -> Keeper {
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(keep(state, stopped));
    Keeper { stop, task }
}

impl Keeper {
    /// Lets the round in progress end, then seals once more.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

/// One round a second; what is dearer is done in every so-manieth round.
async fn keep(state: AppState, mut stopped: watch::Receiver<bool>) {
    let mut round: u64 = 0;
    loop {
        tokio::select! {
            _ = stopped.changed() => break,
            () = tokio::time::sleep(Duration::from_secs(1)) => (),
        }
        round += 1;
        report("numbering events", number_events(&state).await);
        report("folding progress", fold_progress(&state).await);
        if round.is_multiple_of(60) {
            report("sealing the audit chains", seal(&state).await);
        }
        if round % 600 == 1 {
            report(
                "following units that move today",
                follow_moves(&state).await,
            );
        }
        if round.is_multiple_of(3600) {
            report("forgetting what has run out", forget(&state).await);
            report(
                "removing files without a version",
                remove_orphans(&state).await,
            );
        }
    }
    report("numbering events", number_events(&state).await);
    report("folding progress", fold_progress(&state).await);
    report("sealing the audit chains", seal(&state).await);
}

fn report(what: &str, done: Result<(), Error>) {
    if let Err(error) = done {
        tracing::warn!(%error, "{what} did not succeed and will be tried again");
    }
}

async fn number_events(state: &AppState) -> Result<(), Error> {
    while state.db.write(event::service::number).await? == event::service::NUMBERED_AT_ONCE {}
    Ok(())
}

async fn seal(state: &AppState) -> Result<(), Error> {
    let now = state.clock.now();
    loop {
        let checkpoint = state
            .db
            .write(move |conn| audit::service::seal(conn, now))
            .await?;
        if checkpoint.is_none_or(|checkpoint| checkpoint.sealed < audit::service::SEALED_AT_ONCE) {
            return Ok(());
        }
    }
}

/// Folds what has changed into the counts of progress.
async fn fold_progress(state: &AppState) -> Result<(), Error> {
    while state.db.write(progress::counters::service::fold).await?
        == progress::counters::service::FOLDED_AT_ONCE
    {}
    Ok(())
}

async fn follow_moves(state: &AppState) -> Result<(), Error> {
    let today = state.clock.today();
    state
        .db
        .write(move |conn| crate::placement::service::follow_due_moves(conn, today))
        .await
}

/// How many files are asked about at once.
const ASKED_AT_ONCE: usize = 200;

/// Removes the files that were kept for a version whose row was never written.
///
/// # Errors
/// As the database and the disk.
pub async fn remove_orphans(state: &AppState) -> Result<(), Error> {
    for settled in state.files.settled().await?.chunks(ASKED_AT_ONCE) {
        let hashes = settled.to_vec();
        let orphans = state
            .db
            .read(move |conn| crate::version::service::orphans(conn, &hashes))
            .await?;
        for orphan in orphans {
            state.files.remove_orphan(&orphan).await?;
            tracing::info!(sha256 = orphan, "a file without a version was removed");
        }
    }
    Ok(())
}

async fn forget(state: &AppState) -> Result<(), Error> {
    let now = state.clock.now();
    state
        .db
        .write(move |conn| {
            crate::session::service::forget_old(conn, now)?;
            crate::credential::service::forget_old(conn, now)?;
            crate::import::service::forget_old(conn, now)?;
            idempotency::store::forget_old(conn, now)
        })
        .await?;
    while state
        .db
        .write(move |conn| event::service::forget_old(conn, now))
        .await?
        > 0
    {}
    Ok(())
}
