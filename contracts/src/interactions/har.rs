//! HTTP archives (HAR 1.1 to 1.3) as browsers and proxies write them.
//!
//! An entry becomes an interaction that is compared by shape: recorded values are examples. What
//! cannot become one is said in a diagnostic and left out. Bodies are taken as decoded, which is
//! how every writer stores them, whatever `Content-Encoding` says.

use super::body::{self, Body, Content, Data};
use super::matching_rules::{Fallback, MatchingRules};
use super::media_type::MediaType;
use super::model::{
    Headers, Interaction, Kind, Model, Query, Request, Response, SourceFormat, percent_decode,
};
use super::reader::{Reader, scalar_text, whole};
use crate::text::Node;

/// Whether `root` is an HTTP archive.
pub(super) fn is_har(root: Node<'_>) -> bool {
    root.resolve("/log/entries").is_some()
}

/// Reads an HTTP archive.
pub(super) fn read(reader: &mut Reader<'_>) -> Model {
    let root = reader.root();
    let mut interactions = Vec::new();
    if let Some(log) = reader.object(root, "log") {
        let entries = reader.array(log, "entries");
        interactions.reserve_exact(entries.len());
        for entry in entries {
            interactions.extend(read_entry(reader, entry));
        }
    }
    Model { format: SourceFormat::Har, consumer: None, provider: None, interactions }
}

fn read_entry<'t>(reader: &mut Reader<'t>, entry: Node<'t>) -> Option<Interaction> {
    if !entry.is_object() {
        reader.unexpected(entry, "an entry");
        return None;
    }
    let Some(request) = reader.object(entry, "request") else {
        reader.error(entry, "request-missing", "the entry has no request");
        return None;
    };
    if reader.entry(entry, "_webSocketMessages").is_some() {
        let message = "the entry is a WebSocket, which is neither replayed nor compared: left out";
        reader.warning(entry, "websocket-left-out", message);
        return None;
    }
    let response = reader.object(entry, "response");
    let status = response.and_then(|one| one.get("status")).and_then(whole::<u16>);
    let (Some(response), Some(status @ 100..=599)) = (response, status) else {
        let message = "the entry has no response, as when a page is left or a request is blocked: \
                       left out";
        reader.warning(entry, "response-missing", message);
        return None;
    };
    let request = read_request(reader, request)?;
    let response = read_response(reader, response, status, &request.method);
    Some(Interaction {
        description: format!("{} {} answers {status}", request.method, request.path),
        states: Vec::new(),
        pending: false,
        key: None,
        plugin: None,
        kind: Kind::Http { request, response },
        location: entry.location(),
    })
}

fn read_request<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Option<Request> {
    let address = reader.text(node, "url").unwrap_or_default();
    let (path, query) = split_address(address)?;
    let headers = read_headers(reader, node);
    let body = reader.object(node, "postData").map(|data| read_post_data(reader, data, &headers));
    Some(Request {
        method: reader.text(node, "method").unwrap_or("GET").to_ascii_uppercase(),
        path: path.to_owned(),
        query: Query::parse(query),
        headers,
        body: body.unwrap_or_default(),
        rules: MatchingRules::default(),
        location: node.location(),
    })
}

/// The path and the query of an address, both as they were sent.
fn split_address(address: &str) -> Option<(&str, &str)> {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]));
    let rest = rest.split('#').next()?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    Some((if path.is_empty() { "/" } else { path }, query))
}

/// Headers as a list; those of HTTP/2 that are not headers (`:authority`) are left out.
fn read_headers<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Headers {
    let mut headers = Headers::default();
    for line in reader.array(node, "headers") {
        let name = reader.text(line, "name").unwrap_or_default();
        if name.is_empty() || name.starts_with(':') {
            continue;
        }
        headers.push(name, line.get("value").and_then(scalar_text).unwrap_or_default());
    }
    headers
}

fn read_post_data<'t>(reader: &mut Reader<'t>, data: Node<'t>, headers: &Headers) -> Body {
    let media_type = headers.get("Content-Type").or_else(|| reader.text(data, "mimeType"));
    if let Some(text) = reader.text(data, "text").filter(|text| !text.is_empty()) {
        return read_text(reader, data, text, media_type);
    }
    let mut form = Query::default();
    for parameter in reader.array(data, "params") {
        let name = reader.text(parameter, "name").unwrap_or_default();
        let value = parameter.get("value").and_then(scalar_text).unwrap_or_default();
        // Writers disagree on whether these are decoded; encoding the decoded is right for both.
        form.push(percent_decode(name), Some(percent_decode(&value)));
    }
    let parsed = media_type.and_then(MediaType::parse);
    if parsed.as_ref().is_some_and(MediaType::is_multipart) {
        let message = "the parts of this body are listed but not its bytes: the body is left out";
        reader.warning(data, "multipart-not-recorded", message);
        return Body::Missing;
    }
    if form.is_empty() {
        return Body::Empty;
    }
    Body::Present(Content { media_type: parsed, data: Data::Text(form.to_string()) })
}

fn read_response<'t>(
    reader: &mut Reader<'t>,
    node: Node<'t>,
    status: u16,
    method: &str,
) -> Response {
    let headers = read_headers(reader, node);
    let bodiless = method == "HEAD" || matches!(status, 100..=199 | 204 | 205 | 304);
    let body = match reader.object(node, "content") {
        Some(content) if !bodiless => read_content(reader, content, &headers),
        _ => Body::Missing,
    };
    let rules = MatchingRules { fallback: Fallback::Shape, ..MatchingRules::default() };
    Response { status, headers, body, rules, location: node.location() }
}

fn read_content<'t>(reader: &mut Reader<'t>, content: Node<'t>, headers: &Headers) -> Body {
    let media_type = headers.get("Content-Type").or_else(|| reader.text(content, "mimeType"));
    let Some(text) = reader.text(content, "text") else {
        let size = content.get("size").and_then(whole::<i64>).unwrap_or(0);
        if size > 0 {
            let message = "the archive says that there was a body and does not hold it: only \
                           status and headers are compared";
            reader.warning(content, "body-not-recorded", message);
        }
        return if size == 0 { Body::Empty } else { Body::Missing };
    };
    read_text(reader, content, text, media_type)
}

/// The body whose text `node` holds, in the encoding that it names beside.
fn read_text<'t>(
    reader: &mut Reader<'t>,
    node: Node<'t>,
    text: &str,
    media_type: Option<&str>,
) -> Body {
    if node.get("encoding").and_then(Node::as_str) != Some("base64") {
        // The archive is UTF-8, whatever character set the body had on the wire.
        let essence = media_type.and_then(MediaType::parse).map(|one| one.essence().to_owned());
        return Body::from_wire(Some(text.as_bytes()), essence.as_deref());
    }
    match body::decode_base64(text) {
        Some(bytes) => Body::from_wire(Some(&bytes), media_type),
        None => {
            reader.error(node, "body-undecodable", "the body's text is not base64");
            Body::Missing
        }
    }
}
