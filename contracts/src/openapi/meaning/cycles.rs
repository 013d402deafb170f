//! The cycles among schemas.

use crate::openapi::model::{Schema, SchemaId};

/// Schemas that lead to each other.
pub(super) enum Component {
    /// One that does not lead to itself.
    Single(SchemaId),
    /// All that are on cycles together, in the order of their numbers.
    Cycle(Vec<SchemaId>),
}

const UNSEEN: u32 = u32::MAX;

/// The strongly connected components, each behind all that it leads to (Tarjan's algorithm with
/// its recursion on an explicit stack).
pub(super) fn components(schemas: &[Schema]) -> Vec<Component> {
    let mut search = Search {
        schemas,
        order: vec![UNSEEN; schemas.len()],
        low: vec![UNSEEN; schemas.len()],
        open: vec![false; schemas.len()],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for id in (0..schemas.len()).filter_map(|index| u32::try_from(index).ok()) {
        if search.order[id as usize] == UNSEEN {
            search.from(SchemaId(id));
        }
    }
    search.found
}

struct Search<'s> {
    schemas: &'s [Schema],
    order: Vec<u32>,
    low: Vec<u32>,
    open: Vec<bool>,
    stack: Vec<SchemaId>,
    next: u32,
    found: Vec<Component>,
}

/// A schema whose children are being visited.
struct Visit {
    id: SchemaId,
    children: Vec<SchemaId>,
    at: usize,
}

impl Search<'_> {
    fn from(&mut self, root: SchemaId) {
        let mut visits = vec![self.enter(root)];
        while let Some(visit) = visits.last_mut() {
            let id = visit.id;
            if let Some(child) = visit.children.get(visit.at).copied() {
                visit.at += 1;
                if self.order[child.index()] == UNSEEN {
                    visits.push(self.enter(child));
                } else if self.open[child.index()] {
                    let low = self.order[child.index()].min(self.low[id.index()]);
                    self.low[id.index()] = low;
                }
                continue;
            }
            let loops = visit.children.contains(&id);
            visits.pop();
            if let Some(parent) = visits.last() {
                let low = self.low[id.index()].min(self.low[parent.id.index()]);
                self.low[parent.id.index()] = low;
            }
            if self.low[id.index()] == self.order[id.index()] {
                self.close(id, loops);
            }
        }
    }

    fn enter(&mut self, id: SchemaId) -> Visit {
        self.order[id.index()] = self.next;
        self.low[id.index()] = self.next;
        self.next += 1;
        self.open[id.index()] = true;
        self.stack.push(id);
        let mut children = Vec::new();
        self.schemas[id.index()].for_each_child(&mut |child| children.push(child));
        Visit { id, children, at: 0 }
    }

    fn close(&mut self, id: SchemaId, loops: bool) {
        let mut members = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.open[member.index()] = false;
            members.push(member);
            if member == id {
                break;
            }
        }
        members.sort_unstable();
        let single = members.len() == 1 && !loops;
        self.found.push(if single { Component::Single(id) } else { Component::Cycle(members) });
    }
}
