//! The YAML reader: events of `saphyr_parser`, values of the core schema of YAML 1.2.
//!
//! Aliases are copied within a budget. Merge keys, which YAML 1.2 dropped, are expanded with a
//! warning, for documents in the wild use them.

mod input;
mod keys;
mod places;
mod reader;
mod scalar;
mod tag;
mod value;

use super::builder::Builder;
use super::{Unreadable, json};
use input::{MOST_INDICATORS, Meter, MeteredText};
use reader::{Next, Reader};
use saphyr_parser::{Parser, ScanError};

/// How deep the scanner reads flow collections, whatever the limit is.
const DEEPEST_FLOW: u32 = 255;

/// Reads the text of `out` into it.
pub(super) fn read<'t>(out: &mut Builder<'t>) -> Result<(), Unreadable> {
    // JSON is YAML. Its reader is faster, holds nothing back, and knows surrogate pairs.
    if out.text.trim_ascii_start().starts_with(['{', '[']) {
        let mut attempt = out.anew();
        json::read(&mut attempt)?;
        if !attempt.has_errors() {
            *out = attempt;
            return Ok(());
        }
    }
    let meter = Meter::new();
    let mut parser = Parser::new(MeteredText::new(out.text, &meter));
    let mut reader = Reader::new(out);
    loop {
        meter.reset();
        let event = parser.next_event();
        if meter.is_used_up() {
            let location = reader.out.location(reader.last_end, String::new());
            return Err(Unreadable::FlowTooLong { location, limit: MOST_INDICATORS });
        }
        match event {
            None => return Ok(()),
            Some(Err(error)) => return syntax_error(&mut reader, &error),
            Some(Ok((event, span))) => {
                let span = reader.places.span(span);
                if reader.event(event, span)? == Next::Stop {
                    return Ok(());
                }
            }
        }
    }
}

/// Notes the scanner's error, behind which nothing can be read.
fn syntax_error(reader: &mut Reader<'_, '_>, error: &ScanError) -> Result<(), Unreadable> {
    let at = reader.places.byte(*error.marker());
    if error.info() == "recursion limit exceeded" {
        let location = reader.out.location(at, String::new());
        return Err(Unreadable::TooDeep { location, limit: DEEPEST_FLOW });
    }
    let advice = advice(error.info());
    reader.error("yaml-syntax", format!("not valid YAML: {}{advice}", error.info()), at);
    Ok(())
}

/// What to do about the more common errors of the scanner.
fn advice(info: &str) -> &'static str {
    let advices = [
        ("tab", "; indent with spaces"),
        ("unknown anchor", "; define it with `&` before it is used with `*`"),
        (
            "mapping values are not allowed",
            "; quote a text that holds `: `, or check the indentation",
        ),
        ("unexpected character", "; quote a text that begins with it"),
        ("simple key expect", "; a key needs `:` behind it"),
        ("invalid Unicode character", "; write the character itself instead of a surrogate pair"),
        ("unknown escape character", "; write `\\\\` for a backslash, or use single quotes"),
        ("unexpected end of stream", "; the closing quote is missing"),
        ("illegal placement of ':'", "; a `]`, `}` or `,` may be missing before it"),
        ("<document start>", "; check the indentation and the brackets before it"),
        ("did not find expected key", "; check the indentation"),
    ];
    advices.iter().find(|(part, _)| info.contains(part)).map_or("", |(_, advice)| advice)
}
