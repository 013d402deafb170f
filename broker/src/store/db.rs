//! The two databases behind one type, and transactions on either.

use super::error::Failure;
use super::{StoreError, postgres, sqlite};
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// No transaction may take longer: on SQLite everybody else waits for it.
const LONGEST: Duration = Duration::from_secs(20);

/// How often a transaction that collided is tried in all.
const TRIES: u32 = 6;

/// The store.
#[derive(Debug, Clone)]
pub enum Db {
    /// A file: one writer, several readers.
    Sqlite(sqlite::Files),
    /// A server.
    Postgres(postgres::Server),
}

/// A transaction that reads: everything in it sees one state of the database.
#[derive(Debug)]
pub struct Tx(Kind);

/// A transaction that writes. Whatever reads in a [`Tx`] reads in it too.
#[derive(Debug)]
pub struct WriteTx(Tx);

#[derive(Debug)]
enum Kind {
    SqliteRead(Transaction<'static, Sqlite>),
    SqliteWrite(sqlite::Lease),
    Postgres(Transaction<'static, Postgres>),
}

/// A connection of either database; what `on!` looks into.
pub(crate) enum Connection<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Tx {
    /// The connection that the transaction runs on.
    pub(crate) fn connection(&mut self) -> Connection<'_> {
        match &mut self.0 {
            Kind::SqliteRead(tx) => Connection::Sqlite(tx),
            Kind::SqliteWrite(lease) => Connection::Sqlite(lease.connection()),
            Kind::Postgres(tx) => Connection::Postgres(tx),
        }
    }
}

impl Deref for WriteTx {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.0
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.0
    }
}

impl Db {
    /// Begins a transaction that reads; [`reading!`](crate::reading) ends it too.
    ///
    /// # Errors
    /// [`StoreError`] when no connection is free.
    pub async fn begin_read(&self) -> Result<Tx, StoreError> {
        Ok(Tx(match self {
            Self::Sqlite(files) => Kind::SqliteRead(files.read().await?),
            Self::Postgres(server) => Kind::Postgres(server.read().await?),
        }))
    }

    /// Waits until nothing is under way and closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(files) => files.close().await,
            Self::Postgres(server) => server.close().await,
        }
    }
}

impl Tx {
    /// Ends a transaction that read.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn end(self) -> Result<(), StoreError> {
        match self.0 {
            Kind::SqliteRead(tx) => tx.rollback().await?,
            Kind::Postgres(tx) => tx.rollback().await?,
            Kind::SqliteWrite(lease) => lease.undo().await?,
        }
        Ok(())
    }
}

/// The tries of one transaction that writes; what [`writing!`](crate::writing) stands on.
#[derive(Debug)]
pub struct Tries<'d> {
    db: &'d Db,
    tried: u32,
}

impl<'d> Tries<'d> {
    /// None was made yet.
    pub fn of(db: &'d Db) -> Self {
        Self { db, tried: 0 }
    }

    /// Begins the next try.
    ///
    /// # Errors
    /// [`StoreError`] when no connection is free in time.
    pub async fn begin(&mut self) -> Result<WriteTx, StoreError> {
        self.tried += 1;
        Ok(WriteTx(Tx(match self.db {
            Db::Sqlite(files) => Kind::SqliteWrite(files.write().await?),
            Db::Postgres(server) => Kind::Postgres(server.write().await?),
        })))
    }

    /// Ends this try: durable after success, undone after an error. `None` when it collided with
    /// another transaction and is to be made again.
    pub async fn end<T>(
        &self,
        tx: WriteTx,
        result: Result<T, StoreError>,
    ) -> Option<Result<T, StoreError>> {
        let ended = match (tx.0.0, &result) {
            (Kind::SqliteWrite(lease), Ok(_)) => lease.keep().await,
            (Kind::SqliteWrite(lease), Err(_)) => lease.undo().await,
            (Kind::Postgres(tx), Ok(_)) => tx.commit().await.map_err(StoreError::from),
            (Kind::Postgres(tx), Err(_)) => tx.rollback().await.map_err(StoreError::from),
            (Kind::SqliteRead(tx), _) => tx.rollback().await.map_err(StoreError::from),
        };
        let result = result.and_then(|value| ended.map(|()| value));
        match &result {
            Err(error) if error.failure() == Failure::Collision && self.tried < TRIES => {
                tokio::time::sleep(postgres::pause(self.tried)).await;
                None
            }
            _ => Some(result),
        }
    }
}

/// Runs the work of a transaction within the time that any may take.
///
/// # Errors
/// What `work` fails with, and [`StoreError::TooSlow`].
pub async fn limited<T>(
    work: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    tokio::time::timeout(LONGEST, work).await.unwrap_or(Err(StoreError::TooSlow))
}

/// Runs work in a transaction that reads: `reading!(app.db, |tx| services::find(tx, &name).await)`.
/// Everything in it sees one state of the database. Gives `Result<_, StoreError>`.
#[macro_export]
macro_rules! reading {
    ($db:expr, |$tx:ident| $work:expr) => {
        match $db.begin_read().await {
            Ok(mut begun) => {
                let $tx = &mut begun;
                let result = $crate::store::limited(async { $work }).await;
                let ended = begun.end().await;
                result.and_then(|value| ended.map(|()| value))
            }
            Err(error) => Err(error),
        }
    };
}

/// Runs work in a transaction that writes, and goes on after it is durable. Gives
/// `Result<_, StoreError>`.
///
/// The work may run several times, when transactions collide: it must do nothing that is not
/// undone with the transaction, and wait for nothing but the database. (A macro because an async
/// closure that borrows cannot be told to be `Send`.)
#[macro_export]
macro_rules! writing {
    ($db:expr, |$tx:ident| $work:expr) => {{
        let mut tries = $crate::store::Tries::of(&$db);
        loop {
            let mut begun = match tries.begin().await {
                Ok(begun) => begun,
                Err(error) => break Err(error),
            };
            let $tx = &mut begun;
            let result = $crate::store::limited(async { $work }).await;
            if let Some(result) = tries.end(begun, result).await {
                break result;
            }
        }
    }};
}
