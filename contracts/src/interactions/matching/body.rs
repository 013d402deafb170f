//! Bodies: which of the ways to compare them fits, and the simple ones.

use super::super::body::{Body, Content, Data};
use super::super::body_path::{BodyPath, Step};
use super::super::json::Json;
use super::super::matching_rules::{Fallback, Matcher, Matchers, MatchingRules};
use super::super::media_type::MediaType;
use super::super::model::Query;
use super::value::{self, Outcome, Scalar};
use super::{ExtraKeys, Report, json, multipart, xml};
use crate::compare::Area;

/// The two bodies.
pub(super) struct Sides<'a> {
    pub(super) expected: &'a Body,
    pub(super) actual: &'a Body,
}

/// Compares two bodies.
pub(super) fn compare(
    sides: &Sides<'_>,
    rules: &MatchingRules,
    extra_keys: ExtraKeys,
    report: &mut Report,
) {
    let pact = rules.fallback == Fallback::Equal;
    match (sides.expected, sides.actual) {
        (Body::Missing, _)
        | (Body::Empty, Body::Empty | Body::Missing)
        | (Body::Null, Body::Null) => {}
        // Files of Pact write `null` for a body that is empty, too.
        (Body::Null, Body::Empty | Body::Missing) if pact => {}
        (Body::Empty, Body::Null) if pact => {}
        // What was recorded as null may hold something at another time.
        (Body::Null, Body::Present(_)) if !pact => {}
        (Body::Empty, _) => report.differs("$", "expected an empty body, found one"),
        (Body::Null, _) => report.differs("$", "expected the body null, found another"),
        (Body::Present(_), Body::Missing | Body::Empty) => {
            report.differs("$", "expected a body, found none");
        }
        (Body::Present(expected), Body::Null) => {
            let null = Json::parse(b"null");
            let null = null.map(|json| Content { media_type: None, data: Data::Json(json) });
            if let Some(null) = null {
                contents(expected, &null, rules, extra_keys, report);
            }
        }
        (Body::Present(expected), Body::Present(actual)) => {
            contents(expected, actual, rules, extra_keys, report);
        }
    }
}

fn contents(
    expected: &Content,
    actual: &Content,
    rules: &MatchingRules,
    extra_keys: ExtraKeys,
    report: &mut Report,
) {
    if let Some(outcome) = by_content_type(rules, actual) {
        return report.note("$", outcome);
    }
    if !same_sort(expected, actual, rules) {
        let name = |one: &Content| {
            one.media_type.as_ref().map_or_else(|| "unknown".into(), ToString::to_string)
        };
        let message = format!("expected a body of {}, found {}", name(expected), name(actual));
        let area = std::mem::replace(&mut report.area, Area::MediaType);
        report.differs("", message);
        report.area = area;
        return;
    }
    let media_type = expected.media_type.as_ref();
    match (&expected.data, &actual.data) {
        (Data::Json(left), right) => match as_json(right) {
            Some(right) => {
                let by_path = rules.body.as_slice();
                let rules = json::Rules { by_path, fallback: rules.fallback, extra_keys };
                json::compare(&rules, left.node(), right.node(), report);
            }
            None => report.differs("$", "expected JSON, found a body that is none"),
        },
        (Data::Text(left), Data::Text(right)) if media_type.is_some_and(MediaType::is_xml) => {
            xml::compare(left, right, rules, extra_keys, report);
        }
        (Data::Text(left), Data::Text(right)) if media_type.is_some_and(MediaType::is_form) => {
            form(&Query::parse(left), &Query::parse(right), rules, extra_keys, report);
        }
        (left, right) if media_type.is_some_and(MediaType::is_multipart) => {
            let (left, right) = ((expected, bytes(left)), (actual, bytes(right)));
            multipart::compare(left, right, rules, extra_keys, report);
        }
        (Data::Text(left), Data::Json(right)) => {
            text(left, Scalar::Json(right.node()), rules, report);
        }
        (Data::Text(left), Data::Text(right)) => text(left, Scalar::Text(right), rules, report),
        (left, right) => {
            let same = rules.fallback == Fallback::Shape || bytes(left) == bytes(right);
            report.note("$", Outcome::when(same, || "the bytes of the body differ".into()));
        }
    }
}

