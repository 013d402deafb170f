//! `handfast completions`: a shell's completion script.

use crate::cli::Cli;
use crate::context::Context;
use crate::failure::Failure;
use crate::outcome::Outcome;
use clap::CommandFactory;

/// Prints the script.
///
/// # Errors
/// When stdout cannot be written.
pub(super) fn run(shell: clap_complete::Shell, context: &Context) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handfast", &mut script);
    context.output.result(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Ok)
}
