//! Hearing that something has happened, so that a page can follow without asking over and over.
//!
//! Whoever gives events their positions tells where they happened. On SQLite there is one program, and it tells itself
//! after the commit. On PostgreSQL several may serve one database: [`notify`] says it with NOTIFY in the transaction of
//! the positions, and each program [`listen`]s on a connection of its own. NOTIFY is kept out of the transactions of
//! people's work, because PostgreSQL lets those that notify commit only one after the other.
//!
//! News are hints, never data: who hears one reads again, and one too many does no harm.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryResult, RunQueryDsl};
use tokio::sync::broadcast;

use super::AnyConnection;
use super::path::UnitPath;
use crate::error::Error;

/// What is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Something happened at this place of the tree.
    At(UnitPath),
    /// Something may have happened anywhere: much at once, or a connection that was lost meanwhile.
    Anywhere,
    /// The program is about to end.
    Ending,
}

/// How many news wait for a follower before it is told only that it missed some.
const WAITING: usize = 256;

/// More places than these are told as [`News::Anywhere`].
const PLACES: usize = 50;

/// Tells everybody in this program who follows.
#[derive(Debug, Clone)]
pub struct Crier(broadcast::Sender<News>);

impl Default for Crier {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Crier {
    /// Follows from now on.
    pub fn follow(&self) -> broadcast::Receiver<News> {
        self.0.subscribe()
    }

    /// Tells; nobody need be listening.
    pub fn tell(&self, news: News) {
        let _ = self.0.send(news);
    }

    /// Tells where something happened.
    pub fn tell_of(&self, places: Vec<UnitPath>) {
        if places.len() > PLACES {
            return self.tell(News::Anywhere);
        }
        for place in places {
            self.tell(News::At(place));
        }
    }
}

/// The channel of PostgreSQL; an empty message means anywhere.
const CHANNEL: &str = "daihoi_news";

/// Tells the other programs that serve this database, once the transaction is committed. On SQLite there are none.
///
/// # Errors
/// As the database.
pub fn notify(conn: &mut AnyConnection, places: &[UnitPath]) -> Result<(), Error> {
    let AnyConnection::Postgres(conn) = conn else {
        return Ok(());
    };
    let said: Vec<&str> = if places.len() > PLACES {
        vec![""]
    } else {
        places.iter().map(UnitPath::as_str).collect()
    };
    for place in said {
        diesel::sql_query("SELECT pg_notify($1, $2)")
            .bind::<Text, _>(CHANNEL)
            .bind::<Text, _>(place)
            .execute(conn)?;
    }
    Ok(())
}

/// How often the connection is looked at: nothing is asked of the server for that.
const PAUSE: Duration = Duration::from_millis(250);

/// After so many looks the server is asked whether it is still there.
const LOOKS: u32 = 80;

/// The thread that hears what other programs tell.
#[derive(Debug)]
pub struct Ear {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Ear {
    /// Hears no more.
    pub fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.thread.join();
    }
}

/// Listens on a connection of its own, again and again when it is lost.
pub(super) fn listen(url: String, crier: Crier) -> Option<Ear> {
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let thread = std::thread::Builder::new()
        .name("ear".to_owned())
        .spawn(move || {
            while !stopped.load(Ordering::Relaxed) {
                if let Err(error) = hear(&url, &crier, &stopped) {
                    tracing::warn!(%error, "nothing is heard of other programs; listening again");
                }
                // What was told meanwhile is lost: whoever follows reads again.
                crier.tell(News::Anywhere);
                std::thread::sleep(PAUSE * 4);
            }
        });
    match thread {
        Ok(thread) => Some(Ear { stop, thread }),
        Err(error) => {
            tracing::error!(%error, "nothing will be heard of other programs");
            None
        }
    }
}

fn hear(url: &str, crier: &Crier, stopped: &AtomicBool) -> Result<(), String> {
    let mut conn = PgConnection::establish(url).map_err(|error| error.to_string())?;
    conn.batch_execute(&format!("LISTEN {CHANNEL}"))
        .map_err(|error| error.to_string())?;
    crier.tell(News::Anywhere);
    let mut looks = 0;
    while !stopped.load(Ordering::Relaxed) {
        look(&mut conn, crier).map_err(|error| error.to_string())?;
        looks += 1;
        if looks % LOOKS == 0 {
            conn.batch_execute("SELECT 1")
                .map_err(|error| error.to_string())?;
        }
        std::thread::sleep(PAUSE);
    }
    Ok(())
}

fn look(conn: &mut PgConnection, crier: &Crier) -> QueryResult<()> {
    for heard in conn.notifications_iter() {
        let place = heard?.payload;
        crier.tell(if place.is_empty() {
            News::Anywhere
        } else {
            News::At(UnitPath::heard(place))
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;

    #[test]
    fn many_places_at_once_are_told_as_one() {
        let crier = Crier::default();
        let mut heard = crier.follow();
        let place = || UnitPath::root(Id::<()>::new());
        let one = place();
        crier.tell_of(vec![one.clone()]);
        assert_eq!(heard.try_recv(), Ok(News::At(one)));
        crier.tell_of((0..=PLACES).map(|_| place()).collect());
        assert_eq!(heard.try_recv(), Ok(News::Anywhere));
        assert!(heard.try_recv().is_err());
    }
}
