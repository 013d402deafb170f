//! How messages name things. One sentence names one thing, with its place in words; the places
//! where it takes effect are listed by the report.

use crate::openapi::change::{OperationRef, ParameterRef, SchemaEdit, SchemaFact};
use crate::rule::Side;

/// The longest text of a document that a message repeats, in characters.
const LONGEST: usize = 80;

/// The most items that a message lists.
const MOST: usize = 5;

/// A text of the document between backticks, on one line and of bounded length.
pub(super) fn code(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(LONGEST) + 2);
    shown.push('`');
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            shown.push('…');
            break;
        }
        match character {
            '`' => shown.push('\''),
            _ if character.is_control() => shown.push(' '),
            _ => shown.push(character),
        }
    }
    shown.push('`');
    shown
}

/// `a`, `b` and 3 more.
pub(super) fn list<S: AsRef<str>>(items: &[S]) -> String {
    let shown: Vec<_> = items.iter().take(MOST).map(|item| code(item.as_ref())).collect();
    match items.len().saturating_sub(MOST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The text, or a word for its absence.
pub(super) fn or_none(text: Option<&String>) -> String {
    text.map_or_else(|| "none".to_owned(), |text| code(text))
}

/// `POST /orders`.
pub(super) fn operation(operation: &OperationRef) -> String {
    code(&format!("{} {}", operation.method, operation.path))
}

/// Query parameter `limit`: a parameter at the head of a sentence.
pub(super) fn parameter(parameter: &ParameterRef) -> String {
    sentence(&parameter_within(parameter))
}

/// query parameter `limit`: a parameter within a sentence.
pub(super) fn parameter_within(parameter: &ParameterRef) -> String {
    format!("{} parameter {}", parameter.location.as_str(), code(&parameter.name))
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The value that a schema's edit is about, at the head of a sentence.
pub(super) fn value(schema: &SchemaFact) -> String {
    let carrier = carrier(schema);
    if schema.path.is_empty() {
        sentence(&carrier)
    } else {
        format!("{} in {carrier}", code(&schema.path))
    }
}

/// The property that a schema's edit names, at the head of a sentence.
pub(super) fn property(schema: &SchemaFact, name: &str) -> String {
    let path = match schema.path.as_str() {
        "" => name.to_owned(),
        parent => format!("{parent}.{name}"),
    };
    format!("{} in {}", code(&path), carrier(schema))
}

/// What a schema's edit is about, a property that it names or the value itself, at the head of a
/// sentence.
pub(super) fn edited(schema: &SchemaFact) -> String {
    match &schema.edit {
        SchemaEdit::PropertyAdded { property: name, .. }
        | SchemaEdit::PropertyRemoved { property: name, .. }
        | SchemaEdit::PropertyBecameRequired { property: name, .. }
        | SchemaEdit::PropertyBecameOptional { property: name } => property(schema, name),
        _ => value(schema),
    }
}

/// The message that carries a value. Where servers send the request it is a webhook's.
fn carrier(schema: &SchemaFact) -> String {
    let (kind, rest) = schema.message.split_once(' ').unwrap_or((&schema.message, ""));
    match (kind, schema.side) {
        ("request", Side::Response) => "the webhook's body".to_owned(),
        ("request", _) => "the request body".to_owned(),
        ("response", side) => match (rest.split_once(" header "), side) {
            (Some((_, name)), _) => format!("response header {}", code(name)),
            (None, Side::Request) => "the answer to the webhook".to_owned(),
            (None, _) => "the response body".to_owned(),
        },
        _ => format!("{kind} parameter {}", code(rest)),
    }
}

/// Whether `text` is a date or a point in time, as `x-sunset` asks for.
pub(super) fn is_date(text: &str) -> bool {
    day(text).is_some()
}

/// The day that `text` names: `2026-01-31`, also as the head of an RFC 3339 time.
pub(super) fn day(text: &str) -> Option<jiff::civil::Date> {
    let date = || text.parse::<jiff::civil::Date>().ok();
    let time = || {
        let time = text.parse::<jiff::Timestamp>().ok()?;
        Some(time.to_zoned(jiff::tz::TimeZone::UTC).date())
    };
    date().or_else(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_the_document_stays_on_one_line_and_between_its_backticks() {
        assert_eq!(code("a`b\nc"), "`a'b c`");
        assert_eq!(code(&"x".repeat(500)).chars().count(), LONGEST + 3);
    }

    #[test]
    fn a_long_list_is_counted() {
        assert_eq!(list(&["a", "b"]), "`a`, `b`");
        assert_eq!(
            list(&["1", "2", "3", "4", "5", "6", "7"]),
            "`1`, `2`, `3`, `4`, `5` and 2 more"
        );
    }

    #[test]
    fn a_sunset_is_a_day_or_a_point_in_time() {
        assert_eq!(day("2026-12-02"), day("2026-12-02T12:00:00Z"));
        assert!(is_date("2026-12-02T12:00:00+02:00"));
        assert!(!is_date("next summer"));
    }
}
