//! The architecture's invariants as checks over the tree. Each is an absence: a name that must not
//! appear in a place. They read text, so they see what a reader sees; see `xtask::source`.
//!
//! A check over a folder that does not exist yet passes; it binds as soon as the folder appears.
#![expect(clippy::unwrap_used, reason = "a test that cannot read the tree has failed")]

mod kinds;
mod layers;
mod lockfile;
mod migrations;
mod purity;
mod rules;
mod sizes;

use std::path::{Path, PathBuf};

use xtask::source::{self, SourceFile};

/// The workspace's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// All Rust files below a folder of the workspace, without tests.
fn sources(folder: &str) -> Vec<SourceFile> {
    source::files(&root(), folder).unwrap()
}

/// Fails with the rule and every place that breaks it.
#[track_caller]
fn no_violations(rule: &str, violations: &[String]) {
    assert!(violations.is_empty(), "{rule}\n  {}\n", violations.join("\n  "));
}
