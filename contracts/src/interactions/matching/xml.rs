//! XML documents. Elements are known by their namespace and name, not by prefixes; the order of
//! attributes and white space around texts do not matter.
//!
//! Paths of rules name elements, `@attributes` and `#text`, and count no positions: what is
//! written as `$.list[0].item` holds for every item.

use super::super::body_path::{self, BodyPath, Step};
use super::super::matching_rules::{Fallback, Matcher, Matchers, MatchingRules};
use super::value::{self, Outcome, Scalar};
use super::{ExtraKeys, Report};
use roxmltree::{Document, Node, ParsingOptions};

/// More than this is not read.
const NODES: u32 = 1_000_000;

/// Compares two documents.
pub(super) fn compare(
    expected: &str,
    actual: &str,
    rules: &MatchingRules,
    extra_keys: ExtraKeys,
    report: &mut Report,
) {
    let (expected, actual) = match (parse(expected), parse(actual)) {
        (Ok(expected), Ok(actual)) => (expected, actual),
        (Err(error), _) => {
            let message = format!("the expected body is no XML: {error}");
            return report.note("$", Outcome::Undecided(message));
        }
        (_, Err(error)) => {
            return report.differs("$", format!("expected XML, found none: {error}"));
        }
    };
    let by_path: Vec<_> =
        rules.body.iter().map(|(path, all)| (path.without_indices(), all)).collect();
    let shape = rules.fallback == Fallback::Shape;
    let mut walk = Walk { by_path, shape, extra_keys, report, path: Vec::new() };
    let (expected, actual) = (expected.root_element(), actual.root_element());
    walk.path.push(Step::Key(expected.tag_name().name()));
    walk.element(expected, actual);
}

fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text.trim_start_matches('\u{feff}').trim(), options)
}

struct Walk<'x, 'p> {
    by_path: Vec<(BodyPath, &'x Matchers)>,
    shape: bool,
    extra_keys: ExtraKeys,
    report: &'p mut Report,
    path: Vec<Step<'x>>,
}

impl<'x> Walk<'x, '_> {
    fn select(&self) -> Option<(&'x Matchers, bool)> {
        self.by_path
            .iter()
            .filter_map(|(path, all)| Some((path.weight(&self.path)?, path, *all)))
            .rev()
            .max_by_key(|(weight, ..)| *weight)
            .map(|(_, path, matchers)| (matchers, path.len() == self.path.len()))
    }

    fn element(&mut self, expected: Node<'x, 'x>, actual: Node<'x, 'x>) {
        if self.report.is_full() {
            return;
        }
        if expected.tag_name() != actual.tag_name() {
            let (wanted, found) = (shown(expected), shown(actual));
            return self.note(Outcome::Unmet(format!("expected {wanted}, found {found}")));
        }
        self.attributes(expected, actual);
        self.text(expected, actual);
        self.children(expected, actual);
    }

    fn attributes(&mut self, expected: Node<'x, 'x>, actual: Node<'x, 'x>) {
        for wanted in expected.attributes() {
            let same = |other: &roxmltree::Attribute<'_, '_>| {
                other.name() == wanted.name() && other.namespace() == wanted.namespace()
            };
            let key = format!("@{}", wanted.name());
            match actual.attributes().find(same) {
                Some(found) => self.scalar(&key, wanted.value(), found.value()),
                None => self.named(&key, "expected this attribute, it is missing"),
            }
        }
        if self.extra_keys == ExtraKeys::Refused {
            for found in actual.attributes() {
                let same = |other: &roxmltree::Attribute<'_, '_>| {
                    other.name() == found.name() && other.namespace() == found.namespace()
                };
                if !expected.attributes().any(|other| same(&other)) {
                    self.named(&format!("@{}", found.name()), "this attribute is not expected");
                }
            }
        }
    }

    fn text(&mut self, expected: Node<'x, 'x>, actual: Node<'x, 'x>) {
        let (wanted, found) = (own_text(expected), own_text(actual));
        // An element with children may be laid out with any white space.
        self.scalar("#text", wanted.trim(), found.trim());
    }

