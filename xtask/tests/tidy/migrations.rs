//! Both databases have the same migrations, and one that has shipped is never edited.

use xtask::migrations::{DATABASES, drift, names};

use crate::{no_violations, root};

#[test]
fn both_databases_have_the_same_migrations() {
    let [left, right] = DATABASES.map(|database| names(&root(), database).unwrap());
    assert_eq!(left, right, "migrations/{} and migrations/{} differ", DATABASES[0], DATABASES[1]);
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    let mut violations = Vec::new();
    for database in DATABASES {
        for (index, name) in names(&root(), database).unwrap().iter().enumerate() {
            let expected = format!("{:04}_", index + 1);
            if !name.starts_with(&expected) {
                violations.push(format!("{database}/{name}: expected {expected}…"));
            }
        }
    }
    no_violations("migrations are called NNNN_name.sql, from 0001:", &violations);
}

/// What is not recorded yet has not shipped: `cargo xtask check` asks to record it.
#[test]
fn a_shipped_migration_is_never_edited() {
    let drift = drift(&root()).unwrap();
    let gone = drift.missing.iter().map(|path| format!("{path}: removed or renamed"));
    let edited = drift.edited.iter().map(|path| format!("{path}: edited"));
    no_violations(
        "operators have run it: restore it and write a new migration (see \
         migrations/checksums.txt):",
        &gone.chain(edited).collect::<Vec<_>>(),
    );
}
