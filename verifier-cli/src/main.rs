//! The Handfast command line: arguments are parsed into [`cli`], a command in [`commands`]
//! resolves them, asks a library or the broker, and writes the result.

mod broker_client;
mod ci;
mod cli;
mod commands;
mod context;
mod credentials;
mod failure;
mod input;
mod output;
mod outcome;
mod replay;
mod repository_file;
mod settings;
mod source;
mod views;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Fails only where a provider is already installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let cli::Cli { global, command } = cli::Cli::parse();
    let context = context::Context::new(global);
    let outcome = commands::run(command, &context).unwrap_or_else(|failure| {
        context.output.failure(&failure);
        failure.outcome()
    });
    outcome.into()
}
