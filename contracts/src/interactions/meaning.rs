//! The hash of what a consumer asks and expects: equal for documents that say the same, in
//! whichever version of a format they say it.
//!
//! The canonical form is the sorted set of interactions as nested arrays in JSON. It holds what
//! replay and comparison depend on: descriptions and provider states (by which a provider is set
//! up and messages are asked for), requests, responses, rules, the pending mark and plugins. It
//! leaves out the parties' names, metadata, comments, keys, generators, and all order but that of
//! states, of values of one name and of arrays in bodies.

use super::body::{Body, Data};
use super::body_path::BodyPath;
use super::json::{self, Json, quoted as text};
use super::matching_rules::{Fallback, Matcher, Matchers, MatchingRules, NamedMatchers};
use super::model::{Headers, Interaction, Kind, Message, MessageStyle, Model, Query};
use crate::hash::Meaning;
use base64::Engine as _;
use std::collections::BTreeMap;

/// The canonical form's version. A new one gives every contract a new meaning.
const ALGORITHM: &str = "interactions/1";

/// The hash of the canonical form.
pub fn meaning(model: &Model) -> Meaning {
    let mut all: Vec<String> = model.interactions.iter().map(canonical).collect();
    all.sort_unstable();
    all.dedup();
    let lines = all.iter().flat_map(|one| [&b"\n"[..], one.as_bytes()]);
    Meaning::of_parts(std::iter::once(ALGORITHM.as_bytes()).chain(lines))
}

/// The canonical form of one interaction.
pub(super) fn canonical(interaction: &Interaction) -> String {
    let states = interaction
        .states
        .iter()
        .map(|state| array([text(&state.name), parameters(&state.params)]));
    array([
        text(&interaction.description),
        array(states),
        boolean(interaction.pending),
        optional(interaction.plugin.as_deref()),
        exchange(&interaction.kind),
    ])
}

/// The canonical form of what is exchanged, without names and states.
fn exchange(kind: &Kind) -> String {
    let sort = match kind {
        Kind::Http { .. } => "http",
        Kind::Message(_) => "messages",
    };
    array(std::iter::once(text(sort)).chain(parts(kind).into_iter().map(|(_, part)| part)))
}

/// The canonical forms of the parts of an exchange, with the parts' names.
pub(super) fn parts(kind: &Kind) -> Vec<(&'static str, String)> {
    match kind {
        Kind::Http { request, response } => vec![
            ("method", text(&request.method.to_ascii_uppercase())),
            ("path", text(&request.path)),
            ("query", query(&request.query)),
            ("request headers", headers(&request.headers)),
            ("request body", body(&request.body)),
            ("request matching rules", rules(&request.rules)),
            ("status", response.status.to_string()),
            ("response headers", headers(&response.headers)),
            ("response body", body(&response.body)),
            ("response matching rules", rules(&response.rules)),
        ],
        Kind::Message(message) => messages(message),
    }
}

fn messages(message: &Message) -> Vec<(&'static str, String)> {
    let style = match message.style {
        MessageStyle::Asynchronous => "asynchronous",
        MessageStyle::Synchronous => "synchronous",
    };
    let parts = message
        .parts
        .iter()
        .map(|part| array([parameters(&part.metadata), body(&part.body), rules(&part.rules)]));
    vec![("style", text(style)), ("message", array(parts))]
}

fn query(query: &Query) -> String {
    let mut names = query.names();
    names.sort_unstable();
    let values = |name: &str| {
        array(query.iter().filter(|(key, _)| *key == name).map(|(_, value)| optional(value)))
    };
    array(names.into_iter().map(|name| array([text(name), values(name)])))
}

fn headers(headers: &Headers) -> String {
    let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, value) in headers.iter() {
        by_name.entry(name.to_ascii_lowercase()).or_default().push(value.trim());
    }
    let line = |(name, values): (&String, &Vec<&str>)| {
        let joined = values.iter().flat_map(|value| value.split(',')).map(str::trim);
        array([text(name), text(&joined.collect::<Vec<_>>().join(", "))])
    };
    array(by_name.iter().map(line))
}

