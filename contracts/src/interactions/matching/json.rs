//! JSON values: the expected one with its rules, and the actual one.
//!
//! At each value the nearest rule counts, else the fallback. Rules reach down to the parts of
//! their value (they cascade), except those about an object's or array's parts as a whole. Bounds
//! on lengths hold for the value itself only.

use super::super::body_path::{self, BodyPath, Step};
use super::super::matching_rules::{Combine, Fallback, Matcher, Matchers};
use super::value::{self, Outcome, Scalar};
use super::{Certainty, ExtraKeys, Report};
use crate::text::{Node, NodeKind};

/// The most pairs of values that are compared; beyond, the answer is undecided.
const PAIRS: u32 = 5_000_000;

/// At most so many recorded items serve as examples of an array's items.
const EXAMPLES: usize = 16;

/// The rules for one JSON value.
pub(super) struct Rules<'r> {
    pub(super) by_path: &'r [(BodyPath, Matchers)],
    pub(super) fallback: Fallback,
    pub(super) extra_keys: ExtraKeys,
}

/// Compares two values and reports what differs.
pub(super) fn compare(
    rules: &Rules<'_>,
    expected: Node<'_>,
    actual: Node<'_>,
    report: &mut Report,
) {
    let mut walk = Walk { rules, report, pairs: 0, path: Vec::new() };
    walk.value(expected, actual, None);
    if walk.pairs > PAIRS {
        let message = format!("more than {PAIRS} pairs of values would have to be compared");
        report.push(Certainty::Undecided, "$".into(), message);
    }
}

/// Matchers that hold at a value.
#[derive(Clone, Copy)]
struct Selected<'r> {
    matchers: &'r Matchers,
    /// Whether they are for this very value, not for one that holds it.
    exact: bool,
}

/// Matchers that a rule about all parts of a value set for each part, and at which depth.
#[derive(Clone, Copy)]
struct Imposed<'r> {
    matchers: &'r Matchers,
    depth: usize,
}

struct Walk<'x, 'r, 'p> {
    rules: &'x Rules<'r>,
    report: &'p mut Report,
    pairs: u32,
    path: Vec<Step<'x>>,
}

impl<'x, 'r: 'x> Walk<'x, 'r, '_> {
    fn value(&mut self, expected: Node<'x>, actual: Node<'x>, imposed: Option<Imposed<'x>>) {
        self.pairs = self.pairs.saturating_add(1);
        if self.pairs > PAIRS || self.report.is_full() {
            return;
        }
        match self.select(imposed) {
            Some(selected) => self.by_matchers(selected, expected, actual, imposed),
            None => self.by_fallback(expected, actual, imposed),
        }
    }

