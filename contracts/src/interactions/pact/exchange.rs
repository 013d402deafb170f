//! Requests, responses and messages of Pact files.

use super::super::body::{self, Body, Content, Data};
use super::super::json::Json;
use super::super::media_type::MediaType;
use super::super::model::{Headers, MessagePart, PactVersion, Query, Request, Response};
use super::super::reader::{Reader, scalar_text, whole};
use super::rules;
use crate::text::{Node, NodeKind};

/// Reads a request: what is left out is `GET /`.
pub(in super::super) fn read_request<'t>(
    reader: &mut Reader<'t>,
    node: Node<'t>,
    version: PactVersion,
) -> Request {
    let headers = headers(reader, node);
    Request {
        method: reader.text(node, "method").unwrap_or("GET").to_owned(),
        path: reader.text(node, "path").unwrap_or("/").to_owned(),
        query: query(reader, node),
        body: read_body(reader, node.get("body"), headers.get("Content-Type"), version),
        headers,
        rules: rules::read(reader, node),
        location: node.location(),
    }
}

/// Reads a response: what is left out is status 200.
pub(in super::super) fn read_response<'t>(
    reader: &mut Reader<'t>,
    node: Node<'t>,
    version: PactVersion,
) -> Response {
    let headers = headers(reader, node);
    let status = match reader.entry(node, "status") {
        None => 200,
        Some(value) => status(reader, value),
    };
    Response {
        status,
        body: read_body(reader, node.get("body"), headers.get("Content-Type"), version),
        headers,
        rules: rules::read(reader, node),
        location: node.location(),
    }
}

fn status<'t>(reader: &mut Reader<'t>, value: Node<'t>) -> u16 {
    let number = whole::<u16>(value).or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    match number {
        Some(status) if (100..=599).contains(&status) => status,
        _ => {
            let message = "the status is no number between 100 and 599";
            reader.error(value, "status-invalid", message);
            200
        }
    }
}

/// Reads a message, or one part of an exchange of messages.
pub(in super::super) fn read_message<'t>(
    reader: &mut Reader<'t>,
    node: Node<'t>,
    version: PactVersion,
) -> MessagePart {
    let metadata = ["metadata", "metaData"].iter().find_map(|key| reader.object(node, key));
    let content_type = metadata.and_then(|all| {
        let name = |name: &str| name.to_ascii_lowercase().replace('-', "");
        all.entries().find(|(key, _)| name(key.name) == "contenttype")?.1.as_str()
    });
    let contents = node.get("contents").or_else(|| node.get("content"));
    MessagePart {
        metadata: metadata.map_or_else(Vec::new, |all| {
            all.entries().map(|(key, value)| (key.name.to_owned(), reader.json(value))).collect()
        }),
        body: read_body(reader, contents, content_type, version),
        rules: rules::read(reader, node),
    }
}

fn headers<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Headers {
    let mut headers = Headers::default();
    let Some(all) = reader.object(node, "headers") else { return headers };
    for (key, value) in all.entries() {
        let values: Vec<_> = if value.is_array() { value.items().collect() } else { vec![value] };
        for value in values {
            match scalar_text(value) {
                Some(text) => headers.push(key.name, text),
                None => reader.unexpected(value, "a header's value"),
            }
        }
    }
    headers
}

fn query<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Query {
    let mut query = Query::default();
    let Some(all) = reader.entry(node, "query") else { return query };
    if let Some(text) = all.as_str() {
        return Query::parse(text);
    }
    if !all.is_object() {
        reader.unexpected(all, "a query: a text, or an object of texts");
    }
    for (key, value) in all.entries() {
        let values: Vec<_> = if value.is_array() { value.items().collect() } else { vec![value] };
        for value in values {
            match (scalar_text(value), value.is_null()) {
                (None, false) => reader.unexpected(value, "a query parameter's value"),
                (text, _) => query.push(key.name, text),
            }
        }
    }
    query
}

fn read_body<'t>(
    reader: &mut Reader<'t>,
    node: Option<Node<'t>>,
    content_type: Option<&str>,
    version: PactVersion,
) -> Body {
    let Some(node) = node else { return Body::Missing };
    let declared = content_type.and_then(MediaType::parse);
    if version == PactVersion::V4 && (node.is_object() || node.is_null()) {
        return framed_body(reader, node, declared);
    }
    plain_body(reader, node, declared)
}

/// A body of version 4: `{"content": …, "contentType": …, "encoded": …}`.
fn framed_body<'t>(reader: &mut Reader<'t>, node: Node<'t>, declared: Option<MediaType>) -> Body {
    if node.is_null() {
        return Body::Null;
    }
    let own = reader.text(node, "contentType").and_then(MediaType::parse);
    let media_type = own.or(declared);
    let Some(content) = node.get("content") else { return Body::Missing };
    let encoding = match node.get("encoded") {
        Some(one) if one.as_bool() == Some(true) => Some("base64"),
        Some(one) => one.as_str(),
        None => None,
    };
    match encoding.map(str::to_ascii_lowercase).as_deref() {
        None | Some("") => plain_body(reader, content, media_type),
        Some("json") => match content.as_str().and_then(|text| Json::parse(text.as_bytes())) {
            Some(json) => Body::from_json(json, media_type),
            None => undecodable(reader, content, "JSON"),
        },
        Some("base64") => {
            let bytes = content.as_str().and_then(body::decode_base64);
            match bytes {
                Some(bytes) => {
                    let media_type = media_type.map(|one| one.to_string());
                    Body::from_wire(Some(&bytes), media_type.as_deref())
                }
                None => undecodable(reader, content, "base64"),
            }
        }
        Some(other) => {
            let other = other.to_owned();
            undecodable(reader, content, &other)
        }
    }
}

fn undecodable<'t>(reader: &mut Reader<'t>, content: Node<'t>, encoding: &str) -> Body {
    let message = format!("the body's content cannot be decoded as {encoding:?}");
    reader.error(content, "body-undecodable", message);
    Body::Missing
}

fn plain_body<'t>(reader: &mut Reader<'t>, node: Node<'t>, declared: Option<MediaType>) -> Body {
    match node.kind() {
        NodeKind::Null => Body::Null,
        NodeKind::String => text_body(reader, node, declared),
        _ => {
            let media_type = declared.or_else(|| MediaType::parse("application/json"));
            Body::from_json(reader.json(node), media_type)
        }
    }
}

/// A body that the file holds as a text. Of a JSON body that may be the text of an object or
/// array, as some writers do, or else the JSON string itself.
fn text_body<'t>(reader: &mut Reader<'t>, node: Node<'t>, declared: Option<MediaType>) -> Body {
    let text = node.as_str().unwrap_or_default();
    if text.is_empty() {
        return Body::Empty;
    }
    let media_type = declared.or_else(|| body::guess(text.as_bytes()));
    if media_type.as_ref().is_some_and(MediaType::is_json) {
        let json = Json::parse(text.as_bytes())
            .filter(|json| matches!(json.node().kind(), NodeKind::Array | NodeKind::Object))
            .unwrap_or_else(|| reader.json(node));
        return Body::from_json(json, media_type);
    }
    Body::Present(Content { media_type, data: Data::Text(text.to_owned()) })
}
