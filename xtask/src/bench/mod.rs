//! `cargo xtask bench`: what the release build costs, beside a yardstick, a bar and the peers.
//!
//! It prints and never asserts: a slow machine is not a broken tree. Wall time is of the whole
//! process, its result written to a file; memory is the peak of its resident set.

mod broker;
mod diff;
mod http;
pub(crate) mod measure;
mod row;
pub(crate) mod yardstick;

use std::path::PathBuf;

use crate::cli::BenchOptions;
use crate::failure::Failure;
use crate::process::{self, cargo};
use crate::workspace;
use row::Report;

/// What all measurements need to know.
struct Setting<'a> {
    /// Folder of the release binaries.
    programs: PathBuf,
    /// Scratch folder for databases and results.
    scratch: PathBuf,
    options: &'a BenchOptions,
}

impl Setting<'_> {
    fn wants(&self, name: &str) -> bool {
        self.options.only.as_ref().is_none_or(|text| name.contains(text.as_str()))
    }
}

pub(crate) fn run(options: &BenchOptions) -> Result<(), Failure> {
    process::run(cargo().args(["build", "--release", "--workspace", "--bins"]))?;
    let target = workspace::target_directory()?;
    let scratch = tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(&target)
        .map_err(|error| Failure::new(format!("cannot create a scratch folder: {error}")))?;
    let setting = Setting {
        programs: target.join("release"),
        scratch: scratch.path().to_path_buf(),
        options,
    };
    let mut report = Report::default();
    diff::measure(&setting, &mut report);
    broker::measure(&setting, &mut report);
    print!("\n{}", report.text(options.runs));
    Ok(())
}