    /// The rule that is nearest to the value, among those that reach it.
    fn select(&self, imposed: Option<Imposed<'x>>) -> Option<Selected<'x>> {
        let depth = self.path.len();
        let rules: &'x [(BodyPath, Matchers)] = self.rules.by_path;
        let nearest = rules
            .iter()
            .filter(|(path, matchers)| path.len() == depth || matchers.all.iter().any(cascades))
            .filter_map(|(path, matchers)| Some((path.weight(&self.path)?, path, matchers)))
            // Of equals the first in the order of paths: rules are sorted, and `max` takes the
            // last.
            .rev()
            .max_by_key(|(weight, ..)| *weight);
        match (nearest, imposed) {
            (Some((_, path, _)), Some(imposed)) if path.len() < imposed.depth => {
                Some(Selected { matchers: imposed.matchers, exact: imposed.depth == depth })
            }
            (Some((_, path, matchers)), _) => {
                Some(Selected { matchers, exact: path.len() == depth })
            }
            (None, Some(imposed)) => {
                Some(Selected { matchers: imposed.matchers, exact: imposed.depth == depth })
            }
            (None, None) => None,
        }
    }

    fn by_matchers(
        &mut self,
        selected: Selected<'x>,
        expected: Node<'x>,
        actual: Node<'x>,
        imposed: Option<Imposed<'x>>,
    ) {
        let applying: Vec<&'x Matcher> = selected
            .matchers
            .all
            .iter()
            .filter(|matcher| selected.exact || cascades(matcher))
            .collect();
        let has_parts = |node: Node<'_>| node.is_array() || node.is_object();
        let alike = expected.kind() == actual.kind();
        let outcomes = applying.iter().map(|matcher| {
            if has_parts(expected) || has_parts(actual) {
                as_a_whole(matcher, selected.exact, expected, actual)
            } else {
                value::meets(matcher, Scalar::Json(expected), Scalar::Json(actual))
            }
        });
        let outcome = value::combine(selected.matchers.combine, outcomes);
        let met = outcome == Outcome::Met;
        self.note(outcome);
        if alike && has_parts(expected) && (met || selected.matchers.combine == Combine::And) {
            self.parts(&applying, expected, actual, imposed);
        }
    }

    /// The parts of two objects or arrays under matchers.
    fn parts(
        &mut self,
        applying: &[&'x Matcher],
        expected: Node<'x>,
        actual: Node<'x>,
        imposed: Option<Imposed<'x>>,
    ) {
        let mut every = false;
        for matcher in applying {
            match matcher {
                Matcher::ArrayContains(variants) => {
                    for variant in variants {
                        self.contains(variant.index, &variant.rules, expected, actual);
                    }
                    return;
                }
                Matcher::EachKey(matchers) => self.each_key(matchers, expected, actual),
                Matcher::EachValue(matchers) => {
                    let depth = self.path.len() + 1;
                    self.each_value(expected, actual, Some(Imposed { matchers, depth }));
                    every = true;
                }
                Matcher::Values => {
                    self.each_value(expected, actual, imposed);
                    every = true;
                }
                _ => {}
            }
        }
        if every {
            return;
        }
        let keys_only = applying.iter().any(|one| matches!(one, Matcher::EachKey(_)));
        if expected.is_object() && keys_only {
            self.common_entries(expected, actual, imposed);
        } else if expected.is_object() {
            self.entries(expected, actual, imposed);
        } else if applying.iter().all(|one| matches!(one, Matcher::Equality)) {
            self.items_in_order(expected, actual, imposed);
        } else {
            self.items_like_examples(expected, actual, imposed);
        }
    }

    fn by_fallback(&mut self, expected: Node<'x>, actual: Node<'x>, imposed: Option<Imposed<'x>>) {
        let shape = self.rules.fallback == Fallback::Shape;
        if shape && expected.is_null() {
            return;
        }
        match (expected.kind(), actual.kind()) {
            (NodeKind::Object, NodeKind::Object) => self.entries(expected, actual, imposed),
            (NodeKind::Array, NodeKind::Array) if shape => {
                self.items_like_any(expected, actual, imposed);
            }
            (NodeKind::Array, NodeKind::Array) => {
                self.items_in_order(expected, actual, imposed);
            }
            (left, right) if shape || left != right => {
                self.note(Outcome::when(left == right, || {
                    let (expected, actual) = (Scalar::Json(expected), Scalar::Json(actual));
                    format!("expected {left} like {}, found {}", expected.shown(), actual.shown())
                }));
            }
            _ => self.note(value::equal(Scalar::Json(expected), Scalar::Json(actual))),
        }
    }

    /// The entries of two objects: every expected one must be there.
    fn entries(&mut self, expected: Node<'x>, actual: Node<'x>, imposed: Option<Imposed<'x>>) {
        for (key, _) in expected.entries() {
            if actual.get(key.name).is_none() {
                self.path.push(Step::Key(key.name));
                self.note(Outcome::Unmet("expected this key, it is missing".into()));
                self.path.pop();
            }
        }
        if self.rules.extra_keys == ExtraKeys::Refused {
            for (key, _) in actual.entries() {
                if expected.get(key.name).is_none() {
                    self.path.push(Step::Key(key.name));
                    self.note(Outcome::Unmet("this key is not expected".into()));
                    self.path.pop();
                }
            }
        }
        self.common_entries(expected, actual, imposed);
    }

    fn common_entries(
        &mut self,
        expected: Node<'x>,
        actual: Node<'x>,
        imposed: Option<Imposed<'x>>,
    ) {
        for (key, _) in expected.entries() {
            if let (Some(left), Some(right)) = (expected.get(key.name), actual.get(key.name)) {
                self.within(Step::Key(key.name), left, right, imposed);
            }
        }
    }

    fn items_in_order(
        &mut self,
        expected: Node<'x>,
        actual: Node<'x>,
        imposed: Option<Imposed<'x>>,
    ) {
        let (left, right) = (expected.len(), actual.len());
        let message = || format!("expected {left} items, found {right}");
        self.note(Outcome::when(left == right, message));
        for (at, (left, right)) in expected.items().zip(actual.items()).enumerate() {
            self.within(Step::Index(at), left, right, imposed);
        }
    }

    /// Every item is compared with the expected one at its place, beyond those with the first.
    fn items_like_examples(
        &mut self,
        expected: Node<'x>,
        actual: Node<'x>,
        imposed: Option<Imposed<'x>>,
    ) {
        for (at, item) in actual.items().enumerate() {
            if let Some(example) = expected.at(at).or_else(|| expected.at(0)) {
                self.within(Step::Index(at), example, item, imposed);
            }
        }
    }

    /// Every item must be like one of the expected ones.
    fn items_like_any(
        &mut self,
        expected: Node<'x>,
        actual: Node<'x>,
        imposed: Option<Imposed<'x>>,
    ) {
        for (at, item) in actual.items().enumerate() {
            let Some(first) = expected.at(at).or_else(|| expected.at(0)) else { return };
            let differs = self.trial(|walk| walk.within(Step::Index(at), first, item, imposed));
            if differs.is_empty() {
                continue;
            }
            let fits = expected.items().take(EXAMPLES).any(|example| {
                self.trial(|walk| walk.within(Step::Index(at), example, item, imposed)).is_empty()
            });
            if !fits {
                self.report.extend(differs);
            }
        }
    }

    fn each_key(&mut self, matchers: &'x Matchers, expected: Node<'x>, actual: Node<'x>) {
        let example = expected.entries().next().map_or("", |(key, _)| key.name);
        for (key, _) in actual.entries() {
            self.path.push(Step::Key(key.name));
            let (example, found) = (Scalar::Text(example), Scalar::Text(key.name));
            self.note(value::meets_all(matchers, example, found));
            self.path.pop();
        }
    }

    fn each_value(&mut self, expected: Node<'x>, actual: Node<'x>, imposed: Option<Imposed<'x>>) {
        if expected.is_array() {
            return self.items_like_examples(expected, actual, imposed);
        }
        for (key, found) in actual.entries() {
            let example = expected.get(key.name);
            let example = example.or_else(|| expected.entries().next().map(|(_, value)| value));
            self.within(Step::Key(key.name), example.unwrap_or(found), found, imposed);
        }
    }

    /// Some item must be like the example, under rules whose paths begin at the item.
    fn contains(
        &mut self,
        index: usize,
        rules: &'x [(BodyPath, Matchers)],
        expected: Node<'x>,
        actual: Node<'x>,
    ) {
        let Some(example) = expected.at(index) else {
            let message = format!("the rule names the expected item {index}, there is none");
            return self.note(Outcome::Undecided(message));
        };
        let rules = Rules { by_path: rules, ..*self.rules };
        let found = actual.items().any(|item| {
            let mut report = self.report.fresh();
            let mut walk =
                Walk { rules: &rules, report: &mut report, pairs: self.pairs, path: Vec::new() };
            walk.value(example, item, None);
            self.pairs = walk.pairs;
            report.is_empty()
        });
        self.note(Outcome::when(found, || {
            format!("expected an item like {}, found none", Scalar::Json(example).shown())
        }));
    }

    fn within(
        &mut self,
        step: Step<'x>,
        expected: Node<'x>,
        actual: Node<'x>,
        imposed: Option<Imposed<'x>>,
    ) {
        self.path.push(step);
        self.value(expected, actual, imposed);
        self.path.pop();
    }

    /// What `compare` reports, without reporting it.
    fn trial(&mut self, compare: impl FnOnce(&mut Self)) -> Report {
        let fresh = self.report.fresh();
        let report = std::mem::replace(self.report, fresh);
        compare(self);
        std::mem::replace(self.report, report)
    }

    fn note(&mut self, outcome: Outcome) {
        let (certainty, message) = match outcome {
            Outcome::Met => return,
            Outcome::Unmet(message) => (Certainty::Differs, message),
            Outcome::Undecided(message) => (Certainty::Undecided, message),
        };
        self.report.push(certainty, body_path::display(&self.path), message);
    }
}

/// Whether a matcher reaches down to the parts of its value.
fn cascades(matcher: &Matcher) -> bool {
    !matches!(
        matcher,
        Matcher::Values
            | Matcher::ArrayContains(_)
            | Matcher::EachKey(_)
            | Matcher::EachValue(_)
            | Matcher::NotEmpty
    )
}

/// What a matcher says about an object or array itself, its parts aside.
fn as_a_whole(matcher: &Matcher, exact: bool, expected: Node<'_>, actual: Node<'_>) -> Outcome {
    let alike = expected.kind() == actual.kind();
    let scalar = || value::meets(matcher, Scalar::Json(expected), Scalar::Json(actual));
    match matcher {
        Matcher::Null | Matcher::Unknown { .. } => scalar(),
        Matcher::NotEmpty => {
            Outcome::when(actual.len() > 0 || !alike, || "expected something not empty".into())
        }
        _ if !alike => Outcome::Unmet(format!(
            "expected {}, found {}",
            value::sort(expected),
            Scalar::Json(actual).shown()
        )),
        Matcher::Type { min, max } if exact && actual.is_array() => {
            length(*min, *max, actual.len())
        }
        Matcher::ArrayContains(_) if !actual.is_array() => scalar(),
        Matcher::EachKey(_) if !actual.is_object() => scalar(),
        _ => Outcome::Met,
    }
}

fn length(min: Option<usize>, max: Option<usize>, found: usize) -> Outcome {
    match (min, max) {
        (Some(min), _) if found < min => {
            Outcome::Unmet(format!("expected at least {min} items, found {found}"))
        }
        (_, Some(max)) if found > max => {
            Outcome::Unmet(format!("expected at most {max} items, found {found}"))
        }
        _ => Outcome::Met,
    }
}
