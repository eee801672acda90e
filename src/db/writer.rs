//! The write door on SQLite: one thread, group commit.
//!
//! SQLite lets one connection write at a time. Instead of letting connections fight for the lock, one
//! thread takes what is waiting (up to [`GROUP`] pieces of work), does each in a savepoint of one
//! transaction, commits once, and only then answers every caller.
//!
//! **Invariants.** Nobody hears "done" before the COMMIT. A failed COMMIT is told to all of its group.
//! Work that fails or panics is rolled back alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use tokio::sync::oneshot;

use super::AnyConnection;
use crate::error::Error;

/// The most pieces of work in one COMMIT.
const GROUP: usize = 256;

/// Done inside the group's transaction; gives back how to tell the caller, and whether there was room for it.
type Job = Box<dyn FnOnce(&mut AnyConnection) -> (Telling, Room) + Send>;

/// Whether the file took what was written. Where it did not, SQLite may have rolled back the whole transaction, and
/// nothing more may be done in it: what follows would be in one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    Enough,
    None,
}
/// Called after the COMMIT, with its failure if it failed.
type Telling = Box<dyn FnOnce(Option<&Error>) + Send>;

/// The writing thread and its queue.
pub struct Writer {
    queue: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread that owns the one writing connection.
    pub fn start(mut conn: AnyConnection) -> Result<Self, String> {
        let (queue, jobs) = channel();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || work_off(&mut conn, &jobs))
            .map_err(|error| format!("cannot start the writing thread: {error}"))?;
        Ok(Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Queues a piece of work; the receiver hears of it after the COMMIT.
    pub fn submit<T, F>(&self, work: F) -> Result<oneshot::Receiver<Result<T, Error>>, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |conn| {
            let outcome = in_savepoint(conn, work);
            let room = match outcome {
                Err(Error::CannotStore) => Room::None,
                _ => Room::Enough,
            };
            let telling: Telling = Box::new(move |failure: Option<&Error>| {
                // A caller that went away has no use for the answer.
                let _ = tell.send(match failure {
                    None => outcome,
                    Some(Error::CannotStore) => Err(Error::CannotStore),
                    Some(Error::Busy) => Err(Error::Busy),
                    Some(failure) => Err(Error::internal(format!("COMMIT failed: {failure}"))),
                });
            });
            (telling, room)
        });
        let queue = self
            .queue
            .lock()
            .map_err(|_| Error::internal("the write queue is poisoned"))?;
        let Some(queue) = queue.as_ref() else {
            return Err(Error::Busy);
        };
        queue
            .send(job)
            .map_err(|_| Error::internal("the writer stopped"))?;
        Ok(told)
    }

    /// Takes no more work, does what is queued, and ends the thread.
    pub fn finish(&self) {
        if let Ok(mut queue) = self.queue.lock() {
            queue.take();
        }
        if let Ok(mut thread) = self.thread.lock()
            && let Some(thread) = thread.take()
        {
            let _ = thread.join();
        }
    }
}

fn in_savepoint<T>(
    conn: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut no_room = false;
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        conn.transaction(|conn| {
            work(conn).inspect_err(|error| no_room = matches!(error, Error::CannotStore))
        })
    }));
    if no_room {
        // The savepoint may be gone already; that is not what the caller has to hear.
        return Err(Error::CannotStore);
    }
    attempt.unwrap_or_else(|_| {
        // The panic left the savepoint open.
        while depth(conn) > 1 {
            let _ = <AnyConnection as Connection>::TransactionManager::rollback_transaction(conn);
        }
        Err(Error::internal("a write panicked"))
    })
}

fn depth(conn: &mut AnyConnection) -> u32 {
    let AnyConnection::Sqlite(conn) = conn else {
        return 0;
    };
    AnsiTransactionManager::transaction_manager_status_mut(conn)
        .transaction_depth()
        .ok()
        .flatten()
        .map_or(0, std::num::NonZeroU32::get)
}

fn work_off(conn: &mut AnyConnection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut tellings = Vec::new();
        let mut room = Room::Enough;
        let committed = conn.serialised(|conn| {
            let mut does = |job: Job| {
                let (telling, left) = job(conn);
                tellings.push(telling);
                left
            };
            room = does(first);
            let mut done = 1;
            while room == Room::Enough
                && done < GROUP
                && let Ok(next) = jobs.try_recv()
            {
                room = does(next);
                done += 1;
            }
            Ok(())
        });
        let failure = match (committed, room) {
            (Ok(()), _) => None,
            (Err(_), Room::None) => Some(Error::CannotStore),
            (Err(error), Room::Enough) => Some(error),
        };
        if let Some(failure) = &failure {
            tracing::error!(
                %failure,
                writes = tellings.len(),
                "a group of writes was not committed"
            );
        }
        for tell in tellings {
            tell(failure.as_ref());
        }
    }
}
