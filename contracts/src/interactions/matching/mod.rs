//! Is an answer the expected one?
//!
//! Requests, responses and messages are matched as Pact means it where the rules' fallback is
//! [`Fallback::Equal`](super::matching_rules::Fallback), and by shape for recorded traffic.
//! Responses may hold more than was expected, requests may not. Whatever cannot be decided is a
//! mismatch of [`Certainty::Undecided`], never a match.
//!
//! Numbers are compared by value and never as floating point; JSON may begin with a byte order
//! mark; header names and media types are compared in any case; a list in a header may stand on
//! several lines.

mod body;
mod headers;
mod json;
mod multipart;
mod time_format;
mod value;
mod xml;

use super::body::Body;
use super::matching_rules::{Matcher, Matchers, NamedMatchers};
use super::model::{Headers, MessagePart, Query, Request, Response};
use crate::compare::Area;
use value::{Outcome, Scalar};

/// One way in which an answer is not the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Where in the exchange.
    pub area: Area,
    /// The value within its area: a path such as `$.items[0].id`, or a header's or parameter's
    /// name; empty for the area as a whole.
    pub path: String,
    /// Whether the answer is wrong, or that could not be decided.
    pub certainty: Certainty,
    /// What was expected and what was found.
    pub message: String,
}

/// Whether an answer is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// It is.
    Differs,
    /// Could not be decided.
    Undecided,
}

/// A response as it came.
#[derive(Debug, Clone, Default)]
pub struct ActualResponse {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body, decoded from its content codings; `None` where there is none, as after `HEAD`.
    pub body: Option<Vec<u8>>,
}

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub struct ActualRequest {
    /// The method.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The query parameters.
    pub query: Query,
    /// The headers.
    pub headers: Headers,
    /// The body, decoded from its content codings.
    pub body: Option<Vec<u8>>,
}

impl From<Response> for ActualResponse {
    /// The expected response as an answer.
    fn from(response: Response) -> Self {
        let body = response.body.to_bytes();
        Self { status: response.status, headers: response.headers, body }
    }
}

impl From<Request> for ActualRequest {
    /// The request as it would come.
    fn from(request: Request) -> Self {
        let body = request.body.to_bytes();
        let Request { method, path, query, headers, .. } = request;
        Self { method, path, query, headers, body }
    }
}

/// Whether keys, headers and children that nobody expects are a mismatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExtraKeys {
    Allowed,
    Refused,
}

/// Where mismatches are gathered.
struct Report {
    area: Area,
    mismatches: Vec<Mismatch>,
}

impl Report {
    /// More are not reported of one exchange: who has so many has another problem.
    const MOST: usize = 100;

    fn new(area: Area) -> Self {
        Self { area, mismatches: Vec::new() }
    }

    /// An empty report on the same area.
    fn fresh(&self) -> Self {
        Self::new(self.area)
    }

    fn push(&mut self, certainty: Certainty, path: String, message: String) {
        if !self.is_full() {
            self.mismatches.push(Mismatch { area: self.area, path, certainty, message });
        }
    }

    fn note(&mut self, path: &str, outcome: Outcome) {
        match outcome {
            Outcome::Met => {}
            Outcome::Unmet(message) => self.push(Certainty::Differs, path.to_owned(), message),
            Outcome::Undecided(message) => {
                self.push(Certainty::Undecided, path.to_owned(), message);
            }
        }
    }

    fn differs(&mut self, path: &str, message: impl Into<String>) {
        self.push(Certainty::Differs, path.to_owned(), message.into());
    }

    fn extend(&mut self, other: Self) {
        let room = Self::MOST.saturating_sub(self.mismatches.len());
        self.mismatches.extend(other.mismatches.into_iter().take(room));
    }

    fn is_full(&self) -> bool {
        self.mismatches.len() >= Self::MOST
    }

    fn is_empty(&self) -> bool {
        self.mismatches.is_empty()
    }
}

/// In which ways `actual` is not the `expected` response; nothing when it is.
pub fn match_response(expected: &Response, actual: &ActualResponse) -> Vec<Mismatch> {
    let mut report = Report::new(Area::ResponseStatus);
    status(expected, actual.status, &mut report);
    report.area = Area::ResponseHeader;
    headers::compare(&expected.headers, &expected.rules, &actual.headers, &mut report);
    report.area = Area::ResponseBody;
    let content_type = actual.headers.get("Content-Type");
    let body = Body::from_wire(actual.body.as_deref(), content_type);
    let sides = body::Sides { expected: &expected.body, actual: &body };
    body::compare(&sides, &expected.rules, ExtraKeys::Allowed, &mut report);
    report.mismatches
}

