//! What of a provider's contract the consumer touches, in the places' vocabulary.

use super::Judge;
use super::bodies;
use super::parameters::cookies;
use crate::interactions::body::{Body, Data};
use crate::interactions::{self, Kind, Request, Response};
use crate::location::{Place, push_key};
use crate::openapi;
use crate::openapi::model::{
    Content, MediaType, Operation, Response as Declared, SchemaId, Slot, Status,
};
use crate::rule::Side;
use crate::text::Node;
use std::collections::BTreeSet;

/// How deep instance paths go.
const DEPTH: usize = 64;

/// Every place that the interactions touch: operations, parameters, messages and the keys in
/// them; sorted, without duplicates. Interactions that lead nowhere touch nothing.
///
/// What a request must hold is touched by whoever sends that request, with or without it: a
/// requirement that is new breaks those who do not meet it. So an added requirement is found when
/// the uses are taken of the provider's new contract.
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

/// A message on the way to its parts.
struct Message {
    place: Place,
    side: Side,
    /// The schemas on the way to the value, with the length of the path to each.
    way: Vec<(SchemaId, usize)>,
    path: String,
}

impl<'m> Touched<'m> {
    fn exchange(&mut self, operation: &'m Operation, request: &Request, response: &Response) {
        let place = operation.place();
        for parameter in &operation.parameters {
            let sent = match &parameter.slot {
                Slot::Path(_) => true,
                Slot::Query(name) => !request.query.values(name).is_empty(),
                Slot::Header(name) => request.headers.get(name).is_some(),
                Slot::Cookie(name) => !cookies(&request.headers).values(name).is_empty(),
            };
            if sent || parameter.required {
                self.places.insert(place.message(&parameter.slot.to_string()));
            }
        }
        if let Some(declared) = &operation.request {
            self.places.insert(place.message("request"));
            let header = request.headers.get("Content-Type");
            if let Some(content) = content_of(&declared.content, &request.body, header) {
                let message = place.message(&format!("request {}", content.media_type));
                self.body(message, Side::Request, content, &request.body);
            }
        }
        let status = Status::Exact(response.status);
        if let Some(declared) = operation.responses.iter().find(|one| one.status.covers(status)) {
            self.response(&place, declared, response);
        }
        self.places.insert(place);
    }

    fn response(&mut self, place: &Place, declared: &'m Declared, response: &Response) {
        let message = format!("response {}", declared.status);
        self.places.insert(place.message(&message));
        for header in &declared.headers {
            if response.headers.get(&header.name).is_some() {
                self.places.insert(place.message(&format!("{message} header {}", header.name)));
            }
        }
        let header = response.headers.get("Content-Type");
        if let Some(content) = content_of(&declared.content, &response.body, header) {
            let message = place.message(&format!("{message} {}", content.media_type));
            self.body(message, Side::Response, content, &response.body);
        }
    }

    fn body(&mut self, place: Place, side: Side, content: &'m Content, body: &Body) {
        self.places.insert(place.clone());
        if let Body::Present(present) = body
            && let Data::Json(json) = &present.data
        {
            let mut message = Message { place, side, way: Vec::new(), path: String::new() };
            self.value(&mut message, Some(content.schema), json.node());
        }
    }

    /// Notes the path of a value and of all its parts. Within a schema that holds itself the path
    /// begins anew, so that it is a shortest one.
    fn value(&mut self, message: &mut Message, schema: Option<SchemaId>, value: Node<'_>) {
        let before = message.path.clone();
        let again = schema.and_then(|id| message.way.iter().find(|(seen, _)| *seen == id));
        if let Some((_, length)) = again {
            message.path.truncate(*length);
        }
        self.places.insert(message.place.within(&before));
        self.places.insert(message.place.within(&message.path));
        if message.way.len() < DEPTH {
            message.way.extend(schema.map(|id| (id, message.path.len())));
            self.parts(message, schema, value);
            if schema.is_some() {
                message.way.pop();
            }
        }
        message.path = before;
    }

    fn parts(&mut self, message: &mut Message, schema: Option<SchemaId>, value: Node<'_>) {
        let length = message.path.len();
        for item in value.items() {
            message.path.push_str("[]");
            let inner = schema.and_then(|id| self.item(id, DEPTH));
            self.value(message, inner, item);
            message.path.truncate(length);
        }
        for (key, entry) in value.entries() {
            let inner = match schema.and_then(|id| self.entry(id, key.name, DEPTH)) {
                Some(Entry::Declared(inner)) => Some(inner),
                Some(Entry::Other(inner)) => {
                    message.path.push_str("{}");
                    self.value(message, Some(inner), entry);
                    message.path.truncate(length);
                    continue;
                }
                None => None,
            };
            push_key(&mut message.path, key.name);
            self.value(message, inner, entry);
            message.path.truncate(length);
        }
        if value.is_object() && message.side == Side::Request {
            for name in schema.map(|id| self.required(id, DEPTH)).unwrap_or_default() {
                push_key(&mut message.path, name);
                self.places.insert(message.place.within(&message.path));
                message.path.truncate(length);
            }
        }
    }

    fn item(&self, id: SchemaId, depth: usize) -> Option<SchemaId> {
        let own = self.provider.schema(id).array.as_ref().map(|array| array.items);
        own.or_else(|| {
            let mut branches = self.branches(id, depth).into_iter();
            branches.find_map(|branch| self.item(branch, depth - 1))
        })
    }

    fn entry(&self, id: SchemaId, name: &str, depth: usize) -> Option<Entry> {
        if let Some(object) = &self.provider.schema(id).object {
            if let Some(property) = object.property(name) {
                return Some(Entry::Declared(property.schema));
            }
            let additional = self.provider.schema(object.additional);
            if !additional.is_any() && !additional.is_never() {
                return Some(Entry::Other(object.additional));
            }
        }
        let mut branches = self.branches(id, depth).into_iter();
        branches.find_map(|branch| self.entry(branch, name, depth - 1))
    }

    fn required(&self, id: SchemaId, depth: usize) -> Vec<&'m str> {
        let own = self.provider.schema(id).object.iter().flat_map(|object| &object.properties);
        let mut names: Vec<&'m str> =
            own.filter(|one| one.required).map(|one| &*one.name).collect();
        for branch in self.branches(id, depth) {
            names.extend(self.required(branch, depth - 1));
        }
        names
    }

    fn branches(&self, id: SchemaId, depth: usize) -> Vec<SchemaId> {
        let logic = self.provider.schema(id).logic.as_ref().filter(|_| depth > 0);
        let Some(logic) = logic else { return Vec::new() };
        let choices = logic.choices.iter().flat_map(|choice| &choice.branches);
        logic.all_of.iter().chain(choices).map(|branch| branch.schema).collect()
    }
}

/// How an object's schema speaks of a key.
enum Entry {
    /// By its name.
    Declared(SchemaId),
    /// As one of the others.
    Other(SchemaId),
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
