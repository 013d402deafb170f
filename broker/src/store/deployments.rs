//! Stretches of time in which versions are live. They are opened and closed, never removed.

use super::versions::VersionRow;
use super::{PublicId, Row, StoreError, Tx, WriteTx, on, pairs, value};
use handfast_contracts::name::{EnvironmentName, InstanceName, ServiceName, VersionNumber};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{Deployment, LiveAs, LiveVersion};
use std::collections::BTreeMap;

const fn word(live_as: LiveAs) -> &'static str {
    match live_as {
        LiveAs::Deployment => "deployment",
        LiveAs::Release => "release",
    }
}

fn read_word(text: &str) -> Result<LiveAs, StoreError> {
    [LiveAs::Deployment, LiveAs::Release]
        .into_iter()
        .find(|live_as| word(*live_as) == text)
        .ok_or_else(|| StoreError::Unreadable(format!("{text:?} is no way of being live")))
}

/// The copy that has no name is stored as an empty text.
fn stored_instance(instance: Option<&InstanceName>) -> &str {
    instance.map_or("", InstanceName::as_str)
}

/// An open stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its row.
    pub row: Row,
    /// The version's row.
    pub version: Row,
    /// Since when.
    pub from: Timestamp,
    /// When its support ends by itself.
    pub supported_until: Option<Timestamp>,
}

type OpenColumns = (Row, Row, i64, Option<i64>);

fn open_stretch((row, version, from, until): OpenColumns) -> Open {
    let supported_until = until.map(Timestamp::from_micros);
    Open { row, version, from: Timestamp::from_micros(from), supported_until }
}

/// What the instance of a service runs in an environment.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn running(
    tx: &mut Tx,
    environment: Row,
    service: Row,
    instance: Option<&InstanceName>,
) -> Result<Option<Open>, StoreError> {
    const SQL: &str = "
        select id, version_id, from_at, supported_until from deployments
        where environment_id = $1 and service_id = $2 and instance = $3
            and to_at is null and live_as = 'deployment'";
    let found: Option<OpenColumns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(environment)
        .bind(service)
        .bind(stored_instance(instance))
        .fetch_optional(on)
        .await)?;
    Ok(found.map(open_stretch))
}

/// The open release of a version in an environment, also when its support has ended by itself.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn released(
    tx: &mut Tx,
    environment: Row,
    version: Row,
) -> Result<Option<Open>, StoreError> {
    const SQL: &str = "
        select id, version_id, from_at, supported_until from deployments
        where environment_id = $1 and version_id = $2 and to_at is null and live_as = 'release'";
    let found: Option<OpenColumns> =
        on!(tx, |on| sqlx::query_as(SQL).bind(environment).bind(version).fetch_optional(on).await)?;
    Ok(found.map(open_stretch))
}

/// A stretch that begins.
#[derive(Debug, Clone, Copy)]
pub struct NewDeployment<'a> {
    /// The environment's row.
    pub environment: Row,
    /// The version.
    pub version: &'a VersionRow,
    /// Deployed or released.
    pub live_as: LiveAs,
    /// Which running copy.
    pub instance: Option<&'a InstanceName>,
    /// When its support ends by itself.
    pub supported_until: Option<Timestamp>,
}

