//! One matcher and one value.

use super::super::json;
use super::super::matching_rules::{Combine, Matcher, Matchers};
use super::super::pattern::{NoAnswer, Pattern};
use super::time_format;
use crate::text::{Decimal, Node, NodeKind};
use std::borrow::Cow;
use std::str::FromStr as _;

/// A value without parts, or one that is looked at as a whole.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'a> {
    /// A JSON value.
    Json(Node<'a>),
    /// A text without a type of its own: of a header, a query, a path, XML.
    Text(&'a str),
}

impl<'a> Scalar<'a> {
    /// The value as text: a string's characters, else its JSON.
    fn text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Json(node) => match node.as_str() {
                Some(text) => Cow::Borrowed(text),
                None => {
                    let mut text = String::new();
                    json::write(node, &mut text);
                    Cow::Owned(text)
                }
            },
        }
    }

    /// The value as it is shown in messages.
    pub(super) fn shown(self) -> String {
        match self {
            Self::Text(value) => format!("{value:?}"),
            Self::Json(node) => json::shown(node),
        }
    }

    /// The number as it is written, if this is one.
    fn number(self) -> Option<&'a str> {
        match self {
            Self::Json(node) => node.as_number(),
            Self::Text(text) => Decimal::parse(text).is_some().then_some(text),
        }
    }
}

/// Whether a condition is met.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    Met,
    /// Not met, and why.
    Unmet(String),
    /// Could not be decided, and why.
    Undecided(String),
}

impl Outcome {
    /// Met, or not for a reason that is only then written out.
    pub(super) fn when(met: bool, reason: impl FnOnce() -> String) -> Self {
        if met { Self::Met } else { Self::Unmet(reason()) }
    }
}

/// Combines what several matchers say.
pub(super) fn combine(how: Combine, outcomes: impl IntoIterator<Item = Outcome>) -> Outcome {
    let mut undecided = None;
    let mut unmet: Vec<String> = Vec::new();
    for outcome in outcomes {
        match (outcome, how) {
            (Outcome::Met, Combine::Or) => return Outcome::Met,
            (Outcome::Met, Combine::And) => {}
            (Outcome::Unmet(reason), Combine::And) => return Outcome::Unmet(reason),
            (Outcome::Unmet(reason), Combine::Or) => unmet.push(reason),
            (Outcome::Undecided(reason), _) => undecided = undecided.or(Some(reason)),
        }
    }
    match undecided {
        Some(reason) => Outcome::Undecided(reason),
        None if unmet.is_empty() => Outcome::Met,
        None => Outcome::Unmet(unmet.join(", and ")),
    }
}

/// Whether `actual` meets `matchers`, where `expected` is the example.
pub(super) fn meets_all(matchers: &Matchers, expected: Scalar<'_>, actual: Scalar<'_>) -> Outcome {
    combine(matchers.combine, matchers.all.iter().map(|one| meets(one, expected, actual)))
}

/// Whether `actual` meets `matcher`, where `expected` is the example.
pub(super) fn meets(matcher: &Matcher, expected: Scalar<'_>, actual: Scalar<'_>) -> Outcome {
    match matcher {
        Matcher::Equality | Matcher::Values => equal(expected, actual),
        Matcher::Type { .. } => same_type(expected, actual),
        Matcher::Regex(pattern) => found(pattern, actual),
        Matcher::Include(part) => Outcome::when(actual.text().contains(part.as_str()), || {
            format!("expected a text that holds {part:?}, found {}", actual.shown())
        }),
        Matcher::Integer | Matcher::Decimal | Matcher::Number => number(matcher, actual),
        Matcher::Boolean => {
            let boolean = match actual {
                Scalar::Json(node) => node.as_bool().is_some(),
                Scalar::Text(text) => matches!(text, "true" | "false"),
            };
            is(boolean, "a boolean", actual)
        }
        Matcher::Null => is(matches!(actual, Scalar::Json(node) if node.is_null()), "null", actual),
        Matcher::Date(format) => time(format.as_deref(), "date", actual),
        Matcher::Time(format) => time(format.as_deref(), "time", actual),
        Matcher::DateTime(format) => time(format.as_deref(), "date and time", actual),
        Matcher::StatusCode(class) => {
            let status = actual.text().parse::<u16>();
            let holds = status.is_ok_and(|status| class.holds(status));
            Outcome::when(holds, || format!("{} is not of the expected class", actual.shown()))
        }
        Matcher::NotEmpty => is(!actual.text().is_empty(), "something not empty", actual),
        Matcher::Semver => {
            let version = semver::Version::parse(&actual.text()).is_ok();
            is(version, "a semantic version", actual)
        }
        Matcher::ContentType(media_type) => Outcome::Undecided(format!(
            "whether a value within a body is {media_type} cannot be decided"
        )),
        Matcher::ArrayContains(_) => is(false, "an array", actual),
        Matcher::EachKey(_) => is(false, "an object", actual),
        Matcher::EachValue(_) => is(false, "an object or an array", actual),
        Matcher::Unknown { name, .. } => Outcome::Undecided(name.clone()),
    }
}

