//! HTTP to the provider, byte for byte: one connection that is kept alive, no redirects, no
//! cookies, paths exactly as they are given.
//!
//! The broker's client cannot be used here: it takes only addresses in WHATWG form, which resolve
//! `..` and re-encode bytes, and a replay must send what was recorded.

use crate::failure::{Failure, root_cause};
use http::{HeaderMap, Method, Request, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::rt::TokioExecutor;
use std::error::Error;
use std::fmt;
use std::io::Read;
use std::time::Duration;
use url::Url;

/// The most bytes of an answer's body, encoded and decoded.
const MAX_BODY: usize = 64 << 20;

/// Where the provider is.
#[derive(Debug, Clone)]
struct Base {
    scheme: Scheme,
    authority: String,
    /// What stands before every path, without a slash at its end.
    prefix: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// A request as it is sent.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The method.
    pub method: Method,
    /// Path and query, byte for byte.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// An answer as it came, its body decoded from content codings.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// The request cannot be sent.
    Unsendable(String),
    /// No connection was made.
    Unreachable(String),
    /// The answer did not come in time.
    TooSlow(Duration),
    /// The connection was closed before the answer was complete.
    Closed,
    /// What came is not HTTP.
    NotHttp(String),
    /// The answer is larger than what is read.
    TooLarge,
    /// The body cannot be decoded from this content coding.
    Undecodable(String),
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsendable(why) => write!(f, "the request cannot be sent: {why}"),
            Self::Unreachable(why) => write!(f, "the provider cannot be reached: {why}"),
            Self::TooSlow(limit) => {
                write!(f, "the provider did not answer within {} s", limit.as_secs_f64())
            }
            Self::Closed => {
                f.write_str("the provider closed the connection before the answer was complete")
            }
            Self::NotHttp(why) => write!(f, "the provider's answer is not HTTP: {why}"),
            Self::TooLarge => write!(f, "the provider's answer has more than {MAX_BODY} bytes"),
            Self::Undecodable(coding) => {
                write!(f, "the body of the provider's answer is not the {coding:?} that it claims")
            }
        }
    }
}

/// A connection with or without encryption. Without it, the machine's certificates need not be
/// read.
#[derive(Debug)]
enum Wire {
    Plain(Client<HttpConnector, Full<Bytes>>),
    Encrypted(Client<HttpsConnector<HttpConnector>, Full<Bytes>>),
}

/// A connection to the provider.
#[derive(Debug)]
pub struct Transport {
    wire: Wire,
    base: Base,
    timeout: Duration,
}

impl Transport {
    /// A connection to `base_url`, made when it is first used.
    ///
    /// # Errors
    /// When `base_url` is no http(s) address, or the machine's TLS roots cannot be read.
    pub fn new(base_url: &str, timeout: Duration) -> Result<Self, Failure> {
        let base = Base::parse(base_url)?;
        let mut tcp = HttpConnector::new();
        tcp.set_nodelay(true);
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(timeout));
        let mut builder = Client::builder(TokioExecutor::new());
        builder.pool_idle_timeout(None).pool_max_idle_per_host(1);
        let wire = match base.scheme {
            Scheme::Http => Wire::Plain(builder.build(tcp)),
            Scheme::Https => Wire::Encrypted(builder.build(encrypted(tcp)?)),
        };
        Ok(Self { wire, base, timeout })
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// # Errors
    /// Why there is no answer to judge.
    pub async fn send(&self, outgoing: Outgoing) -> Result<Incoming, NoAnswer> {
        let request = self.request(outgoing)?;
        match tokio::time::timeout(self.timeout, self.exchange(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(NoAnswer::TooSlow(self.timeout)),
        }
    }

    fn request(&self, outgoing: Outgoing) -> Result<Request<Full<Bytes>>, NoAnswer> {
        let unsendable = |error: http::Error| NoAnswer::Unsendable(error.to_string());
        let Base { scheme, authority, prefix } = &self.base;
        let uri = Uri::builder()
            .scheme(scheme.as_str())
            .authority(authority.as_str())
            .path_and_query(format!("{prefix}{}", outgoing.target))
            .build()
            .map_err(unsendable)?;
        let mut request = Request::builder()
            .method(outgoing.method)
            .uri(uri)
            .body(Full::new(Bytes::from(outgoing.body)))
            .map_err(unsendable)?;
        *request.headers_mut() = outgoing.headers;
        Ok(request)
    }

    async fn exchange(&self, request: Request<Full<Bytes>>) -> Result<Incoming, NoAnswer> {
        let response = match &self.wire {
            Wire::Plain(client) => client.request(request).await,
            Wire::Encrypted(client) => client.request(request).await,
        };
        let response = response.map_err(|error| no_answer(&error))?;
        let (head, body) = response.into_parts();
        let body = Limited::new(body, MAX_BODY).collect().await.map_err(broken_body)?;
        let body = decoded(&head.headers, body.to_bytes().into())?;
        Ok(Incoming { status: head.status.as_u16(), headers: head.headers, body })
    }
}

impl Base {
    fn parse(text: &str) -> Result<Self, Failure> {
        let wrong = |why: &str| {
            Failure::usage(format!("{text:?} is no address of a provider: {why}"))
                .hint("pass --base-url http://HOST:PORT")
        };
        let url = Url::parse(text).map_err(|error| wrong(&error.to_string()))?;
        let scheme = match url.scheme() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            other => return Err(wrong(&format!("{other} is neither http nor https"))),
        };
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| wrong("it names no host"))?;
        if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
            return Err(wrong("only a host, a port and a path may stand in it"));
        }
        let authority = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        Ok(Self { scheme, authority, prefix: url.path().trim_end_matches('/').to_owned() })
    }
}

