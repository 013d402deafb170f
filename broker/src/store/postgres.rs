//! PostgreSQL: a pool, and transactions that are tried again when they collide.
//!
//! Nothing here needs more than the protocol and row locks, so that other engines that speak it
//! fit: no advisory locks, no notifications.

use super::migrate::{Dialect, migrate};
use super::{ConnectError, Db, StoreError};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool, Postgres, Transaction};
use std::time::Duration;

const CONNECTIONS: u32 = 16;

/// How long a request waits for a free connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open server.
#[derive(Debug, Clone)]
pub struct Server {
    pool: PgPool,
}

pub(super) async fn open(address: &str) -> Result<Db, ConnectError> {
    let options: PgConnectOptions = address.parse().map_err(|error| {
        ConnectError::new(format!(
            "the database's address cannot be read: {error}; write \
             postgres://USER:PASSWORD@HOST:PORT/DATABASE"
        ))
    })?;
    let options = options
        .application_name("handfast-broker")
        .statement_cache_capacity(300)
        .options([("statement_timeout", "15s"), ("lock_timeout", "5s")]);
    let place = format!("{}:{}", options.get_host(), options.get_port());
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .max_lifetime(Duration::from_secs(30 * 60))
        .connect_with(options)
        .await
        .map_err(|error| {
            ConnectError::new(format!(
                "PostgreSQL at {place} cannot be used: {error}; check that it runs, and the user, \
                 password and database of the address"
            ))
        })?;
    prepare(&pool).await?;
    Ok(Db::Postgres(Server { pool }))
}

/// Migrates under a lock on a row, so that brokers that start together do it once.
async fn prepare(pool: &PgPool) -> Result<(), ConnectError> {
    let failed = |error: sqlx::Error| {
        ConnectError::new(format!(
            "the database could not be prepared: {error}; its user must be allowed to create tables"
        ))
    };
    let mut on = pool.acquire().await.map_err(failed)?;
    create_lock(&mut on).await.map_err(failed)?;
    let mut tx = on.begin().await.map_err(failed)?;
    sqlx::query("set local lock_timeout = '120s'").execute(&mut *tx).await.map_err(failed)?;
    sqlx::query("update migration_lock set id = id").execute(&mut *tx).await.map_err(failed)?;
    migrate(&mut *tx, Dialect::Postgres).await?;
    tx.commit().await.map_err(failed)
}

/// `if not exists` does not keep two sessions from colliding in the catalogue: the loser finds
/// the table when it looks again.
async fn create_lock(on: &mut PgConnection) -> Result<(), sqlx::Error> {
    const CREATE: &str = "create table if not exists migration_lock (id bigint primary key)";
    const FILL: &str = "insert into migration_lock (id) values (1) on conflict (id) do nothing";
    if sqlx::query(CREATE).execute(&mut *on).await.is_err() {
        tokio::time::sleep(Duration::from_millis(100)).await;
        sqlx::query(CREATE).execute(&mut *on).await?;
    }
    sqlx::query(FILL).execute(on).await?;
    Ok(())
}

impl Server {
    pub(super) async fn read(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        const BEGIN: &str = "begin isolation level repeatable read read only";
        Ok(self.pool.begin_with(BEGIN).await?)
    }

    pub(super) async fn write(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        Ok(self.pool.begin().await?)
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}

/// How long to wait before the next try: longer each time, and never the same for two that
/// collided.
pub(super) fn pause(tried: u32) -> Duration {
    let most = 10_u64 << tried.min(6);
    let random = getrandom::u64().unwrap_or_default();
    Duration::from_millis(most / 2 + random % (most / 2 + 1))
}
