//! Does a schema admit a value?
//!
//! A value that is sent is judged as a whole. A value that a consumer expects is an example of the
//! part that it reads: it fits when the schema admits some value that holds it, so what is missing
//! does not matter, and one fitting branch of `oneOf` is enough. Of such an example every key must
//! be declared by the schemas that apply to its object (see [`closed`]).
//!
//! Answers come from the model itself: numbers are compared exactly, every misfit knows its place
//! in the provider's document, and nothing is compiled. Formats other than the numeric ones are
//! annotations. What cannot be decided is said, never admitted.

mod closed;
mod objects;
mod scalars;

use crate::interactions::body_path::{self, Step};
use crate::interactions::pattern::Pattern;
use crate::openapi::Model;
use crate::openapi::model::{
    ArrayShape, Branch, Choice, ChoiceKind, Discriminator, Literal, Logic, Schema, SchemaId, Types,
};
use crate::rule::Side;
use crate::text::{Node, NodeId, NodeKind};
use rustc_hash::FxHashMap;

/// The most schemas that one value is set against, with repetitions.
const STEPS: u32 = 2_000_000;

/// The deepest nesting of schemas for the same value.
const DEPTH: u32 = 200;

/// How much of a value is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// What its reader looks at.
    Part,
}

/// A part of a value that a schema does not admit.
#[derive(Debug, Clone)]
pub(super) struct Misfit {
    /// Its path in the value: `$.items[0].id`.
    pub(super) path: String,
    /// The place in the value's document.
    pub(super) consumer: NodeId,
    /// What in the provider's document does not admit it.
    pub(super) provider: NodeId,
    /// What is wrong with it.
    pub(super) message: String,
}

/// What came of a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Findings {
    /// What is not admitted.
    pub(super) misfits: Vec<Misfit>,
    /// Why the question could not be decided.
    pub(super) undecided: Option<String>,
}

impl Findings {
    /// Whether the schema admits the value.
    pub(super) fn fits(&self) -> bool {
        self.misfits.is_empty() && self.undecided.is_none()
    }
}

/// The schemas of one model, set against values of one side.
pub(super) struct Fit<'m> {
    model: &'m Model,
    patterns: FxHashMap<&'m str, Pattern>,
}

/// One question.
struct Walk<'m, 'f, 'v> {
    model: &'m Model,
    patterns: &'f mut FxHashMap<&'m str, Pattern>,
    side: Side,
    extent: Extent,
    steps: u32,
    depth: u32,
    path: Vec<Step<'v>>,
    findings: Findings,
}

impl<'m> Fit<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, patterns: FxHashMap::default() }
    }

    /// Why `schema` does not admit `value`, sent by `side`.
    pub(super) fn judge(
        &mut self,
        schema: SchemaId,
        value: Node<'_>,
        side: Side,
        extent: Extent,
    ) -> Findings {
        let mut walk = Walk {
            model: self.model,
            patterns: &mut self.patterns,
            side,
            extent,
            steps: 0,
            depth: 0,
            path: Vec::new(),
            findings: Findings::default(),
        };
        walk.value(schema, value);
        if extent == Extent::Part && walk.findings.fits() {
            walk.closed(&[schema], value);
        }
        walk.findings
    }
}

