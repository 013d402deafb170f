//! Contracts of versions. Each has one current revision; only a merge makes another.

use super::{PublicId, Row, StoreError, Tx, WriteTx, contents, on, pairs, value};
use handfast_contracts::hash::{Blob, Meaning};
use handfast_contracts::kind::{KindId, Role};
use handfast_contracts::name::{ContractName, ServiceName};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{ContractRef, StoredContract, Target};
use std::collections::BTreeMap;

/// The current revision of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRow {
    /// Its row.
    pub row: Row,
    /// Its version's row.
    pub version: Row,
    /// Which contract.
    pub contract: ContractRef,
    /// How often it was merged, and once for its publication.
    pub revision: i64,
    /// The provider that it is about, with that service's row.
    pub target: Option<(Row, Target)>,
    /// Its meaning's row.
    pub content: Row,
    /// Its meaning.
    pub meaning: Meaning,
    /// Its document's row.
    pub document: Row,
    /// The hash of its document.
    pub blob: Blob,
    /// How many bytes its document has.
    pub bytes: u64,
    /// The file that it came from.
    pub file: Option<String>,
    /// When it was published.
    pub published_at: Timestamp,
}

impl ContractRow {
    /// Which side of a dependency it describes.
    pub fn role(&self) -> Role {
        self.contract.kind.role()
    }

    /// As others see it.
    pub fn wire(&self) -> StoredContract {
        StoredContract {
            contract: self.contract.clone(),
            target: self.target.as_ref().map(|(_, target)| target.clone()),
            file: self.file.clone(),
            blob: self.blob,
            meaning: self.meaning,
            bytes: self.bytes,
            published_at: self.published_at,
        }
    }
}

/// The columns of one contract; see [`columns!`].
pub(super) type Flat = (
    Row,
    Row,
    String,
    String,
    i64,
    Option<Row>,
    Option<String>,
    Option<String>,
    Row,
    Vec<u8>,
    Row,
    Vec<u8>,
    i64,
    Option<String>,
    i64,
);

/// What queries for [`Flat`] select, from `contracts c`, `contents t`, `blobs b` and, for the
/// target, `services s`.
macro_rules! columns {
    () => {
        "c.id, c.version_id, c.kind, c.name, c.revision, c.target_service_id, s.name, \
         c.target_contract, c.content_id, t.meaning, c.blob_id, b.hash, b.size, c.file, \
         c.published_at"
    };
}
pub(super) use columns;

/// What they join to `contracts c`.
macro_rules! joined {
    () => {
        " join contents t on t.id = c.content_id join blobs b on b.id = c.blob_id \
         left join services s on s.id = c.target_service_id "
    };
}
pub(super) use joined;

pub(super) fn contract(flat: Flat) -> Result<ContractRow, StoreError> {
    let (row, version, kind, name, revision, target, target_name, target_contract, ..) = &flat;
    let target = match (target, target_name) {
        (Some(row), Some(name)) => Some((
            *row,
            Target {
                service: value::read::<ServiceName>(name)?,
                contract: value::read_optional(target_contract.as_deref())?,
            },
        )),
        _ => None,
    };
    let contract = ContractRef { kind: value::kind(kind)?, name: value::read(name)? };
    let (row, version, revision) = (*row, *version, *revision);
    let (.., content, meaning, document, blob, size, file, published_at) = flat;
    Ok(ContractRow {
        row,
        version,
        contract,
        revision,
        target,
        content,
        meaning: value::meaning(&meaning)?,
        document,
        blob: value::blob(&blob)?,
        bytes: contents::stored_size(size)? as u64,
        file,
        published_at: Timestamp::from_micros(published_at),
    })
}

/// The contracts of one version, in the order of kind and name.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn of_version(tx: &mut Tx, version: Row) -> Result<Vec<ContractRow>, StoreError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from contracts c",
        joined!(),
        "where c.version_id = $1 and c.superseded_at is null order by c.kind, c.name"
    );
    let rows: Vec<Flat> = on!(tx, |on| sqlx::query_as(SQL).bind(version).fetch_all(on).await)?;
    rows.into_iter().map(contract).collect()
}

/// The contracts of many versions, each in the order of kind and name.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn of_versions(
    tx: &mut Tx,
    versions: &[Row],
) -> Result<BTreeMap<Row, Vec<ContractRow>>, StoreError> {
    let mut found: BTreeMap<Row, Vec<ContractRow>> = BTreeMap::new();
    for group in pairs::groups(versions) {
        let list = pairs::rows(0, group.len(), 1);
        let sql = format!(
            "select {} from contracts c {} where c.version_id in (values {list})
             and c.superseded_at is null order by c.kind, c.name",
            columns!(),
            joined!()
        );
        let rows: Vec<Flat> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for version in &group {
                query = query.bind(version);
            }
            query.fetch_all(on).await
        })?;
        for row in rows {
            let row = contract(row)?;
            found.entry(row.version).or_default().push(row);
        }
    }
    Ok(found)
}

/// One contract of a version.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find(
    tx: &mut Tx,
    version: Row,
    kind: KindId,
    name: &ContractName,
) -> Result<Option<ContractRow>, StoreError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from contracts c",
        joined!(),
        "where c.version_id = $1 and c.kind = $2 and c.name = $3 and c.superseded_at is null"
    );
    let found: Option<Flat> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(version)
        .bind(kind.as_str())
        .bind(name.as_str())
        .fetch_optional(on)
        .await)?;
    found.map(contract).transpose()
}

/// A contract to be stored.
#[derive(Debug, Clone)]
pub struct NewContract<'a> {
    /// The service's and the version's row.
    pub of: (Row, Row),
    /// Which contract.
    pub contract: &'a ContractRef,
    /// From 1.
    pub revision: i64,
    /// The provider that it is about: its row, and the name of its contract.
    pub target: Option<(Row, Option<&'a ContractName>)>,
    /// Its meaning's row.
    pub content: Row,
    /// Its document's row.
    pub document: Row,
    /// The file that it came from.
    pub file: Option<&'a str>,
}

/// Adds a contract, or the next revision of one after [`supersede`].
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn add(
    tx: &mut WriteTx,
    new: &NewContract<'_>,
    (event, now): (Row, Timestamp),
) -> Result<(), StoreError> {
    const SQL: &str = "
        insert into contracts
            (public_id, service_id, version_id, role, kind, name, revision, target_service_id,
             target_contract, content_id, blob_id, file, published_at, event_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    on!(tx, |on| sqlx::query(SQL)
        .bind(PublicId::new(now).to_string())
        .bind(new.of.0)
        .bind(new.of.1)
        .bind(new.contract.kind.role().as_str())
        .bind(new.contract.kind.as_str())
        .bind(new.contract.name.as_str())
        .bind(new.revision)
        .bind(new.target.map(|(row, _)| row))
        .bind(new.target.and_then(|(_, name)| name).map(ContractName::as_str))
        .bind(new.content)
        .bind(new.document)
        .bind(new.file)
        .bind(now.micros())
        .bind(event)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Closes a revision, so that the next can be added.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn supersede(tx: &mut WriteTx, row: Row, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "update contracts set superseded_at = $2 where id = $1";
    on!(tx, |on| sqlx::query(SQL).bind(row).bind(now.micros()).execute(on).await.map(drop))?;
    Ok(())
}
