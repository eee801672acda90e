//! Where the files are kept: by what is in them, under `ab/cd/<sha256>`.
//!
//! **Invariants.** A file is on the disk, whole and synced, before any row speaks of it; what is kept never
//! changes. A file without a row (the program was killed between the two) is harmless: the same content will
//! use it again, and after a day [`FileStore::remove_orphan`] takes it away. While a file arrives it lies in `incoming/` and is removed unless it is kept.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Bytes;
use futures_util::stream::BoxStream;
use object_store::ObjectStoreExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path as StorePath;
use sha2::{Digest, Sha256};

use super::content::{self, ContentError, FileKind, Text};
use super::intact;
use crate::db::id::Id;
use crate::db::search;
use crate::error::Error;
use crate::heavy::heavy;
use crate::owner_only;

/// The largest file, in bytes.
pub const FILE_LIMIT: u64 = 50 * 1024 * 1024;

const INCOMING: &str = "incoming";

/// A file left behind in `incoming/` for this long belongs to nobody.
const ABANDONED_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// The files of documents.
#[derive(Debug, Clone)]
pub struct FileStore {
    root: PathBuf,
    store: Arc<LocalFileSystem>,
}

/// A file that is kept, and what was found in it.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// SHA-256 of the content: where it is kept.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
    /// What it is, told from the content.
    pub kind: FileKind,
    /// The text in it, where it can be read.
    pub text: Option<Text>,
    /// The same, folded for search.
    pub search: Option<String>,
}

impl FileStore {
    /// Opens the folder of files, making it where it is not there, and clears away what was abandoned.
    ///
    /// # Errors
    /// A sentence for the person who started the program: what could not be done, and why.
    pub fn open(dir: &Path) -> Result<Self, String> {
        let said = |error: &dyn std::fmt::Display| {
            format!("cannot keep files in {}: {error}", dir.display())
        };
        let incoming = dir.join(INCOMING);
        owner_only::make_dir(&incoming).map_err(|error| said(&error))?;
        clear(&incoming).map_err(|error| said(&error))?;
        let root = dir.canonicalize().map_err(|error| said(&error))?;
        let store = LocalFileSystem::new_with_prefix(&root)
            .map_err(|error| said(&error))?
            .with_fsync(true);
        let opened = Self {
            root,
            store: Arc::new(store),
        };
        // A folder that cannot be written is found now and not at the first upload.
        drop(opened.begin().map_err(|error| said(&error))?);
        Ok(opened)
    }

    fn begin(&self) -> io::Result<Incoming> {
        let name = format!("{}.part", Id::<File>::new().uuid().simple());
        let path = self.root.join(INCOMING).join(&name);
        let file = owner_only::make_file(&path)?;
        Ok(Incoming {
            name,
            remains: Remains(path),
            file: Some(file),
            pending: Vec::new(),
            hash: Sha256::new(),
            size: 0,
        })
    }

    /// Begins to receive a file.
    ///
    /// # Errors
    /// Internal, when the disk refuses.
    pub async fn receive(&self) -> Result<Incoming, Error> {
        let store = self.clone();
        off_the_loop(move || store.begin()).await
    }

    /// Keeps a text that was typed and not uploaded.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/text` when it is empty, or not a plain text.
    pub async fn keep_text(&self, text: String) -> Result<StoredFile, Error> {
        let mut incoming = self.receive().await?;
        incoming.write(&Bytes::from(text)).await?;
        incoming.keep(self, "/text").await
    }

    /// The content kept under a hash, in pieces, with its size; all of it was compared with the hash first, so that
    /// nobody is given another text than the one that was filed.
    ///
    /// # Errors
    /// [`Error::Refused`] when the file is missing, changed or cannot be read, which the log says too.
    pub async fn read(
        &self,
        sha256: &str,
    ) -> Result<(u64, BoxStream<'static, object_store::Result<Bytes>>), Error> {
        let (root, hash) = (self.root.clone(), sha256.to_owned());
        let standing = heavy(move || intact::look(&root, &hash)).await?;
        if let Some(reason) = standing.against_giving() {
            tracing::error!(sha256, ?standing, "a kept file is not as it was kept");
            return Err(Error::refused(reason));
        }
        let found = self
            .store
            .get(&place_of(sha256))
            .await
            .map_err(|error| Error::caused("a kept file cannot be read", error))?;
        Ok((found.meta.size, found.into_stream()))
    }
}

impl FileStore {
    /// The hashes under which something was kept more than a day ago: a row speaks of it by now, or never will.
    ///
    /// # Errors
    /// Internal, when the disk refuses.
    pub async fn settled(&self) -> Result<Vec<String>, Error> {
        let root = self.root.clone();
        off_the_loop(move || {
            let mut found = Vec::new();
            gather_settled(&root, 0, &mut found)?;
            Ok(found)
        })
        .await
    }