impl<'m, 'v> Walk<'m, '_, 'v> {
    fn value(&mut self, id: SchemaId, value: Node<'v>) {
        self.steps = self.steps.saturating_add(1);
        if self.steps > STEPS || self.depth > DEPTH {
            return self.undecided(|| "the schema takes too many steps to judge the value".into());
        }
        let schema = self.model.schema(id);
        if schema.is_any() {
            return;
        }
        self.depth += 1;
        let own = type_of(value);
        if !schema.types.contains(own) {
            let message = format!("{} is not of type {}", shown(value), schema.types);
            self.misfit(value, schema.node, message);
        } else {
            self.admitted_type(schema, value);
        }
        self.depth -= 1;
    }

    fn admitted_type(&mut self, schema: &'m Schema, value: Node<'v>) {
        if let Some(values) = &schema.values
            && !values.contains(&Literal::of(value))
        {
            let known: Vec<_> = values.iter().take(10).map(Literal::as_json).collect();
            let message = format!("{} is none of {}", shown(value), known.join(", "));
            self.misfit(value, schema.node, message);
        }
        match value.kind() {
            NodeKind::Number => self.number(schema, value),
            NodeKind::String => self.string(schema, value),
            NodeKind::Array => {
                if let Some(array) = &schema.array {
                    self.array(schema, array, value);
                }
            }
            NodeKind::Object => {
                if let Some(object) = &schema.object {
                    self.object(schema, object, value);
                }
            }
            NodeKind::Null | NodeKind::Bool => {}
        }
        if let Some(logic) = &schema.logic {
            self.logic(schema, logic, value);
        }
    }

    fn array(&mut self, schema: &'m Schema, array: &'m ArrayShape, value: Node<'v>) {
        let count = value.len() as u64;
        if count < array.min_items || array.max_items.is_some_and(|max| count > max) {
            let message = format!("an array of {count} items is too short or too long");
            self.misfit(value, schema.node, message);
        }
        for (at, item) in value.items().enumerate() {
            let of_item = array.prefix.get(at).copied().unwrap_or(array.items);
            self.path.push(Step::Index(at));
            self.value(of_item, item);
            self.path.pop();
        }
        if array.unique && has_equals(value) {
            self.misfit(value, schema.node, "two items of the array are equal".into());
        }
        if let Some(contains) = array.contains {
            let fitting = value.items().filter(|item| self.admits(contains.schema, *item)).count();
            let fitting = fitting as u64;
            if fitting < contains.min || contains.max.is_some_and(|max| fitting > max) {
                let message = format!("{fitting} items are of the kind that the array must hold");
                self.misfit(value, schema.node, message);
            }
        }
        if array.unevaluated.is_some() {
            self.undecided(|| "`unevaluatedItems` is not supported".into());
        }
    }

    fn logic(&mut self, schema: &'m Schema, logic: &'m Logic, value: Node<'v>) {
        if let Some((keyword, _)) = logic.unknown.first() {
            self.undecided(|| format!("the schema's keyword `{keyword}` is not known"));
        }
        for branch in &logic.all_of {
            self.value(branch.schema, value);
        }
        let discriminator = schema.notes.as_ref().and_then(|notes| notes.discriminator.as_ref());
        for choice in &logic.choices {
            self.choice(choice, discriminator, value);
        }
        // What an example leaves out may well be what takes it out of the forbidden values, or what
        // decides a condition.
        let partial = self.extent == Extent::Part && (value.is_object() || value.is_array());
        for not in &logic.not {
            if !partial && self.admits_whole(*not, value) {
                let message = format!("{} is what the schema forbids", shown(value));
                self.misfit(value, self.model.schema(*not).node, message);
            }
        }
        for condition in &logic.conditions {
            let holds = match partial {
                true => self.admits(condition.when, value),
                false => self.admits_whole(condition.when, value),
            };
            let (first, second) = match holds {
                true => (condition.then, condition.otherwise),
                false => (condition.otherwise, condition.then),
            };
            if !(partial && self.admits(second, value)) {
                self.value(first, value);
            }
        }
    }

    fn choice(
        &mut self,
        choice: &'m Choice,
        discriminator: Option<&'m Discriminator>,
        value: Node<'v>,
    ) {
        let named = match discriminator.map(|one| (one, named_branches(one, choice, value))) {
            Some((one, Named::Nothing(name))) => {
                let message = format!("{name:?} names no known variant in {:?}", one.property);
                return self.misfit(value, one.node, message);
            }
            Some((_, Named::Branches(branches))) => branches,
            Some((_, Named::Unsaid)) | None => choice.branches.iter().collect(),
        };
        let mut fitting = 0;
        let mut nearest: Option<Findings> = None;
        let mut unknown = None;
        for branch in named {
            let findings = self.trial(branch.schema, value);
            if findings.fits() {
                fitting += 1;
            } else if findings.misfits.is_empty() {
                unknown = unknown.or(findings.undecided);
            } else if nearest.as_ref().is_none_or(|best| is_nearer(&findings, best)) {
                nearest = Some(findings);
            }
        }
        let whole = self.extent == Extent::Whole;
        match (fitting, choice.kind) {
            (0, _) if unknown.is_none() => self.extend(nearest, choice, value),
            (0, _) => self.undecided(|| unknown.unwrap_or_default()),
            (1, ChoiceKind::OneOf) if whole && unknown.is_some() => {
                self.undecided(|| unknown.unwrap_or_default());
            }
            (2.., ChoiceKind::OneOf) if whole => {
                let message = format!(
                    "{} fits {fitting} variants of oneOf, it must fit exactly one",
                    shown(value)
                );
                self.misfit(value, choice.node, message);
            }
            _ => {}
        }
    }

    fn extend(&mut self, nearest: Option<Findings>, choice: &Choice, value: Node<'v>) {
        match nearest {
            Some(findings) if choice.branches.len() <= 2 || findings.misfits.len() == 1 => {
                self.findings.misfits.extend(findings.misfits);
            }
            _ => {
                let message =
                    format!("{} fits no variant of {}", shown(value), choice.kind.as_str());
                self.misfit(value, choice.node, message);
            }
        }
    }

    /// Whether a schema admits a value; what cannot be decided is noted.
    fn admits_whole(&mut self, schema: SchemaId, value: Node<'v>) -> bool {
        // A value without parts is whole, and what is forbidden must not be read generously.
        let extent = std::mem::replace(&mut self.extent, Extent::Whole);
        let admitted = self.admits(schema, value);
        self.extent = extent;
        admitted
    }

    fn admits(&mut self, schema: SchemaId, value: Node<'v>) -> bool {
        let findings = self.trial(schema, value);
        if findings.misfits.is_empty()
            && let Some(reason) = findings.undecided
        {
            self.undecided(|| reason);
            return false;
        }
        findings.misfits.is_empty()
    }

    /// What would be found, without finding it.
    fn trial(&mut self, schema: SchemaId, value: Node<'v>) -> Findings {
        let findings = std::mem::take(&mut self.findings);
        self.value(schema, value);
        std::mem::replace(&mut self.findings, findings)
    }

    fn misfit(&mut self, value: Node<'v>, provider: NodeId, message: String) {
        const MOST: usize = 20;
        if self.findings.misfits.len() < MOST {
            let path = body_path::display(&self.path);
            self.findings.misfits.push(Misfit { path, consumer: value.id(), provider, message });
        }
    }

    fn undecided(&mut self, reason: impl FnOnce() -> String) {
        if self.findings.undecided.is_none() {
            self.findings.undecided = Some(reason());
        }
    }
}

