//! Puts a tree together for the readers, and counts what it costs.

use super::diagnostic::{Diagnostic, Severity};
use super::positions::{Positions, offset};
use super::tree::{Content, Member, NodeData, Nodes, SMALL_OBJECT, Span, TextRange, Tree};
use super::{Limits, Parsed, Unreadable};
use crate::location::Location;
use std::sync::OnceLock;

/// After this many diagnostics the rest is counted, not listed.
const MOST_DIAGNOSTICS: usize = 1_000;

/// After this many bytes of pointers and messages the rest of the diagnostics is counted, not
/// listed: hostile keys make pointers long.
const MOST_DIAGNOSTIC_BYTES: usize = 4 << 20;

/// Whether the reader stands in an array or in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Array,
    Object,
}

/// An array or object whose end has not been seen.
#[derive(Debug)]
struct Frame {
    node: u32,
    container: Container,
    /// Where its members or items begin among those that are open.
    first: u32,
}

/// A key whose value has not been seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct PendingKey {
    pub(super) name: TextRange,
    pub(super) span: Span,
}

/// A diagnostic whose pointer is not known before the tree is complete.
#[derive(Debug)]
struct Note {
    severity: Severity,
    code: &'static str,
    message: String,
    at: u32,
    node: u32,
}

/// A tree under construction.
#[derive(Debug)]
pub(super) struct Builder<'t> {
    name: &'t str,
    pub(super) text: &'t str,
    pub(super) limits: Limits,
    pub(super) arena: Nodes,
    frames: Vec<Frame>,
    open_members: Vec<Member>,
    open_items: Vec<u32>,
    pending_key: Option<PendingKey>,
    pub(super) alias_nodes_left: u32,
    notes: Vec<Note>,
    notes_left_out: usize,
    positions: OnceLock<Positions>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(name: &'t str, text: &'t str, limits: Limits) -> Self {
        let mut arena = Nodes::default();
        // Measured on OpenAPI documents: about a value per 20 bytes of text.
        arena.nodes.reserve((text.len() / 24).min(limits.nodes as usize));
        Self {
            name,
            text,
            limits,
            arena,
            frames: Vec::new(),
            open_members: Vec::new(),
            open_items: Vec::new(),
            pending_key: None,
            alias_nodes_left: limits.alias_nodes,
            notes: Vec::new(),
            notes_left_out: 0,
            positions: OnceLock::new(),
        }
    }

    /// An empty builder for the same text.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.name, self.text, self.limits)
    }

    /// The innermost array or object that is open.
    pub(super) fn container(&self) -> Option<Container> {
        self.frames.last().map(|frame| frame.container)
    }

    /// How many arrays and objects are open.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Whether an error was noted.
    pub(super) fn has_errors(&self) -> bool {
        self.notes.iter().any(|note| note.severity == Severity::Error)
    }

    /// Whether the document has a root value.
    pub(super) fn has_root(&self) -> bool {
        !self.arena.nodes.is_empty()
    }

    /// The key of the next value. A value in an object without a key is kept out of the tree.
    pub(super) fn key(&mut self, key: PendingKey) {
        self.pending_key = Some(key);
    }

    /// Begins an array or object at `start`.
    pub(super) fn open(&mut self, container: Container, start: u32) -> Result<u32, Unreadable> {
        if self.depth() >= self.limits.depth as usize {
            return Err(self.too_deep(start));
        }
        let content = match container {
            Container::Array => Content::Array { first: 0, count: 0 },
            Container::Object => Content::Object { first: 0, count: 0, sorted: 0 },
        };
        let node = self.add(content, Span { start, end: start })?;
        let first = match container {
            Container::Array => offset(self.open_items.len()),
            Container::Object => offset(self.open_members.len()),
        };
        self.frames.push(Frame { node, container, first });
        Ok(node)
    }

    /// Ends the innermost array or object, `end` being the offset behind it.
    pub(super) fn close(&mut self, end: u32) {
        let Some(frame) = self.frames.pop() else { return };
        let content = match frame.container {
            Container::Array => {
                let first = offset(self.arena.items.len());
                self.arena.items.extend(self.open_items.drain(frame.first as usize..));
                Content::Array { first, count: offset(self.arena.items.len()) - first }
            }
            Container::Object => {
                let first = self.arena.members.len();
                self.arena.members.extend(self.open_members.drain(frame.first as usize..));
                let sorted = self.index_members(first);
                let count = offset(self.arena.members.len() - first);
                Content::Object { first: offset(first), count, sorted }
            }
        };
        let node = &mut self.arena.nodes[frame.node as usize];
        node.content = content;
        node.span.end = end.max(node.span.start);
    }

    /// Notes a problem at the byte `at` in the innermost value that is open.
    pub(super) fn note(
        &mut self,
        severity: Severity,
        code: &'static str,
        message: String,
        at: u32,
    ) {
        let node = self.frames.last().map_or(0, |frame| frame.node);
        self.note_at_node(severity, code, message, (at, node));
    }

    /// Notes a problem at the byte `at` that belongs to the value `node`.
    pub(super) fn note_at_node(
        &mut self,
        severity: Severity,
        code: &'static str,
        message: String,
        (at, node): (u32, u32),
    ) {
        // The error that ends the reading comes last and must be seen.
        let most = MOST_DIAGNOSTICS + usize::from(severity == Severity::Error);
        if self.notes.len() < most {
            self.notes.push(Note { severity, code, message, at, node });
        } else {
            self.notes_left_out += 1;
        }
    }

    /// The line and column of the byte `at`.
    pub(super) fn line_and_column(&self, at: u32) -> (u32, u32) {
        self.positions.get_or_init(|| Positions::of(self.text)).line_and_column(self.text, at)
    }

    pub(super) fn location(&self, at: u32, pointer: String) -> Location {
        let (line, column) = self.line_and_column(at);
        Location { pointer, file: self.name.to_owned(), line, column }
    }

    pub(super) fn text_of(&self, range: TextRange) -> &str {
        range.of(self.text, &self.arena.side)
    }

    /// The finished tree, with `null` for its root when nothing was read.
    pub(super) fn finish(mut self) -> Parsed {
        while !self.frames.is_empty() {
            self.close(offset(self.text.len()));
        }
        if self.arena.nodes.is_empty() {
            let span = Span::default();
            self.arena.nodes.push(NodeData { span, parent: 0, slot: 0, content: Content::Null });
        }
        let tree = Tree::new(self.name.into(), self.text.into(), self.arena, self.positions);
        let diagnostics = locate(&tree, self.notes, self.notes_left_out);
        Parsed { tree, diagnostics }
    }

    /// The error for a value at the byte `at` that is nested too deep.
    pub(super) fn too_deep(&self, at: u32) -> Unreadable {
        let location = self.location(at, String::new());
        Unreadable::TooDeep { location, limit: self.limits.depth }
    }

    /// The members so far of the innermost object.
    pub(super) fn open_object(&self) -> &[Member] {
        match self.frames.last() {
            Some(Frame { container: Container::Object, first, .. }) => {
                &self.open_members[*first as usize..]
            }
            _ => &[],
        }
    }

    /// Adds a node as the next value.
    #[inline]
    pub(super) fn add(&mut self, content: Content, span: Span) -> Result<u32, Unreadable> {
        let node = offset(self.arena.nodes.len());
        let (parent, slot) = match self.frames.last() {
            None => (0, 0),
            Some(Frame { node: parent, container: Container::Array, first }) => {
                self.open_items.push(node);
                (*parent, offset(self.open_items.len()) - first - 1)
            }
            Some(Frame { node: parent, container: Container::Object, first }) => {
                let slot = offset(self.open_members.len()) - first;
                if let Some(PendingKey { name, span: key }) = self.pending_key.take() {
                    self.open_members.push(Member { name, key, value: node });
                }
                (*parent, slot)
            }
        };
        self.push(NodeData { span, parent, slot, content }, span.start)
    }

    /// Appends a node that the caller registers with its parent. `at` is the place to blame.
    #[inline]
    pub(super) fn push(&mut self, node: NodeData, at: u32) -> Result<u32, Unreadable> {
        if self.arena.nodes.len() >= self.limits.nodes as usize {
            let location = self.location(at, String::new());
            return Err(Unreadable::TooManyNodes { location, limit: self.limits.nodes });
        }
        self.arena.nodes.push(node);
        Ok(offset(self.arena.nodes.len() - 1))
    }

    /// Notes duplicates among the members from `first` on, and sorts those of large objects.
    /// Returns where their order begins.
    fn index_members(&mut self, first: usize) -> u32 {
        let members = &self.arena.members[first..];
        let (source, side) = (self.text, &self.arena.side);
        let mut duplicates = Vec::new();
        let begin = self.arena.sorted.len();
        if members.len() <= SMALL_OBJECT {
            for (place, member) in members.iter().enumerate().skip(1) {
                let earlier = members[..place].iter().position(|other| {
                    other.name.length() == member.name.length()
                        && other.name.of(source, side) == member.name.of(source, side)
                });
                duplicates.extend(earlier.map(|earlier| (earlier, place)));
            }
        } else {
            let name = |place: u32| members[place as usize].name.of(source, side);
            self.arena.sorted.extend(0..offset(members.len()));
            let order = &mut self.arena.sorted[begin..];
            order.sort_unstable_by(|a, b| name(*a).cmp(name(*b)).then(a.cmp(b)));
            let mut earliest = 0;
            for place in 1..order.len() {
                if name(order[place]) == name(order[earliest]) {
                    duplicates.push((order[earliest] as usize, order[place] as usize));
                } else {
                    earliest = place;
                }
            }
            duplicates.sort_unstable_by_key(|(_, place)| *place);
        }
        for (earlier, place) in duplicates {
            self.note_duplicate(first + earlier, first + place);
        }
        offset(begin)
    }

    fn note_duplicate(&mut self, earlier: usize, place: usize) {
        let (earlier, member) = (self.arena.members[earlier], self.arena.members[place]);
        if self.notes.len() >= MOST_DIAGNOSTICS {
            self.notes_left_out += 1;
            return;
        }
        let (line, column) = self.line_and_column(earlier.key.start);
        let message = format!(
            "the key {} is written twice in this object, first at line {line}, column {column}; \
             the last one counts here, other tools may take the first: remove one",
            quoted(self.text_of(member.name)),
        );
        let place = (member.key.start, member.value);
        self.note_at_node(Severity::Warning, "duplicate-key", message, place);
    }
}

