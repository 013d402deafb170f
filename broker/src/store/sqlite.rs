//! SQLite: one writer behind a queue, several readers, group commit.
//!
//! A connection for writing is lent to one transaction after the other. Those that wait when one
//! ends run in the same database transaction, each behind its own savepoint, and all are told
//! only after the common commit: one wait for the disk serves them all.

use super::migrate::{Dialect, migrate};
use super::{ConnectError, Db, StoreError};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Sqlite, SqliteConnection, Transaction};
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};

const READERS: u32 = 8;

/// How many transactions share a commit at most: bounds how long the first of them waits.
const BATCH: usize = 64;

/// How many transactions may wait for their turn.
const QUEUE: usize = 4096;

/// How long a request waits for its turn, or for another process that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open file.
#[derive(Clone)]
pub struct Files {
    asked: mpsc::Sender<Ask>,
    readers: SqlitePool,
    /// Removes a temporary database after the last user of it.
    _folder: Option<Arc<TempDir>>,
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").finish_non_exhaustive()
    }
}

/// Somebody who waits for the connection.
type Turn = oneshot::Sender<Result<Lease, StoreError>>;

/// What the lender is asked for.
enum Ask {
    /// The connection, for one transaction.
    Turn(Turn),
    /// To close the connection, after those who asked before.
    Close(oneshot::Sender<()>),
}

/// Told when the common commit is done.
type Told = oneshot::Sender<Result<(), StoreError>>;

/// What a lease comes back with.
enum Outcome {
    Keep(Told),
    Undo(Option<Told>),
}

/// The writing connection, lent to one transaction. Dropping it undoes the transaction.
pub(super) struct Lease {
    lent: Option<(SqliteConnection, oneshot::Sender<(SqliteConnection, Outcome)>)>,
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease").finish_non_exhaustive()
    }
}

pub(super) async fn temporary() -> Result<Db, ConnectError> {
    let folder = tempfile::Builder::new().prefix("handfast-").tempdir().map_err(|error| {
        ConnectError::new(format!("no temporary folder could be created: {error}; set TMPDIR"))
    })?;
    let file = folder.path().join("handfast.db");
    open_file(&file, Some(Arc::new(folder))).await
}

pub(super) async fn open(file: &Path) -> Result<Db, ConnectError> {
    if file.as_os_str().is_empty() {
        return Err(ConnectError::new(
            "the database's address names no file; write for example sqlite://handfast.db",
        ));
    }
    open_file(file, None).await
}

async fn open_file(file: &Path, folder: Option<Arc<TempDir>>) -> Result<Db, ConnectError> {
    let failed = |error: sqlx::Error| {
        ConnectError::new(format!(
            "{} cannot be used as a database: {error}; its folder must exist and be writable",
            file.display()
        ))
    };
    let _lock = lock(file).await?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(300)
        .pragma("temp_store", "memory");
    let writing = options
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("journal_size_limit", "67108864")
        .optimize_on_close(true, None);
    let mut writer = writing.connect().await.map_err(failed)?;
    let mut tx = writer.begin_with("begin immediate").await.map_err(failed)?;
    migrate(&mut *tx, Dialect::Sqlite).await?;
    tx.commit().await.map_err(failed)?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .connect_with(options.read_only(true))
        .await
        .map_err(failed)?;
    let (asked, queue) = mpsc::channel(QUEUE);
    tokio::spawn(lend(writer, queue));
    Ok(Db::Sqlite(Files { asked, readers, _folder: folder }))
}

/// Keeps other processes from preparing the same file at the same time. Released when dropped.
async fn lock(file: &Path) -> Result<File, ConnectError> {
    let mut path = file.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let name = path.display().to_string();
    let locked = tokio::task::spawn_blocking(move || {
        let lock = File::options().create(true).truncate(false).write(true).open(path)?;
        lock.lock()?;
        Ok(lock)
    });
    let refused = |error: std::io::Error| {
        ConnectError::new(format!(
            "{name} cannot be locked: {error}; the folder must exist and be writable"
        ))
    };
    locked.await.map_err(|error| refused(error.into()))?.map_err(refused)
}

impl Files {
    pub(super) async fn read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    pub(super) async fn write(&self) -> Result<Lease, StoreError> {
        let closed = || StoreError::from(sqlx::Error::PoolClosed);
        let wait = async {
            let (turn, lease) = oneshot::channel();
            self.asked.send(Ask::Turn(turn)).await.map_err(|_| closed())?;
            lease.await.map_err(|_| closed())?
        };
        tokio::time::timeout(PATIENCE * 2, wait)
            .await
            .unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut.into()))
    }

    /// Closes the readers first, so that closing the writer leaves one file without a log.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        let (done, closed) = oneshot::channel();
        // Whoever closed before has closed for all.
        if self.asked.send(Ask::Close(done)).await.is_ok() {
            drop(closed.await);
        }
    }
}

