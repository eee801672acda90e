//! A list is always a page: a stable order, a limit, and an opaque cursor to the next page.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, FieldError};

/// How many items a page holds unless asked otherwise.
pub const DEFAULT_LIMIT: i64 = 50;
/// The most items a page holds.
pub const MOST: i64 = 200;

/// What is asked of a list: how many items, after which one.
#[derive(Debug, Clone)]
pub struct PageRequest<K> {
    /// Between 1 and [`MOST`].
    pub limit: i64,
    /// The sort key of the last item already seen.
    pub after: Option<K>,
}

impl<K: DeserializeOwned> PageRequest<K> {
    /// Reads the two query parameters.
    ///
    /// # Errors
    /// [`Error::Invalid`] names each parameter that is off.
    pub fn parse(cursor: Option<&str>, limit: Option<i64>) -> Result<Self, Error> {
        let mut problems = Vec::new();
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MOST).contains(&limit) {
            problems.push(
                FieldError::new("/limit", "range")
                    .with("min", 1)
                    .with("max", MOST),
            );
        }
        let after = cursor.map(|text| {
            let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
            serde_json::from_slice(&bytes).ok()
        });
        if after.as_ref().is_some_and(Option::is_none) {
            problems.push(FieldError::new("/cursor", "cursor"));
        }
        if problems.is_empty() {
            Ok(Self {
                limit,
                after: after.flatten(),
            })
        } else {
            Err(Error::Invalid(problems))
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Page<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of what was loaded with one item more than the limit; `key` is an item's place in the order.
    pub fn of<K: Serialize>(mut items: Vec<T>, limit: i64, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| cursor(&key(last)));
        Self { items, next }
    }

    /// The same page with every item shown another way.
    pub fn map<U>(self, show: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(show).collect(),
            next: self.next,
        }
    }
}

/// The place of an item as clients send it back.
pub fn cursor<K: Serialize>(key: &K) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}
