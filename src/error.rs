//! What can go wrong, in words of the domain: outcomes, not libraries.
//!
//! A face (`http/api.rs`, later the pages) turns an [`Error`] into an answer in the person's language.
//! The cause of an internal failure is logged once, there, and never shown.

use std::error::Error as StdError;

use serde::Serialize;
use serde_json::Value;

use crate::db::conflict::Conflict;

/// The outcome of a request that did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the person may not know that there is.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the token no longer holds; the code says which.
    #[error("not signed in: {0}")]
    Anonymous(&'static str),
    /// The person may see the thing but not do this with it.
    #[error("forbidden")]
    Forbidden(Vec<Reason>),
    /// The step cannot be taken now: every reason at once.
    #[error("refused: {}", codes(.0))]
    Refused(Vec<Reason>),
    /// Something of that name or number is there already.
    #[error("conflict on {} ({})", .0.table, .0.columns)]
    Conflict(Conflict),
    /// The input is not what was asked for: every field at once.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// The request cannot be read at all; the code says why.
    #[error("malformed request: {code}")]
    Malformed {
        /// A stable code, with words in the locales.
        code: &'static str,
        /// Where reading stopped; from the parser, English.
        detail: String,
    },
    /// The request must say which version it saw.
    #[error("If-Match is missing")]
    VersionNotSaid,
    /// The thing has changed since that version was read.
    #[error("stale version")]
    Stale {
        /// The version that stands now.
        current: i64,
    },
    /// The body is larger than the limit, in bytes.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The body is of a kind this path does not take.
    #[error("unsupported media type")]
    UnsupportedMedia,
    /// The path is known, the method is not.
    #[error("method not allowed")]
    MethodNotAllowed {
        /// The methods the path takes, as the `Allow` header lists them.
        allow: String,
    },
    /// Too many tries; come back after so many seconds.
    #[error("try again after {seconds} seconds")]
    TryLater {
        /// How long to wait, in seconds.
        seconds: i64,
    },
    /// The program is starting, stopping or out of connections: the same request may succeed later.
    #[error("busy")]
    Busy,
    /// What keeps the data takes nothing in: its disk is full, or it may only be read. Nothing was changed.
    #[error("the data cannot be written")]
    CannotStore,
    /// The database failed.
    #[error("database")]
    Database(#[source] diesel::result::Error),
    /// Anything else; a defect or a broken machine.
    #[error("internal: {context}")]
    Internal {
        /// What was being done.
        context: String,
        /// The cause, for the log.
        #[source]
        source: Option<Box<dyn StdError + Send + Sync>>,
    },
}

impl Error {
    /// A failure that is nobody's input.
    pub fn internal(context: impl Into<String>) -> Self {
        Self::Internal {
            context: context.into(),
            source: None,
        }
    }

    /// A failure that is nobody's input, with its cause.
    pub fn caused(
        context: impl Into<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self::Internal {
            context: context.into(),
            source: Some(source.into()),
        }
    }

    /// One field is off.
    pub fn invalid(pointer: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(pointer, code)])
    }

    /// One reason not to.
    pub fn refused(reason: Reason) -> Self {
        Self::Refused(vec![reason])
    }

    /// Every reason against what was asked about; none where nothing speaks against it.
    ///
    /// # Errors
    /// What is no verdict, such as a database that fails.
    pub fn reasons(verdict: Result<(), Self>) -> Result<Vec<Reason>, Self> {
        match verdict {
            Ok(()) => Ok(Vec::new()),
            Err(Self::Refused(reasons) | Self::Forbidden(reasons)) => Ok(reasons),
            Err(other) => Err(other),
        }
    }
}

