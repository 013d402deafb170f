//! The project's own tasks, run as `cargo xtask check|test|bench|judge`.
//!
//! - [`check`]: what needs no running program: formatting, lints, generated files, licences.
//! - [`test`]: brings PostgreSQL and Chromium, runs every test, and hides none that did not run.
//! - [`bench`]: measures the release build against a yardstick; never asserts.
//! - [`judge`]: compares the built CLI with cases labelled by others.
//! - [`source`] and [`migrations`] read the tree for the architecture tests in `tests/tidy`.
//!
//! Nothing here is shipped, and nothing shipped depends on it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to a terminal")]

mod bench;
mod check;
mod cli;
mod failure;
mod interrupt;
mod judge;
pub mod migrations;
mod process;
pub mod source;
mod stages;
mod table;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Task};

/// Runs the task that the command line names.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Check(options) => check::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Judge(options) => judge::run(&options),
        Task::Measure(options) => bench::measure::run_as_helper(&options),
        Task::Yardstick(options) => bench::yardstick::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
