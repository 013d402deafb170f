//! The value of a scalar, by its style, its tag and its text.

use super::reader::{Reader, ScalarEvent};
use super::scalar::{self, Plain};
use super::tag::Asked;
use crate::text::builder::quoted;
use crate::text::diagnostic::Severity;
use crate::text::positions::offset;
use crate::text::tree::{Content, Span, TextRange};
use saphyr_parser::ScalarStyle;

impl Reader<'_, '_> {
    pub(super) fn content(
        &mut self,
        event: &ScalarEvent<'_>,
        asked: Asked,
        text: TextRange,
        span: Span,
    ) -> Content {
        let meaning = match asked {
            Asked::Nothing if event.style == ScalarStyle::Plain => Plain::of(&event.text),
            Asked::Nothing | Asked::NonSpecific | Asked::Str | Asked::Merge => Plain::String,
            _ => {
                let meaning = Plain::of(&event.text);
                if !fits(&meaning, asked, &event.text) {
                    let (tag, shown) = (asked.as_str(), quoted(&event.text));
                    let message =
                        format!("{shown} is not what its tag {tag} says; it is read as a text");
                    self.error("tag-mismatch", message, span.start);
                    return Content::String(text);
                }
                meaning
            }
        };
        match meaning {
            Plain::Null => Content::Null,
            Plain::Bool(value) => Content::Bool(value),
            Plain::Number(number) if number == event.text => Content::Number(text),
            Plain::Number(number) => Content::Number(self.side_text(&number)),
            Plain::LeadingZeros(written) => {
                let number = scalar::without_leading_zeros(written);
                let message = format!(
                    "{} is read as a decimal number, YAML 1.1 tools may read it as octal or as a \
                     text; remove the leading zeros, or quote it if it is a text",
                    quoted(written)
                );
                self.out.note(Severity::Warning, "leading-zero", message, span.start);
                Content::Number(self.side_text(&number))
            }
            Plain::NotFinite => {
                let shown = quoted(&event.text);
                let message = format!(
                    "{shown} is a number that JSON cannot write; it is read as a text, quote it \
                     to say so"
                );
                self.out.note(Severity::Warning, "not-a-json-number", message, span.start);
                Content::String(text)
            }
            Plain::String => Content::String(text),
        }
    }

    /// The range of a scalar's text: of the source if it stands there as it is.
    pub(super) fn text_range(&mut self, text: &str, style: ScalarStyle, span: Span) -> TextRange {
        let inside = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if span.end - span.start > 1 => {
                Span { start: span.start + 1, end: span.end - 1 }
            }
            _ => span,
        };
        let same = self.out.text.get(inside.start as usize..inside.end as usize) == Some(text);
        if same { TextRange::source(inside) } else { self.side_text(text) }
    }

    pub(super) fn side_text(&mut self, text: &str) -> TextRange {
        let side = &mut self.out.arena.side;
        let start = offset(side.len());
        side.push_str(text);
        TextRange::side_buffer(start, offset(side.len()))
    }
}

/// Whether a scalar of this meaning may carry this tag.
fn fits(meaning: &Plain<'_>, asked: Asked, text: &str) -> bool {
    match (asked, meaning) {
        (Asked::Null, Plain::Null) | (Asked::Bool, Plain::Bool(_)) => true,
        (Asked::Int, Plain::Number(_) | Plain::LeadingZeros(_)) => {
            text.starts_with("0x") || !text.contains(['.', 'e', 'E'])
        }
        (Asked::Float, Plain::Number(_) | Plain::LeadingZeros(_) | Plain::NotFinite) => true,
        _ => false,
    }
}
