//! Tokens and the actors that they belong to. Secrets are stored as hashes only.

use super::{PublicId, Row, StoreError, Tx, WriteTx, on, value};
use crate::access::secret::SecretHash;
use handfast_contracts::name::{ActorName, EnvironmentName, ServiceName};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{Scope, Token};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A token to be stored.
#[derive(Debug, Clone)]
pub struct TokenRow<'a> {
    /// Its public identity.
    pub id: PublicId,
    /// The hash of its secret.
    pub hash: SecretHash,
    /// Who it belongs to.
    pub actor: &'a ActorName,
    /// What it may do.
    pub scopes: &'a [Scope],
    /// The only services that it may change; empty for all.
    pub services: &'a [ServiceName],
    /// The only environments that it may change; empty for all.
    pub environments: &'a [EnvironmentName],
    /// Now.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// The event that brought it.
    pub event: Row,
}

/// A stored token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// Its row.
    pub row: Row,
    /// The token.
    pub token: Token,
}

/// Columns of a token in the order in which every statement here selects them.
type TokenColumns =
    (Row, String, String, String, String, String, i64, i64, Option<i64>, Option<i64>);

fn read(columns: TokenColumns) -> Result<StoredToken, StoreError> {
    let (row, id, actor, scopes, services, environments, created, expires, used, revoked) = columns;
    let token = Token {
        id,
        actor: value::read(&actor)?,
        scopes: list(&scopes)?,
        services: list(&services)?,
        environments: list(&environments)?,
        created_at: Timestamp::from_micros(created),
        expires_at: Timestamp::from_micros(expires),
        last_used_at: used.map(Timestamp::from_micros),
        revoked_at: revoked.map(Timestamp::from_micros),
    };
    Ok(StoredToken { row, token })
}

fn list<T: DeserializeOwned>(json: &str) -> Result<Vec<T>, StoreError> {
    serde_json::from_str(json).map_err(|error| StoreError::Unreadable(format!("{json}: {error}")))
}

fn json<T: Serialize>(list: &[T]) -> Result<String, StoreError> {
    serde_json::to_string(list).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// Stores a token, and its actor where that is new.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn insert(tx: &mut WriteTx, new: &TokenRow<'_>) -> Result<(), StoreError> {
    const ACTOR: &str = "
        insert into actors (public_id, name, created_at) values ($1, $2, $3)
        on conflict (name) do nothing";
    const TOKEN: &str = "
        insert into tokens (public_id, hash, actor_id, scopes, services, environments,
                            created_at, expires_at, event_id)
        select $1, $2, id, $3, $4, $5, $6, $7, $8 from actors where name = $9";
    on!(tx, |on| sqlx::query(ACTOR)
        .bind(PublicId::new(new.created_at).to_string())
        .bind(new.actor.as_str())
        .bind(new.created_at.micros())
        .execute(on)
        .await
        .map(drop))?;
    on!(tx, |on| sqlx::query(TOKEN)
        .bind(new.id.to_string())
        .bind(new.hash.as_bytes().as_slice())
        .bind(json(new.scopes)?)
        .bind(json(new.services)?)
        .bind(json(new.environments)?)
        .bind(new.created_at.micros())
        .bind(new.expires_at.micros())
        .bind(new.event)
        .bind(new.actor.as_str())
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// The token whose secret has this hash.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn by_hash(tx: &mut Tx, hash: &SecretHash) -> Result<Option<StoredToken>, StoreError> {
    const SQL: &str = "
        select t.id, t.public_id, a.name, t.scopes, t.services, t.environments,
               t.created_at, t.expires_at, t.last_used_at, t.revoked_at
        from tokens t join actors a on a.id = t.actor_id
        where t.hash = $1";
    let found: Option<TokenColumns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(hash.as_bytes().as_slice())
        .fetch_optional(on)
        .await)?;
    found.map(read).transpose()
}

/// The token with this public identity.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn by_id(tx: &mut Tx, id: &str) -> Result<Option<StoredToken>, StoreError> {
    const SQL: &str = "
        select t.id, t.public_id, a.name, t.scopes, t.services, t.environments,
               t.created_at, t.expires_at, t.last_used_at, t.revoked_at
        from tokens t join actors a on a.id = t.actor_id
        where t.public_id = $1";
    let found: Option<TokenColumns> =
        on!(tx, |on| sqlx::query_as(SQL).bind(id).fetch_optional(on).await)?;
    found.map(read).transpose()
}

/// The token in this row.
///
/// # Errors
/// [`StoreError`] of the database.
pub(super) async fn by_row(tx: &mut Tx, row: Row) -> Result<Option<StoredToken>, StoreError> {
    const SQL: &str = "
        select t.id, t.public_id, a.name, t.scopes, t.services, t.environments,
               t.created_at, t.expires_at, t.last_used_at, t.revoked_at
        from tokens t join actors a on a.id = t.actor_id
        where t.id = $1";
    let found: Option<TokenColumns> =
        on!(tx, |on| sqlx::query_as(SQL).bind(row).fetch_optional(on).await)?;
    found.map(read).transpose()
}

/// The newest tokens first, at most `limit`, from before the row `before`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn list_before(
    tx: &mut Tx,
    before: Row,
    limit: i64,
) -> Result<Vec<StoredToken>, StoreError> {
    const SQL: &str = "
        select t.id, t.public_id, a.name, t.scopes, t.services, t.environments,
               t.created_at, t.expires_at, t.last_used_at, t.revoked_at
        from tokens t join actors a on a.id = t.actor_id
        where t.id < $1
        order by t.id desc limit $2";
    let rows: Vec<TokenColumns> =
        on!(tx, |on| sqlx::query_as(SQL).bind(before).bind(limit).fetch_all(on).await)?;
    rows.into_iter().map(read).collect()
}

/// Notes that a token was used.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn touch(tx: &mut WriteTx, token: Row, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "update tokens set last_used_at = $2 where id = $1";
    on!(tx, |on| sqlx::query(SQL).bind(token).bind(now.micros()).execute(on).await.map(drop))?;
    Ok(())
}

/// Revokes a token for good. One that is revoked already stays as it is.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn revoke(tx: &mut WriteTx, token: Row, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "update tokens set revoked_at = $2 where id = $1 and revoked_at is null";
    on!(tx, |on| sqlx::query(SQL).bind(token).bind(now.micros()).execute(on).await.map(drop))?;
    Ok(())
}

/// Whether anybody has a token that works at `now` and may do everything.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn any_admin(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "
        select count(*) from tokens
        where revoked_at is null and expires_at > $1
          and scopes like '%\"admin\"%' and services = '[]' and environments = '[]'";
    let (count,): (i64,) =
        on!(tx, |on| sqlx::query_as(SQL).bind(now.micros()).fetch_one(on).await)?;
    Ok(count > 0)
}
