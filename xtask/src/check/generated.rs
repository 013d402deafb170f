//! Files in the tree that a program of ours writes: each must be what the program writes today.

use std::fs;
use std::path::Path;

use super::Mode;
use crate::failure::{Failure, While};
use crate::process::{self, capture, cargo};
use crate::workspace;

/// A file and the command whose standard output it holds.
struct Generated {
    path: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
}

/// All generated files. One row is all that a new one needs.
const GENERATED: &[Generated] = &[Generated {
    path: "broker/openapi.json",
    program: "handfast-broker",
    arguments: &["openapi"],
}];

pub(super) fn check(mode: Mode) -> Result<(), Failure> {
    if GENERATED.is_empty() {
        return Ok(());
    }
    process::run(cargo().args(["build", "--workspace", "--bins"]))?;
    let programs = workspace::target_directory()?.join("debug");
    let mut stale = Vec::new();
    for file in GENERATED {
        if !file.is_fresh(&programs, mode)? {
            stale.push(file.path);
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "not what the program writes today: {}; `cargo xtask check --fix` writes them",
        stale.join(", ")
    )))
}

impl Generated {
    fn is_fresh(&self, programs: &Path, mode: Mode) -> Result<bool, Failure> {
        let root = workspace::root();
        let mut command = std::process::Command::new(programs.join(self.program));
        let wanted = capture(command.args(self.arguments).current_dir(&root))?;
        let path = root.join(self.path);
        let found = if path.exists() {
            Some(fs::read(&path).while_doing(format_args!("read {}", self.path))?)
        } else {
            None
        };
        if found.as_ref() == Some(&wanted) {
            return Ok(true);
        }
        if mode == Mode::Mend {
            fs::write(&path, wanted).while_doing(format_args!("write {}", self.path))?;
            println!("wrote {}", self.path);
        }
        Ok(mode == Mode::Mend)
    }
}