impl Lease {
    #[expect(clippy::expect_used, reason = "only keep, undo and drop take it, and all end it")]
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.lent.as_mut().expect("the lease has not ended").0
    }

    /// Ends the transaction and waits until it is durable.
    pub(super) async fn keep(self) -> Result<(), StoreError> {
        self.end(Outcome::Keep).await
    }

    /// Undoes the transaction. Waits for the common commit too: what the transaction saw of
    /// others, and may have refused because of, is durable then.
    pub(super) async fn undo(self) -> Result<(), StoreError> {
        self.end(|told| Outcome::Undo(Some(told))).await
    }

    async fn end(mut self, outcome: impl FnOnce(Told) -> Outcome) -> Result<(), StoreError> {
        let (told, answer) = oneshot::channel();
        if let Some((connection, home)) = self.lent.take() {
            // The lender only goes away with the whole process.
            drop(home.send((connection, outcome(told))));
        }
        answer.await.map_err(|_| StoreError::from(sqlx::Error::WorkerCrashed))?
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some((connection, home)) = self.lent.take() {
            drop(home.send((connection, Outcome::Undo(None))));
        }
    }
}

/// Lends the connection until it is to be closed, or nobody can ask for it any more.
async fn lend(mut connection: SqliteConnection, mut queue: mpsc::Receiver<Ask>) {
    let mut done = None;
    while let Some(ask) = queue.recv().await {
        let first = match ask {
            Ask::Turn(first) => first,
            Ask::Close(told) => {
                done = Some(told);
                break;
            }
        };
        match batch(connection, first, &mut queue).await {
            Some((back, told)) => {
                connection = back;
                done = told;
            }
            None => return,
        }
        if done.is_some() {
            break;
        }
    }
    if let Err(error) = connection.close().await {
        tracing::warn!(%error, "the database file was not closed cleanly");
    }
    if let Some(done) = done {
        // Nobody may be waiting any more.
        let _ = done.send(());
    }
}

/// One database transaction with `first` and whoever waits behind it. Also answers who asked to
/// close the connection meanwhile.
async fn batch(
    mut connection: SqliteConnection,
    first: Turn,
    queue: &mut mpsc::Receiver<Ask>,
) -> Option<(SqliteConnection, Option<oneshot::Sender<()>>)> {
    if let Err(error) = run(&mut connection, "begin immediate").await {
        drop(first.send(Err(error)));
        return Some((connection, None));
    }
    let (mut waiting, mut result, mut close) = (Vec::new(), Ok(()), None);
    let mut turn = Some(first);
    while let Some(next) = turn.take() {
        connection = serve(connection, next, &mut waiting, &mut result).await?;
        if result.is_err() || waiting.len() >= BATCH {
            break;
        }
        match queue.try_recv() {
            Ok(Ask::Turn(next)) => turn = Some(next),
            Ok(Ask::Close(told)) => close = Some(told),
            Err(_) => {}
        }
    }
    if result.is_ok() {
        result = run(&mut connection, "commit").await;
    }
    if result.is_err() {
        // Fails when SQLite has already rolled back by itself, as it does on a full disk.
        drop(run(&mut connection, "rollback").await);
    }
    for told in waiting {
        drop(told.send(result.clone()));
    }
    Some((connection, close))
}

/// One lease. A savepoint that cannot be released or undone spoils the whole batch.
async fn serve(
    mut connection: SqliteConnection,
    turn: Turn,
    waiting: &mut Vec<Told>,
    result: &mut Result<(), StoreError>,
) -> Option<SqliteConnection> {
    if turn.is_closed() {
        return Some(connection);
    }
    if let Err(error) = run(&mut connection, "savepoint one").await {
        drop(turn.send(Err(error.clone())));
        *result = Err(error);
        return Some(connection);
    }
    let (home, back) = oneshot::channel();
    // A lease that nobody takes comes back through its drop.
    drop(turn.send(Ok(Lease { lent: Some((connection, home)) })));
    let (mut connection, outcome) = back.await.ok()?;
    let ended = match outcome {
        Outcome::Keep(told) => {
            waiting.push(told);
            run(&mut connection, "release one").await
        }
        Outcome::Undo(told) => {
            waiting.extend(told);
            match run(&mut connection, "rollback to one").await {
                Ok(()) => run(&mut connection, "release one").await,
                failed => failed,
            }
        }
    };
    if ended.is_err() {
        *result = ended;
    }
    Some(connection)
}

async fn run(on: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::query(sql).execute(on).await?;
    Ok(())
}
