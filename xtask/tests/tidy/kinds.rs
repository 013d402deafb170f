//! A kind's name appears only in its own folder, in the table of kinds, in `compare`, and at the
//! edges that define it. Everything else handles kinds as values, so that a new kind is one folder,
//! one row and its pairs.

use xtask::source::SourceFile;

use crate::{no_violations, root, sources};

const KINDS: [&str; 4] = ["interactions", "openapi", "sql", "statements"];

/// Crates whose paths lead into our own modules.
const OURS: [&str; 2] = ["handfast_contracts", "contracts"];

/// Places besides a kind's own folder that may name kinds, and why.
const EDGES: &[(&str, &[&str], &str)] = &[
    ("contracts/src/lib.rs", &KINDS, "the crate map"),
    ("contracts/src/kind.rs", &KINDS, "the table of kinds"),
    ("contracts/src/compare/", &KINDS, "the table of pairs"),
    ("contracts/src/statements/", &["sql"], "statements are checked against a schema's model"),
    ("broker/src/pact", &["interactions"], "Pact's protocol knows one kind"),
    ("verifier-cli/src/commands/sql", &["sql"], "commands about one kind"),
    ("verifier-cli/src/sql", &["sql", "statements"], "the engines of one kind"),
    ("verifier-cli/src/replay", &["interactions"], "only interactions can be replayed"),
    ("verifier-cli/src/record", &["interactions"], "recording writes interactions"),
];

fn may_name(path: &str, kind: &str) -> bool {
    path.starts_with(&format!("contracts/src/{kind}/"))
        || path == format!("contracts/src/{kind}.rs")
        || EDGES.iter().any(|(place, kinds, _)| path.starts_with(place) && kinds.contains(&kind))
}

/// Kinds that a file names: as a whole string literal, or as the module in a path.
fn named(file: &SourceFile) -> Vec<(usize, &'static str)> {
    let mut named = Vec::new();
    for kind in KINDS {
        named
            .extend(file.strings().filter(|(_, text)| *text == kind).map(|(line, _)| (line, kind)));
        for path in file.paths() {
            let inside = path.within_crate().map(<[String]>::to_vec).or_else(|| {
                let (first, rest) = path.segments.split_first()?;
                OURS.contains(&first.as_str()).then(|| rest.to_vec())
            });
            let named_inside = inside.and_then(|parts| parts.first().cloned());
            let bare = path.segments.first().filter(|_| path.segments.len() > 1);
            if named_inside.as_ref().or(bare).is_some_and(|first| first == kind) {
                named.push((path.line, kind));
            }
        }
    }
    named
}

#[test]
fn kinds_are_named_only_where_they_are_defined() {
    let mut violations = Vec::new();
    for folder in ["contracts/src", "broker/src", "verifier-cli/src"] {
        for file in sources(folder) {
            for (line, kind) in named(&file) {
                if !may_name(&file.path, kind) {
                    violations.push(format!("{}:{line}: {kind}", file.path));
                }
            }
        }
    }
    no_violations(
        "handle kinds as `KindId` values through contracts/src/kind.rs. An edge that defines a kind \
         gets a row with its reason in EDGES of xtask/tests/tidy/kinds.rs:",
        &violations,
    );
}

#[test]
fn every_kind_of_the_table_is_checked_here() {
    let Some(table) =
        sources("contracts/src").into_iter().find(|f| f.path.ends_with("src/kind.rs"))
    else {
        return;
    };
    let unknown: Vec<String> = table
        .strings()
        .filter(|(_, text)| root().join("contracts/src").join(text).is_dir() && !text.is_empty())
        .filter(|(_, text)| !KINDS.contains(text))
        .map(|(line, text)| format!("{}:{line}: {text}", table.path))
        .collect();
    no_violations("add the kind to KINDS of xtask/tests/tidy/kinds.rs:", &unknown);
}

#[test]
fn a_kind_is_found_as_text_and_as_module() {
    let file = SourceFile::new(
        "broker/src/actions/publish.rs",
        "use handfast_contracts::{openapi, kind};\nfn f() { sql::parse(); utoipa::openapi::x(); \
         g(\"statements\", \"openapi.json\"); let interactions = 1; }",
    );
    let mut kinds: Vec<&str> = named(&file).into_iter().map(|(_, kind)| kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["openapi", "sql", "statements"]);
}