fn codes(reasons: &[Reason]) -> String {
    reasons
        .iter()
        .map(|reason| reason.code)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Why a step cannot be taken: a stable code and the figures; its words come from `locales/`
/// under `reason-<code>`, and say what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Stable, `snake_case`.
    pub code: &'static str,
    /// The figures and names that the words need.
    pub args: Vec<(&'static str, Arg)>,
    /// The clause, or the practice the step rests on.
    pub ground: &'static str,
    /// The regulation the clause stands in, with its date: a number alone names two texts (R-VER-02).
    pub regulation: Option<String>,
}

impl Reason {
    /// A reason without figures and without a ground of its own.
    pub fn new(code: &'static str) -> Self {
        Self {
            code,
            args: Vec::new(),
            ground: "",
            regulation: None,
        }
    }

    /// Adds a figure or a name.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Says the ground, where it is not the step's own.
    pub fn on(mut self, ground: &'static str) -> Self {
        self.ground = ground;
        self
    }

    /// Says the regulation that the ground stands in.
    pub fn under(mut self, regulation: impl Into<String>) -> Self {
        self.regulation = Some(regulation.into());
        self
    }
}

/// A value that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// A count, a percentage.
    Number(i64),
    /// The share of a part in a whole, in percent: `93,10%`.
    Share {
        /// The part.
        part: i64,
        /// What it is a part of.
        whole: i64,
    },
    /// A figure with decimals, in whole thousandths: 93,1 is 93,100 of them.
    Thousandths(i64),
    /// A name, a date already written out.
    Text(String),
    /// Words to be looked up in the locales: a state, a kind, an office.
    Term {
        /// The family of words, such as `state` or `document-kind`.
        family: &'static str,
        /// The member of it.
        name: String,
    },
    /// Several of them, to be listed.
    Terms(Vec<Arg>),
    /// A civil date.
    Date(chrono::NaiveDate),
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<chrono::NaiveDate> for Arg {
    fn from(date: chrono::NaiveDate) -> Self {
        Self::Date(date)
    }
}
impl Arg {
    /// Words of a family, such as `Arg::term("document-kind", kind)`.
    pub fn term(family: &'static str, name: impl ToString) -> Self {
        Self::Term {
            family,
            name: name.to_string(),
        }
    }

    /// Several words of a family.
    pub fn terms<T: ToString>(family: &'static str, names: impl IntoIterator<Item = T>) -> Self {
        Self::Terms(
            names
                .into_iter()
                .map(|name| Self::term(family, name))
                .collect(),
        )
    }
}

/// One field that is off: where it is and what is wrong with it. Words under `invalid-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// A JSON pointer into the body, or `/name` of a query parameter.
    pub pointer: String,
    /// Stable, `snake_case`.
    pub code: String,
    /// What the words need: limits, the offered right form.
    pub args: Vec<(&'static str, Arg)>,
    /// Words of the parser, where there is nothing better; English.
    pub detail: Option<String>,
}

impl FieldError {
    /// A field and what is wrong with it.
    pub fn new(pointer: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            code: code.into(),
            args: Vec::new(),
            detail: None,
        }
    }

    /// Adds a limit or the offered right form.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::DatabaseErrorKind::{
            ForeignKeyViolation, ReadOnlyTransaction, UniqueViolation,
        };
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            diesel::result::Error::DatabaseError(UniqueViolation | ForeignKeyViolation, info) => {
                Self::Conflict(Conflict::read(&*info))
            }
            diesel::result::Error::DatabaseError(kind, info)
                if matches!(kind, ReadOnlyTransaction) || says_no_room(info.message()) =>
            {
                tracing::error!(cause = info.message(), "the database takes nothing in");
                Self::CannotStore
            }
            // SQLite's words for a lock that another program holds: nothing was written, and the same may succeed later.
            diesel::result::Error::DatabaseError(_, info)
                if info.message() == "database is locked" =>
            {
                tracing::warn!("another program holds the database's lock");
                Self::Busy
            }
            // Somebody else holds what was asked for, or the database is overloaded.
            diesel::result::Error::DatabaseError(_, info)
                if info.message().starts_with("canceling statement due to") =>
            {
                tracing::warn!(cause = info.message(), "the database took too long");
                Self::Busy
            }
            diesel::result::Error::RollbackErrorOnCommit { commit_error, .. } => {
                (*commit_error).into()
            }
            lost if crate::db::watch::is_lost(&lost) => {
                tracing::warn!(error = %lost, "the connection to the database was lost");
                Self::Busy
            }
            other => Self::Database(other),
        }
    }
}

/// Whether the words of a database (SQLite's first, then those of PostgreSQL's system) say that there is no room left, or
/// that the file may not be written.
fn says_no_room(message: &str) -> bool {
    message == "database or disk is full"
        || message == "attempt to write a readonly database"
        || message.ends_with("No space left on device")
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        tracing::warn!(%error, "no database connection was free");
        Self::Busy
    }
}
impl From<tokio::task::JoinError> for Error {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::caused("a blocking task did not finish", error)
    }
}
impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::caused("JSON of our own making", error)
    }
}

/// The figures of reasons and fields as JSON, for clients that write their own sentences.
pub fn args_as_json(args: &[(&'static str, Arg)]) -> Value {
    Value::Object(
        args.iter()
            .map(|(name, arg)| ((*name).to_owned(), arg_as_json(arg)))
            .collect(),
    )
}

fn arg_as_json(arg: &Arg) -> Value {
    match arg {
        Arg::Number(number) => (*number).into(),
        Arg::Share { part, whole } => share(*part, *whole, '.').into(),
        Arg::Thousandths(figure) => decimal(*figure, '.').into(),
        Arg::Text(text) => text.as_str().into(),
        Arg::Term { name, .. } => name.as_str().into(),
        Arg::Terms(terms) => terms.iter().map(arg_as_json).collect::<Vec<_>>().into(),
        Arg::Date(date) => date.to_string().into(),
    }
}

/// The share of a part in percent: rounded to two places, a whole percentage without any: `96,55%`, `100%`. Of nothing
/// there is no share: `–`. The one way in which the program writes a share that it has worked out.
pub fn share(part: i64, whole: i64, mark: char) -> String {
    if whole <= 0 {
        return "–".to_owned();
    }
    let whole = i128::from(whole);
    let hundredths = (i128::from(part.max(0)) * 20_000 + whole) / (2 * whole);
    match (hundredths / 100, hundredths % 100) {
        (units, 0) => format!("{units}%"),
        (units, parts) => format!("{units}{mark}{parts:02}%"),
    }
}

/// A figure in whole thousandths as text, without needless zeros: 8,500 is `8.5` with a point as its mark.
pub fn decimal(thousandths: i64, mark: char) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, part) = (
        thousandths.unsigned_abs() / 1000,
        thousandths.unsigned_abs() % 1000,
    );
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let decimals = format!("{part:03}");
    format!("{sign}{whole}{mark}{}", decimals.trim_end_matches('0'))
}
