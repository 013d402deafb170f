//! Why the store did not do what it was asked, and what a user is told about it.

use crate::problem::Problem;
use std::fmt;
use std::sync::Arc;

/// Why a transaction came to nothing.
#[derive(Debug, Clone)]
pub enum StoreError {
    /// The action itself refused; what it had written is undone.
    Refused(Arc<Problem>),
    /// The database failed.
    Database(Arc<sqlx::Error>),
    /// A stored value is not what it must be.
    Unreadable(String),
    /// The transaction took longer than any may take.
    TooSlow,
    /// What was found out before the transaction no longer holds: find it out anew.
    Stale,
}

/// What a failure means for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// Another transaction was in the way; the same one may succeed at once.
    Collision,
    /// The database has too much to do, or cannot be reached.
    Busy(&'static str),
    /// Anything else.
    Broken,
}

impl StoreError {
    /// Sorts the failure. Codes are SQLite's result codes and PostgreSQL's SQLSTATE.
    pub(super) fn failure(&self) -> Failure {
        match self {
            Self::Refused(_) | Self::Unreadable(_) => Failure::Broken,
            Self::TooSlow => Failure::Busy("the database is slow"),
            Self::Stale => Failure::Busy("the same version is being changed by others"),
            Self::Database(error) => sort(error),
        }
    }
}

fn sort(error: &sqlx::Error) -> Failure {
    match error {
        sqlx::Error::PoolTimedOut => Failure::Busy("every connection to the database is in use"),
        sqlx::Error::PoolClosed => Failure::Busy("the broker is shutting down"),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) => Failure::Busy("the database cannot be reached"),
        sqlx::Error::Database(error) => match error.code().as_deref() {
            Some("40001" | "40P01") => Failure::Collision,
            Some("55P03") => Failure::Busy("another transaction holds a lock"),
            Some("57014") => Failure::Busy("the database took too long"),
            Some("53300" | "57P01" | "57P02" | "57P03" | "25006") => {
                Failure::Busy("the database takes no work at the moment")
            }
            // SQLITE_BUSY and SQLITE_LOCKED carry their reason in the higher bits.
            Some(code) => match code.parse::<u32>().map(|code| code & 0xff) {
                Ok(5 | 6) if code.len() <= 4 => {
                    Failure::Busy("another process is writing to the database file")
                }
                Ok(13) if code.len() <= 4 => Failure::Busy("the disk is full"),
                _ => Failure::Broken,
            },
            None => Failure::Broken,
        },
        _ => Failure::Broken,
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(problem) => write!(f, "refused: {}", problem.slug()),
            Self::Database(error) => write!(f, "{error}"),
            Self::Unreadable(what) => write!(f, "a stored value cannot be read: {what}"),
            Self::Stale => write!(f, "what the transaction rests on has changed"),
            Self::TooSlow => write!(f, "a transaction took too long and was undone"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl From<Problem> for StoreError {
    fn from(problem: Problem) -> Self {
        Self::Refused(Arc::new(problem))
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let failure = error.failure();
        match error {
            StoreError::Refused(problem) => Arc::unwrap_or_clone(problem),
            error => match failure {
                Failure::Collision => Self::Busy {
                    detail: "Too many changes of the same service at once; nothing was stored."
                        .to_owned(),
                    retry_after: 1,
                },
                Failure::Busy(why) => {
                    tracing::warn!(%error, "the store is busy");
                    let detail = format!("The broker cannot store or read at the moment: {why}.");
                    Self::Busy { detail, retry_after: 2 }
                }
                Failure::Broken => Self::internal(&error),
            },
        }
    }
}
