//! Sessions of browsers: each stands for the token that somebody signed in with.

use super::tokens::{self, StoredToken};
use super::{Row, StoreError, Tx, WriteTx, on};
use crate::access::secret::SecretHash;
use handfast_contracts::time::Timestamp;

/// A stored session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// Its row.
    pub row: Row,
    /// When somebody signed in.
    pub created_at: Timestamp,
    /// When it was last used, to within a few minutes.
    pub last_seen_at: Timestamp,
    /// The token that it stands for.
    pub token: StoredToken,
}

/// Stores a session.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn insert(
    tx: &mut WriteTx,
    hash: &SecretHash,
    token: Row,
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "
        insert into sessions (hash, token_id, created_at, last_seen_at) values ($1, $2, $3, $3)";
    on!(tx, |on| sqlx::query(SQL)
        .bind(hash.as_bytes().as_slice())
        .bind(token)
        .bind(now.micros())
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// The session whose secret has this hash.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn by_hash(tx: &mut Tx, hash: &SecretHash) -> Result<Option<StoredSession>, StoreError> {
    const SESSION: &str =
        "select id, created_at, last_seen_at, token_id from sessions where hash = $1";
    let found: Option<(Row, i64, i64, Row)> = on!(tx, |on| sqlx::query_as(SESSION)
        .bind(hash.as_bytes().as_slice())
        .fetch_optional(on)
        .await)?;
    let Some((row, created_at, last_seen_at, token)) = found else { return Ok(None) };
    let token = tokens::by_row(tx, token).await?;
    Ok(token.map(|token| StoredSession {
        row,
        created_at: Timestamp::from_micros(created_at),
        last_seen_at: Timestamp::from_micros(last_seen_at),
        token,
    }))
}

/// Notes that a session was used.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn touch(tx: &mut WriteTx, session: Row, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "update sessions set last_seen_at = $2 where id = $1";
    on!(tx, |on| sqlx::query(SQL).bind(session).bind(now.micros()).execute(on).await.map(drop))?;
    Ok(())
}

/// Ends a session; one that is not there has ended.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn delete(tx: &mut WriteTx, hash: &SecretHash) -> Result<(), StoreError> {
    const SQL: &str = "delete from sessions where hash = $1";
    on!(tx, |on| sqlx::query(SQL).bind(hash.as_bytes().as_slice()).execute(on).await.map(drop))?;
    Ok(())
}

/// Forgets sessions that somebody signed in for before `then`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn delete_before(tx: &mut WriteTx, then: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "delete from sessions where created_at < $1";
    on!(tx, |on| sqlx::query(SQL).bind(then.micros()).execute(on).await.map(drop))?;
    Ok(())
}
