//! What of a provider's contract the consumer touches, in the places' vocabulary.

use super::Judge;
use super::bodies;
use crate::interactions::body::{Body, Data};
use crate::interactions::{self, Kind, Request, Response};
use crate::location::Place;
use crate::openapi;
use crate::openapi::model::{Content, MediaType, Operation, SchemaId, Slot, Status};
use crate::text::Node;
use std::collections::BTreeSet;

/// How deep instance paths go: a recursive schema has no end.
const DEPTH: usize = 64;

/// Every place that the interactions touch: operations, their parameters, messages and the keys
/// in them; sorted, without duplicates. Interactions that lead nowhere touch nothing.
pub fn uses(consumer: &interactions::Model, provider: &openapi::Model) -> Vec<Place> {
    let judge = Judge::new(provider);
    let mut touched = Touched { provider, places: BTreeSet::new() };
    for interaction in &consumer.interactions {
        let Kind::Http { request, response } = &interaction.kind else { continue };
        let found =
            judge.candidates(request, |judge, path| judge.provider.route(&request.method, path));
        if let Some(first) = found.first() {
            touched.exchange(first.operation, request, response);
        }
    }
    touched.places.into_iter().collect()
}

struct Touched<'m> {
    provider: &'m openapi::Model,
    places: BTreeSet<Place>,
}

impl<'m> Touched<'m> {
    fn exchange(&mut self, operation: &'m Operation, request: &Request, response: &Response) {
        let place = operation.place();
        for parameter in &operation.parameters {
            let sent = match &parameter.slot {
                Slot::Path(_) => true,
                Slot::Query(name) => !request.query.values(name).is_empty(),
                Slot::Header(name) => request.headers.get(name).is_some(),
                Slot::Cookie(name) => {
                    !super::parameters::cookies(&request.headers).values(name).is_empty()
                }
            };
            if sent {
                self.places.insert(place.message(&parameter.slot.to_string()));
            }
        }
        if let Some(declared) = &operation.request {
            let content =
                content_of(&declared.content, &request.body, request.headers.get("Content-Type"));
            if let Some(content) = content {
                let message = place.message(&format!("request {}", content.media_type));
                self.body(message, content, &request.body);
            }
        }
        let status = Status::Exact(response.status);
        if let Some(declared) = operation.responses.iter().find(|one| one.status.covers(status)) {
            let message = place.message(&format!("response {}", declared.status));
            for header in &declared.headers {
                if response.headers.get(&header.name).is_some() {
                    let status = declared.status;
                    let part = format!("response {status} header {}", header.name);
                    self.places.insert(place.message(&part));
                }
            }
            self.places.insert(message);
            let content =
                content_of(&declared.content, &response.body, response.headers.get("Content-Type"));
            if let Some(content) = content {
                let part = format!("response {} {}", declared.status, content.media_type);
                self.body(place.message(&part), content, &response.body);
            }
        }
        self.places.insert(place);
    }

    fn body(&mut self, message: Place, content: &'m Content, body: &Body) {
        if let Body::Present(present) = body
            && let Data::Json(json) = &present.data
        {
            self.value(&message, &mut Vec::new(), Some(content.schema), json.node());
        }
        self.places.insert(message);
    }

    /// Notes the path of a value and of all its parts. What the schema does not declare by name
    /// is called `{}`.
    fn value(
        &mut self,
        message: &Place,
        path: &mut Vec<String>,
        schema: Option<SchemaId>,
        value: Node<'_>,
    ) {
        if !path.is_empty() {
            self.places.insert(message.within(&joined(path)));
        }
        if path.len() >= DEPTH {
            return;
        }
        for item in value.items() {
            path.push("[]".into());
            let inner = schema.and_then(|id| self.item(id));
            self.value(message, path, inner, item);
            path.pop();
        }
        for (key, entry) in value.entries() {
            let inner = schema.and_then(|id| self.entry(id, key.name, DEPTH));
            let segment = match inner {
                Some((segment, _)) => segment,
                None => Segment::Key,
            };
            path.push(match segment {
                Segment::Key => quoted_key(key.name),
                Segment::Other => "{}".into(),
            });
            self.value(message, path, inner.map(|(_, id)| id), entry);
            path.pop();
        }
    }

    fn item(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = self.provider.schema(id);
        schema.array.as_ref().map(|array| array.items).or_else(|| {
            self.branches(id).into_iter().find_map(|branch| {
                self.provider.schema(branch).array.as_ref().map(|array| array.items)
            })
        })
    }

    fn entry(&self, id: SchemaId, name: &str, depth: usize) -> Option<(Segment, SchemaId)> {
        if depth == 0 {
            return None;
        }
        let schema = self.provider.schema(id);
        if let Some(object) = &schema.object {
            if let Some(property) = object.property(name) {
                return Some((Segment::Key, property.schema));
            }
            let additional = self.provider.schema(object.additional);
            if !additional.is_any() && !additional.is_never() {
                return Some((Segment::Other, object.additional));
            }
        }
        self.branches(id).into_iter().find_map(|branch| self.entry(branch, name, depth - 1))
    }

    fn branches(&self, id: SchemaId) -> Vec<SchemaId> {
        let Some(logic) = &self.provider.schema(id).logic else { return Vec::new() };
        let choices = logic.choices.iter().flat_map(|choice| &choice.branches);
        logic.all_of.iter().chain(choices).map(|branch| branch.schema).collect()
    }
}

/// How a key is called in a path.
#[derive(Clone, Copy)]
enum Segment {
    Key,
    Other,
}

fn content_of<'m>(
    declared: &'m [Content],
    body: &Body,
    header: Option<&str>,
) -> Option<&'m Content> {
    if matches!(body, Body::Missing | Body::Empty) {
        return None;
    }
    match header {
        Some(text) => bodies::select(declared, &MediaType::new(text)),
        None => declared.iter().find(|one| one.media_type.is_json()).or(declared.first()),
    }
}

/// Segments as a path: keys joined by `.`, `[]` and `{}` attached.
fn joined(path: &[String]) -> String {
    let mut text = String::new();
    for segment in path {
        if !text.is_empty() && segment != "[]" {
            text.push('.');
        }
        text.push_str(segment);
    }
    text
}

fn quoted_key(key: &str) -> String {
    let special = |one: char| ".[]{}\"".contains(one) || one.is_whitespace();
    if key.is_empty() || key.contains(special) {
        crate::interactions::json::quoted(key)
    } else {
        key.to_owned()
    }
}