fn body(body: &Body) -> String {
    let content = match body {
        Body::Missing => return text("missing"),
        Body::Empty => return text("empty"),
        Body::Null => return text("null"),
        Body::Present(content) => content,
    };
    let (sort, data) = match &content.data {
        Data::Json(json) => ("json", value(json)),
        Data::Text(one) => ("text", text(one)),
        Data::Binary(bytes) => {
            ("binary", text(&base64::engine::general_purpose::STANDARD.encode(bytes)))
        }
    };
    let media_type = content.media_type.as_ref().map(ToString::to_string);
    array([text(sort), optional(media_type.as_deref()), data])
}

fn rules(rules: &MatchingRules) -> String {
    let fallback = match rules.fallback {
        Fallback::Equal => "equal",
        Fallback::Shape => "shape",
    };
    let one = |place: &Option<Matchers>| place.as_ref().map_or_else(|| array([]), matchers);
    array([
        text(fallback),
        one(&rules.path),
        one(&rules.status),
        named(&rules.query, str::to_owned),
        named(&rules.headers, str::to_ascii_lowercase),
        named(&rules.metadata, str::to_owned),
        by_path(&rules.body),
    ])
}

fn named(rules: &[NamedMatchers], spelling: fn(&str) -> String) -> String {
    let mut all: Vec<_> = rules
        .iter()
        .map(|rule| {
            let index = rule.index.map_or_else(|| "null".to_owned(), |index| index.to_string());
            array([text(&spelling(&rule.name)), index, matchers(&rule.matchers)])
        })
        .collect();
    all.sort_unstable();
    array(all)
}

fn by_path(rules: &[(BodyPath, Matchers)]) -> String {
    array(rules.iter().map(|(path, all)| array([text(&path.to_string()), matchers(all)])))
}

fn matchers(matchers: &Matchers) -> String {
    let mut all: Vec<_> = matchers.all.iter().map(matcher).collect();
    all.sort_unstable();
    // How a single matcher is combined with nothing does not matter.
    let combine = if all.len() > 1 { matchers.combine.as_str() } else { "AND" };
    array([text(combine), array(all)])
}

fn matcher(matcher: &Matcher) -> String {
    let size = |size: &Option<usize>| size.map_or_else(|| "null".to_owned(), |n| n.to_string());
    let name = |name: &str| array([text(name)]);
    let with = |name: &str, argument: String| array([text(name), argument]);
    match matcher {
        Matcher::Equality => name("equality"),
        Matcher::Type { min, max } => array([text("type"), size(min), size(max)]),
        Matcher::Regex(pattern) => with("regex", text(pattern.as_str())),
        Matcher::Include(part) => with("include", text(part)),
        Matcher::Integer => name("integer"),
        Matcher::Decimal => name("decimal"),
        Matcher::Number => name("number"),
        Matcher::Boolean => name("boolean"),
        Matcher::Null => name("null"),
        Matcher::Date(format) => with("date", optional(format.as_deref())),
        Matcher::Time(format) => with("time", optional(format.as_deref())),
        Matcher::DateTime(format) => with("datetime", optional(format.as_deref())),
        Matcher::ContentType(media_type) => with("contentType", text(media_type)),
        Matcher::StatusCode(class) => with("statusCode", text(&format!("{class:?}"))),
        Matcher::NotEmpty => name("notEmpty"),
        Matcher::Semver => name("semver"),
        Matcher::Values => name("values"),
        Matcher::ArrayContains(variants) => with(
            "arrayContains",
            array(variants.iter().map(|one| array([one.index.to_string(), by_path(&one.rules)]))),
        ),
        Matcher::EachKey(each) => with("eachKey", matchers(each)),
        Matcher::EachValue(each) => with("eachValue", matchers(each)),
        Matcher::Unknown { text: written, .. } => with("unknown", text(written)),
    }
}

fn parameters(parameters: &[(String, Json)]) -> String {
    let mut all: Vec<_> =
        parameters.iter().map(|(name, one)| array([text(name), value(one)])).collect();
    all.sort_unstable();
    array(all)
}

fn value(json: &Json) -> String {
    let mut out = String::new();
    json::write_canonical(json.node(), &mut out);
    out
}

fn optional(value: Option<&str>) -> String {
    value.map_or_else(|| "null".to_owned(), text)
}

fn boolean(value: bool) -> String {
    value.to_string()
}

fn array(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().collect();
    format!("[{}]", parts.join(","))
}
