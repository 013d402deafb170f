//! Matching rules of Pact files: the flat form of version 2 (`"$.body.id": {"match": "type"}`)
//! and the categories of versions 3 and 4, in one normal form.

use super::super::body_path::BodyPath;
use super::super::json;
use super::super::matching_rules::{
    Combine, Matcher, Matchers, MatchingRules, NamedMatchers, StatusClass, Variant,
};
use super::super::pattern::Pattern;
use super::super::reader::{Reader, whole};
use crate::text::Node;

/// Reads the rules of a request, response or message.
pub(in super::super) fn read<'t>(reader: &mut Reader<'t>, owner: Node<'t>) -> MatchingRules {
    let mut rules = MatchingRules::default();
    let Some(all) = reader.object(owner, "matchingRules") else { return rules };
    for (key, value) in all.entries() {
        if key.name.starts_with('$') {
            flat(reader, key.name, value, &mut rules);
        } else {
            category(reader, key.name, value, &mut rules);
        }
    }
    rules.body.sort_by(|a, b| a.0.cmp(&b.0));
    rules
}

fn flat<'t>(reader: &mut Reader<'t>, path: &str, value: Node<'t>, rules: &mut MatchingRules) {
    let Some(matchers) = matchers(reader, value) else { return };
    let split = BodyPath::parse(path).and_then(|path| path.split_first());
    let Some((part, rest)) = split else { return unknown_place(reader, value, path) };
    match part.as_str() {
        "body" => rules.body.push((rest, matchers)),
        "path" => rules.path = Some(matchers),
        "status" => rules.status = Some(matchers),
        "header" | "headers" | "query" | "metadata" | "metaData" => match rest.as_name() {
            Some((name, index)) => {
                named(rules, &part).push(NamedMatchers { name, index, matchers });
            }
            None => unknown_place(reader, value, path),
        },
        _ => unknown_place(reader, value, path),
    }
}

fn category<'t>(reader: &mut Reader<'t>, name: &str, value: Node<'t>, rules: &mut MatchingRules) {
    match name {
        "path" => rules.path = whole_part(reader, value),
        "status" => rules.status = whole_part(reader, value),
        "body" | "content" | "contents" => {
            for (key, rule) in value.entries() {
                let Some(matchers) = matchers(reader, rule) else { continue };
                match BodyPath::parse(key.name) {
                    Some(path) => rules.body.push((path, matchers)),
                    None => unknown_place(reader, rule, key.name),
                }
            }
        }
        "header" | "headers" | "query" | "metadata" | "metaData" => {
            for (key, rule) in value.entries() {
                let Some(matchers) = matchers(reader, rule) else { continue };
                let (name_of, index) = split_name(key.name);
                named(rules, name).push(NamedMatchers { name: name_of, index, matchers });
            }
        }
        // A request's method has no rules in any version; some writers leave an empty category.
        "method" if value.len() == 0 => {}
        _ => unknown_place(reader, value, name),
    }
}

fn named<'r>(rules: &'r mut MatchingRules, part: &str) -> &'r mut Vec<NamedMatchers> {
    match part {
        "query" => &mut rules.query,
        "metadata" | "metaData" => &mut rules.metadata,
        _ => &mut rules.headers,
    }
}

/// A rule without a name: written as such, or under one meaningless key.
fn whole_part<'t>(reader: &mut Reader<'t>, value: Node<'t>) -> Option<Matchers> {
    if value.len() == 0 {
        return None;
    }
    let bare = ["matchers", "match", "regex"].iter().any(|key| value.get(key).is_some());
    let rule = if bare { value } else { value.entries().next()?.1 };
    matchers(reader, rule)
}

/// A name with the index of one of its values: `tag[1]`, `$.tag`, `$['tag'][0]`, or just `tag`.
fn split_name(text: &str) -> (String, Option<usize>) {
    if let Some(split) = BodyPath::parse(text).and_then(|path| path.as_name()) {
        return split;
    }
    let indexed = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    match indexed.map(|(name, index)| (name, index, index.parse())) {
        Some((name, _, Ok(index))) => (name.to_owned(), Some(index)),
        Some((name, "*", _)) => (name.to_owned(), None),
        _ => (text.to_owned(), None),
    }
}

fn unknown_place<'t>(reader: &mut Reader<'t>, node: Node<'t>, place: &str) {
    let message = format!(
        "the matching rule at {place:?} is for no known place; what it would allow is compared as \
         if the rule were not there"
    );
    reader.warning(node, "matching-rule-misplaced", message);
}

