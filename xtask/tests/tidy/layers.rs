//! In the broker data flows one way: `router → api | pact | ui → actions → store`.

use xtask::source::{CodePath, SourceFile};

use crate::{no_violations, sources};

/// The broker's three faces.
const FACES: [&str; 3] = ["api", "pact", "ui"];

fn broker(part: &str) -> Vec<SourceFile> {
    let file = format!("broker/src/{part}.rs");
    let folder = format!("broker/src/{part}/");
    sources("broker/src")
        .into_iter()
        .filter(|source| source.path == file || source.path.starts_with(&folder))
        .collect()
}

fn places(files: &[SourceFile], forbidden: impl Fn(&CodePath) -> bool) -> Vec<String> {
    let place = |file: &SourceFile, path: &CodePath| {
        format!("{}:{}: {}", file.path, path.line, path.text())
    };
    files
        .iter()
        .flat_map(|file| {
            let paths = file.paths();
            paths
                .iter()
                .filter(|path| forbidden(path))
                .map(|path| place(file, path))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn store_never_names_axum() {
    let violations = places(&broker("store"), |path| path.names("axum") || path.names("http"));
    no_violations(
        "store knows databases and nothing of HTTP; return a value or a Problem:",
        &violations,
    );
}

#[test]
fn only_store_names_sqlx() {
    let files: Vec<SourceFile> = sources("broker/src")
        .into_iter()
        .filter(|file| !file.path.starts_with("broker/src/store"))
        .collect();
    no_violations(
        "store is the only place with SQL; add a function there and call it from an action:",
        &places(&files, |path| path.names("sqlx")),
    );
}

#[test]
fn api_pact_and_ui_never_name_store() {
    let mut violations = Vec::new();
    for face in FACES {
        violations.extend(places(&broker(face), |path| path.names("store")));
    }
    no_violations("api, pact and ui call actions; all behaviour lives there:", &violations);
}

#[test]
fn api_pact_and_ui_never_name_each_other() {
    let mut violations = Vec::new();
    for face in FACES {
        violations.extend(places(&broker(face), |path| {
            let first = path.within_crate().and_then(<[String]>::first);
            first.is_some_and(|first| first != face && FACES.contains(&first.as_str()))
        }));
    }
    no_violations(
        "api, pact and ui share only actions and problem; move what both need there:",
        &violations,
    );
}

#[test]
fn actions_never_name_axum() {
    no_violations(
        "actions know nothing of HTTP; extractors and rendering belong to api, pact and ui:",
        &places(&broker("actions"), |path| path.names("axum")),
    );
}

#[test]
fn only_store_holds_sql_text() {
    let mut violations = Vec::new();
    for file in sources("broker/src") {
        if file.path.starts_with("broker/src/store") {
            continue;
        }
        for (line, text) in file.strings() {
            if is_sql(text) {
                violations.push(format!("{}:{line}: {text:?}", file.path));
            }
        }
    }
    no_violations("SQL stands in store only:", &violations);
}

/// Whether a text begins as a statement does, in either case.
fn is_sql(text: &str) -> bool {
    let words: Vec<String> =
        text.split_whitespace().take(12).map(str::to_ascii_lowercase).collect();
    let has = |word: &str| words.iter().any(|one| one == word);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["insert", "into", ..] | ["delete", "from", ..] => true,
        ["select", ..] => has("from") || text.starts_with("SELECT "),
        ["update", _, "set", ..] => true,
        ["create", "table" | "index" | "unique", ..] | ["alter", "table", ..] => true,
        ["begin", "immediate"] | ["pragma", ..] => true,
        _ => false,
    }
}

#[test]
fn sql_is_told_from_prose() {
    assert!(is_sql("select id from services where name = $1"));
    assert!(is_sql("\n  INSERT INTO events (id) VALUES ($1)"));
    assert!(is_sql("update versions set ordinal = $1"));
    assert!(!is_sql("select the service from the list".replace(" from", " in").as_str()));
    assert!(!is_sql("delete this version"));
    assert!(!is_sql("update available"));
}
