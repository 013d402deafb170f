//! The programs that tests need besides Rust: a PostgreSQL server and a Chromium browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use nix::unistd::Uid;

use crate::failure::{Failure, While};
use crate::process;

/// Where the programs are.
pub(super) struct Tools {
    /// The folder of `initdb` and `postgres`.
    pub(super) postgres: PathBuf,
    pub(super) chromium: PathBuf,
}

/// Finds both, after installing the missing from Debian's packages where we may.
pub(super) fn provide() -> Result<Tools, Failure> {
    let mut missing = Vec::new();
    if postgres().is_none() {
        missing.push("postgresql");
    }
    if chromium().is_none() {
        missing.push("chromium");
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    let postgres = postgres().ok_or_else(|| {
        Failure::new("no initdb in PATH or /usr/lib/postgresql/*/bin, even after installing")
    })?;
    let chromium =
        chromium().ok_or_else(|| Failure::new("no chromium in PATH, even after installing"))?;
    println!("PostgreSQL: {}", postgres.display());
    println!("Chromium:   {}", chromium.display());
    Ok(Tools { postgres, chromium })
}

/// The folder of the server's programs: from `PATH`, else the newest of Debian's.
fn postgres() -> Option<PathBuf> {
    if let Some(initdb) = process::find(&["initdb"]) {
        return initdb.canonicalize().ok()?.parent().map(Path::to_path_buf);
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .filter_map(|entry| {
            let name = entry.ok()?.file_name();
            let version: u32 = name.to_str()?.parse().ok()?;
            let folder = Path::new("/usr/lib/postgresql").join(name).join("bin");
            folder.join("initdb").is_file().then_some((version, folder))
        })
        .max()
        .map(|(_, folder)| folder)
}

fn chromium() -> Option<PathBuf> {
    process::find(&["chromium", "chromium-browser", "google-chrome"])
}

fn install(packages: &[&str]) -> Result<(), Failure> {
    let by_hand = format!(
        "apt-get update && apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    if !Uid::effective().is_root() {
        return Err(Failure::new(format!(
            "the tests need {}, which only root can install:\n  sudo sh -c '{by_hand}'",
            packages.join(" and ")
        )));
    }
    let apt = process::find(&["apt-get"]).ok_or_else(|| {
        Failure::new(format!(
            "the tests need {}, and this is not Debian; install them and put initdb and chromium \
             into PATH",
            packages.join(" and ")
        ))
    })?;
    let mut install = apt_get(&apt);
    install.args(["install", "-y", "--no-install-recommends"]).args(packages);
    if process::run(&mut install).is_ok() {
        return Ok(());
    }
    // Package lists that are absent or old are the usual reason, and worth one more attempt.
    process::run(apt_get(&apt).arg("update"))?;
    process::run(&mut install).while_doing(format_args!("install packages (`{by_hand}`)"))
}

fn apt_get(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
