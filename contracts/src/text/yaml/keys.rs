//! Keys: their names, merge keys, and what cannot be a key.

use super::reader::{Reader, Slot};
use crate::text::builder::PendingKey;
use crate::text::diagnostic::Severity;
use crate::text::tree::{Content, Span, TextRange};

impl Reader<'_, '_> {
    pub(super) fn key(&mut self, name: TextRange, text: &str, plain: bool, span: Span) {
        if text.is_empty() && plain {
            let message = "a key without text; it is read as \"\", write the key".into();
            self.out.note(Severity::Warning, "empty-key", message, span.start);
        }
        self.out.key(PendingKey { name, span });
        self.set_slot(Slot::Value);
    }

    pub(super) fn merge_key(&mut self, at: u32) {
        let message = "`<<` is a merge key of YAML 1.1, which YAML 1.2 does not have; it is \
                       expanded here, other tools may read it as a key: write the entries out";
        self.out.note(Severity::Warning, "merge-key", message.into(), at);
        self.set_slot(Slot::Merged(at));
    }

    pub(super) fn alias_key(&mut self, target: u32, span: Span) {
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

    pub(super) fn complex_key(&mut self, at: u32) {
        let message = "a key must be a text, this one is a collection; its entry is left out";
        self.error("complex-key", message.into(), at);
    }

    /// The objects that a merge key names: its value, or the items of its value.
    pub(super) fn merge_sources(&mut self, value: u32, at: u32) -> Vec<u32> {
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
}
