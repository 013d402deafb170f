//! Licences, duplicates and sources of all dependencies, by cargo-deny and `deny.toml`.
//!
//! cargo-deny is built once into the target folder, in one fixed version, so that it changes
//! nothing outside the tree and answers the same everywhere (2-3 minutes on two cores).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, While};
use crate::process::{self, cargo};
use crate::workspace;

const VERSION: &str = "0.20.2";

pub(super) fn check() -> Result<(), Failure> {
    let tools = workspace::target_directory()?.join("tools");
    let program = installed(&tools)?;
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    process::run(command.args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))
}

fn installed(tools: &Path) -> Result<PathBuf, Failure> {
    let program = tools.join("bin/cargo-deny");
    if program.exists() {
        let version = process::capture(Command::new(&program).arg("--version"))?;
        if String::from_utf8_lossy(&version).split_whitespace().any(|word| word == VERSION) {
            return Ok(program);
        }
    }
    println!("installing cargo-deny {VERSION} into {}", tools.display());
    let build = tools.join("build");
    let mut install = cargo();
    install.args(["install", "--locked", "--force", "cargo-deny", "--version", VERSION, "--root"]);
    install.arg(tools).arg("--target-dir").arg(&build);
    process::run(&mut install)?;
    fs::remove_dir_all(&build).while_doing("remove cargo-deny's build files")?;
    Ok(program)
}