/// What a discriminator says about a value.
enum Named<'m> {
    /// The value does not hold it.
    Unsaid,
    /// The value is one of these.
    Branches(Vec<&'m Branch>),
    /// The value holds a name that stands for nothing.
    Nothing(String),
}

fn named_branches<'m>(
    discriminator: &'m Discriminator,
    choice: &'m Choice,
    value: Node<'_>,
) -> Named<'m> {
    let name = value.get(&discriminator.property).and_then(Node::as_str);
    let Some(name) = name.filter(|_| !discriminator.mapping.is_empty()) else {
        return Named::Unsaid;
    };
    let targets: Vec<_> = discriminator
        .mapping
        .iter()
        .filter(|(value, _)| **value == *name)
        .map(|(_, schema)| *schema)
        .collect();
    if targets.is_empty() {
        return Named::Nothing(name.to_owned());
    }
    let branches: Vec<_> =
        choice.branches.iter().filter(|branch| targets.contains(&branch.schema)).collect();
    if branches.is_empty() { Named::Unsaid } else { Named::Branches(branches) }
}

/// Whether the first findings are nearer to none: fewer, then those deeper in the value.
fn is_nearer(one: &Findings, other: &Findings) -> bool {
    let depth = |findings: &Findings| {
        let steps = |misfit: &Misfit| misfit.path.matches(['.', '[']).count();
        std::cmp::Reverse(findings.misfits.iter().map(steps).max().unwrap_or(0))
    };
    (one.misfits.len(), depth(one)) < (other.misfits.len(), depth(other))
}

fn has_equals(array: Node<'_>) -> bool {
    let mut seen = rustc_hash::FxHashSet::default();
    !array.items().all(|item| seen.insert(Literal::of(item)))
}

fn type_of(value: Node<'_>) -> Types {
    match value.kind() {
        NodeKind::Null => Types::NULL,
        NodeKind::Bool => Types::BOOLEAN,
        NodeKind::Number => scalars::number_type(value),
        NodeKind::String => Types::STRING,
        NodeKind::Array => Types::ARRAY,
        NodeKind::Object => Types::OBJECT,
    }
}

/// A value in a message.
fn shown(value: Node<'_>) -> String {
    crate::interactions::json::shown(value)
}

#[cfg(test)]
mod tests;
