//! Bodies and their media types.

use super::fit::Extent;
use super::{Area, Exchange, Judge, Said, wire};
use crate::interactions;
use crate::interactions::body::{Body, Data};
use crate::interactions::json::{Json, quoted};
use crate::interactions::model::{Headers, Query};
use crate::openapi::model::{Content, MediaType, Types};
use crate::rule::Side;
use crate::text::NodeId;

/// Which of the two bodies.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) side: Side,
    pub(super) area: Area,
    pub(super) what: &'static str,
    pub(super) incompatible: &'static str,
    pub(super) media_type_unknown: &'static str,
}

pub(super) const REQUEST: Kind = Kind {
    side: Side::Request,
    area: Area::RequestBody,
    what: "request body",
    incompatible: "request-body-incompatible",
    media_type_unknown: "request-media-type-unknown",
};

pub(super) const RESPONSE: Kind = Kind {
    side: Side::Response,
    area: Area::ResponseBody,
    what: "response body",
    incompatible: "response-body-incompatible",
    media_type_unknown: "response-media-type-unknown",
};

impl<'m> Judge<'m> {
    /// Judges the body of a request.
    pub(super) fn request_body(&mut self, exchange: &Exchange<'_, 'm>) {
        let (body, headers) = (&exchange.request.body, &exchange.request.headers);
        let Some(declared) = &exchange.operation.request else {
            if matches!(body, Body::Present(_) | Body::Null) {
                let message = "the operation declares no request body, one is sent".into();
                self.info(exchange, "request-body-undeclared", message);
            }
            return;
        };
        let expected = (body, headers);
        let declares = (&*declared.content, declared.node);
        if matches!(body, Body::Missing | Body::Empty) {
            if headers.get("Content-Type").is_some() {
                self.content(exchange, REQUEST, expected, declares);
            }
            if declared.required {
                let said = Said {
                    code: "request-body-missing",
                    message: "the required request body is not sent".into(),
                    consumer: Some(exchange.request.location.clone()),
                    provider: Some(declared.node),
                };
                self.mismatch(exchange.interaction, Area::RequestBody, said);
            }
            return;
        }
        if let Some(content) = self.content(exchange, REQUEST, expected, declares) {
            self.body(exchange, REQUEST, body, content);
        }
    }

    /// The declared form that a body is in. Says so when there is none.
    pub(super) fn content(
        &mut self,
        exchange: &Exchange<'_, 'm>,
        kind: Kind,
        (body, headers): (&Body, &Headers),
        (declared, node): (&'m [Content], NodeId),
    ) -> Option<&'m Content> {
        let header = headers.get("Content-Type").map(MediaType::new);
        let guessed = body.content().and_then(|content| content.media_type.as_ref());
        let guessed = guessed.map(|one| MediaType::new(one.essence()));
        let Some(media_type) = header.as_ref().or(guessed.as_ref()) else {
            return declared.first();
        };
        let found = select(declared, media_type);
        // A type that nobody wrote down is no reason to refuse: any JSON will do for JSON.
        let found = match found {
            None if header.is_none() => {
                let plain = |one: &&Content| one.media_type.is_json() == media_type.is_json();
                return declared.iter().find(plain).or(declared.first());
            }
            found => found,
        };
        if found.is_none() && !declared.is_empty() {
            let known: Vec<_> = declared.iter().map(|one| one.media_type.as_str()).collect();
            let said = Said {
                code: kind.media_type_unknown,
                message: format!(
                    "the {} is {media_type}, declared is {}",
                    kind.what,
                    known.join(", ")
                ),
                consumer: exchange.side_of(kind.area),
                provider: Some(node),
            };
            self.mismatch(exchange.interaction, Area::MediaType, said);
        }
        found
    }

