//! Parameters: by position in the path, by name elsewhere.

use super::facts::{Noted, facet};
use super::{Diff, Message, Site, at_key};
use crate::fingerprint::Facet;
use crate::location::Place;
use crate::openapi::change::{Fact, ParameterEdit, SchemaPosition};
use crate::openapi::model::{Model, Operation, Parameter, ParameterForm, SchemaId, Types};
use crate::rule::Side;
use std::cmp::Ordering;

impl<'m> Diff<'m> {
    pub(super) fn parameters(&mut self, old: &Operation, new: &'m Operation, place: &Place) {
        for (before, after) in matched(&old.parameters, &new.parameters, |a, b| a.slot.cmp(&b.slot))
        {
            match (before, after) {
                (Some(before), Some(after)) => self.parameter(new, before, after, place),
                (Some(before), None) => {
                    let edit = ParameterEdit::Removed {
                        required: before.required,
                        announced: before.lifecycle.announced(),
                    };
                    let site = Site::removed(before.node, new.node);
                    self.note_parameter(new, before, edit, site, facet("present", ""), place);
                }
                (None, Some(after)) => {
                    let edit = ParameterEdit::Added {
                        required: after.required,
                        has_default: has_default(self.new, after.schema),
                    };
                    let site = Site::added(old.node, after.node);
                    let required = if after.required { "required" } else { "optional" };
                    self.note_parameter(new, after, edit, site, facet("", required), place);
                }
                (None, None) => {}
            }
        }
    }

    fn parameter(
        &mut self,
        operation: &Operation,
        old: &Parameter,
        new: &Parameter,
        place: &Place,
    ) {
        let site = Site::both(
            at_key(self.old, old.node, "required"),
            at_key(self.new, new.node, "required"),
        );
        if old.required != new.required {
            let (edit, facet) = if new.required {
                let has_default = has_default(self.new, new.schema);
                (ParameterEdit::BecameRequired { has_default }, facet("optional", "required"))
            } else {
                (ParameterEdit::BecameOptional, facet("required", "optional"))
            };
            self.note_parameter(operation, new, edit, site, facet, place);
        }
        let (before, after) = (&old.lifecycle, &new.lifecycle);
        let sunset = after.sunset.as_deref().map(str::to_owned);
        let date = sunset.clone().unwrap_or_default();
        let site = Site::both(
            at_key(self.old, old.node, "deprecated"),
            at_key(self.new, new.node, "deprecated"),
        );
        match (before.deprecated, after.deprecated) {
            (true, false) => {
                let facet = facet("deprecated", "");
                self.note_parameter(operation, new, ParameterEdit::Reactivated, site, facet, place);
            }
            // A date that moved is announced anew.
            (was, true) if !was || before.sunset != after.sunset => {
                let edit = ParameterEdit::Deprecated { sunset };
                self.note_parameter(operation, new, edit, site, facet("", date), place);
            }
            _ => {}
        }
        for aspect in self.serialization((&old.form, old.schema), (&new.form, new.schema)) {
            let Aspect { what, old: was, new: is } = aspect;
            let site =
                Site::both(at_key(self.old, old.node, what), at_key(self.new, new.node, what));
            let facet = facet(format!("{what}: {was}"), format!("{what}: {is}"));
            let edit = ParameterEdit::SerializationChanged { what, old: was, new: is };
            self.note_parameter(operation, new, edit, site, facet, place);
        }
        let message = Message {
            operation: place,
            name: new.slot.to_string(),
            position: SchemaPosition::Parameter,
            side: operation.side(Side::Request),
        };
        self.values(&message, old.schema, new.schema);
    }

    fn note_parameter(
        &mut self,
        operation: &Operation,
        parameter: &Parameter,
        edit: ParameterEdit,
        site: Site,
        facet: Facet,
        place: &Place,
    ) {
        let fact = Fact::Parameter {
            operation: operation.reference(),
            parameter: parameter.reference(),
            edit,
        };
        let uses = [place.message(&parameter.slot.to_string())];
        self.facts.note(Noted { fact, site, facet }, uses);
    }

    /// What is written differently on the wire.
    pub(super) fn serialization(
        &self,
        (old, old_schema): (&ParameterForm, SchemaId),
        (new, new_schema): (&ParameterForm, SchemaId),
    ) -> Vec<Aspect> {
        use ParameterForm::{Content, Style};
        let (
            Style { style, explode, allow_reserved, allow_empty },
            Style {
                style: new_style,
                explode: new_explode,
                allow_reserved: new_reserved,
                allow_empty: new_empty,
            },
        ) = (old, new)
        else {
            let text = |form: &ParameterForm| match form {
                Style { style, .. } => style.to_string(),
                Content(media_type) => media_type.to_string(),
            };
            let aspect = Aspect { what: "content", old: text(old), new: text(new) };
            return if old == new { Vec::new() } else { vec![aspect] };
        };
        let mut aspects = Vec::new();
        if style != new_style {
            let (old, new) = (style.to_string(), new_style.to_string());
            aspects.push(Aspect { what: "style", old, new });
        }
        // A single value has no items or members to be written apart.
        let parts = Types::ARRAY.or(Types::OBJECT);
        let has_parts = self.old.schema(old_schema).types.meets(parts)
            && self.new.schema(new_schema).types.meets(parts);
        let flags = [
            ("explode", *explode, *new_explode, has_parts && style == new_style),
            ("allowReserved", *allow_reserved, *new_reserved, true),
            ("allowEmptyValue", *allow_empty, *new_empty, true),
        ];
        for (what, old, new, matters) in flags {
            if matters && old != new {
                aspects.push(Aspect { what, old: old.to_string(), new: new.to_string() });
            }
        }
        aspects
    }
}

/// One aspect of how a value is written, in both versions.
pub(super) struct Aspect {
    pub(super) what: &'static str,
    pub(super) old: String,
    pub(super) new: String,
}

fn has_default(model: &Model, schema: SchemaId) -> bool {
    model.schema(schema).notes.as_ref().is_some_and(|notes| notes.default.is_some())
}

/// Pairs up two sorted lists.
pub(super) fn matched<'a, T>(
    old: &'a [T],
    new: &'a [T],
    order: impl Fn(&T, &T) -> Ordering,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    let mut pairs = Vec::new();
    loop {
        let next = match (old.peek(), new.peek()) {
            (None, None) => return pairs,
            (Some(a), Some(b)) => order(a, b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
        };
        pairs.push(match next {
            Ordering::Less => (old.next(), None),
            Ordering::Equal => (old.next(), new.next()),
            Ordering::Greater => (None, new.next()),
        });
    }
}
