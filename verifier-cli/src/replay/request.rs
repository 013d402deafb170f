//! From a recorded request to the bytes that are sent.

use super::transport::Outgoing;
use handfast_contracts::interactions::Request;
use http::header::{
    ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HOST, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

/// Headers of the recorded connection or of the recorded length: this connection has its own.
const NOT_REPLAYED: [HeaderName; 9] = [
    HOST,
    CONNECTION,
    CONTENT_LENGTH,
    EXPECT,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("keep-alive"),
];

/// Headers that are sent with every request in the place of recorded ones.
#[derive(Debug, Clone, Default)]
pub struct Overrides(HeaderMap);

impl Overrides {
    /// Checks the headers.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn new(headers: &[(String, String)]) -> Result<Self, String> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let (name, value) = header(name, value)?;
            map.append(name, value);
        }
        Ok(Self(map))
    }
}

/// The request as it is sent.
///
/// # Errors
/// Why it cannot be sent.
pub(super) fn outgoing(request: &Request, overrides: &Overrides) -> Result<Outgoing, String> {
    let method = Method::from_bytes(request.method.to_ascii_uppercase().as_bytes())
        .map_err(|_| format!("{:?} is no method", request.method))?;
    let body = request.body.to_bytes().unwrap_or_default();
    Ok(Outgoing { method, target: target(request), headers: headers(request, overrides)?, body })
}

/// Path and query. The path is sent as it was recorded; only bytes that cannot stand in a
/// request line are encoded, as in hand-written Pact files.
pub(super) fn target(request: &Request) -> String {
    let mut target = String::with_capacity(request.path.len() + 1);
    if !request.path.starts_with('/') {
        target.push('/');
    }
    for byte in request.path.bytes() {
        match byte {
            b' ' | b'"' | b'#' | b'<' | b'>' | b'?' | b'\\' | b'^' | b'`' | b'{' | b'}' => {
                target.push_str(&format!("%{byte:02X}"));
            }
            0x21..=0x7e => target.push(char::from(byte)),
            _ => target.push_str(&format!("%{byte:02X}")),
        }
    }
    if !request.query.is_empty() {
        target.push('?');
        target.push_str(&request.query.to_string());
    }
    target
}

fn headers(request: &Request, overrides: &Overrides) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers.iter() {
        // Pseudo-headers of HTTP/2 stand in archives that browsers write.
        if name.starts_with(':') {
            continue;
        }
        let (name, value) = header(name, value)?;
        let replaced = overrides.0.contains_key(&name);
        if !replaced && !NOT_REPLAYED.contains(&name) {
            headers.append(name, value);
        }
    }
    if let Some(accepted) = headers.get_mut(ACCEPT_ENCODING) {
        *accepted = HeaderValue::from_static(understood(accepted));
    }
    let media_type = request.body.content().and_then(|content| content.media_type.as_ref());
    if let (Some(media_type), false) = (media_type, headers.contains_key(CONTENT_TYPE)) {
        let value = HeaderValue::from_str(&media_type.to_string());
        headers.insert(CONTENT_TYPE, value.map_err(|error| error.to_string())?);
    }
    headers.extend(overrides.0.clone());
    Ok(headers)
}

/// The content codings that were accepted, as far as this program can undo them.
fn understood(accepted: &HeaderValue) -> &'static str {
    match accepted.to_str() {
        Ok(text) if text.contains("gzip") => "gzip",
        _ => "identity",
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let parsed = HeaderName::from_bytes(name.as_bytes());
    let parsed = parsed.map_err(|_| format!("{name:?} is no name of a header"))?;
    let value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the header {name} has a value that cannot be sent"))?;
    Ok((parsed, value))
}
