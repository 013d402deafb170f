//! What the operator decides: defaults, then a file, then the environment, then arguments; the
//! later wins.

use crate::access::network::Network;
use crate::access::peer::{is_loopback, is_loopback_host};
use crate::access::secret::SecretHash;
use clap::{Args, ValueEnum};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use url::Url;

/// Why the broker does not start: what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartError(String);

impl StartError {
    /// A sentence for operators.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line, for machines.
    Json,
    /// Text, for people.
    Text,
}

/// Everything that can be decided, as arguments and as environment variables. Absent: not decided
/// there.
#[derive(Debug, Clone, Default, Args)]
pub struct Options {
    /// A file with these settings as TOML; its keys are the names of the arguments
    #[arg(long, global = true, env = "HANDFAST_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    layer: Layer,
}

/// One layer of decisions: a file, or the arguments with the environment below them.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Layer {
    /// The address and port to listen on; port 0 takes any that is free [default: 127.0.0.1:9292]
    #[arg(long, global = true, env = "HANDFAST_LISTEN", value_name = "ADDR")]
    listen: Option<String>,
    /// sqlite://FILE or postgres://USER:PASSWORD@HOST/DATABASE [default: sqlite://handfast.db]
    #[arg(
        long,
        global = true,
        env = "HANDFAST_DATABASE",
        hide_env_values = true,
        value_name = "URL"
    )]
    database: Option<String>,
    /// The address that people and pipelines reach the broker by
    #[arg(long, global = true, env = "HANDFAST_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,
    /// Addresses of proxies whose X-Forwarded headers count, such as 10.0.0.0/8; can be repeated
    #[arg(
        long,
        global = true,
        env = "HANDFAST_TRUSTED_PROXY",
        value_delimiter = ',',
        value_name = "CIDR"
    )]
    trusted_proxy: Vec<Network>,
    /// The largest body after decompression [default: 32MiB]
    #[arg(long, global = true, env = "HANDFAST_BODY_LIMIT", value_name = "SIZE")]
    body_limit: Option<ByteSize>,
    /// The form of log lines [default: text on a terminal, json elsewhere]
    #[arg(long, global = true, env = "HANDFAST_LOG", value_name = "FORMAT")]
    log: Option<LogFormat>,
    /// A file with a secret of at least 32 characters that serves as an administrator's token
    #[arg(long, global = true, env = "HANDFAST_ADMIN_TOKEN_FILE", value_name = "FILE")]
    admin_token_file: Option<PathBuf>,
    /// How long to answer "not ready" before stopping, so that load balancers go elsewhere
    /// [default: 0 on loopback, 5 elsewhere]
    #[arg(long, global = true, env = "HANDFAST_DRAIN_SECONDS", value_name = "SECONDS")]
    drain_seconds: Option<u16>,
}

/// A number of bytes: `65536`, `512KiB`, `32MiB`, `1GiB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteSize(usize);

/// An address of the web without credentials, path, query and fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(Url);

/// What is decided about starting.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// The database's address, with its password.
    pub database: String,
    /// The form of log lines; absent: what fits where they go.
    pub log: Option<LogFormat>,
    /// How long to answer "not ready" before stopping.
    pub drain: Duration,
    /// What requests depend on.
    pub settings: Settings,
}

/// What is decided about answering requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address that people and pipelines reach the broker by.
    pub public_url: Option<Url>,
    /// Proxies whose `X-Forwarded` headers count.
    pub trusted_proxies: Vec<Network>,
    /// The largest body in bytes after decompression.
    pub body_limit: usize,
    /// The secret from the administrator's token file.
    pub admin_token: Option<SecretHash>,
    /// Who can reach the broker.
    pub reach: Reach,
}

/// Who can reach the broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Programs on this machine only.
    ThisMachine,
    /// Others too, directly or through a proxy.
    Others,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: None,
            trusted_proxies: Vec::new(),
            body_limit: 32 * 1024 * 1024,
            admin_token: None,
            reach: Reach::ThisMachine,
        }
    }
}

impl Settings {
    /// Whether people reach the broker by HTTPS.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }
}

impl Options {
    /// The same with a temporary database, where arguments and environment decide none.
    #[must_use]
    pub fn or_temporary_database(mut self) -> Self {
        self.layer.database.get_or_insert_with(|| "sqlite::memory:".to_owned());
        self
    }

    /// Puts the layers together and checks what they decide.
    ///
    /// # Errors
    /// [`StartError`] with the file's position, or the argument, that is wrong.
    pub fn resolve(self) -> Result<Config, StartError> {
        let file = self.config.as_deref().map_or_else(|| Ok(Layer::default()), read)?;
        self.layer.over(file).check()
    }
}

