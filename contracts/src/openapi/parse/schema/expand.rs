//! Finds the parts of which a schema is the conjunction.

use super::vocabulary::{Weight, weight};
use super::{Part, Take};
use crate::openapi::model::{Literal, SpecVersion, Types};
use crate::openapi::parse::context::Reader;
use crate::text::{Node, NodeId};
use std::collections::BTreeSet;

/// How many parts are merged into one schema.
const MOST_PARTS: usize = 64;

/// How many references and lists are passed on the way to them.
const MOST_STEPS: usize = 200;

/// The parts of a conjunction.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Parts {
    pub(super) list: Vec<Part>,
    pub(super) join: Join,
}

/// How parts become a schema.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Join {
    /// Merged into one where that is possible.
    Merge,
    /// The same, and `null` is admitted beside it.
    MergeOrNull,
    /// Each as a demand of its own.
    SideBySide,
}

impl Parts {
    pub(super) fn of(node: NodeId, take: Take) -> Self {
        Self { list: vec![Part { node, take }], join: Join::Merge }
    }

    /// The one part that there is.
    pub(super) fn single(&self) -> Option<Part> {
        match *self.list {
            [part] if self.join == Join::Merge => Some(part),
            _ => None,
        }
    }
}

/// What the keywords of a value are for.
#[derive(Default)]
struct Survey {
    conjuncts: bool,
    choices: bool,
    notes: bool,
    assertions: bool,
}

impl Survey {
    fn of(node: Node<'_>) -> Self {
        let mut survey = Self::default();
        for (key, _) in node.entries() {
            match weight(key.name) {
                Weight::Silent => {}
                Weight::Note => survey.notes = true,
                Weight::Conjunct => survey.conjuncts = true,
                Weight::Choice => survey.choices = true,
                Weight::Assertion => survey.assertions = true,
            }
        }
        survey
    }
}

impl<'t> Reader<'t> {
    /// The parts of `node`. An alternative between something and `null` is that something with
    /// [`Join::MergeOrNull`].
    pub(super) fn expand(&mut self, node: Node<'t>) -> Parts {
        let survey = Survey::of(node);
        if node.is_object() && !survey.conjuncts && !survey.choices {
            return Parts::of(node.id(), Take::Own);
        }
        let Some(list) = self.conjuncts(&[node]) else {
            return Parts::of(node.id(), Take::Unmerged);
        };
        if let [Part { node: only, .. }] = *list
            && let Some(parts) = self.null_or_other(self.schemas.node(only))
        {
            return parts;
        }
        Parts { list, join: Join::Merge }
    }

