//! What a consumer asks of a provider and expects in answer, whichever format it was written in.
//!
//! The model holds what was said, not what it means: matching, comparing and hashing are
//! elsewhere.

use super::body::Body;
use super::json::Json;
use super::matching_rules::{MatchingRules, Parameters};
use crate::location::Location;
use std::fmt;

/// The interactions of one consumer with one provider.
#[derive(Debug, Clone)]
pub struct Model {
    /// The format of the document.
    pub format: SourceFormat,
    /// The consumer that the document names.
    pub consumer: Option<String>,
    /// The provider that the document names.
    pub provider: Option<String>,
    /// The interactions in the order of the document.
    pub interactions: Vec<Interaction>,
}

impl Model {
    /// The consumer and the provider that the document names.
    pub fn named_parties(&self) -> (Option<&str>, Option<&str>) {
        (self.consumer.as_deref(), self.provider.as_deref())
    }
}

/// The format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceFormat {
    /// A Pact file.
    Pact(PactVersion),
    /// An HTTP archive, as browsers and proxies write it.
    Har,
    /// Our own recording format.
    Recording,
}

/// The version of a Pact file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PactVersion {
    /// 1.0
    V1,
    /// 1.1
    V1_1,
    /// 2.0
    V2,
    /// 3.0
    V3,
    /// 4.0
    V4,
}

impl fmt::Display for SourceFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pact(PactVersion::V1) => "Pact 1.0",
            Self::Pact(PactVersion::V1_1) => "Pact 1.1",
            Self::Pact(PactVersion::V2) => "Pact 2.0",
            Self::Pact(PactVersion::V3) => "Pact 3.0",
            Self::Pact(PactVersion::V4) => "Pact 4.0",
            Self::Har => "HAR 1.2",
            Self::Recording => "recording 1",
        })
    }
}

/// One exchange that the consumer relies on.
#[derive(Debug, Clone)]
pub struct Interaction {
    /// What the consumer calls it.
    pub description: String,
    /// What must hold at the provider before, in this order.
    pub states: Vec<ProviderState>,
    /// Whether the consumer knows that the provider may not serve it yet.
    pub pending: bool,
    /// The name by which tools recognise it: Pact's `key`, else the broker's `_id`.
    pub key: Option<String>,
    /// The plugin without which it can be neither replayed nor compared.
    pub plugin: Option<String>,
    /// The exchange itself.
    pub kind: Kind,
    /// Where the document says it.
    pub location: Location,
}

/// The sort of an interaction.
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every interaction is HTTP: boxing those would cost what it saves"
)]
pub enum Kind {
    /// A request with its response.
    Http {
        /// What is asked.
        request: Request,
        /// What is expected in answer.
        response: Response,
    },
    /// Something sent without HTTP.
    Message(Message),
}

/// Something that must hold at the provider before an interaction.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderState {
    /// What the consumer calls it.
    pub name: String,
    /// Its parameters.
    pub params: Parameters,
}

/// A request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method as it is written.
    pub method: String,
    /// The path as it is written, percent-encoded or not, without the query.
    pub path: String,
    /// The query parameters, decoded.
    pub query: Query,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Body,
    /// How a request is recognised as this one.
    pub rules: MatchingRules,
    /// Where the document says it.
    pub location: Location,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Body,
    /// How a response is recognised as this one.
    pub rules: MatchingRules,
    /// Where the document says it.
    pub location: Location,
}

/// Messages without HTTP.
#[derive(Debug, Clone)]
pub struct Message {
    /// Whether somebody waits for an answer.
    pub style: MessageStyle,
    /// The message; for synchronous ones the request and then its answers.
    pub parts: Vec<MessagePart>,
}

/// Whether somebody waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageStyle {
    /// Nobody waits.
    Asynchronous,
    /// The first part is answered by the others.
    Synchronous,
}

/// One message.
#[derive(Debug, Clone)]
pub struct MessagePart {
    /// What is said about the message beside its body.
    pub metadata: Vec<(String, Json)>,
    /// The body.
    pub body: Body,
    /// How a message is recognised as this one.
    pub rules: MatchingRules,
}

/// Query parameters in their order. A name may occur several times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<(String, Option<String>)>);

impl Query {
    /// Reads the part of an address behind `?`. `+` and `%20` are both a space; what is not
    /// properly percent-encoded stays as it is.
    pub fn parse(text: &str) -> Self {
        let parts = text.trim_start_matches('?').split('&').filter(|part| !part.is_empty());
        Self(
            parts
                .map(|part| match part.split_once('=') {
                    Some((name, value)) => (decode(name), Some(decode(value))),
                    None => (decode(part), None),
                })
                .collect(),
        )
    }

    /// Adds a parameter; `None` for one without `=`.
    pub fn push(&mut self, name: impl Into<String>, value: Option<String>) {
        self.0.push((name.into(), value));
    }

    /// All parameters; `None` for those without `=`.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_deref()))
    }

    /// The values of one name; those without `=` are empty.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.iter().filter(|(key, _)| *key == name).map(|(_, value)| value.unwrap_or("")).collect()
    }

    /// The names in the order of their first occurrence.
    pub fn names(&self) -> Vec<&str> {
        let mut seen = rustc_hash::FxHashSet::default();
        self.iter().map(|(name, _)| name).filter(|name| seen.insert(*name)).collect()
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Query {
    /// Writes the query as it is sent, without `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, value)) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("&")?;
            }
            f.write_str(&encode(name))?;
            if let Some(value) = value {
                write!(f, "={}", encode(value))?;
            }
        }
        Ok(())
    }
}

fn encode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// Decodes one name or value of a form or query.
pub(crate) fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode(&spaced)
}

/// Decodes percent-encoded UTF-8; a text that is none stays as it is.
pub(crate) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                // Two digits of four bits each fit into a byte.
                decoded.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Headers in their order. A name may occur several times, in any case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Adds a header line.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// All header lines.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of one name.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, v)| v).collect()
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The names as they are written first, in that order.
    pub fn names(&self) -> Vec<&str> {
        let mut seen = rustc_hash::FxHashSet::default();
        self.iter().map(|(name, _)| name).filter(|n| seen.insert(n.to_ascii_lowercase())).collect()
    }

    /// Whether there is no header.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(lines: T) -> Self {
        Self(lines.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_keeps_order_repetition_and_missing_values() {
        let query = Query::parse("a=1&b=x%20y+z&a=2&c&d=&&e=%zz");
        assert_eq!(query.values("a"), ["1", "2"]);
        assert_eq!(query.names(), ["a", "b", "c", "d", "e"]);
        assert_eq!(query.to_string(), "a=1&b=x%20y%20z&a=2&c&d=&e=%25zz");
    }

    #[test]
    fn headers_are_found_in_any_case() {
        let headers: Headers = [("X-A", "1"), ("x-a", "2")].into_iter().collect();
        assert_eq!(headers.values("X-a"), ["1", "2"]);
        assert_eq!(headers.names(), ["X-A"]);
    }
}
