//! What can be asked of a value in a tree.

use super::number::Decimal;
use super::tree::{Content, Member, NodeId, NodeKind, Span, Tree};
use crate::location::Location;
use serde_json::{Map, Number, Value};
use std::fmt;

/// A value of a document. Copying it is free.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: u32,
}

/// The name of an entry of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'t> {
    /// The name, unescaped.
    pub name: &'t str,
    /// Where it stands in the text, quotes included.
    pub span: Span,
}

impl<'t> Node<'t> {
    pub(super) fn new(tree: &'t Tree, id: u32) -> Self {
        Self { tree, id }
    }

    /// The number of this node in its tree.
    pub fn id(self) -> NodeId {
        NodeId(self.id)
    }

    /// The tree to which this node belongs.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// What sort of value this is.
    pub fn kind(self) -> NodeKind {
        match self.content() {
            Content::Null => NodeKind::Null,
            Content::Bool(_) => NodeKind::Bool,
            Content::Number(_) => NodeKind::Number,
            Content::String(_) => NodeKind::String,
            Content::Array { .. } => NodeKind::Array,
            Content::Object { .. } => NodeKind::Object,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(self) -> Option<&'t str> {
        match self.content() {
            Content::String(range) => Some(self.tree.text_of(*range)),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(self) -> Option<bool> {
        match self.content() {
            Content::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number as it is written, if this is one. It always follows the grammar of JSON:
    /// YAML's `0x1F`, `+1` and `.5` are given as `31`, `1` and `0.5`.
    pub fn as_number(self) -> Option<&'t str> {
        match self.content() {
            Content::Number(range) => Some(self.tree.text_of(*range)),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(self) -> bool {
        matches!(self.content(), Content::Null)
    }

    /// Whether this is an object.
    pub fn is_object(self) -> bool {
        matches!(self.content(), Content::Object { .. })
    }

    /// Whether this is an array.
    pub fn is_array(self) -> bool {
        matches!(self.content(), Content::Array { .. })
    }

    /// The value of an entry of this object; of duplicate keys the last one counts, as in
    /// serde_json. `None` for a missing entry and for everything that is not an object.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        let Content::Object { first, count, sorted } = *self.content() else { return None };
        let member = self.tree.find_member((first, count, sorted), key)?;
        Some(Self::new(self.tree, member.value))
    }

    /// The item of this array at `index`, counted from 0.
    pub fn at(self, index: usize) -> Option<Node<'t>> {
        let id = *self.item_ids().get(index)?;
        Some(Self::new(self.tree, id))
    }

    /// The items of this array; nothing for other values.
    pub fn items(
        self,
    ) -> impl ExactSizeIterator<Item = Node<'t>> + DoubleEndedIterator + Clone + use<'t> {
        let tree = self.tree;
        self.item_ids().iter().map(move |id| Self::new(tree, *id))
    }

    /// The entries of this object in the order of the text, duplicates included; nothing for
    /// other values.
    pub fn entries(
        self,
    ) -> impl ExactSizeIterator<Item = (Key<'t>, Node<'t>)> + DoubleEndedIterator + Clone + use<'t>
    {
        let tree = self.tree;
        self.members().iter().map(move |member| {
            let key = Key { name: tree.text_of(member.name), span: member.key };
            (key, Self::new(tree, member.value))
        })
    }

    /// How many items or entries this array or object has; 0 for other values.
    #[expect(clippy::len_without_is_empty, reason = "emptiness would not tell [] from a scalar")]
    pub fn len(self) -> usize {
        match *self.content() {
            Content::Array { count, .. } | Content::Object { count, .. } => count as usize,
            _ => 0,
        }
    }

    /// Where this value stands in the text. What came from a YAML alias stands at its anchor.
    pub fn span(self) -> Span {
        self.tree.data(self.id).span
    }

    /// The place of this value: its pointer, and the line and column where it begins.
    pub fn location(self) -> Location {
        self.tree.location(self.span().start, self.pointer())
    }

    /// The array or object that holds this value; `None` for the root.
    pub fn parent(self) -> Option<Node<'t>> {
        (self.id != 0).then(|| Self::new(self.tree, self.tree.data(self.id).parent))
    }

    /// The key under which this value stands, if an object holds it.
    pub fn key(self) -> Option<Key<'t>> {
        let slot = self.tree.data(self.id).slot as usize;
        let member = self.parent()?.members().get(slot)?;
        Some(Key { name: self.tree.text_of(member.name), span: member.key })
    }

    /// This value, or the nearest one around it that can be reached from the root: what YAML
    /// merges and refuses keeps its nodes, but has no pointer.
    pub(super) fn nearest_reachable(self) -> Self {
        let (mut nearest, mut node) = (self, self);
        while let Some(parent) = node.parent() {
            let slot = self.tree.data(node.id).slot as usize;
            let held = match parent.item_ids().get(slot) {
                Some(item) => Some(*item),
                None => parent.members().get(slot).map(|member| member.value),
            };
            if held != Some(node.id) {
                nearest = parent;
            }
            node = parent;
        }
        nearest
    }

    /// The place of the key under which this value stands, else of the value itself. The pointer
    /// is that of the value.
    pub fn key_location(self) -> Location {
        let start = self.key().map_or(self.span(), |key| key.span).start;
        self.tree.location(start, self.pointer())
    }

    /// The JSON Pointer (RFC 6901) of this value; empty for the root.
    pub fn pointer(self) -> String {
        let mut path = Vec::new();
        let mut node = self;
        while let Some(parent) = node.parent() {
            path.push((node, parent));
            node = parent;
        }
        let mut pointer = String::new();
        for (node, parent) in path.into_iter().rev() {
            pointer.push('/');
            match node.key() {
                Some(key) if parent.is_object() => push_pointer_token(&mut pointer, key.name),
                _ => pointer.push_str(&self.tree.data(node.id).slot.to_string()),
            }
        }
        pointer
    }

    /// The value at a JSON Pointer (RFC 6901) that begins at this value. Pointers in fragments
    /// of URIs must be percent-decoded before.
    pub fn resolve(self, json_pointer: &str) -> Option<Node<'t>> {
        if json_pointer.is_empty() {
            return Some(self);
        }
        json_pointer.strip_prefix('/')?.split('/').try_fold(self, |node, token| {
            match node.content() {
                Content::Object { .. } if token.contains('~') => {
                    node.get(&token.replace("~1", "/").replace("~0", "~"))
                }
                Content::Object { .. } => node.get(token),
                Content::Array { .. } => node.at(array_index(token)?),
                _ => None,
            }
        })
    }

    /// This value for serde_json. Of duplicate keys the last one counts; numbers become `u64`,
    /// `i64` or the nearest `f64`, and beyond its range the largest finite `f64` of their sign.
    pub fn to_value(self) -> Value {
        match self.content() {
            Content::Null => Value::Null,
            Content::Bool(value) => Value::Bool(*value),
            Content::Number(range) => Value::Number(json_number(self.tree.text_of(*range))),
            Content::String(range) => Value::String(self.tree.text_of(*range).to_owned()),
            Content::Array { .. } => self.items().map(Node::to_value).collect(),
            Content::Object { .. } => Value::Object(
                self.entries()
                    .map(|(key, value)| (key.name.to_owned(), value.to_value()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }

    /// Whether both values mean the same: the order of keys is irrelevant, of duplicate keys the
    /// last one counts, and numbers are compared by value (`1`, `1.0` and `1e0` are the same).
    pub fn same_content(self, other: Node<'_>) -> bool {
        match (self.content(), other.content()) {
            (Content::Null, Content::Null) => true,
            (Content::Bool(a), Content::Bool(b)) => a == b,
            (Content::String(a), Content::String(b)) => {
                self.tree.text_of(*a) == other.tree.text_of(*b)
            }
            (Content::Number(a), Content::Number(b)) => {
                same_number(self.tree.text_of(*a), other.tree.text_of(*b))
            }
            (Content::Array { .. }, Content::Array { .. }) => {
                self.len() == other.len()
                    && self.items().zip(other.items()).all(|(a, b)| a.same_content(b))
            }
            (Content::Object { .. }, Content::Object { .. }) => {
                self.covers_entries_of(other) && other.covers_keys_of(self)
            }
            _ => false,
        }
    }

    fn covers_entries_of(self, other: Node<'_>) -> bool {
        other.entries().all(|(key, value)| {
            let Some(mine) = self.get(key.name) else { return false };
            let overridden = other.get(key.name).is_some_and(|last| last.id != value.id);
            overridden || mine.same_content(value)
        })
    }

    fn covers_keys_of(self, other: Node<'_>) -> bool {
        other.entries().all(|(key, _)| self.get(key.name).is_some())
    }

    fn content(self) -> &'t Content {
        &self.tree.data(self.id).content
    }

    fn members(self) -> &'t [Member] {
        match *self.content() {
            Content::Object { first, count, .. } => {
                &self.tree.arena.members[first as usize..(first + count) as usize]
            }
            _ => &[],
        }
    }

    fn item_ids(self) -> &'t [u32] {
        match *self.content() {
            Content::Array { first, count } => {
                &self.tree.arena.items[first as usize..(first + count) as usize]
            }
            _ => &[],
        }
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} at {:?}", self.kind(), self.pointer(), self.span())
    }
}

/// Appends a name to a JSON Pointer, with `~` and `/` escaped (RFC 6901, §4).
fn push_pointer_token(pointer: &mut String, name: &str) {
    if name.contains(['~', '/']) {
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(name);
    }
}

/// An index as RFC 6901 allows it: digits without a leading zero.
fn array_index(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|byte| byte.is_ascii_digit());
    (plain && (token == "0" || !token.starts_with('0'))).then(|| token.parse().ok())?
}

fn same_number(a: &str, b: &str) -> bool {
    a == b
        || match (Decimal::parse(a), Decimal::parse(b)) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        }
}

fn json_number(lexeme: &str) -> Number {
    if lexeme != "-0" {
        if let Ok(value) = lexeme.parse::<u64>() {
            return value.into();
        }
        if let Ok(value) = lexeme.parse::<i64>() {
            return value.into();
        }
    }
    let value = lexeme.parse::<f64>().unwrap_or_default().clamp(f64::MIN, f64::MAX);
    Number::from_f64(value).unwrap_or_else(|| 0.into())
}