/// Opens a stretch. The caller has closed the one whose place it takes.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn open(
    tx: &mut WriteTx,
    new: &NewDeployment<'_>,
    (event, now): (Row, Timestamp),
) -> Result<(), StoreError> {
    const SQL: &str = "
        insert into deployments
            (public_id, environment_id, service_id, version_id, live_as, instance, from_at,
             supported_until, event_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    on!(tx, |on| sqlx::query(SQL)
        .bind(PublicId::new(now).to_string())
        .bind(new.environment)
        .bind(new.version.service)
        .bind(new.version.row)
        .bind(word(new.live_as))
        .bind(stored_instance(new.instance))
        .bind(now.micros())
        .bind(new.supported_until.map(Timestamp::micros))
        .bind(event)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Closes a stretch.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn close(
    tx: &mut WriteTx,
    row: Row,
    (event, now): (Row, Timestamp),
) -> Result<(), StoreError> {
    const SQL: &str = "update deployments set to_at = $2, closed_by = $3 where id = $1";
    on!(tx, |on| sqlx::query(SQL)
        .bind(row)
        .bind(now.micros())
        .bind(event)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Which stretches are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeploymentFilter {
    /// Only those of this service.
    pub service: Option<Row>,
    /// Only those in this environment.
    pub environment: Option<Row>,
    /// Only those that are live at this time.
    pub live_at: Option<Timestamp>,
    /// Only those that began to be known before this row.
    pub before: Option<Row>,
}

/// Stretches with their rows, the newest first, at most `limit`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn list(
    tx: &mut Tx,
    filter: DeploymentFilter,
    limit: i64,
) -> Result<Vec<(Row, Deployment)>, StoreError> {
    type Columns = (Row, String, String, String, String, String, i64, Option<i64>, Option<i64>);
    const SQL: &str = "
        select d.id, s.name, v.number, e.name, d.live_as, d.instance, d.from_at, d.to_at,
            d.supported_until
        from deployments d
        join services s on s.id = d.service_id
        join versions v on v.id = d.version_id
        join environments e on e.id = d.environment_id
        where d.id < $1 and d.service_id = coalesce($2, d.service_id)
            and d.environment_id = coalesce($3, d.environment_id)
            and ($5 is null or d.to_at is null
                and (d.supported_until is null or d.supported_until > $5))
        order by d.id desc limit $4";
    let rows: Vec<Columns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(filter.before.unwrap_or(Row::MAX))
        .bind(filter.service)
        .bind(filter.environment)
        .bind(limit)
        .bind(filter.live_at.map(Timestamp::micros))
        .fetch_all(on)
        .await)?;
    rows.into_iter()
        .map(|(row, service, version, environment, live_as, instance, from, to, until)| {
            let deployment = Deployment {
                service: value::read(&service)?,
                version: value::read(&version)?,
                environment: value::read(&environment)?,
                live_as: read_word(&live_as)?,
                instance: value::read_optional((!instance.is_empty()).then_some(&*instance))?,
                from: Timestamp::from_micros(from),
                to: to.map(Timestamp::from_micros),
                supported_until: until.map(Timestamp::from_micros),
            };
            Ok((row, deployment))
        })
        .collect()
}

/// What is live of a service, in the order of promotion; a version that is live several times in
/// an environment is told once.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn live(
    tx: &mut Tx,
    services: &[Row],
    now: Timestamp,
) -> Result<BTreeMap<Row, Vec<Live>>, StoreError> {
    type Columns = (Row, Row, String, Row, String, i64);
    let mut found: BTreeMap<Row, Vec<Live>> = BTreeMap::new();
    for group in pairs::groups(services) {
        let list = pairs::rows(1, group.len(), 1);
        let sql = format!(
            "select d.service_id, v.id, v.number, e.id, e.name, min(d.from_at)
             from deployments d
             join versions v on v.id = d.version_id
             join environments e on e.id = d.environment_id
             where d.service_id in (values {list}) and d.to_at is null
                 and (d.supported_until is null or d.supported_until > $1)
             group by d.service_id, v.id, v.number, v.ordinal, e.id, e.name, e.place
             order by e.place, e.name, v.ordinal"
        );
        let rows: Vec<Columns> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now.micros());
            for service in &group {
                query = query.bind(service);
            }
            query.fetch_all(on).await
        })?;
        for (service, version, number, environment, name, since) in rows {
            let live = Live {
                version,
                number: value::read(&number)?,
                environment,
                environment_name: value::read(&name)?,
                since: Timestamp::from_micros(since),
            };
            found.entry(service).or_default().push(live);
        }
    }
    Ok(found)
}

/// A version that is live in an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// The version's row.
    pub version: Row,
    /// Its number.
    pub number: VersionNumber,
    /// The environment's row.
    pub environment: Row,
    /// Its name.
    pub environment_name: EnvironmentName,
    /// Since when.
    pub since: Timestamp,
}

impl Live {
    /// As others see it.
    pub fn wire(&self) -> LiveVersion {
        LiveVersion {
            environment: self.environment_name.clone(),
            version: self.number.clone(),
            since: self.since,
        }
    }
}

/// A version of another service that depends on, or has nothing to say about, a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The service.
    pub service: ServiceName,
    /// Its row.
    pub service_row: Row,
}

/// Services of which a version is live in an environment that has published nothing, while
/// another version of the same service uses `provider`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn silent_consumers(
    tx: &mut Tx,
    environment: Row,
    provider: Row,
    now: Timestamp,
) -> Result<Vec<Silent>, StoreError> {
    const SQL: &str = "
        select distinct s.id, s.name
        from deployments d join services s on s.id = d.service_id
        where d.environment_id = $1 and d.to_at is null and d.service_id <> $2
            and (d.supported_until is null or d.supported_until > $3)
            and not exists (select 1 from contracts c where c.version_id = d.version_id)
            and exists (
                select 1 from contracts c
                where c.target_service_id = $2 and c.service_id = d.service_id
                    and c.superseded_at is null)
        order by s.name";
    let rows: Vec<(Row, String)> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(environment)
        .bind(provider)
        .bind(now.micros())
        .fetch_all(on)
        .await)?;
    rows.into_iter()
        .map(|(service_row, name)| Ok(Silent { service: value::read(&name)?, service_row }))
        .collect()
}
