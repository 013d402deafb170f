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

#[test]
fn a_shipped_migration_is_never_edited() {
    let drift = drift(&root()).unwrap();
    assert!(
        drift.is_none(),
        "migrations differ from migrations/checksums.txt: {drift:?}\n\
         restore an edited one and write a new migration instead; `cargo xtask check --fix` records \
         new ones"
    );
}