/// In which ways `actual` is not the `expected` request; nothing when it is.
pub fn match_request(expected: &Request, actual: &ActualRequest) -> Vec<Mismatch> {
    let mut report = Report::new(Area::Method);
    if !expected.method.eq_ignore_ascii_case(&actual.method) {
        report.differs("", format!("expected {}, found {}", expected.method, actual.method));
    }
    report.area = Area::Path;
    path(expected, &actual.path, &mut report);
    report.area = Area::Query;
    query(expected, &actual.query, &mut report);
    report.area = Area::Header;
    headers::compare(&expected.headers, &expected.rules, &actual.headers, &mut report);
    report.area = Area::RequestBody;
    let content_type = actual.headers.get("Content-Type");
    let body = Body::from_wire(actual.body.as_deref(), content_type);
    let sides = body::Sides { expected: &expected.body, actual: &body };
    body::compare(&sides, &expected.rules, ExtraKeys::Refused, &mut report);
    report.mismatches
}

/// In which ways a message is not the expected one: its body, and the metadata that the expected
/// one names.
pub fn match_message(expected: &MessagePart, actual: &MessagePart) -> Vec<Mismatch> {
    let mut report = Report::new(Area::Message);
    for (name, wanted) in &expected.metadata {
        let wanted = Scalar::Json(wanted.node());
        match actual.metadata.iter().find(|(key, _)| key == name) {
            None => report.differs(name, "expected this metadata entry, it is missing"),
            Some((_, found)) => {
                let found = Scalar::Json(found.node());
                let outcome = match rule_for(&expected.rules.metadata, name, 0) {
                    Some(matchers) => value::meets_all(matchers, wanted, found),
                    None => value::equal(wanted, found),
                };
                report.note(name, outcome);
            }
        }
    }
    let sides = body::Sides { expected: &expected.body, actual: &actual.body };
    body::compare(&sides, &expected.rules, ExtraKeys::Allowed, &mut report);
    report.mismatches
}

fn status(expected: &Response, actual: u16, report: &mut Report) {
    let (left, right) = (expected.status.to_string(), actual.to_string());
    let outcome = match &expected.rules.status {
        Some(matchers) => value::meets_all(matchers, Scalar::Text(&left), Scalar::Text(&right)),
        None => Outcome::when(expected.status == actual, || {
            format!("expected status {left}, found {right}")
        }),
    };
    report.note("", outcome);
}

fn path(expected: &Request, actual: &str, report: &mut Report) {
    let outcome = match &expected.rules.path {
        Some(matchers) => {
            value::meets_all(matchers, Scalar::Text(&expected.path), Scalar::Text(actual))
        }
        None => Outcome::when(normal_path(&expected.path) == normal_path(actual), || {
            format!("expected {:?}, found {actual:?}", expected.path)
        }),
    };
    report.note("", outcome);
}

/// A path as RFC 3986, §6.2.2 compares it: letters and digits that need no encoding decoded, the
/// digits of what stays encoded in upper case, what must be encoded encoded.
fn normal_path(path: &str) -> String {
    let mut normal = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let (byte, encoded) = match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                at += 3;
                (u8::try_from(high * 16 + low).unwrap_or_default(), true)
            }
            (byte, ..) => {
                at += 1;
                (byte, false)
            }
        };
        let unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let plain = byte.is_ascii_graphic() && !b"%\"<>\\^`{|}".contains(&byte);
        if unreserved || (plain && !encoded) {
            normal.push(char::from(byte));
        } else {
            normal.push_str(&format!("%{byte:02X}"));
        }
    }
    normal
}

fn query(expected: &Request, actual: &Query, report: &mut Report) {
    for name in expected.query.names() {
        let (wanted, found) = (expected.query.values(name), actual.values(name));
        if found.is_empty() {
            report.differs(name, "expected this query parameter, it is missing");
            continue;
        }
        let repeats = expected.rules.query.iter().any(|rule| {
            let sized = |one: &Matcher| matches!(one, Matcher::Type { .. });
            rule.name == name && rule.matchers.all.iter().any(sized)
        });
        if wanted.len() != found.len() && !repeats {
            let message = format!("expected {} values, found {}", wanted.len(), found.len());
            report.differs(name, message);
        }
        for (at, found) in found.iter().enumerate() {
            let Some(wanted) = wanted.get(at).or(wanted.first()) else { continue };
            let (wanted, found) = (Scalar::Text(wanted), Scalar::Text(found));
            let outcome = match rule_for(&expected.rules.query, name, at) {
                Some(matchers) => value::meets_all(matchers, wanted, found),
                None => value::equal(wanted, found),
            };
            report.note(name, outcome);
        }
    }
    for name in actual.names() {
        if expected.query.values(name).is_empty() {
            report.differs(name, "this query parameter is not expected");
        }
    }
}

/// The matchers for the value at `index` of a name: its own before those of all values.
fn rule_for<'r>(rules: &'r [NamedMatchers], name: &str, index: usize) -> Option<&'r Matchers> {
    let of_name = || rules.iter().filter(|rule| rule.name.eq_ignore_ascii_case(name));
    of_name()
        .find(|rule| rule.index == Some(index))
        .or_else(|| of_name().find(|rule| rule.index.is_none()))
        .map(|rule| &rule.matchers)
}

#[cfg(test)]
mod tests;
