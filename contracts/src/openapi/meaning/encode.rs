//! What a schema says itself, as bytes: the same bytes for the same statement.

use super::Class;
use crate::openapi::model::{
    ArrayShape, Bound, Logic, Notes, NumberShape, ObjectShape, Schema, SchemaId, StringShape,
};

/// Appends what `schema` says, with the classes of its children.
pub(super) fn encode(schema: &Schema, out: &mut Vec<u8>, child: &impl Fn(SchemaId) -> Class) {
    let mut to = Encoder { out, child };
    to.number(u64::from(schema.types.bits()));
    if let Some(values) = &schema.values {
        to.tag(b'v', values.len());
        values.iter().for_each(|value| to.text(value.as_json()));
    }
    to.optional_text(b'f', schema.format.as_deref());
    if let Some(number) = &schema.number {
        to.number_shape(number);
    }
    if let Some(string) = &schema.string {
        to.string_shape(string);
    }
    if let Some(array) = &schema.array {
        to.array_shape(array);
    }
    if let Some(object) = &schema.object {
        to.object_shape(object);
    }
    if let Some(logic) = &schema.logic {
        to.logic(logic);
    }
    if let Some(notes) = &schema.notes {
        to.notes(notes);
    }
}

struct Encoder<'a, C> {
    out: &'a mut Vec<u8>,
    child: &'a C,
}

impl<C: Fn(SchemaId) -> Class> Encoder<'_, C> {
    fn tag(&mut self, tag: u8, count: usize) {
        self.out.push(tag);
        self.number(count as u64);
    }

    fn number(&mut self, number: u64) {
        self.out.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.out.extend_from_slice(text.as_bytes());
    }

    fn optional_text(&mut self, tag: u8, text: Option<&str>) {
        if let Some(text) = text {
            self.out.push(tag);
            self.text(text);
        }
    }

    fn count(&mut self, tag: u8, count: Option<u64>) {
        if let Some(count) = count {
            self.out.push(tag);
            self.number(count);
        }
    }

    fn schema(&mut self, id: SchemaId) {
        self.out.extend_from_slice(&(self.child)(id).0);
    }

    fn optional_schema(&mut self, tag: u8, id: Option<SchemaId>) {
        if let Some(id) = id {
            self.out.push(tag);
            self.schema(id);
        }
    }

    /// Schemas of which the order has no meaning.
    fn unordered(&mut self, tag: u8, ids: impl Iterator<Item = SchemaId>) {
        let mut classes: Vec<Class> = ids.map(|id| (self.child)(id)).collect();
        if !classes.is_empty() {
            classes.sort_unstable();
            self.tag(tag, classes.len());
            classes.iter().for_each(|class| self.out.extend_from_slice(&class.0));
        }
    }

    fn named(&mut self, tag: u8, schemas: &[(Box<str>, SchemaId)]) {
        self.tag(tag, schemas.len());
        for (name, schema) in schemas {
            self.text(name);
            self.schema(*schema);
        }
    }

    fn bound(&mut self, tag: u8, bound: Option<&Bound>) {
        if let Some(bound) = bound {
            self.tag(tag, usize::from(bound.exclusive));
            self.text(&bound.value.to_canonical_string());
        }
    }

    fn number_shape(&mut self, number: &NumberShape) {
        self.tag(b'N', number.multiple_of.len());
        number.multiple_of.iter().for_each(|one| self.text(&one.to_canonical_string()));
        self.bound(b'<', number.minimum.as_ref());
        self.bound(b'>', number.maximum.as_ref());
    }

    fn string_shape(&mut self, string: &StringShape) {
        self.tag(b'S', string.patterns.len());
        string.patterns.iter().for_each(|pattern| self.text(pattern));
        self.number(string.min_length);
        self.count(b'>', string.max_length);
        self.optional_text(b'e', string.content_encoding.as_deref());
        self.optional_text(b'm', string.content_media_type.as_deref());
        self.optional_schema(b's', string.content_schema);
    }

    fn array_shape(&mut self, array: &ArrayShape) {
        self.tag(b'A', array.prefix.len());
        array.prefix.iter().for_each(|schema| self.schema(*schema));
        self.schema(array.items);
        self.number(array.min_items);
        self.count(b'>', array.max_items);
        self.number(u64::from(array.unique));
        if let Some(contains) = array.contains {
            self.tag(b'c', 0);
            self.schema(contains.schema);
            self.number(contains.min);
            self.count(b'>', contains.max);
        }
        self.optional_schema(b'u', array.unevaluated);
    }

    fn object_shape(&mut self, object: &ObjectShape) {
        self.tag(b'O', object.properties.len());
        for property in &object.properties {
            self.text(&property.name);
            self.schema(property.schema);
            self.out.push(u8::from(property.required));
        }
        self.tag(b'r', object.undeclared_required.len());
        object.undeclared_required.iter().for_each(|name| self.text(name));
        self.named(b'p', &object.patterns);
        self.schema(object.additional);
        self.optional_schema(b'n', object.names);
        self.number(object.min_properties);
        self.count(b'>', object.max_properties);
        self.tag(b'd', object.dependent_required.len());
        for (name, others) in &object.dependent_required {
            self.text(name);
            self.number(others.len() as u64);
            others.iter().for_each(|other| self.text(other));
        }
        self.named(b'D', &object.dependent_schemas);
        self.optional_schema(b'u', object.unevaluated);
    }

    fn logic(&mut self, logic: &Logic) {
        self.unordered(b'&', logic.all_of.iter().map(|branch| branch.schema));
        let mut choices: Vec<(_, Vec<Class>)> = logic
            .choices
            .iter()
            .map(|choice| {
                let branches = choice.branches.iter();
                let mut classes: Vec<_> =
                    branches.map(|branch| (self.child)(branch.schema)).collect();
                classes.sort_unstable();
                (choice.kind, classes)
            })
            .collect();
        choices.sort_unstable();
        for (kind, classes) in choices {
            self.tag(b'|', classes.len());
            self.text(kind.as_str());
            classes.iter().for_each(|class| self.out.extend_from_slice(&class.0));
        }
        self.unordered(b'!', logic.not.iter().copied());
        let mut conditions: Vec<_> = logic
            .conditions
            .iter()
            .map(|one| [one.when, one.then, one.otherwise].map(|id| (self.child)(id)))
            .collect();
        conditions.sort_unstable();
        for condition in conditions {
            self.tag(b'?', 0);
            condition.iter().for_each(|class| self.out.extend_from_slice(&class.0));
        }
        self.tag(b'x', logic.unknown.len());
        for (key, value) in &logic.unknown {
            self.text(key);
            self.text(value);
        }
    }

    fn notes(&mut self, notes: &Notes) {
        self.out.push(b'#');
        let flags = [notes.read_only, notes.write_only, notes.lifecycle.deprecated];
        self.out.extend(flags.map(u8::from));
        self.optional_text(b'=', notes.default.as_ref().map(|value| value.as_json()));
        self.optional_text(b's', notes.lifecycle.sunset.as_deref());
        if let Some(values) = &notes.extensible_enum {
            self.tag(b'v', values.len());
            values.iter().for_each(|value| self.text(value.as_json()));
        }
        if let Some(discriminator) = &notes.discriminator {
            self.optional_text(b'd', Some(&discriminator.property));
            self.named(b'm', &discriminator.mapping);
        }
        self.optional_text(b'x', notes.xml.as_deref());
    }
}