    /// Compares an attribute's value or a text under the rule that is nearest to it.
    fn scalar(&mut self, key: &str, expected: &str, actual: &str) {
        let (wanted, found) = (Scalar::Text(expected), Scalar::Text(actual));
        let path: Vec<_> = self.path.iter().copied().chain([Step::Key(key)]).collect();
        let nearest = self
            .by_path
            .iter()
            .filter_map(|(path_of_rule, all)| Some((path_of_rule.weight(&path)?, *all)))
            .rev()
            .max_by_key(|(weight, _)| *weight);
        let outcome = match nearest {
            Some((_, matchers)) => value::meets_all(matchers, wanted, found),
            None if self.shape => Outcome::Met,
            None => value::equal(wanted, found),
        };
        self.report.note(&body_path::display(&path), outcome);
    }

    /// Children are compared by name, those of one name in their order. Under a rule about types
    /// there may be any number of one name, each like the expected one, and no other names.
    fn children(&mut self, expected: Node<'x, 'x>, actual: Node<'x, 'x>) {
        let names = |node: Node<'x, 'x>| {
            let mut names = Vec::new();
            for child in node.children().filter(Node::is_element) {
                if !names.contains(&child.tag_name()) {
                    names.push(child.tag_name());
                }
            }
            names
        };
        for name in names(expected) {
            let of_name = |node: Node<'x, 'x>| -> Vec<Node<'x, 'x>> {
                node.children()
                    .filter(|child| child.is_element() && child.tag_name() == name)
                    .collect()
            };
            self.path.push(Step::Key(name.name()));
            self.group(&of_name(expected), &of_name(actual));
            self.path.pop();
        }
        let sized = self.select().is_some_and(|(_, exact)| exact) && self.bounds().is_some();
        if self.extra_keys == ExtraKeys::Refused || sized {
            for name in names(actual) {
                if !expected.children().any(|child| child.is_element() && child.tag_name() == name)
                {
                    self.named(name.name(), "this element is not expected");
                }
            }
        }
        let count = |node: Node<'x, 'x>| node.children().filter(Node::is_element).count();
        if count(expected) > 0 {
            self.sized(count(actual));
        }
    }

    /// The bounds of the rule about types that is nearest to this place, if one is.
    fn bounds(&self) -> Option<(Option<usize>, Option<usize>)> {
        let (matchers, exact) = self.select()?;
        matchers.all.iter().find_map(|one| match one {
            Matcher::Type { min, max } if exact => Some((*min, *max)),
            Matcher::Type { .. } => Some((None, None)),
            _ => None,
        })
    }

    fn sized(&mut self, count: usize) {
        let (min, max) = self.bounds().unwrap_or((None, None));
        if min.is_some_and(|min| count < min) || max.is_some_and(|max| count > max) {
            let message = format!("found {count} elements, outside the bounds of the rule");
            self.note(Outcome::Unmet(message));
        }
    }

    /// The elements of one name within one element.
    fn group(&mut self, wanted: &[Node<'x, 'x>], found: &[Node<'x, 'x>]) {
        let any_number = self.bounds().is_some() || (self.shape && self.select().is_none());
        let more = self.extra_keys == ExtraKeys::Allowed;
        let count = found.len();
        let enough = any_number || count == wanted.len() || (more && count > wanted.len());
        if found.is_empty() || !enough {
            let message = format!("expected {} of this element, found {count}", wanted.len());
            self.note(Outcome::Unmet(message));
        }
        // Bounds are those of the children, where the element has any; else of the elements.
        if wanted.iter().all(|one| !one.children().any(|child| child.is_element())) {
            self.sized(count);
        }
        for (at, found) in found.iter().enumerate() {
            let example = wanted.get(at).or(if any_number { wanted.first() } else { None });
            if let Some(example) = example {
                self.element(*example, *found);
            }
        }
    }

    fn named(&mut self, key: &str, message: &str) {
        let path: Vec<_> = self.path.iter().copied().chain([Step::Key(key)]).collect();
        self.report.differs(&body_path::display(&path), message);
    }

    fn note(&mut self, outcome: Outcome) {
        self.report.note(&body_path::display(&self.path), outcome);
    }
}

fn own_text(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|child| child.text()).collect()
}

fn shown(node: Node<'_, '_>) -> String {
    match node.tag_name().namespace() {
        Some(namespace) => format!("<{}> of {namespace}", node.tag_name().name()),
        None => format!("<{}>", node.tag_name().name()),
    }
}