fn read(path: &Path) -> Result<Layer, StartError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| StartError::new(format!("cannot read {}: {error}", path.display())))?;
    toml::from_str(&text).map_err(|error| {
        let before = &text[..error.span().map_or(0, |span| span.start).min(text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        let message = error.message();
        StartError::new(format!("{}:{line}:{column}: {message}", path.display()))
    })
}

impl Layer {
    fn over(self, below: Self) -> Self {
        let proxies =
            if self.trusted_proxy.is_empty() { below.trusted_proxy } else { self.trusted_proxy };
        Self {
            listen: self.listen.or(below.listen),
            database: self.database.or(below.database),
            public_url: self.public_url.or(below.public_url),
            trusted_proxy: proxies,
            body_limit: self.body_limit.or(below.body_limit),
            log: self.log.or(below.log),
            admin_token_file: self.admin_token_file.or(below.admin_token_file),
            drain_seconds: self.drain_seconds.or(below.drain_seconds),
        }
    }

    fn check(self) -> Result<Config, StartError> {
        let listen = address(self.listen.as_deref().unwrap_or("127.0.0.1:9292"))?;
        let public_url = self.public_url.map(|PublicUrl(url)| url);
        let local_name =
            public_url.as_ref().is_none_or(|url| url.host_str().is_some_and(is_loopback_host));
        let local = is_loopback(listen.ip()) && local_name && self.trusted_proxy.is_empty();
        let defaults = Settings::default();
        let drain = if is_loopback(listen.ip()) { 0 } else { 5 };
        Ok(Config {
            listen,
            database: self.database.unwrap_or_else(|| "sqlite://handfast.db".to_owned()),
            log: self.log,
            drain: Duration::from_secs(self.drain_seconds.unwrap_or(drain).into()),
            settings: Settings {
                public_url,
                trusted_proxies: self.trusted_proxy,
                body_limit: self.body_limit.map_or(defaults.body_limit, |ByteSize(size)| size),
                admin_token: self.admin_token_file.as_deref().map(admin_token).transpose()?,
                reach: if local { Reach::ThisMachine } else { Reach::Others },
            },
        })
    }
}

fn address(text: &str) -> Result<SocketAddr, StartError> {
    let wrong = |why: String| {
        StartError::new(format!(
            "cannot listen on {text:?}: {why}; give an address and a port, such as 127.0.0.1:9292"
        ))
    };
    let mut found = text.to_socket_addrs().map_err(|error| wrong(error.to_string()))?;
    found.next().ok_or_else(|| wrong("the name has no address".to_owned()))
}

/// The shortest secret in an administrator's token file: as guessable as a short password is, it
/// would open everything.
const SHORTEST_SECRET: usize = 32;

fn admin_token(path: &Path) -> Result<SecretHash, StartError> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        StartError::new(format!("cannot read the administrator's token file {shown}: {error}"))
    })?;
    let secret = text.trim();
    if secret.len() < SHORTEST_SECRET || secret.contains(char::is_whitespace) {
        return Err(StartError::new(format!(
            "the administrator's token file {shown} must hold one word of at least \
             {SHORTEST_SECRET} characters; make one with: openssl rand -hex 32 > {shown}"
        )));
    }
    Ok(SecretHash::of(secret))
}

impl FromStr for ByteSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no size such as 65536, 512KiB or 32MiB");
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = match &text[digits.len()..] {
            "" | "B" => 1,
            "KiB" => 1 << 10,
            "MiB" => 1 << 20,
            "GiB" => 1 << 30,
            _ => return Err(wrong()),
        };
        let count: usize = digits.parse().map_err(|_| wrong())?;
        count.checked_mul(unit).filter(|&size| size > 0).map(Self).ok_or_else(wrong)
    }
}

impl<'de> Deserialize<'de> for ByteSize {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Size;
        impl Visitor<'_> for Size {
            type Value = ByteSize;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a number of bytes, or a size such as \"32MiB\"")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<ByteSize, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_i64<E: Error>(self, size: i64) -> Result<ByteSize, E> {
                size.to_string().parse().map_err(E::custom)
            }
        }
        from.deserialize_any(Size)
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |why| format!("{text:?} {why}; write for example https://broker.example");
        let url = Url::parse(text).map_err(|error| wrong(format!("is no address: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("must begin with http:// or https://".to_owned()));
        }
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("must hold nothing but the host and a port".to_owned()));
        }
        Ok(Self(url))
    }
}

impl<'de> Deserialize<'de> for PublicUrl {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(Error::custom)
    }
}