    /// Removes a file of which no row speaks, unless the same content has been kept again just now.
    ///
    /// # Errors
    /// Internal, when the disk refuses.
    pub async fn remove_orphan(&self, sha256: &str) -> Result<(), Error> {
        let kept = self.root.join(place_of(sha256).as_ref());
        let aside = self.root.join(INCOMING).join(format!("{sha256}.orphan"));
        off_the_loop(move || {
            // Put aside first: whoever keeps the same content from now on makes a file of their own.
            match fs::rename(&kept, &aside) {
                // Another copy of the program was faster.
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                renamed => renamed?,
            }
            if is_settled(&fs::metadata(&aside)?)? {
                return fs::remove_file(&aside);
            }
            fs::rename(&aside, &kept)
        })
        .await
    }
}

/// The files two folders down, which is where they are kept.
fn gather_settled(folder: &Path, depth: usize, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let about = entry.metadata()?;
        if about.is_dir() && depth < 2 && name.len() == 2 {
            gather_settled(&entry.path(), depth + 1, found)?;
        } else if about.is_file() && depth == 2 && name.len() == 64 && is_settled(&about)? {
            found.push(name);
        }
    }
    Ok(())
}

fn is_settled(about: &fs::Metadata) -> io::Result<bool> {
    Ok(about.modified()?.elapsed().unwrap_or_default() > ABANDONED_AFTER)
}

/// `ab/cd/<sha256>`: no folder grows too large.
fn place_of(sha256: &str) -> StorePath {
    let part = |range| sha256.get(range).unwrap_or_default();
    StorePath::from_iter([part(0..2), part(2..4), sha256])
}

/// Where the content of a hash lies in this folder.
pub fn place_in(root: &Path, sha256: &str) -> PathBuf {
    root.join(place_of(sha256).as_ref())
}

/// Removes the file it names when nobody needs it any more.
#[derive(Debug)]
struct Remains(PathBuf);

impl Drop for Remains {
    fn drop(&mut self) {
        // Kept files have been moved away from here, and what cannot be removed is cleared at the next start.
        let _ = fs::remove_file(&self.0);
    }
}

/// How much is gathered before it is written, in bytes.
const PIECE: usize = 256 * 1024;

/// A file that is arriving. Dropped before it is kept, it leaves nothing behind.
#[derive(Debug)]
pub struct Incoming {
    name: String,
    remains: Remains,
    file: Option<File>,
    pending: Vec<u8>,
    hash: Sha256,
    size: u64,
}

impl Incoming {
    /// How much has arrived, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond [`FILE_LIMIT`]; [`Error::CannotStore`] when there is no room; else internal, when the
    /// disk refuses.
    pub async fn write(&mut self, piece: &Bytes) -> Result<(), Error> {
        self.size += piece.len() as u64;
        if self.size > FILE_LIMIT {
            return Err(Error::TooLarge { limit: FILE_LIMIT });
        }
        self.pending.extend_from_slice(piece);
        if self.pending.len() >= PIECE {
            self.flush().await?;
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), Error> {
        let pending = std::mem::take(&mut self.pending);
        let Some(mut file) = self.file.take() else {
            return Err(Error::internal("an arriving file was lost"));
        };
        let mut hash = self.hash.clone();
        let written = off_the_loop(move || {
            hash.update(&pending);
            file.write_all(&pending)?;
            Ok((file, hash))
        });
        let (file, hash) = written.await?;
        self.file = Some(file);
        self.hash = hash;
        Ok(())
    }

    /// Looks into the file, syncs it and puts it where it stays. `pointer` names the field it came in.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is empty, of a kind that is not accepted, or broken.
    pub async fn keep(mut self, store: &FileStore, pointer: &str) -> Result<StoredFile, Error> {
        if self.size == 0 {
            return Err(Error::invalid(pointer, "file_empty"));
        }
        self.flush().await?;
        let (path, pointer) = (self.remains.0.clone(), pointer.to_owned());
        if let Some(file) = self.file.take() {
            off_the_loop(move || file.sync_all()).await?;
        }
        let (kind, text, search) = heavy(move || examine(&path, &pointer)).await??;
        let sha256 = hex::encode(self.hash.finalize_reset());
        let from = StorePath::from_iter([INCOMING, self.name.as_str()]);
        store
            .store
            .rename(&from, &place_of(&sha256))
            .await
            .map_err(|error| Error::caused("a file cannot be kept", error))?;
        Ok(StoredFile {
            sha256,
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            kind,
            text,
            search,
        })
    }
}

type Examined = (FileKind, Option<Text>, Option<String>);

fn examine(path: &Path, pointer: &str) -> Result<Examined, Error> {
    let unreadable = |error| Error::caused("an arrived file cannot be read", error);
    let mut file = File::open(path).map_err(unreadable)?;
    let kind = content::detect(&mut file)
        .map_err(unreadable)?
        .ok_or_else(|| Error::invalid(pointer, "file_kind"))?;
    let text = content::extract_text(kind, &mut file).map_err(|error| match code_of(&error) {
        Some(code) => Error::invalid(pointer, code),
        None => Error::caused("an arrived file cannot be read", error),
    })?;
    let search = text.as_ref().map(|text| search::fold(&text.words));
    Ok((kind, text, search))
}

/// A stable code for the person who sent the file; none when the fault is this machine's.
fn code_of(error: &ContentError) -> Option<&'static str> {
    match error {
        ContentError::Unreadable(_) => None,
        ContentError::BrokenArchive(_) => Some("file_broken_archive"),
        ContentError::MissingPart(_) => Some("file_missing_part"),
        ContentError::TooLarge => Some("file_too_large_unpacked"),
        ContentError::NotUtf8 => Some("file_not_utf8"),
        ContentError::BrokenXml { .. } => Some("file_broken_xml"),
        ContentError::BrokenPdf => Some("file_broken_pdf"),
        ContentError::TooDeep => Some("file_too_deep"),
        ContentError::ForbiddenXml => Some("file_forbidden_xml"),
    }
}