    /// Judges a body by the schema of its form.
    pub(super) fn body(
        &mut self,
        exchange: &Exchange<'_, 'm>,
        kind: Kind,
        body: &Body,
        content: &'m Content,
    ) {
        let media_type = &content.media_type;
        let schema = content.schema;
        let value = match body {
            Body::Missing => return,
            Body::Empty => return self.empty_body(exchange, kind, content),
            Body::Null => Json::parse(b"null"),
            Body::Present(present) => match self.reading(present, content) {
                Reading::Value(json) => Some(json),
                Reading::Opaque => None,
                Reading::Broken => {
                    let message = format!("the {} is not {media_type}", kind.what);
                    let (provider, consumer) = (Some(content.node), exchange.side_of(kind.area));
                    let said = Said { code: kind.incompatible, message, consumer, provider };
                    return self.mismatch(exchange.interaction, kind.area, said);
                }
            },
        };
        let Some(value) = value else {
            let open = self.provider.schema(schema);
            let free = open.is_any() || wire::types(self.provider, schema) == Types::STRING;
            if !free {
                let message = format!(
                    "the {} is {media_type}, of which only the type is compared",
                    kind.what
                );
                self.info(exchange, "body-not-compared", message);
            }
            return;
        };
        let extent = match kind.side {
            Side::Response => Extent::Part,
            Side::Request | Side::Both => Extent::Whole,
        };
        let findings = self.fit.judge(schema, value.node(), kind.side, extent);
        self.report(exchange, kind.area, kind.incompatible, (kind.what, &value), findings);
    }

    /// A body as the value that its schema speaks of.
    fn reading(&self, present: &interactions::body::Content, content: &Content) -> Reading {
        let own = present.media_type.as_ref();
        let json = content.media_type.is_json() || content.media_type.is_range();
        match &present.data {
            // How a type that is neither JSON nor a form writes a value is its own affair.
            Data::Json(value) if json || own.is_none_or(|one| one.is_form()) => {
                Reading::Value(value.clone())
            }
            Data::Json(_) | Data::Binary(_) => Reading::Opaque,
            Data::Text(text) if own.is_some_and(|one| one.is_form()) => {
                let form = wire::of_form(self.provider, content.schema, &Query::parse(text));
                Json::parse(form.as_bytes()).map_or(Reading::Broken, Reading::Value)
            }
            Data::Text(_) if own.is_some_and(|one| one.is_json()) => Reading::Broken,
            // A text of which nothing says what it is stands for itself.
            Data::Text(text) if own.is_none() && json => {
                let value = Json::parse(text.as_bytes());
                let value = value.or_else(|| Json::parse(quoted(text).as_bytes()));
                value.map_or(Reading::Broken, Reading::Value)
            }
            Data::Text(_) => Reading::Opaque,
        }
    }

    fn empty_body(&mut self, exchange: &Exchange<'_, 'm>, kind: Kind, content: &Content) {
        let said = Said {
            code: kind.incompatible,
            message: format!("the {} is empty, declared is {}", kind.what, content.media_type),
            consumer: exchange.side_of(kind.area),
            provider: Some(content.node),
        };
        self.mismatch(exchange.interaction, kind.area, said);
    }
}

/// A body as the value that its schema speaks of.
enum Reading {
    /// This value.
    Value(Json),
    /// Something whose schema is not compared.
    Opaque,
    /// Not what it says it is.
    Broken,
}

/// The declared form for a media type: the same, else one whose parameters do not matter, else
/// another with the same syntax, else a range.
pub(super) fn select<'m>(declared: &'m [Content], media_type: &MediaType) -> Option<&'m Content> {
    let by = |fits: &dyn Fn(&MediaType) -> bool| declared.iter().find(|one| fits(&one.media_type));
    by(&|one| one == media_type)
        .or_else(|| by(&|one| one.essence() == media_type.essence()))
        .or_else(|| by(&|one| !one.is_range() && one.covers(media_type)))
        .or_else(|| by(&|one| one.is_json() && media_type.is_json()))
        .or_else(|| by(&|one| one.is_range() && one.covers(media_type)))
}
