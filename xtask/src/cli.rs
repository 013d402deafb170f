//! The command line of `cargo xtask`: definitions and help texts only.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own tasks", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Formatting, lints, generated files, licences and sources
    Check(CheckOptions),
    /// Brings PostgreSQL and Chromium, then runs every test
    Test(TestOptions),
    /// Measures the release build; never fails because something is slow
    Bench(BenchOptions),
    /// Runs the built CLI over labelled cases and prints where it agrees
    Judge(JudgeOptions),
    /// Runs one command and prints what it used (for `bench`)
    #[command(hide = true)]
    Measure(MeasureOptions),
    /// What reading both files costs with serde_json (for `bench`)
    #[command(hide = true)]
    Yardstick(YardstickOptions),
}

#[derive(Args)]
pub(crate) struct CheckOptions {
    /// Mend what a program can mend: formatting, generated files, checksums of new migrations
    #[arg(long)]
    pub(crate) fix: bool,
}

#[derive(Args)]
pub(crate) struct TestOptions {
    /// Run only tests whose name contains this text
    pub(crate) filter: Option<String>,
    /// Test only this package (repeatable)
    #[arg(short, long = "package", value_name = "CRATE")]
    pub(crate) packages: Vec<String>,
}

#[derive(Args)]
pub(crate) struct BenchOptions {
    /// Folder with real documents: DIR/openapi/PAIR/{old,new}.json and DIR/sql/DIALECT/*.sql
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// How often each command is measured; the median is shown
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) runs: u32,
    /// Measure only rows whose name contains this text
    #[arg(long, value_name = "TEXT")]
    pub(crate) only: Option<String>,
}

#[derive(Args)]
pub(crate) struct JudgeOptions {
    /// Folder with the labelled cases: DIR/TOPIC/cases.jsonl and the files that its rows name
    #[arg(long, env = "HANDFAST_JUDGES", value_name = "DIR")]
    pub(crate) cases: PathBuf,
    /// Judge only this topic (repeatable)
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// Write each disagreement as one line of JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) disagreements: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct MeasureOptions {
    /// File for the command's standard output
    pub(crate) output: PathBuf,
    /// The command and its arguments
    #[arg(required = true, last = true)]
    pub(crate) command: Vec<OsString>,
}

#[derive(Args)]
pub(crate) struct YardstickOptions {
    /// The two documents, JSON
    #[arg(required = true, num_args = 1..)]
    pub(crate) files: Vec<PathBuf>,
}
