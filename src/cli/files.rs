//! `daihoi files`: whether every document that was filed is still there, as it was filed.

use clap::Subcommand;

use super::open_existing;
use crate::config::Config;
use crate::document::intact;
use crate::version;
use crate::words::Language;

#[derive(Debug, Subcommand)]
pub(super) enum FilesCommand {
    /// Compare every file with the SHA-256 it was filed under; names those that are missing or changed
    Verify {
        /// Speak English
        #[arg(long)]
        english: bool,
    },
}

/// Does what concerns the files.
///
/// # Errors
/// What could not be done; or which files are damaged.
pub(super) fn files(config: &Config, command: FilesCommand) -> Result<(), String> {
    let FilesCommand::Verify { english } = command;
    let language = if english {
        Language::English
    } else {
        Language::Vietnamese
    };
    let root = config.files_dir();
    let found = open_existing(config)?
        .read_now(|conn| version::service::inspect(conn, &|sha256| intact::look(&root, sha256)))
        .map_err(|error| format!("the versions cannot be read: {error}"))?;
    if found.damaged.is_empty() {
        let count = [("count", found.intact.into())];
        println!("{}", language.say_with("files-verified", &count));
        return Ok(());
    }
    for (document, n, sha256, damage) in &found.damaged {
        let damage: &'static str = damage.into();
        let args = [
            ("document", document.to_string().into()),
            ("version", (*n).into()),
            ("sha256", sha256.as_str().into()),
            ("damage", crate::error::Arg::term("file-damage", damage)),
        ];
        println!("{}", language.say_with("files-damaged-one", &args));
    }
    let damaged = i64::try_from(found.damaged.len()).unwrap_or(i64::MAX);
    let all = found.intact + damaged;
    Err(language.say_with(
        "files-damaged",
        &[("damaged", damaged.into()), ("all", all.into())],
    ))
}