/// A matcher for the body's media type decides alone.
fn by_content_type(rules: &MatchingRules, actual: &Content) -> Option<Outcome> {
    let whole = root_rule(rules)?;
    let wanted = whole.all.iter().find_map(|one| match one {
        Matcher::ContentType(wanted) => Some(wanted),
        _ => None,
    })?;
    Some(match &actual.media_type {
        Some(found) => {
            let same = MediaType::parse(wanted).is_some_and(|one| one.essence() == found.essence());
            Outcome::when(same, || format!("expected a body of {wanted}, found {found}"))
        }
        None => Outcome::Undecided(format!(
            "the answer does not say of which type its body is, expected {wanted}"
        )),
    })
}

fn root_rule(rules: &MatchingRules) -> Option<&Matchers> {
    rules.body.iter().find(|(path, _)| *path == BodyPath::ROOT).map(|(_, matchers)| matchers)
}

/// Whether the two bodies can be compared at all. Where a rule is there for the header that names
/// the type, or one side does not name it, they can.
fn same_sort(expected: &Content, actual: &Content, rules: &MatchingRules) -> bool {
    let (Some(left), Some(right)) = (&expected.media_type, &actual.media_type) else { return true };
    let ruled = rules.headers.iter().any(|rule| rule.name.eq_ignore_ascii_case("content-type"));
    ruled
        || left.essence() == right.essence()
        || (left.is_json() && right.is_json())
        || (left.is_xml() && right.is_xml())
        || (rules.fallback == Fallback::Shape && left.is_text() == right.is_text())
}

fn as_json(data: &Data) -> Option<Json> {
    match data {
        Data::Json(json) => Some(json.clone()),
        Data::Text(text) => Json::parse(text.as_bytes()),
        Data::Binary(bytes) => Json::parse(bytes),
    }
}

fn bytes(data: &Data) -> Vec<u8> {
    let content = Content { media_type: None, data: data.clone() };
    Body::Present(content).to_bytes().unwrap_or_default()
}

fn text(expected: &str, actual: Scalar<'_>, rules: &MatchingRules, report: &mut Report) {
    let outcome = match root_rule(rules) {
        Some(matchers) => value::meets_as_whole(matchers, Scalar::Text(expected), actual),
        None if rules.fallback == Fallback::Shape => Outcome::Met,
        None => value::equal(Scalar::Text(expected), actual),
    };
    report.note("$", outcome);
}

/// Forms are compared like queries: by name, in the order of the values of each.
fn form(
    expected: &Query,
    actual: &Query,
    rules: &MatchingRules,
    extra_keys: ExtraKeys,
    report: &mut Report,
) {
    let mut sorted = expected.names();
    sorted.extend(actual.names());
    let mut seen = rustc_hash::FxHashSet::default();
    for name in sorted.into_iter().filter(|name| seen.insert(*name)) {
        let path = format!("$.{name}");
        let (wanted, found) = (expected.values(name), actual.values(name));
        if wanted.is_empty() {
            if extra_keys == ExtraKeys::Refused {
                report.differs(&path, "this field is not expected");
            }
            continue;
        }
        let rule = nearest(rules, name);
        let shape = rule.is_none() && rules.fallback == Fallback::Shape;
        if found.is_empty() || (wanted.len() != found.len() && !shape) {
            let message = format!("expected {} values, found {}", wanted.len(), found.len());
            report.differs(&path, message);
            continue;
        }
        for (wanted, found) in wanted.iter().zip(&found) {
            let (wanted, found) = (Scalar::Text(wanted), Scalar::Text(found));
            let outcome = match rule {
                Some(matchers) => value::meets_all(matchers, wanted, found),
                None if shape => Outcome::Met,
                None => value::equal(wanted, found),
            };
            report.note(&path, outcome);
        }
    }
}

fn nearest<'r>(rules: &'r MatchingRules, name: &str) -> Option<&'r Matchers> {
    let path = [Step::Key(name)];
    let weighed = rules.body.iter().filter_map(|(rule, all)| Some((rule.weight(&path)?, all)));
    weighed.rev().max_by_key(|(weight, _)| *weight).map(|(_, matchers)| matchers)
}