fn matchers<'t>(reader: &mut Reader<'t>, rule: Node<'t>) -> Option<Matchers> {
    if !rule.is_object() {
        reader.unexpected(rule, "a matching rule");
        return None;
    }
    let Some(list) = rule.get("matchers") else {
        return Some(Matchers::one(matcher(reader, rule)));
    };
    let combine = match reader.text(rule, "combine") {
        Some(word) if word.eq_ignore_ascii_case("or") => Combine::Or,
        _ => Combine::And,
    };
    let all: Vec<_> = list.items().map(|one| matcher(reader, one)).collect();
    (!all.is_empty()).then_some(Matchers { combine, all })
}

fn matcher<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Matcher {
    let read = known_matcher(reader, node);
    let problem = match &read {
        Some(Matcher::Regex(pattern)) if pattern.is_malformed() => {
            format!("{pattern:?} is no regular expression that is understood here")
        }
        Some(_) => return read.unwrap_or(Matcher::Equality),
        None => {
            let name = node.get("match").and_then(Node::as_str).unwrap_or("without a name");
            format!("the matcher {name:?} is not known, or not complete")
        }
    };
    reader.warning(node, "matcher-unknown", format!("{problem}; what depends on it is undecided"));
    let mut text = String::new();
    json::write_canonical(node, &mut text);
    Matcher::Unknown { name: problem, text }
}

fn known_matcher<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Option<Matcher> {
    let text = |key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let format = |own: &str| text("format").or_else(|| text(own));
    let size = |key: &str| node.get(key).and_then(whole::<usize>);
    let Some(name) = node.get("match") else { return nameless(node) };
    Some(match name.as_str()? {
        "equality" => Matcher::Equality,
        "type" | "min" | "max" | "min-type" | "max-type" | "min-max-type" => {
            Matcher::Type { min: size("min"), max: size("max") }
        }
        "regex" => Matcher::Regex(Pattern::new(text("regex")?)),
        "include" => Matcher::Include(text("value")?),
        "integer" => Matcher::Integer,
        "decimal" | "real" => Matcher::Decimal,
        "number" => Matcher::Number,
        "boolean" => Matcher::Boolean,
        "null" => Matcher::Null,
        "date" => Matcher::Date(format("date")),
        "time" => Matcher::Time(format("time")),
        "datetime" => Matcher::DateTime(format("datetime")),
        "timestamp" => Matcher::DateTime(format("timestamp")),
        "contentType" | "content-type" => Matcher::ContentType(text("value")?),
        "statusCode" => Matcher::StatusCode(status_class(node.get("status")?)?),
        "notEmpty" => Matcher::NotEmpty,
        "semver" => Matcher::Semver,
        "values" => Matcher::Values,
        "arrayContains" | "array-contains" => Matcher::ArrayContains(variants(reader, node)?),
        "eachKey" | "each-key" => Matcher::EachKey(each(reader, node)?),
        "eachValue" | "each-value" => Matcher::EachValue(each(reader, node)?),
        _ => return None,
    })
}

/// A matcher that leaves its name out: the one that its other keys belong to.
fn nameless(node: Node<'_>) -> Option<Matcher> {
    if let Some(pattern) = node.get("regex").and_then(Node::as_str) {
        return Some(Matcher::Regex(Pattern::new(pattern)));
    }
    let size = |key: &str| node.get(key).and_then(whole::<usize>);
    match (size("min"), size("max")) {
        (None, None) => ["date", "time", "timestamp"].iter().find_map(|key| {
            let format = node.get(key)?.as_str()?.to_owned();
            Some(match *key {
                "date" => Matcher::Date(Some(format)),
                "time" => Matcher::Time(Some(format)),
                _ => Matcher::DateTime(Some(format)),
            })
        }),
        (min, max) => Some(Matcher::Type { min, max }),
    }
}

fn status_class(node: Node<'_>) -> Option<StatusClass> {
    match node.as_str() {
        Some(word) => StatusClass::from_word(word),
        None if node.is_array() => {
            node.items().map(whole::<u16>).collect::<Option<_>>().map(StatusClass::Codes)
        }
        None => whole::<u16>(node).map(|status| StatusClass::Codes(vec![status])),
    }
}

fn variants<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Option<Vec<Variant>> {
    let list = node.get("variants").filter(|list| list.is_array())?;
    list.items()
        .map(|variant| {
            let mut rules = Vec::new();
            for (key, rule) in variant.get("rules").into_iter().flat_map(Node::entries) {
                rules.push((BodyPath::parse(key.name)?, matchers(reader, rule)?));
            }
            rules.sort_by(|a, b| a.0.cmp(&b.0));
            Some(Variant { index: variant.get("index").and_then(whole::<usize>)?, rules })
        })
        .collect()
}

fn each<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Option<Matchers> {
    let list = node.get("rules").filter(|list| list.is_array() && list.len() > 0)?;
    let all = list.items().map(|one| matcher(reader, one)).collect();
    Some(Matchers { combine: Combine::And, all })
}
