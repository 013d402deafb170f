//! Our own recording format, version 1: what `record` and `import` write, and `replay` reads.
//!
//! ```json
//! {"handfast": "recording/1", "consumer": "web", "provider": "orders", "interactions": [{
//!   "description": "an order", "states": [{"name": "order 7 exists", "params": {"id": 7}}],
//!   "request": {"method": "GET", "path": "/orders/7", "query": "full=1", "headers": {"Accept": "*/*"}},
//!   "response": {"status": 200, "headers": {"Content-Type": "application/json"},
//!     "body": {"json": {"id": 7}}, "compare": "shape",
//!     "matchingRules": {"body": {"$.id": {"matchers": [{"match": "integer"}]}}}}}]}
//! ```
//!
//! A body is `{"json": …}`, `{"text": "…"}` or `{"base64": "…"}`; without one, nothing is said
//! about it. A header with several lines has an array of values. `compare` is `shape` (recorded
//! values are examples, the default) or `equal`. Matching rules are those of Pact 3. Keys that
//! this version does not know are skipped.

mod write;

use super::body::{self, Body, Content, Data};
use super::matching_rules::{Fallback, MatchingRules};
use super::media_type::MediaType;
use super::model::{
    Headers, Interaction, Kind, Model, ProviderState, Query, Request, Response, SourceFormat,
};
use super::pact;
use super::reader::{Reader, scalar_text, whole};
use crate::text::Node;

pub use write::write;

/// The value of the key `handfast`: the format and its version.
pub const FORMAT: &str = "recording/1";

/// Whether `root` is a recording of some version.
pub(super) fn is_recording(root: Node<'_>) -> bool {
    root.get("handfast").is_some()
}

/// Reads a recording.
pub(super) fn read(reader: &mut Reader<'_>) -> Model {
    let root = reader.root();
    if reader.text(root, "handfast").is_some_and(|format| format != FORMAT) {
        let message = format!("the format of this recording is not known; known is {FORMAT:?}");
        reader.error(root, "recording-version-unknown", message);
    }
    let nodes = reader.array(root, "interactions");
    let mut interactions = Vec::with_capacity(nodes.len());
    for node in nodes {
        interactions.extend(read_interaction(reader, node));
    }
    Model {
        format: SourceFormat::Recording,
        consumer: reader.text(root, "consumer").map(str::to_owned),
        provider: reader.text(root, "provider").map(str::to_owned),
        interactions,
    }
}

fn read_interaction<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Option<Interaction> {
    if !node.is_object() {
        reader.unexpected(node, "an interaction");
        return None;
    }
    let request = reader.object(node, "request");
    let response = reader.object(node, "response");
    let (Some(request), Some(response)) = (request, response) else {
        let missing = if request.is_none() { "request" } else { "response" };
        let message = format!("the interaction has no {missing}");
        reader.error(node, &format!("{missing}-missing"), message);
        return None;
    };
    let request = read_request(reader, request);
    let response = read_response(reader, response)?;
    let described = reader.text(node, "description").map(str::to_owned);
    let states = reader.array(node, "states");
    Some(Interaction {
        description: described.unwrap_or_else(|| {
            format!("{} {} answers {}", request.method, request.path, response.status)
        }),
        states: states.into_iter().map(|state| read_state(reader, state)).collect(),
        pending: node.get("pending").and_then(Node::as_bool).unwrap_or(false),
        key: reader.text(node, "key").map(str::to_owned),
        plugin: None,
        kind: Kind::Http { request, response },
        location: node.location(),
    })
}

fn read_state<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> ProviderState {
    if !node.is_object() {
        reader.unexpected(node, "a state");
    }
    let params = reader.object(node, "params");
    ProviderState {
        name: reader.text(node, "name").unwrap_or_default().to_owned(),
        params: params
            .into_iter()
            .flat_map(Node::entries)
            .map(|(key, value)| (key.name.to_owned(), reader.json(value)))
            .collect(),
    }
}

fn read_request<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Request {
    let headers = read_headers(reader, node);
    Request {
        method: reader.text(node, "method").unwrap_or("GET").to_owned(),
        path: reader.text(node, "path").unwrap_or("/").to_owned(),
        query: Query::parse(reader.text(node, "query").unwrap_or_default()),
        body: read_body(reader, node, &headers),
        headers,
        rules: read_rules(reader, node),
        location: node.location(),
    }
}

fn read_response<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Option<Response> {
    let Some(status @ 100..=599) = node.get("status").and_then(whole::<u16>) else {
        let message = "the response needs a status between 100 and 599";
        reader.error(node, "status-invalid", message);
        return None;
    };
    let headers = read_headers(reader, node);
    Some(Response {
        status,
        body: read_body(reader, node, &headers),
        headers,
        rules: read_rules(reader, node),
        location: node.location(),
    })
}

fn read_rules<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> MatchingRules {
    let fallback = match reader.text(node, "compare") {
        None | Some("shape") => Fallback::Shape,
        Some("equal") => Fallback::Equal,
        Some(other) => {
            let message = format!("compare is {other:?}; known are \"shape\" and \"equal\"");
            reader.error(node, "compare-unknown", message);
            Fallback::Shape
        }
    };
    MatchingRules { fallback, ..pact::read_rules(reader, node) }
}

fn read_headers<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Headers {
    let mut headers = Headers::default();
    let Some(all) = reader.object(node, "headers") else { return headers };
    for (key, value) in all.entries() {
        let lines: Vec<_> = if value.is_array() { value.items().collect() } else { vec![value] };
        for line in lines {
            match scalar_text(line) {
                Some(text) => headers.push(key.name, text),
                None => reader.unexpected(line, "a header's value"),
            }
        }
    }
    headers
}

fn read_body<'t>(reader: &mut Reader<'t>, node: Node<'t>, headers: &Headers) -> Body {
    let Some(body) = reader.object(node, "body") else { return Body::Missing };
    let media_type = headers.get("Content-Type").and_then(MediaType::parse);
    if let Some(json) = body.get("json") {
        let media_type = media_type.or_else(|| MediaType::parse("application/json"));
        return Body::from_json(reader.json(json), media_type);
    }
    if let Some(text) = reader.text(body, "text") {
        if text.is_empty() {
            return Body::Empty;
        }
        return Body::Present(Content { media_type, data: Data::Text(text.to_owned()) });
    }
    let decoded = reader.text(body, "base64").and_then(body::decode_base64);
    let Some(bytes) = decoded else {
        let message = "a body is {\"json\": …}, {\"text\": \"…\"} or {\"base64\": \"…\"}";
        reader.error(body, "body-undecodable", message);
        return Body::Missing;
    };
    Body::Present(Content { media_type, data: Data::Binary(bytes) })
}
