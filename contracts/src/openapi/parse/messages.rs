//! Request bodies, responses, their headers and their content.

use super::context::{Reader, text};
use crate::openapi::change::ParameterLocation;
use crate::openapi::model::{
    Content, Encoding, Header, Link, MediaType, RequestBody, Response, Status, canonical_saying,
};
use crate::text::Node;
use std::collections::BTreeMap;

impl<'t> Reader<'t> {
    pub(super) fn request_body(&mut self, operation: Node<'t>) -> Option<RequestBody> {
        let node = operation.get("requestBody")?;
        let node = self.object(node, "a request body")?;
        Some(RequestBody {
            node: node.id(),
            required: self.flag(node, "required").unwrap_or(false),
            content: self.content(node),
        })
    }

    pub(super) fn responses(&mut self, operation: Node<'t>) -> Box<[Response]> {
        let mut responses = Vec::new();
        for (key, node) in self.fixed_entries(operation, "responses") {
            let Some(status) = status(key) else {
                let message = format!(
                    "{key:?} is no status; use three digits, a range such as 2XX, or default"
                );
                self.report.warning("odd-status", node, message);
                continue;
            };
            let Some(node) = self.object(node, "a response") else { continue };
            if self.may_read(node) {
                responses.push(self.response(status, node));
            }
        }
        responses.sort_by_key(|response| response.status);
        responses.dedup_by_key(|response| response.status);
        responses.into()
    }

    fn response(&mut self, status: Status, node: Node<'t>) -> Response {
        let mut headers: Vec<Header> = Vec::new();
        for (name, header) in self.entries(node, "headers") {
            let name = name.to_ascii_lowercase();
            let Some(header) = self.object(header, "a header") else { continue };
            if name != "content-type" && self.may_read(header) {
                let (form, schema) = self.form_and_schema(header, ParameterLocation::Header);
                let required = self.flag(header, "required").unwrap_or(false);
                headers.push(Header {
                    name: name.into(),
                    node: header.id(),
                    required,
                    form,
                    schema,
                });
            }
        }
        headers.sort_by(|a, b| a.name.cmp(&b.name));
        headers.dedup_by(|a, b| a.name == b.name);
        let mut links: Vec<Link> = Vec::new();
        for (name, link) in self.entries(node, "links") {
            if let Some(link) = self.object(link, "a link") {
                let leads = canonical_saying(link).into();
                links.push(Link { name: name.into(), node: link.id(), leads });
            }
        }
        links.sort_by(|a, b| a.name.cmp(&b.name));
        let content = self.content(node);
        Response { status, node: node.id(), content, headers: headers.into(), links: links.into() }
    }

    fn content(&mut self, owner: Node<'t>) -> Box<[Content]> {
        let mut content: BTreeMap<MediaType, Content> = BTreeMap::new();
        for (key, node) in self.entries(owner, "content") {
            if !node.is_object() {
                self.report.wrong_shape(node, "a media type", "an object");
                continue;
            }
            if !self.may_read(node) {
                break;
            }
            let media_type = MediaType::new(key);
            if content.contains_key(&media_type) {
                let message = format!("{key:?} is the same media type as another one here");
                self.report.warning("duplicate-media-type", node, message);
                continue;
            }
            let schema = self.schema_at(node, "schema");
            let encoding = self.encoding(&media_type, node);
            let read =
                Content { media_type: media_type.clone(), node: node.id(), schema, encoding };
            content.insert(media_type, read);
        }
        content.into_values().collect()
    }

    /// What is said about parts of a form beyond the defaults.
    fn encoding(&mut self, media_type: &MediaType, node: Node<'t>) -> Box<[Encoding]> {
        let essence = media_type.essence();
        let is_form = essence == "application/x-www-form-urlencoded";
        if !is_form && !essence.starts_with("multipart/") {
            return Box::default();
        }
        let mut encoding = Vec::new();
        for (property, node) in self.entries(node, "encoding") {
            let style = text(node, "style").unwrap_or("form");
            let explode = self.flag(node, "explode").unwrap_or(style == "form");
            let reserved = self.flag(node, "allowReserved").unwrap_or(false);
            let headers = node.get("headers").map(canonical_saying).unwrap_or_default();
            let content_type = text(node, "contentType").unwrap_or_default();
            let usual = style == "form" && explode && !reserved;
            if usual && headers.is_empty() && content_type.is_empty() {
                continue;
            }
            let says = format!("{content_type}|{style}|{explode}|{reserved}|{headers}").into();
            encoding.push(Encoding { property: property.into(), node: node.id(), says });
        }
        encoding.sort_by(|a, b| a.property.cmp(&b.property));
        encoding.into()
    }
}

fn status(key: &str) -> Option<Status> {
    match key.as_bytes() {
        b"default" => Some(Status::Default),
        [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Status::Range(digit - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(Status::Exact),
        _ => None,
    }
}
