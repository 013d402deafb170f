//! `cargo xtask test`: every test, with everything it needs.
//!
//! Tests find a PostgreSQL server in `HANDFAST_TEST_POSTGRES` and a browser in
//! `HANDFAST_TEST_CHROMIUM`. A machine that can offer neither fails: a test that did not run proves
//! nothing. A variable that is already set is used as it is, say for another server.

mod packages;
mod postgres;
mod results;

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write, stdout};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::cli::TestOptions;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::process::{self, cargo};
use crate::stages::Stages;
use packages::Tools;
use postgres::Cluster;
use results::Counts;

const POSTGRES: &str = "HANDFAST_TEST_POSTGRES";
const CHROMIUM: &str = "HANDFAST_TEST_CHROMIUM";

pub(crate) fn run(options: &TestOptions) -> Result<(), Failure> {
    let interrupt = Interrupt::listen()?;
    let mut stages = Stages::default();
    let mut counts = Counts::default();
    run_stages(options, &interrupt, &mut stages, &mut counts);

    let failed = stages.failed();
    if !failed.is_empty() {
        // A run that could not be finished has failed, even if no test had the time to.
        counts.failed = counts.failed.max(1);
    }
    println!();
    for test in &counts.to_mention {
        println!("{test}");
    }
    println!("\n{}\n{}", stages.table(), counts.closing_line());
    if !failed.is_empty() {
        return Err(Failure::new(format!("test run failed: {}", failed.join(", "))));
    }
    if counts.ignored > 0 {
        return Err(Failure::new("ignored tests hide what they should show: run or remove them"));
    }
    Ok(())
}

/// Each stage needs those before it; the server stops when its stage is left.
fn run_stages(
    options: &TestOptions,
    interrupt: &Interrupt,
    stages: &mut Stages,
    counts: &mut Counts,
) -> Option<()> {
    let tools = stages.run("tools", packages::provide)?;
    stages.run("build", || build(options, interrupt))?;
    let cluster = match std::env::var_os(POSTGRES) {
        Some(_) => None,
        None => Some(stages.run("postgres", || Cluster::start(&tools.postgres))?),
    };
    let environment = environment(&tools, cluster.as_ref());
    stages.run("tests", || test(options, interrupt, environment, counts))?;
    stages.run("clean up", || {
        drop(cluster);
        Ok(())
    })
}

fn environment(tools: &Tools, cluster: Option<&Cluster>) -> Vec<(&'static str, OsString)> {
    let mut variables = Vec::new();
    if let Some(cluster) = cluster {
        variables.push((POSTGRES, cluster.url().into()));
    }
    if std::env::var_os(CHROMIUM).is_none() {
        variables.push((CHROMIUM, tools.chromium.clone().into_os_string()));
    }
    variables
}

fn cargo_test(options: &TestOptions) -> Command {
    let mut command = cargo();
    command.arg("test");
    if options.packages.is_empty() {
        command.arg("--workspace");
    }
    for package in &options.packages {
        command.args(["--package", package]);
    }
    command
}

fn build(options: &TestOptions, interrupt: &Interrupt) -> Result<(), Failure> {
    let mut command = cargo_test(options);
    let status = interrupt.run(command.arg("--no-run"), |_| Ok(()))?;
    succeeded(&command, status)
}

fn test(
    options: &TestOptions,
    interrupt: &Interrupt,
    environment: Vec<(&'static str, OsString)>,
    counts: &mut Counts,
) -> Result<(), Failure> {
    let mut command = cargo_test(options);
    command.arg("--no-fail-fast").args(&options.filter);
    command.envs(environment).stdout(Stdio::piped());
    let status = interrupt.run(&mut command, |child| pass_through(child, counts))?;
    succeeded(&command, status)
}

/// Shows each line as it comes, and counts.
fn pass_through(child: &mut Child, counts: &mut Counts) -> std::io::Result<()> {
    let Some(output) = child.stdout.take() else { return Ok(()) };
    let mut reader = BufReader::new(output);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        let mut terminal = stdout().lock();
        terminal.write_all(&line)?;
        terminal.flush()?;
        counts.read(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    Ok(())
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status})", process::line(command))))
}
