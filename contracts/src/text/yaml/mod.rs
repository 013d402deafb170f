//! The YAML reader: events of `saphyr_parser`, values of the core schema of YAML 1.2.
//!
//! Aliases are copied within a budget. Merge keys, which YAML 1.2 dropped, are expanded with a
//! warning, for documents in the wild use them.

mod input;
mod places;
mod scalar;
mod tag;

use super::builder::{Builder, Container, PendingKey, quoted};
use super::diagnostic::Severity;
use super::positions::offset;
use super::tree::{Content, Span, TextRange};
use super::{Unreadable, json};
use input::{MOST_INDICATORS, Meter, MeteredText};
use places::Places;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};
use scalar::Plain;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tag::Asked;

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
            Some(Err(error)) => return reader.syntax_error(&error),
            Some(Ok((event, span))) => {
                let span = reader.places.span(span);
                if reader.event(event, span)? == Next::Stop {
                    return Ok(());
                }
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Event,
    Stop,
}

/// What the next node of a collection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Root,
    Item,
    Key,
    Value,
    /// The value of the merge key at this offset.
    Merged(u32),
    /// The value of a key that cannot be a name.
    Refused,
}

/// A collection whose end has not been seen.
#[derive(Debug)]
struct Open {
    node: u32,
    /// What the collection is to the one around it.
    is: Slot,
    /// What its next node is.
    next: Slot,
    anchor: usize,
    /// The merge keys with their values.
    merges: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy)]
struct Anchored {
    node: u32,
    complete: bool,
}

struct ScalarEvent<'e> {
    text: Cow<'e, str>,
    style: ScalarStyle,
    anchor: usize,
    tag: Option<Cow<'e, Tag>>,
}

struct Reader<'b, 't> {
    out: &'b mut Builder<'t>,
    places: Places<'t>,
    open: Vec<Open>,
    /// By the scanner's numbers of anchors.
    anchors: Vec<Option<Anchored>>,
    anchor_names: BTreeMap<&'t str, u32>,
    documents: usize,
    /// Where the last value ended, which is where block collections end.
    last_end: u32,
}

