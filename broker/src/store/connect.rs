//! From a database's address to an open store.

use super::{Db, postgres, sqlite};
use std::fmt;

/// Why no store could be opened: one sentence for operators, with what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectError(String);

impl ConnectError {
    pub(super) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConnectError {}

impl Db {
    /// Opens the store at `address` and brings it to this release's form.
    ///
    /// `sqlite://FILE` (created when absent), `sqlite::memory:` (a file that is removed when the
    /// store is dropped) or `postgres://USER:PASSWORD@HOST/DATABASE`.
    ///
    /// # Errors
    /// [`ConnectError`] when the address has another form, the database cannot be reached, or it
    /// belongs to a newer release.
    pub async fn connect(address: &str) -> Result<Self, ConnectError> {
        let (scheme, rest) = address.split_once(':').unwrap_or((address, ""));
        match scheme {
            "sqlite" if rest == ":memory:" => sqlite::temporary().await,
            "sqlite" => sqlite::open(rest.strip_prefix("//").unwrap_or(rest).as_ref()).await,
            "postgres" | "postgresql" => postgres::open(address).await,
            _ => Err(ConnectError::new(format!(
                "a database's address begins with sqlite:// or postgres://, this one with {scheme:?}; \
                 write for example sqlite://handfast.db or \
                 postgres://handfast:PASSWORD@localhost/handfast"
            ))),
        }
    }
}
