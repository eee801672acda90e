//! The check.

use std::collections::VecDeque;

use super::store::{self, EntryRow, HeadRow, Place, SealRow};
use crate::audit::model::{
    AuditEntry, Checkpoint, Extent, Fault, FaultKind, Head, SubjectId, Verdict,
};
use crate::audit::rules::{self, Link};
use crate::db::AnyConnection;
use crate::error::Error;

/// How many rows of each list are in memory.
const PAGE: i64 = 1000;

/// Checks the whole record; with the head that somebody wrote down (whole, or as printed on minutes), also
/// that the record still contains it.
///
/// Opens a transaction of its own, so it is not for use inside one.
///
/// # Errors
/// [`Error::Invalid`] when what was written down is not a hash; else as the database.
pub fn verify(conn: &mut AnyConnection, known_head: Option<&str>) -> Result<Verdict, Error> {
    let known = known_head
        .map(|written| rules::read_hash(written).ok_or_else(|| Error::invalid("/head", "hash")))
        .transpose()?;
    conn.snapshot(|conn| {
        let mut check = Check::of(conn, known);
        match check.everything() {
            Ok(()) => Ok(Verdict::Whole(check.extent)),
            Err(Stop::Found(fault)) => Ok(Verdict::Broken(fault)),
            Err(Stop::Failed(error)) => Err(error),
        }
    })
}

/// Why the check ends before its end.
enum Stop {
    Found(Fault),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// One chain: its subject's kind as the rows have it, and key.
type Chain = (String, SubjectId);

fn in_chain(chain: &Chain, kind: FaultKind, seq: i64) -> Stop {
    Stop::Found(Fault {
        kind,
        subject: Some(chain.clone()),
        seq: Some(seq),
    })
}

fn at_checkpoint(kind: FaultKind, seq: i64) -> Stop {
    Stop::Found(Fault {
        kind,
        subject: None,
        seq: Some(seq),
    })
}

/// Whether the row, not the database, is at fault.
fn is_unreadable(error: &Error) -> bool {
    matches!(
        error,
        Error::Database(diesel::result::Error::DeserializationError(_))
    )
}

/// Loads a page; when one of its rows cannot be read, only the first row, so that the check goes on up to the
/// unreadable one.
fn load_page<T>(mut load: impl FnMut(i64) -> Result<Vec<T>, Error>) -> Result<Vec<T>, Error> {
    match load(PAGE) {
        Err(error) if is_unreadable(&error) => load(1),
        page => page,
    }
}

/// One of the sorted lists.
struct Sorted<T> {
    rows: VecDeque<T>,
    after: Place,
    ended: bool,
    load: fn(&mut AnyConnection, &Place, i64) -> Result<Vec<T>, Error>,
    place: fn(&T) -> Place,
}

impl<T> Sorted<T> {
    fn new(
        load: fn(&mut AnyConnection, &Place, i64) -> Result<Vec<T>, Error>,
        place: fn(&T) -> Place,
    ) -> Self {
        Self {
            rows: VecDeque::new(),
            after: Place::beginning(),
            ended: false,
            load,
            place,
        }
    }

    fn peek(&mut self, conn: &mut AnyConnection) -> Result<Option<&T>, Stop> {
        if self.rows.is_empty() && !self.ended {
            let page = load_page(|limit| (self.load)(conn, &self.after, limit));
            let page = match page {
                Err(error) if is_unreadable(&error) => {
                    return Err(unreadable(conn, &self.after)?);
                }
                page => page?,
            };
            match page.last() {
                Some(last) => self.after = (self.place)(last),
                None => self.ended = true,
            }
            self.rows = page.into();
        }
        Ok(self.rows.front())
    }

    fn chain(&mut self, conn: &mut AnyConnection) -> Result<Option<Chain>, Stop> {
        let place = self.place;
        Ok(self.peek(conn)?.map(|row| {
            let place = place(row);
            (place.kind, place.id)
        }))
    }

    fn next_of(&mut self, conn: &mut AnyConnection, chain: &Chain) -> Result<Option<T>, Stop> {
        if self.chain(conn)?.as_ref() == Some(chain) {
            return Ok(self.rows.pop_front());
        }
        Ok(None)
    }
}

fn unreadable(conn: &mut AnyConnection, after: &Place) -> Result<Stop, Error> {
    let place = store::entry_place_after(conn, after)?;
    Ok(Stop::Found(Fault {
        kind: FaultKind::EntryUnreadable,
        subject: place.as_ref().map(|place| (place.kind.clone(), place.id)),
        seq: place.map(|place| place.n),
    }))
}

/// The check as it goes on.
struct Check<'a> {
    conn: &'a mut AnyConnection,
    entries: Sorted<EntryRow>,
    heads: Sorted<HeadRow>,
    seals: Sorted<SealRow>,
    known: Option<String>,
    known_seen: bool,
    extent: Extent,
}

impl<'a> Check<'a> {
    fn of(conn: &'a mut AnyConnection, known: Option<String>) -> Self {
        Self {
            conn,
            entries: Sorted::new(store::entries_after, EntryRow::place),
            heads: Sorted::new(store::heads_after, HeadRow::place),
            seals: Sorted::new(store::seals_after, SealRow::place),
            known,
            known_seen: false,
            extent: Extent::default(),
        }
    }

    fn everything(&mut self) -> Result<(), Stop> {
        while let Some(chain) = self.next_chain()? {
            self.chain(&chain)?;
        }
        self.histories()?;
        self.checkpoints()?;
        if self.known.is_some() && !self.known_seen {
            return Err(Stop::Found(Fault {
                kind: FaultKind::KnownHeadAbsent,
                subject: None,
                seq: None,
            }));
        }
        Ok(())
    }

