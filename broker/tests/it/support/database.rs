//! An empty database for each test.

use handfast_broker::store::Db;
use sqlx::{Connection, PgConnection};

const VARIABLE: &str = "HANDFAST_TEST_POSTGRES";

/// A file that is removed with the store.
pub(crate) async fn sqlite() -> Db {
    Db::connect("sqlite::memory:").await.unwrap()
}

/// A schema of its own on the test run's server.
pub(crate) async fn postgres() -> Db {
    Db::connect(&new_schema().await).await.unwrap()
}

/// The address of a new, empty schema.
pub(crate) async fn new_schema() -> String {
    let Ok(server) = std::env::var(VARIABLE) else {
        panic!("{VARIABLE} is not set: run `cargo xtask test`, which starts a PostgreSQL server");
    };
    let schema = format!("test_{}", uuid::Uuid::now_v7().simple());
    let mut on = PgConnection::connect(&server).await.unwrap();
    let create = format!("create schema {schema}");
    sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut on).await.unwrap();
    on.close().await.unwrap();
    let join = if server.contains('?') { '&' } else { '?' };
    format!("{server}{join}options=-c%20search_path%3D{schema}")
}
