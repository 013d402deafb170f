//! `contracts` depends on no I/O, clock, randomness, environment, async or printing.
//! `contracts/clippy.toml` bans the functions; this bans the names and the dependencies.

use std::process::Command;

use crate::{no_violations, root, sources};

/// Anywhere in its tree. (`getrandom` is not among them: hash maps of dependencies draw their seeds
/// from it, which no result may show.)
const IMPURE_CRATES: [&str; 13] = [
    "async-std",
    "axum",
    "clap",
    "hyper",
    "mio",
    "rand",
    "reqwest",
    "rusqlite",
    "socket2",
    "sqlx",
    "tokio",
    "tracing",
    "ureq",
];

const IMPURE_MODULES: [&str; 5] = ["fs", "net", "env", "process", "os"];
const IMPURE_TYPES: [&str; 4] = ["SystemTime", "Instant", "Stdin", "Stdout"];
const PRINTING: [&str; 5] = ["println", "eprintln", "print", "eprint", "dbg"];

#[test]
fn contracts_depends_on_no_crate_that_does_input_or_output() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package=handfast-contracts", "--edges=normal", "--all-features"])
        .args(["--prefix=none", "--format={p}", "--offline", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let impure: Vec<String> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| IMPURE_CRATES.contains(name))
        .map(str::to_owned)
        .collect();
    no_violations(
        "contracts is pure: input is bytes and values. Find who brings the crate with\n  \
         cargo tree --package=handfast-contracts --edges=normal --invert CRATE\n  \
         and switch off that feature, or do the work in broker or verifier-cli:",
        &impure,
    );
}

#[test]
fn contracts_names_no_file_socket_clock_or_environment() {
    let mut violations = Vec::new();
    for file in sources("contracts/src") {
        for path in file.paths() {
            let is_std = path.segments.first().is_some_and(|first| first == "std");
            let module = path
                .segments
                .get(1)
                .is_some_and(|module| is_std && IMPURE_MODULES.contains(&module.as_str()));
            let asks = module || IMPURE_TYPES.iter().any(|name| path.names(name));
            if asks {
                violations.push(format!("{}:{}: {}", file.path, path.line, path.text()));
            }
        }
    }
    no_violations(
        "contracts is pure: pass the bytes, the time or the setting as a value:",
        &violations,
    );
}

#[test]
fn contracts_prints_nothing() {
    let mut violations = Vec::new();
    for file in sources("contracts/src") {
        for name in PRINTING {
            for line in file.find(&[name, "!"]) {
                violations.push(format!("{}:{line}: {name}!", file.path));
            }
        }
    }
    no_violations("contracts returns values; only programs print:", &violations);
}

#[test]
fn contracts_is_synchronous() {
    let mut violations = Vec::new();
    for file in sources("contracts/src") {
        for line in file.find(&["async"]) {
            violations.push(format!("{}:{line}: async", file.path));
        }
    }
    no_violations("contracts computes; whoever waits is broker or verifier-cli:", &violations);
}