    /// Every step of a plan and of a congress is in its chain as well as in its history: a history without a chain tells of
    /// one that is gone with its head and its seals.
    fn histories(&mut self) -> Result<(), Stop> {
        match store::history_without_chain(self.conn)? {
            Some(place) => {
                let chain = (place.kind, place.id);
                Err(in_chain(&chain, FaultKind::ChainVanished, 1))
            }
            None => Ok(()),
        }
    }

    /// The first chain of which any of the three lists still tells.
    fn next_chain(&mut self) -> Result<Option<Chain>, Stop> {
        let told = [
            self.entries.chain(self.conn)?,
            self.heads.chain(self.conn)?,
            self.seals.chain(self.conn)?,
        ];
        Ok(told.into_iter().flatten().min())
    }

    fn chain(&mut self, chain: &Chain) -> Result<(), Stop> {
        let mut last: Option<Link> = None;
        let mut sealed = 0;
        while let Some(row) = self.entries.next_of(self.conn, chain)? {
            let seq = row.place().n;
            let entry = row
                .entry()
                .ok_or_else(|| in_chain(chain, FaultKind::EntryChanged, seq))?;
            if let Some((kind, seq)) = rules::entry_fault(last.as_ref(), &entry) {
                return Err(in_chain(chain, kind, seq));
            }
            sealed = self.seals_up_to(chain, &entry, sealed)?;
            self.note(&entry.hash);
            self.extent.entries += 1;
            last = Some(Link {
                seq: entry.seq,
                hash: entry.hash,
            });
        }
        self.end_of_chain(chain, last.as_ref(), sealed)?;
        self.extent.chains += 1;
        Ok(())
    }

    /// Holds the seals against the entry that they sealed; gives the place of the last seal.
    fn seals_up_to(
        &mut self,
        chain: &Chain,
        entry: &AuditEntry,
        mut sealed: i64,
    ) -> Result<i64, Stop> {
        loop {
            let due = self
                .seals
                .peek(self.conn)?
                .is_some_and(|seal| seal.seq <= entry.seq);
            let seal = if due {
                self.seals.next_of(self.conn, chain)?
            } else {
                None
            };
            let Some(seal) = seal else {
                return Ok(sealed);
            };
            if seal.seq < entry.seq || seal.seq <= sealed {
                return Err(in_chain(chain, FaultKind::SealInserted, seal.seq));
            }
            if seal.hash != entry.hash {
                return Err(in_chain(chain, FaultKind::SealContradicted, seal.seq));
            }
            sealed = seal.seq;
        }
    }

    fn end_of_chain(
        &mut self,
        chain: &Chain,
        last: Option<&Link>,
        sealed: i64,
    ) -> Result<(), Stop> {
        if let Some(seal) = self.seals.next_of(self.conn, chain)? {
            return Err(match last {
                Some(last) => in_chain(chain, FaultKind::EntryMissing, last.seq + 1),
                None => in_chain(chain, FaultKind::ChainVanished, seal.seq),
            });
        }
        let head = self.heads.next_of(self.conn, chain)?;
        let head = head.map(|head| {
            let link = Link {
                seq: head.seq,
                hash: head.hash,
            };
            (link, head.sealed_seq)
        });
        let head = head.as_ref().map(|(link, sealed)| (link, *sealed));
        match rules::end_fault(last, sealed, head) {
            Some((kind, seq)) => Err(in_chain(chain, kind, seq)),
            None => Ok(()),
        }
    }

    fn checkpoints(&mut self) -> Result<(), Stop> {
        let mut last: Option<Link> = None;
        loop {
            let after = last.as_ref().map_or(0, |last| last.seq);
            let page = self.checkpoint_page(after)?;
            if page.is_empty() {
                break;
            }
            for checkpoint in page {
                if let Some((kind, seq)) = rules::checkpoint_fault(last.as_ref(), &checkpoint) {
                    return Err(at_checkpoint(kind, seq));
                }
                self.seals_of(&checkpoint)?;
                self.note(&checkpoint.hash);
                self.extent.checkpoints += 1;
                last = Some(Link {
                    seq: checkpoint.seq,
                    hash: checkpoint.hash,
                });
            }
        }
        let end = last.as_ref().map_or(0, |last| last.seq);
        if store::seal_beyond(self.conn, end)?.is_some() {
            return Err(at_checkpoint(FaultKind::CheckpointMissing, end + 1));
        }
        self.extent.last_checkpoint = last.map(|last| last.hash);
        Ok(())
    }

    fn checkpoint_page(&mut self, after: i64) -> Result<Vec<Checkpoint>, Stop> {
        let page = load_page(|limit| store::checkpoints_after(self.conn, after, limit));
        match page {
            Err(error) if is_unreadable(&error) => {
                Err(at_checkpoint(FaultKind::CheckpointChanged, after + 1))
            }
            page => Ok(page?),
        }
    }

    /// Holds the seals of a checkpoint against its count and its root.
    fn seals_of(&mut self, checkpoint: &Checkpoint) -> Result<(), Stop> {
        let changed = || at_checkpoint(FaultKind::SealsChanged, checkpoint.seq);
        let seals = store::seals_of(self.conn, checkpoint.seq, checkpoint.sealed + 1)?;
        if i64::try_from(seals.len()).ok() != Some(checkpoint.sealed) {
            return Err(changed());
        }
        let heads: Option<Vec<Head>> = seals.iter().map(SealRow::head).collect();
        let leaves = heads.ok_or_else(changed)?.iter().map(rules::leaf).collect();
        if rules::merkle_root(leaves) == checkpoint.root {
            Ok(())
        } else {
            Err(changed())
        }
    }

    fn note(&mut self, hash: &str) {
        if let Some(known) = &self.known {
            self.known_seen |= hash.starts_with(known.as_str());
        }
    }
}
