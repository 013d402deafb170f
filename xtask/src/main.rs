//! `cargo xtask …`: see the library's documentation.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::run()
}
