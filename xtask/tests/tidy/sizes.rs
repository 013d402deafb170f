//! A file is one thought, a function fits a screen. Exceptions stand in `size_waivers.toml`, each
//! with its reason and its own bound; one that is no longer needed fails.

use std::collections::BTreeMap;
use std::fs;

use toml::{Table, Value};

use crate::rules::is_rule;
use crate::{no_violations, root, sources};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;
const HANDLER_LINES: usize = 25;
const RULE_LINES: usize = 60;
const WAIVERS: &str = "xtask/tests/tidy/size_waivers.toml";

/// Bounds that replace the common one, by `path` or `path::function`.
fn waivers(table: &str) -> BTreeMap<String, usize> {
    let waivers: Table = fs::read_to_string(root().join(WAIVERS)).unwrap().parse().unwrap();
    let rows = waivers.get(table).and_then(Value::as_array).cloned().unwrap_or_default();
    rows.iter()
        .map(|row| {
            let text = |key: &str| row.get(key).and_then(Value::as_str);
            let path = text("path").unwrap_or_else(|| panic!("{WAIVERS}: no path in {row}"));
            assert!(
                text("reason").is_some_and(|reason| reason.len() > 15),
                "{WAIVERS}: no reason in {row}"
            );
            let bound = row.get("at_most").and_then(Value::as_integer);
            let bound = bound.unwrap_or_else(|| panic!("{WAIVERS}: no at_most in {row}"));
            let key = match text("function") {
                Some(function) => format!("{path}::{function}"),
                None => path.to_owned(),
            };
            (key, usize::try_from(bound).unwrap())
        })
        .collect()
}

/// Compares sizes with the limit and the waivers. A waiver that nothing needs is stale.
fn judge(
    sizes: &BTreeMap<String, usize>,
    limit: usize,
    waivers: &BTreeMap<String, usize>,
) -> Vec<String> {
    let mut violations = Vec::new();
    for (name, &lines) in sizes {
        let bound = waivers.get(name).copied().unwrap_or(limit);
        if lines > bound {
            violations.push(format!("{name}: {lines} lines, at most {bound}"));
        }
    }
    for name in waivers.keys() {
        if sizes.get(name).is_none_or(|&lines| lines <= limit) {
            violations.push(format!("{name}: the waiver in {WAIVERS} is not needed any more"));
        }
    }
    violations
}

fn all_sources() -> impl Iterator<Item = xtask::source::SourceFile> {
    ["contracts/src", "broker/src", "verifier-cli/src", "xtask/src"].into_iter().flat_map(sources)
}

#[test]
fn files_are_short() {
    let sizes = all_sources().map(|file| (file.path, file.lines)).collect();
    no_violations(
        "split the file along its thoughts (lines of tests do not count):",
        &judge(&sizes, FILE_LINES, &waivers("file")),
    );
}

#[test]
fn functions_are_short() {
    let mut sizes = BTreeMap::new();
    for file in all_sources() {
        for function in file.functions() {
            let lines = sizes.entry(format!("{}::{}", file.path, function.name)).or_insert(0);
            *lines = function.lines.max(*lines);
        }
    }
    no_violations(
        "give the function's steps names of their own:",
        &judge(&sizes, FUNCTION_LINES, &waivers("function")),
    );
}

/// In the broker's faces what waits is a handler: extract, act, render.
#[test]
fn handlers_are_short() {
    let mut sizes = BTreeMap::new();
    for file in ["api", "pact", "ui"].iter().flat_map(|face| sources(&format!("broker/src/{face}")))
    {
        for function in file.functions().into_iter().filter(|function| function.is_async) {
            sizes.insert(format!("{}::{}", file.path, function.name), function.lines);
        }
    }
    no_violations(
        "a handler extracts, acts and renders; behaviour belongs to broker/src/actions:",
        &judge(&sizes, HANDLER_LINES, &waivers("handler")),
    );
}

#[test]
fn rules_are_short() {
    let sizes = all_sources()
        .filter(|file| is_rule(&file.path))
        .map(|file| (file.path, file.lines))
        .collect();
    no_violations(
        "a rule is one judgement; make two rules, or give the change a fact that says more:",
        &judge(&sizes, RULE_LINES, &waivers("rule")),
    );
}

#[test]
fn a_waiver_that_nothing_needs_is_stale() {
    let sizes = BTreeMap::from([("a.rs".to_owned(), 450), ("b.rs".to_owned(), 390)]);
    let waivers = BTreeMap::from([("a.rs".to_owned(), 460), ("b.rs".to_owned(), 500)]);
    let violations = judge(&sizes, 400, &waivers);
    assert_eq!(violations.len(), 1);
    assert!(violations[0].starts_with("b.rs"));
}
