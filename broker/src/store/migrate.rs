//! Brings a database to the form that this release works with.
//!
//! Both databases have the same list. A migration that has shipped is never edited; it expands or
//! contracts in steps, so that the release before still works on the new form.

use super::ConnectError;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};

/// One step for both databases.
struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! steps {
    ($($version:literal $name:literal),* $(,)?) => {
        [$(Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

static STEPS: [Step; 6] = steps![
    1 "0001_events",
    2 "0002_services",
    3 "0003_contracts",
    4 "0004_environments",
    5 "0005_evidence",
    6 "0006_access",
];

/// Which of the two lists.
#[derive(Debug, Clone, Copy)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

/// Applies what is missing. The caller holds a lock that keeps others from doing the same.
pub(super) async fn migrate<C: Migrate>(on: &mut C, dialect: Dialect) -> Result<(), ConnectError> {
    let steps = STEPS.iter().map(|step| {
        let sql = match dialect {
            Dialect::Sqlite => step.sqlite,
            Dialect::Postgres => step.postgres,
        };
        let simple = MigrationType::Simple;
        Migration::new(step.version, step.name.into(), simple, sql.into_sql_str(), false)
    });
    let mut migrator = Migrator::with_migrations(steps.collect());
    migrator.set_locking(false);
    migrator.run_direct(None, on, false).await.map_err(explain)
}

fn explain(error: MigrateError) -> ConnectError {
    let newest = STEPS.last().map_or(0, |step| step.version);
    ConnectError::new(match error {
        MigrateError::VersionMissing(version) => format!(
            "the database was last used by a newer release: it has migration {version}, and this \
             release knows {newest}; start the newer release, or restore a backup from before"
        ),
        MigrateError::VersionMismatch(version) => format!(
            "migration {version} of the database is not the one that this release brings; use an \
             official release, or restore a backup"
        ),
        other => format!("the database could not be brought to this release's form: {other}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_is_applied_in_the_order_of_its_number() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations/sqlite");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let steps: Vec<_> = STEPS.iter().map(|step| format!("{}.sql", step.name)).collect();
        assert_eq!(steps, files);
        assert!(STEPS.iter().all(|step| step.name.starts_with(&format!("{:04}_", step.version))));
    }
}