/// A text as messages show it: quoted, control characters escaped, long ones cut.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        None => format!("{text:?}"),
        Some((cut, _)) => format!("{:?}…", &text[..cut]),
    }
}

fn locate(tree: &Tree, mut notes: Vec<Note>, mut left_out: usize) -> Vec<Diagnostic> {
    notes.sort_by_key(|note| note.at);
    let mut bytes = 0;
    let mut diagnostics = Vec::with_capacity(notes.len());
    let mut last = 0;
    for note in notes {
        last = note.at;
        if bytes > MOST_DIAGNOSTIC_BYTES && note.severity != Severity::Error {
            left_out += 1;
            continue;
        }
        let node = tree.node(super::NodeId(note.node)).nearest_reachable();
        let pointer = if bytes > MOST_DIAGNOSTIC_BYTES { String::new() } else { node.pointer() };
        bytes += pointer.len() + note.message.len();
        diagnostics.push(Diagnostic {
            severity: note.severity,
            code: note.code.into(),
            message: note.message,
            location: tree.location(note.at, pointer),
        });
    }
    if left_out > 0 {
        diagnostics.push(Diagnostic {
            severity: Severity::Info,
            code: "more-diagnostics".into(),
            message: format!("{left_out} more problems are not listed; repair these first"),
            location: tree.location(last, String::new()),
        });
    }
    diagnostics
}
