//! Documents by the hash of their bytes, and what they say by the hash of their meaning.

use super::{Row, StoreError, Tx, WriteTx, on, pairs, value};
use handfast_contracts::hash::{Blob, Meaning};
use handfast_contracts::kind::KindId;
use handfast_contracts::time::Timestamp;
use std::collections::BTreeSet;

/// A document, compressed for keeping.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The hash of its bytes.
    pub hash: Blob,
    /// Its bytes, compressed with zstd.
    pub bytes: Vec<u8>,
    /// How many bytes it has when it is not compressed.
    pub size: usize,
}

/// Which of `hashes` are stored.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn known(tx: &mut Tx, hashes: &[Blob]) -> Result<BTreeSet<Blob>, StoreError> {
    let mut known = BTreeSet::new();
    for group in pairs::groups(hashes) {
        let list = pairs::rows(0, group.len(), 1);
        let sql = format!(
            "with asked (hash) as (values {list})
             select b.hash from asked join blobs b on b.hash = asked.hash"
        );
        let rows: Vec<(Vec<u8>,)> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for hash in &group {
                query = query.bind(hash.as_bytes().as_slice());
            }
            query.fetch_all(on).await
        })?;
        for (hash,) in rows {
            known.insert(value::blob(&hash)?);
        }
    }
    Ok(known)
}

/// A document by the hash of its bytes.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find(tx: &mut Tx, hash: Blob) -> Result<Option<Packed>, StoreError> {
    const SQL: &str = "select bytes, size from blobs where hash = $1";
    let found: Option<(Vec<u8>, i64)> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(hash.as_bytes().as_slice())
        .fetch_optional(on)
        .await)?;
    found.map(|(bytes, size)| Ok(Packed { hash, bytes, size: stored_size(size)? })).transpose()
}

pub(super) fn stored_size(size: i64) -> Result<usize, StoreError> {
    usize::try_from(size).map_err(|_| StoreError::Unreadable(format!("{size} is no size")))
}

/// The first document with this meaning, by the hash of its bytes.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn first_with(
    tx: &mut Tx,
    kind: KindId,
    meaning: Meaning,
) -> Result<Option<Blob>, StoreError> {
    const SQL: &str = "
        select b.hash from contents c join blobs b on b.id = c.blob_id
        where c.meaning = $1 and c.kind = $2";
    let found: Option<(Vec<u8>,)> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(meaning.as_bytes().as_slice())
        .bind(kind.as_str())
        .fetch_optional(on)
        .await)?;
    found.map(|(hash,)| value::blob(&hash)).transpose()
}

/// The row of a meaning, where it is stored.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn row_of(
    tx: &mut Tx,
    kind: KindId,
    meaning: Meaning,
) -> Result<Option<Row>, StoreError> {
    const SQL: &str = "select id from contents where meaning = $1 and kind = $2";
    let found: Option<(Row,)> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(meaning.as_bytes().as_slice())
        .bind(kind.as_str())
        .fetch_optional(on)
        .await)?;
    Ok(found.map(|(row,)| row))
}

/// Keeps a document. Answers its row, also when it was stored before.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn keep_blob(
    tx: &mut WriteTx,
    document: &Packed,
    now: Timestamp,
) -> Result<Row, StoreError> {
    const ADD: &str = "
        insert into blobs (hash, bytes, size, stored_at) values ($1, $2, $3, $4)
        on conflict (hash) do nothing";
    const FIND: &str = "select id from blobs where hash = $1";
    let hash = document.hash.as_bytes().as_slice();
    let size = i64::try_from(document.size).unwrap_or(i64::MAX);
    on!(tx, |on| sqlx::query(ADD)
        .bind(hash)
        .bind(document.bytes.as_slice())
        .bind(size)
        .bind(now.micros())
        .execute(on)
        .await
        .map(drop))?;
    let (row,): (Row,) = on!(tx, |on| sqlx::query_as(FIND).bind(hash).fetch_one(on).await)?;
    Ok(row)
}

/// Keeps a meaning, said by the document in `blob`. Answers its row, also when it was stored
/// before.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn keep_meaning(
    tx: &mut WriteTx,
    (kind, meaning): (KindId, Meaning),
    blob: Row,
    now: Timestamp,
) -> Result<Row, StoreError> {
    const ADD: &str = "
        insert into contents (kind, meaning, blob_id, stored_at) values ($1, $2, $3, $4)
        on conflict (meaning, kind) do nothing";
    const FIND: &str = "select id from contents where meaning = $1 and kind = $2";
    let hash = meaning.as_bytes().as_slice();
    on!(tx, |on| sqlx::query(ADD)
        .bind(kind.as_str())
        .bind(hash)
        .bind(blob)
        .bind(now.micros())
        .execute(on)
        .await
        .map(drop))?;
    let (row,): (Row,) =
        on!(tx, |on| sqlx::query_as(FIND).bind(hash).bind(kind.as_str()).fetch_one(on).await)?;
    Ok(row)
}
