//! Runs one command and says how long it took and how much memory it held at most.
//!
//! The kernel keeps the peak over *all* ended children of a process, so each run has a small helper
//! process of its own (the hidden `xtask measure`), whose only child is the measured command.

use std::ffi::OsString;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use serde_json::{Value, json};

use super::row::Samples;
use crate::cli::MeasureOptions;
use crate::failure::{Failure, While};
use crate::process;

/// One run of one command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub(super) wall: Duration,
    /// In bytes, where it is known.
    pub(super) peak_memory: Option<u64>,
}

/// Runs a command once to warm the caches, then `runs` times. Its standard output goes into the file
/// `output`. A status other than those in `accepted` is a failure.
pub(super) fn command(
    runs: u32,
    output: &Path,
    command: &[OsString],
    accepted: &[i32],
) -> Result<Samples, Failure> {
    once(output, command, accepted)?;
    let samples =
        (0..runs).map(|_| once(output, command, accepted)).collect::<Result<Vec<_>, _>>()?;
    Samples::of(&samples).ok_or_else(|| Failure::new("nothing was measured"))
}

fn once(output: &Path, command: &[OsString], accepted: &[i32]) -> Result<Sample, Failure> {
    let itself = std::env::current_exe().while_doing("find the xtask program")?;
    let mut helper = Command::new(itself);
    helper.arg("measure").arg(output).arg("--").args(command);
    let answer = process::capture(&mut helper)?;
    let answer: Value = serde_json::from_slice(&answer).while_doing("read the measurement")?;
    let field = |name: &str| answer[name].as_u64();
    let (Some(nanoseconds), Some(memory)) = (field("nanoseconds"), field("peak_memory")) else {
        return Err(Failure::new(format!("incomplete measurement: {answer}")));
    };
    let code = answer["code"].as_i64().and_then(|code| i32::try_from(code).ok());
    if !code.is_some_and(|code| accepted.contains(&code)) {
        let line = command.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
        return Err(Failure::new(format!("`{line}` ended with {}", answer["code"])));
    }
    Ok(Sample { wall: Duration::from_nanos(nanoseconds), peak_memory: Some(memory) })
}

/// The helper's side.
pub(crate) fn run_as_helper(options: &MeasureOptions) -> Result<(), Failure> {
    let [program, arguments @ ..] = options.command.as_slice() else {
        return Err(Failure::new("no command to measure"));
    };
    let output = File::create(&options.output).while_doing("create the output file")?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(output);
    let start = Instant::now();
    let status =
        command.status().while_doing(format_args!("start `{}`", process::line(&command)))?;
    let wall = start.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).while_doing("ask for the used memory")?;
    let kilobytes = u64::try_from(usage.max_rss()).unwrap_or_default();
    println!(
        "{}",
        json!({
            "nanoseconds": u64::try_from(wall.as_nanos()).unwrap_or(u64::MAX),
            "peak_memory": kilobytes * 1024,
            "code": status.code(),
        })
    );
    Ok(())
}

/// The resident set of a running process, in bytes.
pub(super) fn resident(process: u32) -> Result<u64, Failure> {
    let path = format!("/proc/{process}/status");
    let status = std::fs::read_to_string(&path).while_doing(format_args!("read {path}"))?;
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().strip_suffix("kB"))
        .and_then(|number| number.trim().parse::<u64>().ok())
        .ok_or_else(|| Failure::new(format!("{path} has no VmRSS")))?;
    Ok(kilobytes * 1024)
}
