//! Request bodies, responses, their headers and their media types.

use super::facts::{Noted, facet};
use super::parameters::matched;
use super::{Diff, Message, Site, at_key};
use crate::fingerprint::Facet;
use crate::location::Place;
use crate::openapi::change::{
    Effect, Fact, RequestEdit, ResponseEdit, SchemaEdit, SchemaFact, SchemaPosition,
};
use crate::openapi::model::{Content, Header, Operation, RequestBody, Response, Status};
use crate::rule::Side;

impl<'m> Diff<'m> {
    pub(super) fn request(&mut self, old: &Operation, new: &Operation, place: &Place) {
        match (&old.request, &new.request) {
            (None, None) => {}
            (None, Some(after)) => {
                let site = Site::added(old.node, after.node);
                let edit = RequestEdit::Added { required: after.required };
                let required = if after.required { "required" } else { "optional" };
                self.note_request(new, edit, site, facet("", required), &place.message("request"));
            }
            (Some(before), None) => {
                let site = Site::removed(before.node, new.node);
                let facet = facet("present", "");
                let place = place.message("request");
                self.note_request(new, RequestEdit::Removed, site, facet, &place);
            }
            (Some(before), Some(after)) => self.request_body(new, before, after, place),
        }
    }

    fn request_body(
        &mut self,
        operation: &Operation,
        old: &RequestBody,
        new: &RequestBody,
        place: &Place,
    ) {
        if old.required != new.required {
            let site = Site::both(
                at_key(self.old, old.node, "required"),
                at_key(self.new, new.node, "required"),
            );
            let (edit, facet) = if new.required {
                (RequestEdit::BecameRequired, facet("optional", "required"))
            } else {
                (RequestEdit::BecameOptional, facet("required", "optional"))
            };
            self.note_request(operation, edit, site, facet, &place.message("request"));
        }
        let at = |content: &Content| place.message(&format!("request {}", content.media_type));
        let pairing = Pairing::of(&old.content, &new.content);
        for content in pairing.removed {
            let media_type = content.media_type.to_string();
            let site = Site::removed(content.node, new.node);
            let facet = facet(&media_type, "");
            let edit = RequestEdit::MediaTypeRemoved { media_type };
            self.note_request(operation, edit, site, facet, &at(content));
        }
        for content in pairing.added {
            let media_type = content.media_type.to_string();
            let site = Site::added(old.node, content.node);
            let facet = facet("", &media_type);
            let edit = RequestEdit::MediaTypeAdded { media_type };
            self.note_request(operation, edit, site, facet, &at(content));
        }
        for (before, after) in pairing.pairs {
            let narrower = narrower(before, after);
            self.encoding(operation, before, after, &at(narrower));
            let message = Message {
                operation: place,
                name: format!("request {}", narrower.media_type),
                position: SchemaPosition::Body,
                side: operation.side(Side::Request),
            };
            self.values(&message, before.schema, after.schema);
        }
    }

    fn encoding(&mut self, operation: &Operation, old: &Content, new: &Content, place: &Place) {
        let by_property = matched(&old.encoding, &new.encoding, |a, b| a.property.cmp(&b.property));
        for (before, after) in by_property {
            let says = |one: Option<&crate::openapi::model::Encoding>| {
                one.map_or(String::new(), |one| one.says.to_string())
            };
            let Some(either) = before.or(after) else { continue };
            if says(before) != says(after) {
                let site = Site::both(
                    before.map_or(old.node, |one| one.node),
                    after.map_or(new.node, |one| one.node),
                );
                let edit = RequestEdit::EncodingChanged {
                    media_type: new.media_type.to_string(),
                    property: either.property.to_string(),
                };
                let facet = facet(says(before), says(after));
                self.note_request(operation, edit, site, facet, place);
            }
        }
    }

