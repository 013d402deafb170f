//! Headers: names in any case, lists over one line or several, media types by their parts,
//! cookies as a set.

use super::super::matching_rules::{Fallback, MatchingRules};
use super::super::media_type::MediaType;
use super::super::model::Headers;
use super::value::{self, Outcome, Scalar};
use super::{Report, rule_for};

/// Headers whose value is a list, so that each item is compared with the expected one at its
/// place. Everything else is one value, whatever commas stand in it.
const LISTS: [&str; 15] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-expose-headers",
    "access-control-request-headers",
    "allow",
    "cache-control",
    "if-match",
    "if-none-match",
    "link",
    "vary",
];

/// Headers that tell about this one connection, copy or moment: of recorded traffic they are not
/// compared at all.
const VOLATILE: [&str; 36] = [
    "age",
    "alt-svc",
    "cf-cache-status",
    "cf-ray",
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "etag",
    "expires",
    "keep-alive",
    "last-modified",
    "nel",
    "proxy-connection",
    "report-to",
    "reporting-endpoints",
    "retry-after",
    "server",
    "server-timing",
    "strict-transport-security",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "x-amz-cf-id",
    "x-amzn-requestid",
    "x-amzn-trace-id",
    "x-cache",
    "x-correlation-id",
    "x-powered-by",
    "x-request-id",
    "x-response-time",
    "x-runtime",
];

/// Compares the headers that are expected; others do not matter.
pub(super) fn compare(
    expected: &Headers,
    rules: &MatchingRules,
    actual: &Headers,
    report: &mut Report,
) {
    for name in expected.names() {
        let known = name.to_ascii_lowercase();
        let (wanted, found) = (expected.values(name), actual.values(name));
        let has_rule = rules.headers.iter().any(|rule| rule.name.eq_ignore_ascii_case(name));
        let shape = rules.fallback == Fallback::Shape && !has_rule;
        if shape && (VOLATILE.contains(&known.as_str()) || known.starts_with("x-ratelimit-")) {
            continue;
        }
        if found.is_empty() {
            report.differs(name, "expected this header, it is missing");
            continue;
        }
        match known.as_str() {
            "set-cookie" if !has_rule => cookies(&wanted, &found, rules.fallback, report),
            "content-type" if shape => {
                let same = media_types_alike(&wanted.join(","), &found.join(","));
                let message = || format!("expected {:?}, found {:?}", wanted[0], found[0]);
                report.note(name, Outcome::when(same, message));
            }
            _ if shape => {}
            _ => values(name, &known, (&wanted, &found), rules, report),
        }
    }
}

/// Whether two media types name the same sort of body: parameters aside, and with all types that
/// use the syntax of JSON alike.
fn media_types_alike(expected: &str, actual: &str) -> bool {
    match (MediaType::parse(expected), MediaType::parse(actual)) {
        (Some(left), Some(right)) => {
            left.essence() == right.essence() || (left.is_json() && right.is_json())
        }
        _ => expected.eq_ignore_ascii_case(actual),
    }
}

fn values(
    name: &str,
    known: &str,
    (wanted, found): (&[&str], &[&str]),
    rules: &MatchingRules,
    report: &mut Report,
) {
    let list = LISTS.contains(&known) || known.starts_with("access-control-allow-");
    let (wanted, found): (Vec<String>, Vec<String>) = if list {
        (split(wanted), split(found))
    } else if wanted.len() == found.len() {
        let own = |lines: &[&str]| lines.iter().map(|line| spaced(line)).collect();
        (own(wanted), own(found))
    } else {
        // RFC 9110, §5.3: several lines of one name are one line with commas.
        (vec![spaced(&wanted.join(","))], vec![spaced(&found.join(","))])
    };
    for (at, wanted) in wanted.iter().enumerate() {
        let Some(found) = found.get(at) else {
            report.differs(name, format!("expected the value {wanted:?} too, it is missing"));
            continue;
        };
        let (left, right) = (Scalar::Text(wanted), Scalar::Text(found));
        let outcome = match rule_for(&rules.headers, name, at) {
            Some(matchers) => value::meets_all(matchers, left, right),
            None if matches!(known, "content-type" | "accept") => parameterised(wanted, found),
            None => value::equal(left, right),
        };
        report.note(name, outcome);
    }
}

fn split(lines: &[&str]) -> Vec<String> {
    lines.iter().flat_map(|line| line.split(',')).map(|item| item.trim().to_owned()).collect()
}

/// A line without white space around its commas, which never matters.
fn spaced(line: &str) -> String {
    line.split(',').map(str::trim).collect::<Vec<_>>().join(",")
}

/// A media type: its name, and every parameter that is expected, in any order and case.
fn parameterised(expected: &str, actual: &str) -> Outcome {
    let same = match (MediaType::parse(expected), MediaType::parse(actual)) {
        (Some(left), Some(right)) => {
            left.essence() == right.essence()
                && left.parameters().all(|(name, value)| {
                    right.parameter(name).is_some_and(|other| other.eq_ignore_ascii_case(value))
                })
        }
        _ => expected == actual,
    };
    Outcome::when(same, || format!("expected {expected:?}, found {actual:?}"))
}

/// Every expected cookie must be set, with its value and its attributes; of recorded traffic the
/// name is enough, and when a cookie expires is never compared.
fn cookies(wanted: &[&str], found: &[&str], fallback: Fallback, report: &mut Report) {
    let found: Vec<_> = found.iter().map(|line| Cookie::parse(line)).collect();
    for wanted in wanted.iter().map(|line| Cookie::parse(line)) {
        let outcome = match found.iter().find(|one| one.name == wanted.name) {
            None => Outcome::Unmet(format!("expected the cookie {:?}, it is not set", wanted.name)),
            Some(_) if fallback == Fallback::Shape => Outcome::Met,
            Some(found) => Outcome::when(wanted.is_met_by(found), || {
                format!("the cookie {:?} has another value or lacks an attribute", wanted.name)
            }),
        };
        report.note("Set-Cookie", outcome);
    }
}

struct Cookie<'a> {
    name: &'a str,
    value: &'a str,
    attributes: Vec<String>,
}

impl<'a> Cookie<'a> {
    fn parse(line: &'a str) -> Self {
        let mut parts = line.split(';').map(str::trim);
        let first = parts.next().unwrap_or_default();
        let (name, value) = first.split_once('=').unwrap_or((first, ""));
        let attributes = parts
            .map(str::to_ascii_lowercase)
            .filter(|one| !one.starts_with("expires=") && !one.starts_with("max-age="))
            .collect();
        Self { name, value, attributes }
    }

    fn is_met_by(&self, other: &Self) -> bool {
        self.value == other.value
            && self.attributes.iter().all(|one| other.attributes.contains(one))
    }
}
