//! Places where versions run.

use super::{PublicId, Row, StoreError, Tx, WriteTx, on, value};
use handfast_contracts::name::EnvironmentName;
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{Environment, EnvironmentSettings};

/// An environment with its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvironmentRow {
    /// Its row.
    pub row: Row,
    /// What it is.
    pub environment: Environment,
}

type Columns = (Row, String, i64, bool, i64);

fn environment(
    (row, name, place, production, created_at): Columns,
) -> Result<EnvironmentRow, StoreError> {
    let order = i32::try_from(place)
        .map_err(|_| StoreError::Unreadable(format!("{place} is no place in an order")))?;
    Ok(EnvironmentRow {
        row,
        environment: Environment {
            name: value::read(&name)?,
            settings: EnvironmentSettings { order, production },
            created_at: Timestamp::from_micros(created_at),
        },
    })
}

/// Creates the environment called `name`, or sets what it is.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn put(
    tx: &mut WriteTx,
    name: &EnvironmentName,
    settings: &EnvironmentSettings,
    now: Timestamp,
) -> Result<EnvironmentRow, StoreError> {
    const SQL: &str = "
        insert into environments (public_id, name, place, production, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict (name) do update
            set place = excluded.place, production = excluded.production
        returning id, name, place, production, created_at";
    let row: Columns = on!(tx, |on| sqlx::query_as(SQL)
        .bind(PublicId::new(now).to_string())
        .bind(name.as_str())
        .bind(i64::from(settings.order))
        .bind(settings.production)
        .bind(now.micros())
        .fetch_one(on)
        .await)?;
    environment(row)
}

/// The environment called `name`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find(
    tx: &mut Tx,
    name: &EnvironmentName,
) -> Result<Option<EnvironmentRow>, StoreError> {
    const SQL: &str =
        "select id, name, place, production, created_at from environments where name = $1";
    let found: Option<Columns> =
        on!(tx, |on| sqlx::query_as(SQL).bind(name.as_str()).fetch_optional(on).await)?;
    found.map(environment).transpose()
}

/// All environments in the order of promotion, then of their names.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn list(tx: &mut Tx) -> Result<Vec<EnvironmentRow>, StoreError> {
    const SQL: &str =
        "select id, name, place, production, created_at from environments order by place, name";
    let rows: Vec<Columns> = on!(tx, |on| sqlx::query_as(SQL).fetch_all(on).await)?;
    rows.into_iter().map(environment).collect()
}