    pub(super) fn responses(&mut self, old: &Operation, new: &Operation, place: &Place) {
        for response in &old.responses {
            if !is_known(response.status, &new.responses) {
                let edit = ResponseEdit::Removed { success: is_success(response, old) };
                let site = Site::removed(response.node, new.node);
                self.note_response(new, response.status, edit, site, facet("present", ""), place);
            }
        }
        for after in &new.responses {
            let Some(before) = counterpart(after.status, &old.responses) else {
                let edit = ResponseEdit::Added { success: is_success(after, new) };
                let site = Site::added(old.node, after.node);
                self.note_response(new, after.status, edit, site, facet("", "present"), place);
                continue;
            };
            self.response(new, after.status, before, after, place);
        }
        // Those that only a wider entry of the new version still speaks of.
        for before in &old.responses {
            let exact = new.responses.iter().any(|after| after.status == before.status);
            let wider = counterpart(before.status, &new.responses);
            if let (false, Some(after)) = (exact, wider) {
                self.response(new, before.status, before, after, place);
            }
        }
    }

    fn response(
        &mut self,
        operation: &Operation,
        status: Status,
        old: &Response,
        new: &Response,
        place: &Place,
    ) {
        let pairing = Pairing::of(&old.content, &new.content);
        for content in pairing.removed {
            let media_type = content.media_type.to_string();
            let facet = facet(&media_type, "");
            let edit = ResponseEdit::MediaTypeRemoved { media_type };
            let site = Site::removed(content.node, new.node);
            self.note_response(operation, status, edit, site, facet, place);
        }
        for content in pairing.added {
            let media_type = content.media_type.to_string();
            let facet = facet("", &media_type);
            let edit = ResponseEdit::MediaTypeAdded { media_type };
            let site = Site::added(old.node, content.node);
            self.note_response(operation, status, edit, site, facet, place);
        }
        for (before, after) in pairing.pairs {
            let message = Message {
                operation: place,
                name: format!("response {status} {}", narrower(before, after).media_type),
                position: SchemaPosition::Body,
                side: operation.side(Side::Response),
            };
            self.values(&message, before.schema, after.schema);
        }
        self.headers(operation, status, old, new, place);
        for (before, after) in matched(&old.links, &new.links, |a, b| a.name.cmp(&b.name)) {
            let leads = |one: Option<&crate::openapi::model::Link>| {
                one.map_or(String::new(), |link| link.leads.to_string())
            };
            let Some(either) = before.or(after) else { continue };
            if leads(before) != leads(after) {
                let edit = ResponseEdit::LinkChanged { name: either.name.to_string() };
                let site = Site::both(
                    before.map_or(old.node, |one| one.node),
                    after.map_or(new.node, |one| one.node),
                );
                let facet = facet(leads(before), leads(after));
                self.note_response(operation, status, edit, site, facet, place);
            }
        }
    }

    fn headers(
        &mut self,
        operation: &Operation,
        status: Status,
        old: &Response,
        new: &Response,
        place: &Place,
    ) {
        let word = |header: &Header| if header.required { "required" } else { "optional" };
        for (before, after) in matched(&old.headers, &new.headers, |a, b| a.name.cmp(&b.name)) {
            let Some(either) = after.or(before) else { continue };
            let name = either.name.to_string();
            let place_of_header = place.message(&format!("response {status} header {name}"));
            let (edit, site, facet) = match (before, after) {
                (Some(before), Some(after)) => {
                    self.header(operation, status, before, after, place);
                    let site = Site::both(before.node, after.node);
                    let edit = match (before.required, after.required) {
                        (false, true) => ResponseEdit::HeaderBecameRequired { name },
                        (true, false) => ResponseEdit::HeaderBecameOptional { name },
                        _ => continue,
                    };
                    (edit, site, facet(word(before), word(after)))
                }
                (None, Some(after)) => {
                    let edit = ResponseEdit::HeaderAdded { name, required: after.required };
                    (edit, Site::added(old.node, after.node), facet("", word(after)))
                }
                (Some(before), None) => {
                    let edit = ResponseEdit::HeaderRemoved { name, required: before.required };
                    (edit, Site::removed(before.node, new.node), facet(word(before), ""))
                }
                (None, None) => continue,
            };
            let fact = Fact::Response {
                operation: operation.reference(),
                status: status.to_string(),
                edit,
            };
            self.facts.note(Noted { fact, site, facet }, [place_of_header]);
        }
    }

