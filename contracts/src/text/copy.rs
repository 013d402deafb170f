//! Copies of subtrees: what YAML aliases and merge keys stand for.

use super::Unreadable;
use super::builder::{Builder, PendingKey};
use super::tree::{Content, Member, NodeData};
use std::collections::BTreeSet;

impl Builder<'_> {
    /// Adds a copy of the value `source`, which is complete, as the next value. `at` is the place
    /// of the alias.
    pub(super) fn copy(&mut self, source: u32, at: u32) -> Result<u32, Unreadable> {
        self.spend(1, at)?;
        let NodeData { span, content, .. } = self.arena.nodes[source as usize];
        let node = self.add(content, span)?;
        self.copy_inside(node, self.depth(), at)?;
        Ok(node)
    }

    /// Adds copies of those members of the objects `sources` to the innermost object whose names
    /// it does not have; an earlier source comes before a later one. `at` is the merge key.
    pub(super) fn merge(&mut self, sources: &[u32], at: u32) -> Result<(), Unreadable> {
        let mut names: BTreeSet<String> =
            self.open_object().iter().map(|member| self.text_of(member.name).to_owned()).collect();
        for source in sources {
            let Content::Object { first, count, .. } = self.arena.nodes[*source as usize].content
            else {
                continue;
            };
            self.spend(count + 1, at)?;
            let members = &self.arena.members[first as usize..(first + count) as usize];
            // Of duplicate keys the last one counts.
            let mut chosen: Vec<Member> = members.iter().rev().copied().collect();
            chosen.retain(|member| names.insert(self.text_of(member.name).to_owned()));
            for member in chosen.into_iter().rev() {
                self.key(PendingKey { name: member.name, span: member.key });
                self.copy(member.value, at)?;
            }
        }
        Ok(())
    }

    /// Replaces the children of `node`, which are those of the original, by copies. Recursion is
    /// bounded by the limit on depth.
    fn copy_inside(&mut self, node: u32, depth: usize, at: u32) -> Result<(), Unreadable> {
        match self.arena.nodes[node as usize].content {
            Content::Array { first, count } => {
                self.enter_copy(count, depth, at)?;
                let copied = self.arena.items.len();
                self.arena.items.extend_from_within(first as usize..(first + count) as usize);
                let content = Content::Array { first: super::positions::offset(copied), count };
                self.arena.nodes[node as usize].content = content;
                for slot in 0..count {
                    let place = copied + slot as usize;
                    let child = self.copy_child(self.arena.items[place], (node, slot), at)?;
                    self.arena.items[place] = child;
                    self.copy_inside(child, depth + 1, at)?;
                }
            }
            Content::Object { first, count, sorted } => {
                self.enter_copy(count, depth, at)?;
                let copied = self.arena.members.len();
                self.arena.members.extend_from_within(first as usize..(first + count) as usize);
                // The sorted range holds places within the object, so it serves both.
                let content =
                    Content::Object { first: super::positions::offset(copied), count, sorted };
                self.arena.nodes[node as usize].content = content;
                for slot in 0..count {
                    let place = copied + slot as usize;
                    let child =
                        self.copy_child(self.arena.members[place].value, (node, slot), at)?;
                    self.arena.members[place].value = child;
                    self.copy_inside(child, depth + 1, at)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn enter_copy(&mut self, count: u32, depth: usize, at: u32) -> Result<(), Unreadable> {
        if depth >= self.limits.depth as usize {
            return Err(self.too_deep(at));
        }
        self.spend(count, at)
    }

    fn copy_child(
        &mut self,
        source: u32,
        (parent, slot): (u32, u32),
        at: u32,
    ) -> Result<u32, Unreadable> {
        let NodeData { span, content, .. } = self.arena.nodes[source as usize];
        self.push(NodeData { span, parent, slot, content }, at)
    }

    fn spend(&mut self, nodes: u32, at: u32) -> Result<(), Unreadable> {
        match self.alias_nodes_left.checked_sub(nodes) {
            Some(left) => {
                self.alias_nodes_left = left;
                Ok(())
            }
            None => Err(Unreadable::TooManyAliasNodes {
                location: self.location(at, String::new()),
                limit: self.limits.alias_nodes,
            }),
        }
    }
}
