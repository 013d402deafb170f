//! Bodies of several parts (RFC 2046, §5.1): compared part by part, whatever their boundary.

use super::super::body::{Body, Content};
use super::super::matching_rules::MatchingRules;
use super::super::media_type::MediaType;
use super::super::model::Headers;
use super::body::{self, Sides};
use super::{ExtraKeys, Report};

/// Compares two bodies of several parts. A part is known by its name in `Content-Disposition`,
/// else by its place.
pub(super) fn compare(
    (expected_type, expected): (&Content, Vec<u8>),
    (actual_type, actual): (&Content, Vec<u8>),
    rules: &MatchingRules,
    extra_keys: ExtraKeys,
    report: &mut Report,
) {
    let wanted = parts(expected_type.media_type.as_ref(), &expected);
    let found = parts(actual_type.media_type.as_ref(), &actual);
    let (Some(wanted), Some(found)) = (wanted, found) else {
        return report.differs("$", "expected a body of several parts, one of them is none");
    };
    let own = MatchingRules { fallback: rules.fallback, ..MatchingRules::default() };
    for (at, part) in wanted.iter().enumerate() {
        let path = part.name.clone().map_or(format!("$[{at}]"), |name| format!("$.{name}"));
        let other = match &part.name {
            Some(_) => found.iter().find(|other| other.name == part.name),
            None => found.get(at),
        };
        let Some(other) = other else {
            report.differs(&path, "expected this part, it is missing");
            continue;
        };
        let mut inner = report.fresh();
        let sides = Sides { expected: &part.body, actual: &other.body };
        body::compare(&sides, &own, extra_keys, &mut inner);
        for mut mismatch in inner.mismatches {
            mismatch.path = format!("{path}{}", mismatch.path.trim_start_matches('$'));
            report.push(mismatch.certainty, mismatch.path, mismatch.message);
        }
    }
    if extra_keys == ExtraKeys::Refused && found.len() > wanted.len() {
        let message = format!("expected {} parts, found {}", wanted.len(), found.len());
        report.differs("$", message);
    }
}

struct Part {
    name: Option<String>,
    body: Body,
}

fn parts(media_type: Option<&MediaType>, bytes: &[u8]) -> Option<Vec<Part>> {
    let delimiter = match media_type.and_then(|one| one.parameter("boundary")) {
        Some(boundary) => format!("--{boundary}"),
        // Without the parameter the first line is the delimiter.
        None => {
            let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
            std::str::from_utf8(&bytes[..end]).ok().filter(|line| line.starts_with("--"))?.into()
        }
    };
    let mut sections = split(bytes, delimiter.as_bytes());
    // What stands before the first delimiter is not a part, nor what follows the closing one.
    sections.next()?;
    let mut parts = Vec::new();
    for section in sections {
        if section.starts_with(b"--") {
            break;
        }
        parts.push(part(section)?);
    }
    Some(parts)
}

fn split<'b>(bytes: &'b [u8], delimiter: &'b [u8]) -> impl Iterator<Item = &'b [u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let text = rest?;
        match find(text, delimiter) {
            Some(at) => {
                rest = Some(&text[at + delimiter.len()..]);
                Some(&text[..at])
            }
            None => rest.take(),
        }
    })
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    text.windows(part.len()).position(|window| window == part)
}

fn part(section: &[u8]) -> Option<Part> {
    let (head, body) = match (find(section, b"\r\n\r\n"), find(section, b"\n\n")) {
        (Some(at), _) => (&section[..at], &section[at + 4..]),
        (None, Some(at)) => (&section[..at], &section[at + 2..]),
        (None, None) => return None,
    };
    let body = body.strip_suffix(b"\r\n").or_else(|| body.strip_suffix(b"\n")).unwrap_or(body);
    let head = String::from_utf8_lossy(head);
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let headers: Headers = lines.map(|(name, value)| (name.trim(), value.trim())).collect();
    // A disposition has the form of a media type but for the slash.
    let name = headers
        .get("Content-Disposition")
        .and_then(|value| MediaType::parse(&format!("part/{value}")))
        .and_then(|value| value.parameter("name").map(str::to_owned));
    Some(Part { name, body: Body::from_wire(Some(body), headers.get("Content-Type")) })
}
