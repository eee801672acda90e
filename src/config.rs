//! How this copy of the program is set up: command line, then environment, then an optional TOML file.
//!
//! **Invariant.** Secrets never print, and none has a default: the signing key comes from the environment or from
//! a key file that is made, with mode 0600, on the first start.

use std::fmt;
use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::db::connection::Place;
use crate::http::proxy::Proxy;
use crate::owner_only;
use crate::regulation::Adjustment;

/// What may stand in the TOML file named by `--config`; the command line and the environment come first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileConfig {
    /// As `--listen`.
    pub listen: Option<SocketAddr>,
    /// As `--database-url`.
    pub database_url: Option<String>,
    /// As `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// As `--trusted-proxy`.
    pub trusted_proxies: Vec<Proxy>,
    /// Rules that this installation has otherwise, where the program is not sure of them.
    pub rules: Vec<Adjustment>,
}

/// What was said on the command line or in the environment.
#[derive(Debug, Default, Clone, clap::Args)]
pub struct Said {
    /// A TOML file with the same settings
    #[arg(long, env = "DAIHOI_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// The database: sqlite:FILE or postgres://… [default: sqlite:DATA_DIR/daihoi.db]
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// Where the database file, the key file and the documents are kept [default: data]
    #[arg(long, env = "DAIHOI_DATA_DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// The signing key, at least 32 characters [default: DATA_DIR/secret.key, made on the first start]
    #[arg(
        long,
        env = "DAIHOI_SECRET",
        global = true,
        hide_env_values = true,
        hide = true
    )]
    pub secret: Option<String>,
}

/// The settings, read once and checked.
pub struct Config {
    /// Where the data is.
    pub place: Place,
    /// The directory of the key file and the documents.
    pub data_dir: PathBuf,
    /// The file's word on where to listen.
    pub listen: Option<SocketAddr>,
    /// The file's word on the proxies in front.
    pub trusted_proxies: Vec<Proxy>,
    /// Rules that this installation has otherwise.
    pub rules: Vec<Adjustment>,
    secret: Option<String>,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("data_dir", &self.data_dir)
            .finish_non_exhaustive()
    }
}

/// The shortest signing key, in bytes.
const SECRET_LENGTH: usize = 32;

impl Config {
    /// Reads and checks everything, and touches nothing on the disk but the TOML file.
    ///
    /// # Errors
    /// A sentence for the person who started the program.
    pub fn read(said: &Said) -> Result<Self, String> {
        let file = match &said.config {
            Some(path) => read_file(path)?,
            None => FileConfig::default(),
        };
        let data_dir = said
            .data_dir
            .clone()
            .or(file.data_dir)
            .unwrap_or_else(|| "data".into());
        let place = match said.database_url.clone().or(file.database_url) {
            Some(url) => Place::parse(&url)?,
            None => Place::Sqlite(data_dir.join("daihoi.db")),
        };
        if said
            .secret
            .as_ref()
            .is_some_and(|secret| secret.len() < SECRET_LENGTH)
        {
            return Err(format!(
                "DAIHOI_SECRET must have at least {SECRET_LENGTH} characters"
            ));
        }
        Ok(Self {
            place,
            data_dir,
            listen: file.listen,
            trusted_proxies: file.trusted_proxies,
            rules: file.rules,
            secret: said.secret.clone(),
        })
    }

    /// Makes the directories that the data needs, for their owner alone.
    ///
    /// # Errors
    /// Says which directory cannot be made or written.
    pub fn prepare_directories(&self) -> Result<(), String> {
        let mut wanted = vec![self.data_dir.clone()];
        if let Place::Sqlite(file) = &self.place
            && let Some(parent) = file
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty())
        {
            wanted.push(parent.to_owned());
        }
        for directory in wanted {
            owner_only::make_dir(&directory)
                .and_then(|()| probe(&directory))
                .map_err(|error| {
                    format!(
                        "cannot write to the directory {}: {error}",
                        directory.display()
                    )
                })?;
        }
        Ok(())
    }

    /// The key that signs access tokens; made now if this is the first start.
    ///
    /// # Errors
    /// Says why the key file cannot be read or made.
    pub fn signing_key(&self) -> Result<Vec<u8>, String> {
        if let Some(key) = self.signing_key_so_far()? {
            return Ok(key);
        }
        let path = self.key_file();
        make_key(&path)
            .map_err(|error| format!("cannot make the key file {}: {error}", path.display()))?;
        self.signing_key_so_far()?
            .ok_or_else(|| format!("the key file {} has gone", path.display()))
    }

    /// The key, unless it still has to be made. Asked before anything is written, so that a key that cannot be used
    /// leaves nothing behind.
    ///
    /// # Errors
    /// Says why the key file cannot be read or used.
    pub fn signing_key_so_far(&self) -> Result<Option<Vec<u8>>, String> {
        if let Some(secret) = &self.secret {
            return Ok(Some(secret.as_bytes().to_vec()));
        }
        let path = self.key_file();
        if !path.exists() {
            return Ok(None);
        }
        let key = fs::read_to_string(&path)
            .map_err(|error| format!("cannot read the key file {}: {error}", path.display()))?;
        let key = key.trim().as_bytes().to_vec();
        if key.len() < SECRET_LENGTH {
            return Err(format!(
                "the key file {} is too short; remove it to have a new one made",
                path.display()
            ));
        }
        Ok(Some(key))
    }

    fn key_file(&self) -> PathBuf {
        self.data_dir.join("secret.key")
    }

    /// Where documents are kept.
    pub fn files_dir(&self) -> PathBuf {
        self.data_dir.join("files")
    }
}

fn read_file(path: &Path) -> Result<FileConfig, String> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("cannot read the settings {}: {error}", path.display()))?;
    toml::from_str(&text)
        .map_err(|error| format!("the settings {} are not right: {error}", path.display()))
}

/// Whether a file can be made in the directory; none is left.
fn probe(directory: &Path) -> std::io::Result<()> {
    let path = directory.join(format!(".daihoi-{}", std::process::id()));
    fs::File::create(&path)?;
    fs::remove_file(&path)
}

fn make_key(path: &Path) -> std::io::Result<()> {
    let mut file = owner_only::make_file(path)?;
    file.write_all(crate::auth::token::new_secret("").as_bytes())?;
    file.sync_all()
}
