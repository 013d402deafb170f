//! The program: arguments are parsed, the command runs, its outcome is the exit code.

use clap::Parser;
use handfast::{cli::Cli, commands, context::Context};
use std::process::ExitCode;

fn main() -> ExitCode {
    // Fails only where a provider is already installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let Cli { global, command } = Cli::parse();
    let context = Context::new(global);
    let outcome = commands::run(command, &context).unwrap_or_else(|failure| {
        context.output.failure(&failure);
        failure.outcome()
    });
    outcome.into()
}