fn encrypted(tcp: HttpConnector) -> Result<HttpsConnector<HttpConnector>, Failure> {
    let builder = HttpsConnectorBuilder::new()
        .try_with_platform_verifier()
        .map_err(|error| Failure::unexpected(format!("TLS cannot be set up: {error}")))?;
    Ok(builder.https_or_http().enable_http1().wrap_connector(tcp))
}

fn no_answer(error: &ClientError) -> NoAnswer {
    if error.is_connect() {
        return NoAnswer::Unreachable(root_cause(error));
    }
    match find::<hyper::Error>(error) {
        Some(inner) if inner.is_parse() => NoAnswer::NotHttp(inner.to_string()),
        Some(inner) if inner.is_user() => NoAnswer::Unsendable(root_cause(error)),
        _ => NoAnswer::Closed,
    }
}

fn broken_body(error: Box<dyn Error + Send + Sync>) -> NoAnswer {
    if error.is::<LengthLimitError>() { NoAnswer::TooLarge } else { NoAnswer::Closed }
}

fn find<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    let mut at = Some(error);
    while let Some(error) = at {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        at = error.source();
    }
    None
}

/// The body without its content codings, the last applied first.
fn decoded(headers: &HeaderMap, mut body: Vec<u8>) -> Result<Vec<u8>, NoAnswer> {
    let codings = headers.get_all(http::header::CONTENT_ENCODING).iter();
    let codings: Vec<_> = codings
        .flat_map(|value| value.to_str().unwrap_or("?").split(','))
        .map(|coding| coding.trim().to_ascii_lowercase())
        .collect();
    if body.is_empty() {
        return Ok(body);
    }
    for coding in codings.into_iter().rev() {
        body = match coding.as_str() {
            "identity" | "" => body,
            "gzip" | "x-gzip" => read(flate2::read::MultiGzDecoder::new(&body[..]), coding)?,
            // Servers disagree about what deflate is; the first byte of zlib's header tells.
            "deflate" if body[0] & 0x0f == 8 => {
                read(flate2::read::ZlibDecoder::new(&body[..]), coding)?
            }
            "deflate" => read(flate2::read::DeflateDecoder::new(&body[..]), coding)?,
            _ => return Err(NoAnswer::Undecodable(coding)),
        };
    }
    Ok(body)
}

fn read(decoder: impl Read, coding: String) -> Result<Vec<u8>, NoAnswer> {
    let mut body = Vec::new();
    let read = decoder.take(MAX_BODY as u64 + 1).read_to_end(&mut body);
    match read {
        Err(_) => Err(NoAnswer::Undecodable(coding)),
        Ok(_) if body.len() > MAX_BODY => Err(NoAnswer::TooLarge),
        Ok(_) => Ok(body),
    }
}
