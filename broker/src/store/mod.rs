//! Everything that is kept, and the only place with SQL.
//!
//! One file a noun; each function is one statement, or a few that belong together. One SQL text
//! serves both databases, with `$1` placeholders and in the common subset of the two: time and
//! ids come from the caller, there are no arrays, no JSON operators and no `now()`. What the two
//! do on purpose in different ways stands in `sqlite` and `postgres`.
//!
//! Facts are only ever added or closed, each points to the event that brought it. What is derived
//! from them (branch heads, latest evidence) is kept in the same transaction, and [`rebuild`]
//! computes it anew.
//!
//! Not here: what may be stored, by whom, and what follows from it; that is `actions`.

mod connect;
mod db;
mod error;
mod migrate;
mod pairs;
mod postgres;
mod precedence;
mod sqlite;
mod value;

pub mod answers;
pub mod branches;
pub mod consumers;
pub mod contents;
pub mod contracts;
pub mod deployments;
pub mod environments;
pub mod events;
pub mod rebuild;
pub mod services;
pub mod sessions;
pub mod tags;
pub mod tokens;
pub mod verifications;
pub mod versions;

pub use crate::{reading, writing};
pub use connect::ConnectError;
pub use db::{Db, Tries, Tx, WriteTx, limited};
pub use error::StoreError;
pub use value::{PublicId, Row};

pub(crate) use db::Connection;

/// Runs one expression on whichever database a transaction belongs to.
///
/// The expression is compiled once for each database, so that one SQL text and one row type
/// serve both: `on!(tx, |on| sqlx::query_as(SQL).bind(id).fetch_optional(on).await)?`.
macro_rules! on {
    ($tx:expr, |$on:ident| $body:expr) => {
        match $tx.connection() {
            $crate::store::Connection::Sqlite($on) => $body,
            $crate::store::Connection::Postgres($on) => $body,
        }
    };
}
pub(crate) use on;
