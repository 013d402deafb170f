//! Paths of matching rules: the subset of JSONPath that Pact files use, and which of several
//! rules is the nearest to a value.
//!
//! A rule's weight for a value is 2 to the number of steps that name the value exactly, times the
//! number of its steps; the heaviest rule counts. Ties, which the reference leaves to chance, go
//! to the longer path, then to the first in the order of their texts.

use std::fmt;

/// The path of a matching rule, such as `$.items[*].id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyPath {
    steps: Vec<Pattern>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Pattern {
    Key(String),
    Index(usize),
    /// `.*`: any key or index.
    Any,
    /// `[*]`: any index.
    AnyIndex,
}

/// A step from a value to one of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// To the entry of this key; for XML to a child element, `@attribute` or `#text`.
    Key(&'a str),
    /// To the item at this index.
    Index(usize),
}

/// How near a rule is to a value; greater is nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight(u128, usize);

impl BodyPath {
    /// The path of the whole body.
    pub const ROOT: Self = Self { steps: Vec::new() };

    /// Reads a path; `None` for what is none, or uses more of JSONPath than Pact does.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim().strip_prefix('$')?;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let (step, next) = match rest.as_bytes()[0] {
                b'.' => dotted(&rest[1..])?,
                b'[' => bracketed(&rest[1..])?,
                _ => return None,
            };
            steps.push(step);
            rest = next;
        }
        Some(Self { steps })
    }

    /// How many steps the path has.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// How near this is to the value at `path`; `None` when it does not lead there or above it.
    pub(super) fn weight(&self, path: &[Step<'_>]) -> Option<Weight> {
        if self.steps.len() > path.len() {
            return None;
        }
        let mut exact = 1_u32;
        for (pattern, step) in self.steps.iter().zip(path) {
            exact += pattern.fits(*step)?;
        }
        let weight = (1_u128 << exact.min(100)).saturating_mul(self.steps.len() as u128 + 1);
        Some(Weight(weight, self.steps.len()))
    }

    /// The key of the first step, and the path from there.
    pub(super) fn split_first(&self) -> Option<(String, Self)> {
        match self.steps.split_first()? {
            (Pattern::Key(key), rest) => Some((key.clone(), Self { steps: rest.to_vec() })),
            _ => None,
        }
    }

    /// The path as a name with the index of one of its values: `$.tag[1]`.
    pub(super) fn as_name(&self) -> Option<(String, Option<usize>)> {
        match self.steps.as_slice() {
            [Pattern::Key(name)] | [Pattern::Key(name), Pattern::AnyIndex] => {
                Some((name.clone(), None))
            }
            [Pattern::Key(name), Pattern::Index(index)] => Some((name.clone(), Some(*index))),
            _ => None,
        }
    }

    /// This path without the items of lists, as paths in XML count elements by name only.
    pub(super) fn without_indices(&self) -> Self {
        let named = |step: &&Pattern| matches!(step, Pattern::Key(_) | Pattern::Any);
        Self { steps: self.steps.iter().filter(named).cloned().collect() }
    }
}

impl Pattern {
    /// 1 for the very step, 0 for a wildcard that admits it, else `None`.
    fn fits(&self, step: Step<'_>) -> Option<u32> {
        match (self, step) {
            (Self::Key(key), Step::Key(other)) => (key == other).then_some(1),
            (Self::Index(index), Step::Index(other)) => (*index == other).then_some(1),
            // Writers of version 2 wrote indices as keys and keys of digits as indices.
            (Self::Key(key), Step::Index(other)) => (*key == other.to_string()).then_some(1),
            (Self::Index(index), Step::Key(other)) => (index.to_string() == other).then_some(1),
            (Self::Any, _) | (Self::AnyIndex, Step::Index(_)) => Some(0),
            (Self::AnyIndex, Step::Key(_)) => None,
        }
    }
}

fn dotted(rest: &str) -> Option<(Pattern, &str)> {
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    match name {
        "" => None,
        "*" => Some((Pattern::Any, rest)),
        name => Some((Pattern::Key(name.to_owned()), rest)),
    }
}

fn bracketed(rest: &str) -> Option<(Pattern, &str)> {
    if let Some(quote @ (b'\'' | b'"')) = rest.as_bytes().first() {
        return quoted(&rest[1..], char::from(*quote));
    }
    let (inner, rest) = rest.split_once(']')?;
    match inner.trim() {
        "*" => Some((Pattern::AnyIndex, rest)),
        index => Some((Pattern::Index(index.parse().ok()?), rest)),
    }
}

fn quoted(rest: &str, quote: char) -> Option<(Pattern, &str)> {
    let mut key = String::new();
    let mut chars = rest.char_indices();
    while let Some((at, one)) = chars.next() {
        if one == '\\' {
            key.push(chars.next()?.1);
        } else if one == quote {
            let rest = rest[at + one.len_utf8()..].strip_prefix(']')?;
            let step = if key == "*" { Pattern::Any } else { Pattern::Key(key) };
            return Some((step, rest));
        } else {
            key.push(one);
        }
    }
    None
}

impl fmt::Display for BodyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for step in &self.steps {
            match step {
                Pattern::Key(key) => write_key(f, key)?,
                Pattern::Index(index) => write!(f, "[{index}]")?,
                Pattern::Any => f.write_str(".*")?,
                Pattern::AnyIndex => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

fn write_key(f: &mut impl fmt::Write, key: &str) -> fmt::Result {
    let plain = |one: char| one.is_alphanumeric() || matches!(one, '_' | '-');
    if !key.is_empty() && key.chars().all(plain) {
        write!(f, ".{key}")
    } else {
        write!(f, "['{}']", key.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}

/// A path of steps as text, in the same notation.
pub(crate) fn display(path: &[Step<'_>]) -> String {
    let mut text = String::from("$");
    for step in path {
        let written = match step {
            Step::Key(key) => write_key(&mut text, key),
            Step::Index(index) => fmt::Write::write_fmt(&mut text, format_args!("[{index}]")),
        };
        debug_assert!(written.is_ok(), "writing to a String does not fail");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(rule: &str, path: &[Step<'_>]) -> Option<Weight> {
        BodyPath::parse(rule).unwrap().weight(path)
    }

    #[test]
    fn both_notations_are_one_path() {
        let one = BodyPath::parse("$['a b'][\"c\"][0].*[*]").unwrap();
        assert_eq!(one.to_string(), "$['a b'].c[0].*[*]");
        assert_eq!(BodyPath::parse(&one.to_string()), Some(one));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "a", "$a", "$..a", "$[", "$['a", "$[?(@.a)]", "$[a]", "$."] {
            assert_eq!(BodyPath::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_rule_applies_at_its_path_and_below() {
        let path = [Step::Key("a"), Step::Index(0), Step::Key("b")];
        assert!(weight("$.a", &path).is_some());
        assert!(weight("$.a[*].b.c", &path).is_none());
        assert!(weight("$.b", &path).is_none());
        assert!(weight("$[*]", &path).is_none(), "[*] stands for indices only");
    }

    #[test]
    fn exact_steps_outweigh_wildcards_and_longer_paths_shorter_ones() {
        let path = [Step::Key("a"), Step::Index(0)];
        assert!(weight("$.a[0]", &path) > weight("$.a[*]", &path));
        assert!(weight("$.a[*]", &path) > weight("$.a", &path));
        assert!(weight("$.a", &path) > weight("$.*", &path));
    }
}
