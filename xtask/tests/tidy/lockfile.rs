//! What must exist only once, and what every crate must say.

use std::collections::BTreeMap;
use std::fs;

use toml::{Table, Value};

use crate::{no_violations, root};

/// Crates of which two versions in one program would each be half used.
const ONCE: [&str; 4] = ["jsonschema", "reqwest", "rustls", "sqlx"];

fn read(path: &str) -> Table {
    fs::read_to_string(root().join(path)).unwrap().parse().unwrap()
}

#[test]
fn the_lock_file_has_one_version_of_what_must_be_one() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in read("Cargo.lock")["package"].as_array().unwrap() {
        let text = |key: &str| package[key].as_str().unwrap().to_owned();
        versions.entry(text("name")).or_default().push(text("version"));
    }
    let doubled: Vec<String> = ONCE
        .iter()
        .filter_map(|&name| versions.get(name).map(|found| (name, found)))
        .filter(|(_, found)| found.len() > 1)
        .map(|(name, found)| format!("{name}: {}", found.join(", ")))
        .collect();
    no_violations("`cargo tree --invert NAME@VERSION` shows who brings the other one:", &doubled);
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    let mut violations = Vec::new();
    for member in read("Cargo.toml")["workspace"]["members"].as_array().unwrap() {
        let path = format!("{}/Cargo.toml", member.as_str().unwrap());
        let lints = read(&path).get("lints").and_then(|lints| lints.get("workspace").cloned());
        if lints != Some(Value::Boolean(true)) {
            violations.push(path);
        }
    }
    no_violations("add `[lints] workspace = true`:", &violations);
}

/// Clippy reads one file a crate: a crate's own replaces the workspace's.
#[test]
fn a_crates_own_bans_repeat_those_of_the_workspace() {
    let common = banned("clippy.toml");
    let mut violations = Vec::new();
    for member in read("Cargo.toml")["workspace"]["members"].as_array().unwrap() {
        let path = format!("{}/clippy.toml", member.as_str().unwrap());
        if root().join(&path).is_file() {
            let own = banned(&path);
            violations.extend(
                common.iter().filter(|ban| !own.contains(ban)).map(|ban| format!("{path}: {ban}")),
            );
        }
    }
    no_violations("repeat the ban of the root's clippy.toml:", &violations);
}

fn banned(path: &str) -> Vec<String> {
    let table = read(path);
    let bans = table.get("disallowed-methods").and_then(Value::as_array).unwrap();
    bans.iter().map(|ban| ban["path"].as_str().unwrap().to_owned()).collect()
}
