//! The tree of a document: an arena without an allocation per value.
//!
//! A node takes 32 bytes, an entry of an object 20 more. Texts are ranges of the source, or of
//! one side buffer when the source writes them differently (escapes, folded lines). Nodes are
//! numbered in the order of the text; the members of one object lie side by side, so that a
//! look-up touches one piece of memory.

use super::node::Node;
use super::positions::Positions;
use crate::location::Location;
use std::fmt;
use std::sync::OnceLock;

/// A range of bytes in the text of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset behind the last byte.
    pub end: u32,
}

/// The number of a node in its tree; smaller numbers stand earlier in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// What sort of value a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number of any size.
    Number,
    /// A text.
    String,
    /// A list of values.
    Array,
    /// A list of named values.
    Object,
}

impl fmt::Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        })
    }
}

/// A range of the source, or of the side buffer when the high bit of `length` is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextRange {
    start: u32,
    length: u32,
}

const IN_SIDE_BUFFER: u32 = 1 << 31;

impl TextRange {
    /// The range `span` of the source.
    pub(super) fn source(span: Span) -> Self {
        Self { start: span.start, length: span.end - span.start }
    }

    /// The range `start..end` of the side buffer.
    pub(super) fn side_buffer(start: u32, end: u32) -> Self {
        Self { start, length: (end - start) | IN_SIDE_BUFFER }
    }

    pub(super) fn length(self) -> usize {
        (self.length & !IN_SIDE_BUFFER) as usize
    }

    /// The text itself; ranges are made from character boundaries only.
    pub(super) fn of<'t>(self, source: &'t str, side: &'t str) -> &'t str {
        let buffer = if self.length & IN_SIDE_BUFFER == 0 { source } else { side };
        let start = self.start as usize;
        &buffer[start..start + self.length()]
    }
}

/// The value of a node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    Null,
    Bool(bool),
    /// The lexeme, always a number as JSON writes it.
    Number(TextRange),
    String(TextRange),
    /// A range of [`Nodes::items`].
    Array {
        first: u32,
        count: u32,
    },
    /// A range of [`Nodes::members`], and where its [`Nodes::sorted`] range begins when it has
    /// more than [`SMALL_OBJECT`] members.
    Object {
        first: u32,
        count: u32,
        sorted: u32,
    },
}

/// Objects of up to this many members are searched one by one, larger ones by bisection.
pub(super) const SMALL_OBJECT: usize = 16;

#[derive(Debug, Clone, Copy)]
pub(super) struct NodeData {
    pub(super) span: Span,
    /// The array or object that holds the node; the root holds itself.
    pub(super) parent: u32,
    /// The place among the items or members of the parent.
    pub(super) slot: u32,
    pub(super) content: Content,
}

/// An entry of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) name: TextRange,
    pub(super) key: Span,
    pub(super) value: u32,
}

/// The arena.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    pub(super) nodes: Vec<NodeData>,
    /// The members of all objects, those of one object side by side in the order of the text.
    pub(super) members: Vec<Member>,
    /// The items of all arrays, those of one array side by side.
    pub(super) items: Vec<u32>,
    /// For each large object the places of its members, ordered by name, then by place.
    pub(super) sorted: Vec<u32>,
    /// Texts that the source writes differently.
    pub(super) side: String,
}

/// A document that knows where each of its values stands in the text.
#[derive(Debug)]
pub struct Tree {
    name: String,
    text: String,
    pub(super) arena: Nodes,
    positions: OnceLock<Positions>,
}

impl Tree {
    pub(super) fn new(
        name: String,
        text: String,
        arena: Nodes,
        positions: OnceLock<Positions>,
    ) -> Self {
        Self { name, text, arena, positions }
    }

    /// The value of the whole document; `null` when there was nothing to read.
    pub fn root(&self) -> Node<'_> {
        Node::new(self, 0)
    }

    /// The node with this number, which must come from this tree.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        let last = self.arena.nodes.len() - 1;
        Node::new(self, id.0.min(super::positions::offset(last)))
    }

    /// The name under which the document was read.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of the document, without a byte order mark. Spans are ranges of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many nodes the tree keeps.
    #[expect(clippy::len_without_is_empty, reason = "a tree always has a root")]
    pub fn len(&self) -> usize {
        self.arena.nodes.len()
    }

    /// The line and column of a byte of the text, both counted from 1, columns in characters.
    pub fn line_and_column(&self, offset: u32) -> (u32, u32) {
        let positions = self.positions.get_or_init(|| Positions::of(&self.text));
        positions.line_and_column(&self.text, offset)
    }

    /// The location of a byte of the text that belongs to the value at `pointer`.
    pub fn location(&self, offset: u32, pointer: String) -> Location {
        let (line, column) = self.line_and_column(offset);
        Location { pointer, file: self.name.clone(), line, column }
    }

    pub(super) fn data(&self, id: u32) -> &NodeData {
        &self.arena.nodes[id as usize]
    }

    pub(super) fn text_of(&self, range: TextRange) -> &str {
        range.of(&self.text, &self.arena.side)
    }

    /// Looks up the last member of that name among `count` members from `first`.
    pub(super) fn find_member(
        &self,
        (first, count, sorted): (u32, u32, u32),
        name: &str,
    ) -> Option<&Member> {
        let members = &self.arena.members[first as usize..(first + count) as usize];
        if members.len() <= SMALL_OBJECT {
            return members.iter().rev().find(|member| {
                member.name.length() == name.len() && self.text_of(member.name) == name
            });
        }
        let order = &self.arena.sorted[sorted as usize..(sorted + count) as usize];
        let name_at = |place: &u32| self.text_of(members[*place as usize].name);
        let behind = order.partition_point(|place| name_at(place) <= name);
        let place = order[..behind].last()?;
        (name_at(place) == name).then(|| &members[*place as usize])
    }
}

const _: () = assert!(size_of::<NodeData>() == 32 && size_of::<Member>() == 20);
