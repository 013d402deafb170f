//! The file in which `handfast login` keeps addresses and tokens:
//! `$XDG_CONFIG_HOME/handfast/credentials.toml`, readable by its owner only.

use crate::failure::Failure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use url::Url;

/// What the file says.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Credentials {
    /// The address of the last login.
    last: Option<String>,
    /// Tokens by the address that they are for. A token is sent nowhere else.
    tokens: BTreeMap<String, String>,
}

impl Credentials {
    /// Reads the file; nothing where there is none.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn load() -> Result<Self, Failure> {
        let Some(path) = path() else { return Ok(Self::default()) };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(Failure::user(format!("{} cannot be read: {error}", path.display())));
            }
        };
        // The error's own text would quote the line, and with it a secret.
        toml::from_str(&text).map_err(|_| {
            Failure::user(format!("{} does not hold credentials", path.display()))
                .hint("remove it and run `handfast login` again")
        })
    }

    /// The token for an address.
    pub fn token_for(&self, url: &Url) -> Option<&str> {
        self.tokens.get(url.as_str()).map(String::as_str)
    }

    /// The address of the last login.
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// Remembers a login and writes the file; answers with its path.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn store(mut self, url: &Url, token: &str) -> Result<PathBuf, Failure> {
        let path = path().ok_or_else(|| {
            Failure::user("there is no place for credentials")
                .hint("set XDG_CONFIG_HOME or HOME, or pass the token in HANDFAST_TOKEN")
        })?;
        self.last = Some(url.to_string());
        self.tokens.insert(url.to_string(), token.to_owned());
        let text = toml::to_string(&self).map_err(|error| {
            Failure::unexpected(format!("credentials cannot be written: {error}"))
        })?;
        write_privately(&path, &text).map_err(|error| {
            Failure::user(format!("{} cannot be written: {error}", path.display()))
        })?;
        Ok(path)
    }
}

fn path() -> Option<PathBuf> {
    let absolute =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")))?;
    Some(folder.join("handfast/credentials.toml"))
}

/// Writes beside the file and renames, so that nobody sees a half-written file, nor one that
/// others may read.
fn write_privately(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        builder.mode(0o700);
        options.mode(0o600);
    }
    builder.create(folder)?;
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = options.open(&beside)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let renamed = written.and_then(|()| std::fs::rename(&beside, path));
    if renamed.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    renamed
}
