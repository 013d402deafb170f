//! Checksums of migrations: one that has shipped is never edited.
//!
//! `migrations/checksums.txt` holds one line a file, `<sha256>  <database>/<file>`, in the format of
//! `sha256sum`. Lines are only ever added; a databases' operators have already run what they name.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The folders below `migrations/`, one a database.
pub const DATABASES: [&str; 2] = ["postgres", "sqlite"];

/// The file of checksums, below the workspace's folder.
pub const CHECKSUMS: &str = "migrations/checksums.txt";

/// How the migrations differ from their checksums. Paths are relative to `migrations/`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Files whose content is not what was recorded.
    pub edited: Vec<String>,
    /// Recorded files that no longer exist.
    pub missing: Vec<String>,
    /// Files that are not recorded yet.
    pub unrecorded: Vec<String>,
}

impl Drift {
    /// Whether all migrations are recorded, and none has changed.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares the migrations below `root` with their checksums.
pub fn drift(root: &Path) -> io::Result<Drift> {
    let recorded = recorded(root)?;
    let found = found(root)?;
    let mut drift = Drift::default();
    for (path, sum) in &recorded {
        match found.get(path) {
            None => drift.missing.push(path.clone()),
            Some(now) if now != sum => drift.edited.push(path.clone()),
            Some(_) => {}
        }
    }
    drift.unrecorded = found.keys().filter(|path| !recorded.contains_key(*path)).cloned().collect();
    Ok(drift)
}

/// Adds lines for migrations that are not recorded yet; recorded lines stay as they are. Returns
/// the added paths.
pub fn record(root: &Path) -> io::Result<Vec<String>> {
    let added = drift(root)?.unrecorded;
    if added.is_empty() {
        return Ok(added);
    }
    let found = found(root)?;
    let mut text = read_or_empty(&root.join(CHECKSUMS))?;
    for path in &added {
        text.push_str(&format!("{}  {path}\n", found[path]));
    }
    fs::write(root.join(CHECKSUMS), text)?;
    Ok(added)
}

/// The file names of one database's migrations, sorted; none where the folder does not exist.
pub fn names(root: &Path, database: &str) -> io::Result<Vec<String>> {
    let folder = root.join("migrations").join(database);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".sql") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn recorded(root: &Path) -> io::Result<BTreeMap<String, String>> {
    let text = read_or_empty(&root.join(CHECKSUMS))?;
    let mut sums = BTreeMap::new();
    for line in text.lines() {
        let (sum, path) = line.split_once("  ").ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("{CHECKSUMS}: not `<sha256>  <database>/<file>`: {line}"),
            )
        })?;
        sums.insert(path.to_owned(), sum.to_owned());
    }
    Ok(sums)
}

fn found(root: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for database in DATABASES {
        for name in names(root, database)? {
            let bytes = fs::read(root.join("migrations").join(database).join(&name))?;
            let sum = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            sums.insert(format!("{database}/{name}"), sum);
        }
    }
    Ok(sums)
}

fn read_or_empty(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join("migrations").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn a_recorded_migration_that_changes_is_edited_for_ever() {
        let root = tree(&[("sqlite/0001_start.sql", "create table a (x)")]);
        assert_eq!(drift(root.path()).unwrap().unrecorded, ["sqlite/0001_start.sql"]);
        assert_eq!(record(root.path()).unwrap(), ["sqlite/0001_start.sql"]);
        assert!(drift(root.path()).unwrap().is_none());

        fs::write(root.path().join("migrations/sqlite/0001_start.sql"), "create table b (x)")
            .unwrap();
        assert_eq!(record(root.path()).unwrap(), [""; 0]);
        assert_eq!(drift(root.path()).unwrap().edited, ["sqlite/0001_start.sql"]);
    }

    #[test]
    fn a_recorded_migration_that_is_removed_is_missed() {
        let root = tree(&[("postgres/0001_start.sql", "select 1")]);
        record(root.path()).unwrap();
        fs::remove_file(root.path().join("migrations/postgres/0001_start.sql")).unwrap();
        assert_eq!(drift(root.path()).unwrap().missing, ["postgres/0001_start.sql"]);
    }
}
