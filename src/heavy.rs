//! Work that keeps a processor busy for long: off the event loop, with no connection to the database, and only a few
//! pieces of it at once, so that whoever sends many large files waits for their own and nobody else waits for them.

use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::error::Error;

/// One piece of work for every two processors: the others stay for everybody else.
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(at_once())));

fn at_once() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    processors.div_ceil(2)
}

/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// Does the work when its turn comes.
///
/// # Errors
/// [`Error::Busy`] when no turn comes in time; internal, when the work breaks off.
pub async fn heavy<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let turn = match tokio::time::timeout(PATIENCE, TURNS.clone().acquire_owned()).await {
        Ok(Ok(turn)) => turn,
        Ok(Err(_)) | Err(_) => return Err(Error::Busy),
    };
    let done = tokio::task::spawn_blocking(move || {
        // Held by the work itself: whoever asked may have gone away, and the work goes on.
        let _turn = turn;
        work()
    });
    Ok(done.await?)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static AT_ONCE: AtomicUsize = AtomicUsize::new(0);

    #[tokio::test]
    async fn only_a_few_pieces_are_done_at_once_even_when_nobody_waits_for_them() {
        let most = at_once();
        let work = || {
            let now = AT_ONCE.fetch_add(1, Ordering::SeqCst) + 1;
            std::thread::sleep(Duration::from_millis(20));
            AT_ONCE.fetch_sub(1, Ordering::SeqCst);
            now
        };
        for _ in 0..most {
            // Whoever asked goes away at once.
            let _ = tokio::time::timeout(Duration::from_millis(1), heavy(work)).await;
        }
        let pieces = (0..most * 4).map(|_| heavy(work));
        for seen in futures_util::future::join_all(pieces).await {
            assert!(seen.unwrap() <= most);
        }
    }
}
