//! Whether a kept file is still what was kept: its name is the SHA-256 of its content.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::files::place_in;
use crate::error::Reason;

/// What became of a kept file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    /// It is there, and unchanged.
    Intact,
    /// It is not there.
    Missing,
    /// It is there, with another content.
    Changed,
    /// The disk does not give it out.
    Unreadable,
}

impl Standing {
    /// Why the file cannot be given to whoever asks for it; none when it can.
    pub fn against_giving(self) -> Option<Reason> {
        match self {
            Self::Intact => None,
            Self::Missing => Some(Reason::new("file_missing")),
            Self::Changed => Some(Reason::new("file_changed")),
            Self::Unreadable => Some(Reason::new("file_unreadable")),
        }
    }
}

/// Looks at the file kept under a hash in this folder. Reads all of it.
pub fn look(root: &Path, sha256: &str) -> Standing {
    match hash_of(&place_in(root, sha256)) {
        Ok(found) if found == sha256 => Standing::Intact,
        Ok(_) => Standing::Changed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Standing::Missing,
        Err(_) => Standing::Unreadable,
    }
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 256 * 1024];
    loop {
        let read = io::Read::read(&mut file, &mut piece)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(hex::encode(hash.finalize()));
        };
        hash.update(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_intact_missing_or_changed() {
        let dir = tempfile::tempdir().unwrap();
        let sha256 = hex::encode(Sha256::digest(b"kept"));
        assert_eq!(look(dir.path(), &sha256), Standing::Missing);
        let path = place_in(dir.path(), &sha256);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "kept").unwrap();
        assert_eq!(look(dir.path(), &sha256), Standing::Intact);
        std::fs::write(&path, "keps").unwrap();
        assert_eq!(look(dir.path(), &sha256), Standing::Changed);
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert_eq!(look(dir.path(), &sha256), Standing::Unreadable);
    }
}
