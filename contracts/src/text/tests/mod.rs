//! Both readers, seen from outside.

use super::*;

mod json;
mod yaml;

fn read(format: Format, text: &str) -> Parsed {
    let name = match format {
        Format::Json => "a.json",
        Format::Yaml => "a.yaml",
    };
    parse(name, text.as_bytes(), format, &Limits::default()).unwrap()
}

fn refused(format: Format, bytes: &[u8]) -> Unreadable {
    parse("a", bytes, format, &Limits::default()).unwrap_err()
}

/// The diagnostics as `code line:column pointer`.
fn problems(parsed: &Parsed) -> Vec<String> {
    let show = |found: &Diagnostic| {
        let Location { pointer, line, column, .. } = &found.location;
        format!("{} {line}:{column} {pointer}", found.code).trim_end().to_owned()
    };
    parsed.diagnostics.iter().map(show).collect()
}

#[test]
fn the_format_is_found_by_ending_then_by_content() {
    assert_eq!(Format::detect("a.json", b"a: 1"), Format::Json);
    assert_eq!(Format::detect("a.HAR", b""), Format::Json);
    assert_eq!(Format::detect("a.yml", b"{}"), Format::Yaml);
    assert_eq!(Format::detect("a.txt", b"\xef\xbb\xbf\n {"), Format::Json);
    assert_eq!(Format::detect("-", b"openapi: 3.1.0"), Format::Yaml);
}

#[test]
fn other_encodings_are_refused_by_name() {
    for (bytes, name) in [
        (&b"\xff\xfe{\0}\0"[..], "UTF-16 (little endian)"),
        (b"\xfe\xff\0{\0}", "UTF-16 (big endian)"),
        (b"{\0\"\0a\0\"\0", "UTF-16 (little endian)"),
        (b"\0\0\xfe\xff\0\0\0{", "UTF-32 (big endian)"),
    ] {
        for format in [Format::Json, Format::Yaml] {
            let message = refused(format, bytes).to_string();
            assert!(message.contains(name) && message.contains("save it as UTF-8"), "{message}");
        }
    }
}

#[test]
fn bytes_that_are_not_utf8_are_refused_with_their_place() {
    let reason = refused(Format::Json, b"\xef\xbb\xbf{\n\"\xc3\xa4\xff\"}");
    assert_eq!(reason.location().to_string(), "a:2:3");
    assert!(reason.to_string().contains("the byte at offset 8"), "{reason}");
}

#[test]
fn a_text_beyond_the_limit_is_not_read() {
    let limits = Limits { bytes: 3, ..Limits::default() };
    let reason = parse("a.json", b"[1, 2]", Format::Json, &limits).unwrap_err();
    assert_eq!(
        reason.to_string(),
        "a.json: the text has 6 bytes, more than the limit of 3; split the document or raise the \
         limit"
    );
}

#[test]
fn a_document_of_too_many_values_is_refused() {
    let limits = Limits { nodes: 3, ..Limits::default() };
    for format in [Format::Json, Format::Yaml] {
        assert!(parse("a", b"[1, 2]", format, &limits).is_ok());
        let reason = parse("a", b"[1, 2, 3]", format, &limits).unwrap_err();
        assert_eq!(reason.location().to_string(), "a:1:8");
        assert!(matches!(reason, Unreadable::TooManyNodes { .. }));
    }
}

#[test]
fn a_flood_of_problems_is_counted_not_listed() {
    let text = format!("{{{}\"a\":1}}", "\"a\":1,".repeat(100_000));
    let parsed = read(Format::Json, &text);
    assert_eq!(parsed.diagnostics.len(), 1_001);
    let last = parsed.diagnostics.last().unwrap();
    assert_eq!(last.message, "99000 more problems are not listed; repair these first");
}

#[test]
fn diagnostics_below_huge_keys_stay_small() {
    let key = "k".repeat(1 << 20);
    let text = format!("{{\"{key}\":{{{}\"a\":1}}}}", "\"a\":1,".repeat(500));
    let parsed = read(Format::Json, &text);
    let bytes: usize = parsed.diagnostics.iter().map(|one| one.location.pointer.len()).sum();
    assert!(bytes < 8 << 20, "{bytes}");
}