async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await?.map_err(of_disk)
}

/// No room is something that whoever looks after the machine can mend, and nobody has lost anything yet.
fn of_disk(error: io::Error) -> Error {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge | ReadOnlyFilesystem => {
            tracing::error!(%error, "the folder of files takes nothing in");
            Error::CannotStore
        }
        _ => Error::caused("the folder of files refuses", error),
    }
}

/// Removes what a killed program left; younger files may be arriving at another copy of this one.
fn clear(incoming: &Path) -> io::Result<()> {
    for entry in fs::read_dir(incoming)? {
        let entry = entry?;
        if is_settled(&entry.metadata()?)? {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures_util::TryStreamExt;

    use super::*;

    fn store() -> (tempfile::TempDir, FileStore) {
        let dir = tempfile::tempdir().unwrap();
        let store = FileStore::open(&dir.path().join("files")).unwrap();
        (dir, store)
    }

    fn arriving(store: &FileStore) -> usize {
        fs::read_dir(store.root.join(INCOMING)).unwrap().count()
    }

    #[tokio::test]
    async fn what_is_kept_is_read_again() {
        let (_dir, store) = store();
        let kept = store
            .keep_text("Báo cáo chính trị".to_owned())
            .await
            .unwrap();
        assert_eq!(kept.kind, FileKind::Text);
        let text = kept.text.expect("a text");
        assert_eq!(
            (text.words.as_str(), text.cut),
            ("Báo cáo chính trị", false)
        );
        assert_eq!(kept.search.as_deref(), Some("bao cao chinh tri"));
        let again = store
            .keep_text("Báo cáo chính trị".to_owned())
            .await
            .unwrap();
        assert_eq!(kept.sha256, again.sha256);
        let (size, pieces) = store.read(&kept.sha256).await.unwrap();
        let bytes = pieces.try_collect::<Vec<_>>().await.unwrap().concat();
        assert_eq!(bytes, "Báo cáo chính trị".as_bytes());
        assert_eq!(size, bytes.len() as u64);
        assert_eq!(arriving(&store), 0);
    }

    #[tokio::test]
    async fn what_is_refused_leaves_nothing_behind() {
        let (_dir, store) = store();
        for (content, code) in [
            (&b""[..], "file_empty"),
            (b"<html><script>alert(1)</script></html>", "file_kind"),
            (b"MZ\x90\x00\x03", "file_kind"),
            (b"PK\x03\x04 not an archive", "file_kind"),
        ] {
            let mut incoming = store.receive().await.unwrap();
            incoming.write(&Bytes::from_static(content)).await.unwrap();
            match incoming.keep(&store, "/file").await {
                Err(Error::Invalid(problems)) => assert_eq!(problems[0].code, code),
                other => panic!("{other:?}"),
            }
        }
        let mut incoming = store.receive().await.unwrap();
        let piece = Bytes::from(vec![b'a'; 1024 * 1024]);
        for _ in 0..50 {
            incoming.write(&piece).await.unwrap();
        }
        let outcome = incoming.write(&Bytes::from_static(b"a")).await;
        assert!(matches!(
            outcome,
            Err(Error::TooLarge { limit: FILE_LIMIT })
        ));
        drop(incoming);
        assert_eq!(arriving(&store), 0);
    }

    #[tokio::test]
    async fn only_what_has_long_been_kept_can_be_an_orphan() {
        let (_dir, store) = store();
        let old = store.keep_text("cũ".to_owned()).await.unwrap().sha256;
        let new = store.keep_text("mới".to_owned()).await.unwrap().sha256;
        let path = |sha256: &str| store.root.join(place_of(sha256).as_ref());
        let file = File::options().write(true).open(path(&old)).unwrap();
        let kept_at = file.metadata().unwrap().modified().unwrap();
        file.set_modified(kept_at - 2 * ABANDONED_AFTER).unwrap();
        assert_eq!(store.settled().await.unwrap(), std::slice::from_ref(&old));
        store.remove_orphan(&old).await.unwrap();
        // Kept again between the question and the removal: it stays.
        store.remove_orphan(&new).await.unwrap();
        assert!(!path(&old).exists() && path(&new).exists());
        assert_eq!(arriving(&store), 0);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_said_in_one_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "x").unwrap();
        let sentence = FileStore::open(&file).unwrap_err();
        assert!(sentence.starts_with("cannot keep files in"), "{sentence}");
    }
}
