//! Where the tree and its build results are.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, While};
use crate::process;

/// The workspace's folder. `cargo run` names the package's folder at run time; a binary started by
/// hand falls back to where it was built.
pub(crate) fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map_or_else(|| package.clone(), Path::to_path_buf)
}

/// Where cargo puts build results.
pub(crate) fn target_directory() -> Result<PathBuf, Failure> {
    let text =
        process::capture(process::cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_slice(&text).while_doing("read cargo's metadata")?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("cargo's metadata names no target directory"))
}