fn is(holds: bool, wanted: &str, actual: Scalar<'_>) -> Outcome {
    Outcome::when(holds, || format!("expected {wanted}, found {}", actual.shown()))
}

/// Equality by value: numbers whatever their spelling, texts character by character.
pub(super) fn equal(expected: Scalar<'_>, actual: Scalar<'_>) -> Outcome {
    let same = match (expected, actual) {
        (Scalar::Json(expected), Scalar::Json(actual)) => expected.same_content(actual),
        _ => expected.text() == actual.text(),
    };
    Outcome::when(same, || format!("expected {}, found {}", expected.shown(), actual.shown()))
}

fn same_type(expected: Scalar<'_>, actual: Scalar<'_>) -> Outcome {
    let (Scalar::Json(left), Scalar::Json(right)) = (expected, actual) else {
        return Outcome::Met;
    };
    Outcome::when(left.kind() == right.kind(), || {
        format!("expected {} like {}, found {}", sort(left), expected.shown(), actual.shown())
    })
}

/// What sort of value this is, with its article.
pub(super) fn sort(node: Node<'_>) -> &'static str {
    match node.kind() {
        NodeKind::Null => "null",
        NodeKind::Bool => "a boolean",
        NodeKind::Number => "a number",
        NodeKind::String => "a text",
        NodeKind::Array => "an array",
        NodeKind::Object => "an object",
    }
}

fn found(pattern: &Pattern, actual: Scalar<'_>) -> Outcome {
    search(pattern, pattern.is_found_in(&actual.text()), actual)
}

/// Whether `actual` meets `matchers` as the whole of a plain text, which a pattern must describe
/// from its beginning to its end.
pub(super) fn meets_as_whole(
    matchers: &Matchers,
    expected: Scalar<'_>,
    actual: Scalar<'_>,
) -> Outcome {
    let outcomes = matchers.all.iter().map(|one| match one {
        Matcher::Regex(pattern) => search(pattern, pattern.is_all_of(&actual.text()), actual),
        _ => meets(one, expected, actual),
    });
    combine(matchers.combine, outcomes)
}

fn search(pattern: &Pattern, found: Result<bool, NoAnswer>, actual: Scalar<'_>) -> Outcome {
    match found {
        Ok(found) => Outcome::when(found, || {
            format!("expected a text in which {pattern:?} is found, found {}", actual.shown())
        }),
        Err(NoAnswer::Malformed) => {
            Outcome::Undecided(format!("{pattern:?} is no regular expression that is understood"))
        }
        Err(NoAnswer::TooHard) => Outcome::Undecided(format!(
            "searching {pattern:?} in {} takes too many steps",
            actual.shown()
        )),
    }
}

/// Integers and decimals are told apart by how they are written: `1.0` is no integer.
fn number(matcher: &Matcher, actual: Scalar<'_>) -> Outcome {
    let lexeme = actual.number();
    let fraction = lexeme.is_some_and(|lexeme| lexeme.contains(['.', 'e', 'E']));
    match matcher {
        Matcher::Integer => is(lexeme.is_some() && !fraction, "an integer", actual),
        Matcher::Decimal => is(lexeme.is_some() && fraction, "a decimal number", actual),
        _ => is(lexeme.is_some(), "a number", actual),
    }
}

fn time(format: Option<&str>, sort: &str, actual: Scalar<'_>) -> Outcome {
    let text = match actual {
        Scalar::Json(node) => node.as_str(),
        Scalar::Text(text) => Some(text),
    };
    let Some(text) = text else { return is(false, &format!("a text with a {sort}"), actual) };
    match format {
        Some(format) => match time_format::fits(format, text) {
            Some(fits) => is(fits, &format!("a {sort} in the format {format:?}"), actual),
            None => Outcome::Undecided(format!(
                "the {sort} format {format:?} uses letters that are not supported"
            )),
        },
        None => {
            let holds = match sort {
                "date" => jiff::civil::Date::from_str(text).is_ok(),
                "time" => jiff::civil::Time::from_str(text).is_ok(),
                _ => {
                    jiff::civil::DateTime::from_str(text).is_ok()
                        || jiff::Timestamp::from_str(text).is_ok()
                }
            };
            is(holds, &format!("a {sort} as in ISO 8601"), actual)
        }
    }
}