    fn header(
        &mut self,
        operation: &Operation,
        status: Status,
        old: &Header,
        new: &Header,
        place: &Place,
    ) {
        let message = Message {
            operation: place,
            name: format!("response {status} header {}", new.name),
            position: SchemaPosition::Header,
            side: operation.side(Side::Response),
        };
        let aspects = self.serialization((&old.form, old.schema), (&new.form, new.schema));
        for aspect in aspects {
            let fact = Fact::Schema(SchemaFact {
                side: message.side,
                position: message.position,
                message: message.name.clone(),
                path: String::new(),
                read_only: false,
                write_only: false,
                edit: SchemaEdit::KeywordChanged {
                    keyword: aspect.what.to_owned(),
                    effect: Effect::Incomparable,
                },
            });
            let site = Site::both(old.node, new.node);
            let noted = Noted { fact, site, facet: facet(aspect.old, aspect.new) };
            self.facts.note(noted, [message.place()]);
        }
        self.values(&message, old.schema, new.schema);
    }

    fn note_request(
        &mut self,
        operation: &Operation,
        edit: RequestEdit,
        site: Site,
        facet: Facet,
        place: &Place,
    ) {
        let fact = Fact::RequestBody { operation: operation.reference(), edit };
        self.facts.note(Noted { fact, site, facet }, [place.clone()]);
    }

    fn note_response(
        &mut self,
        operation: &Operation,
        status: Status,
        edit: ResponseEdit,
        site: Site,
        facet: Facet,
        place: &Place,
    ) {
        let message = match &edit {
            ResponseEdit::MediaTypeAdded { media_type }
            | ResponseEdit::MediaTypeRemoved { media_type } => {
                format!("response {status} {media_type}")
            }
            _ => format!("response {status}"),
        };
        let status = status.to_string();
        let fact = Fact::Response { operation: operation.reference(), status, edit };
        self.facts.note(Noted { fact, site, facet }, [place.message(&message)]);
    }
}

/// Whether a response below 400, or one of unknown status where no other is below 400.
fn is_success(response: &Response, operation: &Operation) -> bool {
    let alone = || !operation.responses.iter().any(|other| other.status.is_success());
    response.status.is_success() || (response.status == Status::Default && alone())
}

/// The entry of the other version that speaks of a status: the same, else the narrowest that
/// covers it.
fn counterpart(status: Status, others: &[Response]) -> Option<&Response> {
    let covering = others.iter().filter(|other| other.status.covers(status));
    covering.min_by_key(|other| other.status)
}

/// Whether the other version speaks of a status, or of one in its range.
fn is_known(status: Status, others: &[Response]) -> bool {
    let within = |other: &&Response| match status {
        Status::Range(_) => status.covers(other.status),
        Status::Exact(_) | Status::Default => false,
    };
    counterpart(status, others).is_some() || others.iter().any(|other| within(&other))
}

/// The one of two matched forms that is the other's member.
fn narrower<'a>(old: &'a Content, new: &'a Content) -> &'a Content {
    if new.media_type.is_range() && !old.media_type.is_range() { old } else { new }
}

/// Which forms of a body belong together.
struct Pairing<'a> {
    pairs: Vec<(&'a Content, &'a Content)>,
    /// Old forms that no new one covers.
    removed: Vec<&'a Content>,
    /// New forms that no old one covers.
    added: Vec<&'a Content>,
}

impl<'a> Pairing<'a> {
    fn of(old: &'a [Content], new: &'a [Content]) -> Self {
        let mut pairing = Self { pairs: Vec::new(), removed: Vec::new(), added: Vec::new() };
        let by_type = matched(old, new, |a, b| a.media_type.cmp(&b.media_type));
        for (before, after) in by_type {
            match (before, after) {
                (Some(before), Some(after)) => pairing.pairs.push((before, after)),
                (Some(before), None) => {
                    match new.iter().find(|one| one.media_type.covers(&before.media_type)) {
                        Some(wider) => pairing.pairs.push((before, wider)),
                        None => pairing.removed.push(before),
                    }
                }
                (None, Some(after)) => {
                    match old.iter().find(|one| one.media_type.covers(&after.media_type)) {
                        Some(wider) => pairing.pairs.push((wider, after)),
                        None => pairing.added.push(after),
                    }
                }
                (None, None) => {}
            }
        }
        pairing
    }
}