    /// The parts of all `nodes`.
    pub(super) fn expand_all(&mut self, nodes: &[Node<'t>]) -> Parts {
        match self.conjuncts(nodes) {
            Some(list) => Parts { list, join: Join::Merge },
            None => {
                let unmerged = |node: &Node<'t>| Part { node: node.id(), take: Take::Unmerged };
                let mut list: Vec<_> = nodes.iter().map(unmerged).collect();
                list.dedup();
                Parts { list, join: Join::SideBySide }
            }
        }
    }

    /// Follows `$ref`, `allOf` and choices of one branch. `None` when there is too much to
    /// follow. Never empty: where nothing says anything, the first node stands for all.
    fn conjuncts(&mut self, nodes: &[Node<'t>]) -> Option<Vec<Part>> {
        let mut open: Vec<Node<'t>> = nodes.iter().rev().copied().collect();
        let mut seen: Vec<NodeId> = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        while let Some(node) = open.pop() {
            if seen.contains(&node.id()) {
                continue;
            }
            seen.push(node.id());
            self.schemas.steps = self.schemas.steps.checked_sub(1)?;
            if seen.len() > MOST_STEPS || parts.len() > MOST_PARTS {
                return None;
            }
            if node.as_bool() == Some(true) {
                continue;
            }
            let survey = Survey::of(node);
            let further = open.len();
            if survey.conjuncts {
                let dropped = self.follow_conjuncts(node, &survey, &mut open);
                if dropped {
                    continue;
                }
            }
            let single_choices = ["anyOf", "oneOf"].map(|key| only_branch(node, key));
            open.extend(single_choices.iter().flatten());
            open[further..].reverse();
            let choices = ["anyOf", "oneOf"].iter().any(|key| {
                survey.choices && node.get(key).is_some() && only_branch(node, key).is_none()
            });
            if !node.is_object() || survey.assertions || survey.notes || choices {
                let first = nodes.first().is_some_and(|first| first.id() == node.id());
                let sees_others = first && !open.is_empty() && has_unevaluated(node);
                let take = if sees_others { Take::Outermost } else { Take::Own };
                parts.push(Part { node: node.id(), take });
            }
        }
        if parts.is_empty() {
            parts.push(Part { node: nodes.first()?.id(), take: Take::Own });
        }
        Some(parts)
    }

    /// Adds what `$ref` and `allOf` lead to; whether the rest of the value does not count.
    fn follow_conjuncts(
        &mut self,
        node: Node<'t>,
        survey: &Survey,
        open: &mut Vec<Node<'t>>,
    ) -> bool {
        if let Some(reference) = node.get("$ref") {
            let more =
                node.get("allOf").is_some() || survey.choices || survey.assertions || survey.notes;
            let target = match reference.as_str() {
                Some(text) if more && self.schemas.spec != SpecVersion::V3_0 => {
                    self.references.step(text)
                }
                Some(_) => self.references.follow(node),
                None => {
                    self.report.wrong_shape(reference, "`$ref`", "a text");
                    return false;
                }
            };
            match target {
                Ok(target) => open.push(target),
                Err(failure) => self.report.failure(node, failure),
            }
            if self.schemas.spec == SpecVersion::V3_0 {
                if more {
                    let message = "OpenAPI 3.0 ignores everything beside `$ref`; wrap the \
                                   reference in `allOf` to add to it"
                        .to_owned();
                    self.report.info("ignored-beside-reference", node, message);
                }
                return true;
            }
        }
        if let Some(list) = node.get("allOf") {
            if !list.is_array() {
                self.report.odd_shape(list, "`allOf`", "a list of schemas");
            }
            open.extend(list.items());
        }
        false
    }

    /// The parts of `T`, when `node` admits `T` or `null`.
    fn null_or_other(&mut self, node: Node<'t>) -> Option<Parts> {
        let survey = Survey::of(node);
        if survey.assertions || !survey.choices {
            return None;
        }
        let (key, list) = match (node.get("anyOf"), node.get("oneOf")) {
            (Some(list), None) => ("anyOf", list),
            (None, Some(list)) => ("oneOf", list),
            _ => return None,
        };
        let other = match (list.at(0)?, list.at(1)?) {
            _ if list.len() != 2 => return None,
            (null, other) if is_null_only(null) => other,
            (other, null) if is_null_only(null) => other,
            _ => return None,
        };
        let mut list = self.conjuncts(&[other])?;
        let plain = list.iter().all(|part| {
            let node = self.schemas.node(part.node);
            node.is_object()
                && !["anyOf", "oneOf", "not", "if"].iter().any(|key| node.get(key).is_some())
        });
        // Two branches of `oneOf` that both admit null admit it not at all.
        let without_null = key == "anyOf"
            || list.iter().any(|part| {
                let node = self.schemas.node(part.node);
                written_types(node).is_some_and(|types| !types.meets(Types::NULL))
                    && node.get("nullable").is_none_or(|nullable| nullable.as_bool() != Some(true))
            });
        if !plain || !without_null {
            return None;
        }
        if survey.notes {
            list.insert(0, Part { node: node.id(), take: Take::Notes });
        }
        Some(Parts { list, join: Join::MergeOrNull })
    }
}

fn has_unevaluated(node: Node<'_>) -> bool {
    ["unevaluatedProperties", "unevaluatedItems"].iter().any(|key| node.get(key).is_some())
}

/// The branch of a choice that has just one.
pub(super) fn only_branch<'t>(node: Node<'t>, key: &str) -> Option<Node<'t>> {
    let list = node.get(key)?;
    if list.len() == 1 { list.at(0) } else { None }
}

/// The types that `type` lists; `None` where it is missing or not understood.
pub(super) fn written_types(node: Node<'_>) -> Option<Types> {
    let value = node.get("type")?;
    if let Some(word) = value.as_str() {
        return Types::of_word(word);
    }
    if !value.is_array() {
        return None;
    }
    value
        .items()
        .try_fold(Types::NONE, |types, word| Some(types.or(Types::of_word(word.as_str()?)?)))
}

/// Whether a schema admits `null` and nothing else, at first sight.
fn is_null_only(node: Node<'_>) -> bool {
    let mut asserting = node.entries().filter(|(key, _)| weight(key.name) != Weight::Silent);
    let (Some((key, value)), None) = (asserting.next(), asserting.next()) else {
        return false;
    };
    match key.name {
        "type" => written_types(node) == Some(Types::NULL),
        "const" => value.is_null(),
        "enum" => value.len() == 1 && value.at(0).is_some_and(Node::is_null),
        _ => false,
    }
}

/// Whether a schema says nothing but which types it admits; which they are.
pub(super) fn only_types(node: Node<'_>) -> Option<Types> {
    let mut asserting = node.entries().filter(|(key, _)| weight(key.name) != Weight::Silent);
    match (asserting.next(), asserting.next()) {
        (Some((key, _)), None) if key.name == "type" && node.get("nullable").is_none() => {
            written_types(node)
        }
        _ => None,
    }
}

/// Whether a schema says nothing but which values it admits; which they are.
pub(super) fn only_values(node: Node<'_>) -> Option<BTreeSet<Literal>> {
    let mut values = None;
    let mut types = Types::ALL;
    for (key, value) in node.entries() {
        match key.name {
            "enum" if value.is_array() => {
                values = Some(value.items().map(Literal::of).collect::<BTreeSet<_>>());
            }
            "const" => values = Some(BTreeSet::from([Literal::of(value)])),
            "type" => types = written_types(node)?,
            "nullable" => return None,
            other if weight(other) != Weight::Silent => return None,
            _ => {}
        }
    }
    let mut values = values?;
    values.retain(|value| types.contains(value.types()));
    Some(values)
}
