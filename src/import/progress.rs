//! How far the imports are that this copy of the program is working on. Kept in memory: until the commit, the database
//! of others knows nothing of them.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::model::ImportId;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Far {
    /// Lines that are done.
    pub done: i64,
    /// All lines.
    pub all: i64,
}

static UNDER_WAY: LazyLock<Mutex<HashMap<ImportId, Far>>> = LazyLock::new(Mutex::default);

fn counted(lines: usize) -> i64 {
    i64::try_from(lines).unwrap_or(i64::MAX)
}

/// An import that is being worked on; forgotten when it ends, however it ends.
pub struct UnderWay {
    id: ImportId,
    all: i64,
}

impl UnderWay {
    /// Begins with so many lines to do.
    pub fn begin(id: ImportId, all: usize) -> Self {
        let all = counted(all);
        let under_way = Self { id, all };
        under_way.done(0);
        under_way
    }

    /// So many lines are done.
    pub fn done(&self, lines: usize) {
        let far = Far {
            done: counted(lines),
            all: self.all,
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
