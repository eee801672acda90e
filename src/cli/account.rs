//! `daihoi user` and `daihoi token`: what the person at the machine does when nobody can sign in to do it.

use clap::Subcommand;

use super::open_existing;
use crate::config::Config;
use crate::error::Error;
use crate::words::Language;
use crate::{api_token, credential, demo};

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Print a token with which an account gets a new password; takes a lost second factor away
    ResetPassword {
        /// The user name
        username: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Print a new token of an integrator; it is shown once
    Create {
        /// The integrator's user name
        username: String,
        /// What the token is for
        #[arg(long)]
        name: String,
        /// For how many days it is good [default: until it is revoked]
        #[arg(long, value_parser = clap::value_parser!(i64).range(1..=3660))]
        days: Option<i64>,
    },
}

/// Does what concerns an account.
///
/// # Errors
/// One sentence: what could not be done, and why.
pub(super) fn user(config: &Config, command: UserCommand) -> Result<(), String> {
    let UserCommand::ResetPassword { username } = command;
    let db = open_existing(config)?;
    let now = demo::clock::of(&db).map_err(sentence)?.now();
    let name = username.clone();
    let token = db
        .write_now(move |conn| credential::service::create_reset(conn, now, &name))
        .map_err(|error| of_account(&error, &username))?;
    println!(
        "{token}\n\nsend it with the new password: POST /api/v1/password-resets {{\"token\": …, \"new_password\": …}}"
    );
    Ok(())
}

/// Does what concerns an integrator's tokens.
///
/// # Errors
/// As [`user`].
pub(super) fn token(config: &Config, command: TokenCommand) -> Result<(), String> {
    let TokenCommand::Create {
        username,
        name,
        days,
    } = command;
    let db = open_existing(config)?;
    let now = demo::clock::of(&db).map_err(sentence)?.now();
    let account = username.clone();
    let secret = db
        .write_now(move |conn| api_token::service::create_token(conn, now, &account, &name, days))
        .map_err(|error| of_account(&error, &username))?;
    println!("{secret}");
    Ok(())
}

fn of_account(error: &Error, username: &str) -> String {
    match error {
        Error::NotFound => format!("there is no account {username}"),
        Error::Invalid(fields) => in_words(fields, |field| Language::English.field(field)),
        Error::Refused(reasons) => in_words(reasons, |reason| Language::English.reason(reason)),
        other => other.to_string(),
    }
}

fn in_words<T>(of: &[T], words: impl Fn(&T) -> String) -> String {
    of.iter().map(words).collect::<Vec<_>>().join(" ")
}

fn sentence(error: impl std::fmt::Display) -> String {
    format!("the database cannot be read: {error}")
}
