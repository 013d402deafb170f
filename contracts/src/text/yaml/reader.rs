//! From events to nodes.

use super::places::Places;
use super::tag::{self, Asked};
use crate::text::Unreadable;
use crate::text::builder::{Builder, Container, quoted};
use crate::text::diagnostic::Severity;
use crate::text::tree::{Content, Span};
use saphyr_parser::{Event, ScalarStyle, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Event,
    Stop,
}

/// What the next node of a collection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
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

pub(super) struct ScalarEvent<'e> {
    pub(super) text: Cow<'e, str>,
    pub(super) style: ScalarStyle,
    anchor: usize,
    tag: Option<Cow<'e, Tag>>,
}

pub(super) struct Reader<'b, 't> {
    pub(super) out: &'b mut Builder<'t>,
    pub(super) places: Places<'t>,
    open: Vec<Open>,
    /// By the scanner's numbers of anchors.
    anchors: Vec<Option<Anchored>>,
    anchor_names: BTreeMap<&'t str, u32>,
    documents: usize,
    /// Where the last value ended, which is where block collections end.
    pub(super) last_end: u32,
}

impl<'b, 't> Reader<'b, 't> {
    pub(super) fn new(out: &'b mut Builder<'t>) -> Self {
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

    pub(super) fn event(&mut self, event: Event<'_>, span: Span) -> Result<Next, Unreadable> {
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

    /// What the next node is.
    pub(super) fn slot(&self) -> Slot {
        self.open.last().map_or(Slot::Root, |open| open.next)
    }

    pub(super) fn set_slot(&mut self, next: Slot) {
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

    pub(super) fn error(&mut self, code: &'static str, message: String, at: u32) {
        self.out.note(Severity::Error, code, message, at);
    }
}
