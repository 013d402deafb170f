//! `cargo xtask check`: everything that can be judged without running the tests.
//!
//! All stages run, also after a failure, so that one run shows all there is to mend. Security
//! advisories are not among them: they need a database from the network, which many machines
//! cannot reach; `cargo deny check advisories` asks for them.

mod deny;
mod generated;

use crate::cli::CheckOptions;
use crate::failure::{Failure, While};
use crate::migrations;
use crate::process::{cargo, run as run_command};
use crate::stages::Stages;
use crate::workspace;

/// Whether a stage only reports, or also mends what a program can mend.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Report,
    Mend,
}

pub(crate) fn run(options: &CheckOptions) -> Result<(), Failure> {
    let mode = if options.fix { Mode::Mend } else { Mode::Report };
    let mut stages = Stages::default();
    stages.run("format", || format(mode));
    stages.run("lints", lints);
    stages.run("features", features);
    stages.run("generated", || generated::check(mode));
    stages.run("migrations", || checksums(mode));
    stages.run("dependencies", deny::check);
    print!("\n{}", stages.table());
    match stages.failed().as_slice() {
        [] => Ok(()),
        failed => Err(Failure::new(format!("check failed: {}", failed.join(", ")))),
    }
}

fn format(mode: Mode) -> Result<(), Failure> {
    let mut command = cargo();
    command.args(["fmt", "--all"]);
    if mode == Mode::Report {
        command.arg("--check");
    }
    run_command(&mut command)
        .map_err(|failure| Failure::new(format!("{failure}; `cargo fmt` mends it")))
}

fn lints() -> Result<(), Failure> {
    run_command(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))
}

/// The domain must also stand without the broker's optional features, as the CLI uses it.
fn features() -> Result<(), Failure> {
    run_command(cargo().args(["check", "--package=handfast-contracts", "--no-default-features"]))
}

fn checksums(mode: Mode) -> Result<(), Failure> {
    let root = workspace::root();
    if mode == Mode::Mend {
        for path in migrations::record(&root).while_doing("record migrations")? {
            println!("recorded {path}");
        }
    }
    let drift = migrations::drift(&root).while_doing("compare migrations with their checksums")?;
    if drift.is_none() {
        return Ok(());
    }
    let mut message = String::from("migrations differ from migrations/checksums.txt");
    for path in &drift.edited {
        message.push_str(&format!("\n  {path} was edited: restore it and add a new migration"));
    }
    for path in &drift.missing {
        message.push_str(&format!("\n  {path} was removed or renamed: restore it"));
    }
    for path in &drift.unrecorded {
        message.push_str(&format!("\n  {path} is new: `cargo xtask check --fix` records it"));
    }
    if !drift.edited.is_empty() || !drift.missing.is_empty() {
        message.push_str(
            "\n  (one that no release contains may change: delete its lines there, then --fix)",
        );
    }
    Err(Failure::new(message))
}
