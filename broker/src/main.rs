//! `handfast-broker`: reads its arguments and starts.

use clap::Parser;
use handfast_broker::cli::Cli;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to be done where standard error is gone.
            let _ = writeln!(std::io::stderr(), "handfast-broker: {error}");
            ExitCode::from(2)
        }
    }
}
