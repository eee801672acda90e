//! How far the imports are that this copy of the program is working on. Kept in memory: until the commit, the database
//! of others knows nothing of them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use super::model::ImportId;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Far {
    /// Lines that are done. Judging a line is half of it, writing what comes of it the other half.
    pub done: i64,
    /// All lines.
    pub all: i64,
}

static UNDER_WAY: LazyLock<Mutex<HashMap<ImportId, Far>>> = LazyLock::new(Mutex::default);

fn counted(lines: usize) -> i64 {
    i64::try_from(lines).unwrap_or(i64::MAX)
}

/// An import that is being worked on; forgotten when it ends, however it ends.
#[derive(Debug)]
pub struct UnderWay {
    id: ImportId,
    all: usize,
    judged: AtomicUsize,
}

impl UnderWay {
    /// Begins with so many lines to do.
    pub fn begin(id: ImportId, all: usize) -> Self {
        let under_way = Self {
            id,
            all,
            judged: AtomicUsize::new(0),
        };
        under_way.judged(0);
        under_way
    }

    /// So many lines are judged.
    pub fn judged(&self, lines: usize) {
        self.judged.store(lines, Ordering::Relaxed);
        self.tell(0);
    }

    /// All lines are judged, and so much of what is to be written is written.
    pub fn written(&self, rows: usize, of: usize) {
        let lines = self.all.saturating_mul(rows).checked_div(of);
        self.tell(lines.unwrap_or(self.all));
    }

    fn tell(&self, written: usize) {
        let far = Far {
            done: counted(self.judged.load(Ordering::Relaxed).midpoint(written)),
            all: counted(self.all),
        };
        let mut every = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        every.insert(self.id, far);
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut every = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        every.remove(&self.id);
    }
}

/// How far an import is, while it is worked on here.
pub fn of(id: ImportId) -> Option<Far> {
    let every = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    every.get(&id).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judging_is_half_and_what_ends_is_forgotten() {
        let id = ImportId::new();
        let under_way = UnderWay::begin(id, 100);
        let done = || of(id).map(|far| (far.done, far.all));
        assert_eq!(done(), Some((0, 100)));
        under_way.judged(100);
        assert_eq!(done(), Some((50, 100)));
        under_way.written(30, 60);
        assert_eq!(done(), Some((75, 100)));
        under_way.written(60, 60);
        assert_eq!(done(), Some((100, 100)));
        under_way.written(0, 0);
        assert_eq!(done(), Some((100, 100)), "nothing to be written");
        drop(under_way);
        assert_eq!(done(), None);
    }
}
