//! What a repository and its user have settled: `handfast.toml`, environment variables, and the
//! credentials that `handfast login` stored, under the flags of the command line.
//!
//! An address comes from `--url`, `HANDFAST_URL`, `PACT_BROKER_BASE_URL`, `handfast.toml`, then
//! from the last login. A token comes from `HANDFAST_TOKEN`, `HANDFAST_TOKEN_FILE`,
//! `PACT_BROKER_TOKEN`, then from the login to that very address. The first that is set wins.

use crate::broker_client::{BrokerClient, Token};
use crate::cli::Global;
use crate::credentials::Credentials;
use crate::failure::Failure;
use crate::repository_file::{ContractEntry, RepositoryFile};
use handfast_contracts::name::ServiceName;
use handfast_contracts::policy::Policy;
use std::path::{Path, PathBuf};
use url::Url;

/// The name of the file that lists a repository's contracts.
pub const FILE: &str = "handfast.toml";

/// What is settled, with flags applied.
#[derive(Debug)]
pub struct Settings {
    /// The folder in which `handfast.toml` stands; its paths are relative to it.
    root: PathBuf,
    file: RepositoryFile,
    url: Option<String>,
}

impl Settings {
    /// Reads `handfast.toml`: the one that `--config` names, else the nearest one at or above the
    /// working directory and within its repository.
    ///
    /// # Errors
    /// When the file cannot be read or does not make sense.
    pub fn load(global: &Global) -> Result<Self, Failure> {
        let path = match &global.config {
            Some(path) => Some(path.clone()),
            None => nearest_file()?,
        };
        let (root, file) = match path {
            Some(path) => {
                let root = path.parent().unwrap_or(Path::new("")).to_owned();
                (root, RepositoryFile::read(&path)?)
            }
            None => (PathBuf::new(), RepositoryFile::default()),
        };
        Ok(Self { root, file, url: global.url.clone() })
    }

    /// The service that this repository builds: `given`, else the one in `handfast.toml`.
    ///
    /// # Errors
    /// When neither names one.
    pub fn service(&self, given: Option<&ServiceName>) -> Result<ServiceName, Failure> {
        given.or(self.file.service.as_ref()).cloned().ok_or_else(|| {
            Failure::usage("the service is not known")
                .hint(format!("pass --service, or set `service` in {FILE}"))
        })
    }

    /// The service in `handfast.toml`.
    pub fn own_service(&self) -> Option<&ServiceName> {
        self.file.service.as_ref()
    }

    /// What the repository makes of findings.
    pub fn policy(&self) -> &Policy {
        &self.file.policy
    }

    /// The contracts that `handfast.toml` lists, with paths as seen from the working directory.
    pub fn contracts(&self) -> impl Iterator<Item = (PathBuf, &ContractEntry)> {
        self.file.contracts.iter().map(|entry| (self.root.join(&entry.file), entry))
    }

    /// A client of the broker.
    ///
    /// # Errors
    /// When no address is settled, or it is none.
    pub fn broker(&self) -> Result<BrokerClient, Failure> {
        let (url, credentials) = self.broker_url()?;
        let token = match token_of_environment()? {
            Some(token) => Some(token),
            None => credentials.token_for(&url).map(Token::new).transpose()?,
        };
        BrokerClient::new(url, token)
    }

    fn broker_url(&self) -> Result<(Url, Credentials), Failure> {
        let credentials = Credentials::load()?;
        let candidates = [
            ("--url", self.url.clone()),
            ("HANDFAST_URL", variable("HANDFAST_URL")),
            ("PACT_BROKER_BASE_URL", variable("PACT_BROKER_BASE_URL")),
            (FILE, self.file.broker.url.clone()),
            ("the last login", credentials.last().map(str::to_owned)),
        ];
        let found = candidates.into_iter().find_map(|(from, url)| Some((from, url?)));
        let Some((from, url)) = found else {
            return Err(Failure::usage("the broker's address is not known").hint(format!(
                "pass --url, set HANDFAST_URL or `broker.url` in {FILE}, or run `handfast login`"
            )));
        };
        Ok((parse_broker_url(&url, from)?, credentials))
    }
}

/// Reads a broker's address, and says which setting it came from when it is none.
pub fn parse_broker_url(text: &str, from: &str) -> Result<Url, Failure> {
    let wrong = |why: &str| {
        Failure::usage(format!("{text:?} is no address of a broker: {why} (from {from})"))
            .hint("an address looks like https://broker.example.org")
    };
    let url = Url::parse(text).map_err(|error| wrong(&error.to_string()))?;
    match url.scheme() {
        _ if url.cannot_be_a_base() || url.host().is_none() => Err(wrong("it names no host")),
        "http" | "https" => Ok(url),
        other => Err(wrong(&format!("{other} is neither http nor https"))),
    }
}

fn token_of_environment() -> Result<Option<Token>, Failure> {
    if let Some(token) = variable("HANDFAST_TOKEN") {
        return Token::new(&token).map(Some);
    }
    if let Some(path) = variable("HANDFAST_TOKEN_FILE") {
        let token = std::fs::read_to_string(&path).map_err(|error| {
            Failure::user(format!("{path} cannot be read: {error}"))
                .detail("HANDFAST_TOKEN_FILE names it")
        })?;
        return Token::new(&token).map(Some);
    }
    variable("PACT_BROKER_TOKEN").map(|token| Token::new(&token)).transpose()
}

/// A variable that is set and not empty.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The nearest file at or above the working directory, as a path relative to it. The search ends
/// at the top of a repository, so that a stray file in a home directory settles nothing.
fn nearest_file() -> Result<Option<PathBuf>, Failure> {
    let here = std::env::current_dir().map_err(|error| {
        Failure::unexpected(format!("the working directory is not known: {error}"))
    })?;
    let mut relative = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE).is_file() {
            return Ok(Some(relative.join(FILE)));
        }
        if folder.join(".git").exists() {
            break;
        }
        relative.push("..");
    }
    Ok(None)
}