impl<'b, 't> Reader<'b, 't> {
    fn new(out: &'b mut Builder<'t>) -> Self {
        Self {
            places: Places::new(out.text),
            out,
            open: Vec::new(),
            anchors: Vec::new(),
            anchor_names: BTreeMap::new(),
            documents: 0,
            last_end: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<Next, Unreadable> {
        match event {
            Event::DocumentStart(_) => return Ok(self.document(span)),
            Event::StreamEnd if self.documents == 0 => {
                let message = "the document is empty; a YAML document holds one value".into();
                self.error("empty-document", message, 0);
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(ScalarEvent { text, style, anchor, tag }, span)?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin(Container::Array, anchor, tag.as_ref(), span)?;
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(Container::Object, anchor, tag.as_ref(), span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span)?,
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(Next::Event)
    }

    fn document(&mut self, span: Span) -> Next {
        self.documents += 1;
        if self.documents == 1 {
            return Next::Event;
        }
        let message = "a second document begins here, only the first one is read; keep one \
                       document in a file"
            .into();
        self.error("multiple-documents", message, span.start);
        Next::Stop
    }

    fn scalar(&mut self, event: ScalarEvent<'_>, span: Span) -> Result<(), Unreadable> {
        let value = self.properties(event.anchor, event.tag.is_some(), span);
        let span = self.places.scalar(Span { start: value, end: span.end }, event.style);
        self.last_end = span.end;
        let asked = self.asked(event.tag.as_ref(), span.start);
        let text = self.text_range(&event.text, event.style, span);
        let slot = self.slot();
        if slot == Slot::Key {
            let plain = event.style == ScalarStyle::Plain;
            let node = (event.anchor > 0)
                .then(|| self.out.add(Content::String(text), span))
                .transpose()?;
            if let Some(node) = node {
                self.anchored(event.anchor, node, true);
            }
            if event.text == "<<" && (asked == Asked::Merge || asked == Asked::Nothing && plain) {
                self.merge_key(span.start);
            } else {
                self.key(text, &event.text, plain, span);
            }
            return Ok(());
        }
        let content = self.content(&event, asked, text, span);
        let node = self.out.add(content, span)?;
        self.anchored(event.anchor, node, true);
        self.after(slot, node);
        Ok(())
    }

    fn key(&mut self, name: TextRange, text: &str, plain: bool, span: Span) {
        if text.is_empty() && plain {
            let message = "a key without text; it is read as \"\", write the key".into();
            self.out.note(Severity::Warning, "empty-key", message, span.start);
        }
        self.out.key(PendingKey { name, span });
        self.set_slot(Slot::Value);
    }

    fn merge_key(&mut self, at: u32) {
        let message = "`<<` is a merge key of YAML 1.1, which YAML 1.2 does not have; it is \
                       expanded here, other tools may read it as a key: write the entries out";
        self.out.note(Severity::Warning, "merge-key", message.into(), at);
        self.set_slot(Slot::Merged(at));
    }

    fn content(
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
                    "{written} is read as {}, YAML 1.1 tools may read it as octal; remove the \
                     leading zeros, or quote it if it is a text",
                    quoted(&number)
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

    fn begin(
        &mut self,
        container: Container,
        anchor: usize,
        tag: Option<&Cow<'_, Tag>>,
        span: Span,
    ) -> Result<(), Unreadable> {
        let start = self.properties(anchor, tag.is_some(), span);
        let (fitting, next) = match container {
            Container::Array => (Asked::Seq, Slot::Item),
            Container::Object => (Asked::Map, Slot::Key),
        };
        let asked = self.asked(tag, start);
        if ![fitting, Asked::Nothing, Asked::NonSpecific].contains(&asked) {
            let message = format!("the tag {} does not fit the value; remove it", asked.as_str());
            self.error("tag-mismatch", message, start);
        }
        let is = self.slot();
        if is == Slot::Key {
            self.complex_key(start);
        }
        let node = self.out.open(container, start)?;
        self.anchored(anchor, node, false);
        self.last_end = start;
        self.open.push(Open { node, is, next, anchor, merges: Vec::new() });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Unreadable> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        if let Some(behind) = self.places.behind_bracket(span) {
            self.last_end = behind;
        }
        for (at, value) in open.merges {
            let sources = self.merge_sources(value, at);
            self.out.merge(&sources, at)?;
        }
        self.out.close(self.last_end);
        self.anchored(open.anchor, open.node, true);
        self.after(open.is, open.node);
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Unreadable> {
        self.last_end = span.end;
        let slot = self.slot();
        let target = self.anchors.get(anchor).copied().flatten();
        let Some(Anchored { node: target, complete: true }) = target else {
            let message = "this alias stands within the value that it refers to; a document \
                           cannot hold itself, use a reference ($ref)";
            self.error("recursive-alias", message.into(), span.start);
            if slot == Slot::Key {
                self.set_slot(Slot::Refused);
                return Ok(());
            }
            let node = self.out.add(Content::Null, span)?;
            self.after(slot, node);
            return Ok(());
        };
        match slot {
            Slot::Key => self.alias_key(target, span),
            Slot::Merged(_) => self.after(slot, target),
            _ => {
                let node = self.out.copy(target, span.start)?;
                self.after(slot, node);
            }
        }
        Ok(())
    }

    fn alias_key(&mut self, target: u32, span: Span) {
        let name = match self.out.arena.nodes[target as usize].content {
            Content::String(text) | Content::Number(text) => text,
            Content::Null => self.side_text("null"),
            Content::Bool(value) => self.side_text(if value { "true" } else { "false" }),
            Content::Array { .. } | Content::Object { .. } => {
                self.complex_key(span.start);
                return self.set_slot(Slot::Refused);
            }
        };
        self.out.key(PendingKey { name, span });
        self.set_slot(Slot::Value);
    }

    fn complex_key(&mut self, at: u32) {
        let message = "a key must be a text, this one is a collection; its entry is left out";
        self.error("complex-key", message.into(), at);
    }

    /// The objects that a merge key names: its value, or the items of its value.
    fn merge_sources(&mut self, value: u32, at: u32) -> Vec<u32> {
        let arena = &self.out.arena;
        let values = match arena.nodes[value as usize].content {
            Content::Array { first, count } => {
                arena.items[first as usize..(first + count) as usize].to_vec()
            }
            _ => vec![value],
        };
        let is_object =
            |node: &u32| matches!(arena.nodes[*node as usize].content, Content::Object { .. });
        if !values.iter().all(is_object) {
            let message = "`<<` merges only a mapping or a list of mappings".into();
            self.error("merge-key", message, at);
        }
        values
    }

    /// What the next node is.
    fn slot(&self) -> Slot {
        self.open.last().map_or(Slot::Root, |open| open.next)
    }

    fn set_slot(&mut self, next: Slot) {
        if let Some(open) = self.open.last_mut() {
            open.next = next;
        }
    }

    /// Goes on behind `node`, which stood at `slot`.
    fn after(&mut self, slot: Slot, node: u32) {
        let Some(open) = self.open.last_mut() else { return };
        open.next = match slot {
            Slot::Root | Slot::Item => Slot::Item,
            Slot::Key => Slot::Refused,
            Slot::Value | Slot::Refused => Slot::Key,
            Slot::Merged(at) => {
                open.merges.push((at, node));
                Slot::Key
            }
        };
    }

    fn anchored(&mut self, anchor: usize, node: u32, complete: bool) {
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, None);
        }
        self.anchors[anchor] = Some(Anchored { node, complete });
    }

    /// Where the value of a node begins, behind its anchor and tag. Notes repeated anchors.
    fn properties(&mut self, anchor: usize, tagged: bool, span: Span) -> u32 {
        if anchor == 0 && !tagged {
            return span.start;
        }
        let properties = self.places.properties(span);
        if let Some((name, at)) = properties.anchor
            && let Some(earlier) = self.anchor_names.insert(name, at)
        {
            let (line, column) = self.out.line_and_column(earlier);
            let message = format!(
                "the anchor {} is defined twice, before at line {line}, column {column}; aliases \
                 below refer to this one",
                quoted(name)
            );
            self.out.note(Severity::Warning, "duplicate-anchor", message, at);
        }
        properties.value
    }

    fn asked(&mut self, tag: Option<&Cow<'_, Tag>>, at: u32) -> Asked {
        tag::asked(tag).unwrap_or_else(|unknown| {
            let message = format!("the tag {} is not known; it is ignored", quoted(&unknown));
            self.out.note(Severity::Warning, "unknown-tag", message, at);
            Asked::Nothing
        })
    }

    /// The range of a scalar's text: of the source if it stands there as it is.
    fn text_range(&mut self, text: &str, style: ScalarStyle, span: Span) -> TextRange {
        let inside = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if span.end - span.start > 1 => {
                Span { start: span.start + 1, end: span.end - 1 }
            }
            _ => span,
        };
        let same = self.out.text.get(inside.start as usize..inside.end as usize) == Some(text);
        if same { TextRange::source(inside) } else { self.side_text(text) }
    }

    fn side_text(&mut self, text: &str) -> TextRange {
        let side = &mut self.out.arena.side;
        let start = offset(side.len());
        side.push_str(text);
        TextRange::side_buffer(start, offset(side.len()))
    }

    fn error(&mut self, code: &'static str, message: String, at: u32) {
        self.out.note(Severity::Error, code, message, at);
    }

    /// Notes the scanner's error, behind which nothing can be read.
    fn syntax_error(&mut self, error: &ScanError) -> Result<(), Unreadable> {
        let at = self.places.byte(*error.marker());
        if error.info() == "recursion limit exceeded" {
            let location = self.out.location(at, String::new());
            return Err(Unreadable::TooDeep { location, limit: DEEPEST_FLOW });
        }
        let advice = advice(error.info());
        self.error("yaml-syntax", format!("not valid YAML: {}{advice}", error.info()), at);
        Ok(())
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
