//! Values and schemas as plain JSON.

use super::{
    ArrayShape, Bound, Choice, Literal, Logic, Model, NumberShape, ObjectShape, Schema, SchemaId,
    StringShape, Types,
};
use crate::rule::Side;
use crate::text::{Decimal, Node, NodeKind};
use serde_json::{Map, Number, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The text of a value that is the same for all ways to write it: keys sorted, of duplicate keys
/// the last one, numbers by value, no white space.
pub(in crate::openapi) fn canonical(node: Node<'_>) -> String {
    canonical_without(node, &[])
}

/// As [`canonical`], leaving out entries of objects, at any depth, with one of these names or with
/// a name that begins with `x-`.
pub(in crate::openapi) fn canonical_saying(node: Node<'_>) -> String {
    canonical_without(node, &["description", "summary", "example", "examples", "externalDocs"])
}

fn canonical_without(node: Node<'_>, silent: &[&str]) -> String {
    let mut text = String::new();
    write_canonical(node, silent, &mut text);
    text
}

/// Recursion is bounded: no tree is deeper than [`crate::text::Limits::depth`].
fn write_canonical(node: Node<'_>, silent: &[&str], text: &mut String) {
    match node.kind() {
        NodeKind::Null => text.push_str("null"),
        NodeKind::Bool => {
            text.push_str(if node.as_bool() == Some(true) { "true" } else { "false" })
        }
        NodeKind::Number => {
            let lexeme = node.as_number().unwrap_or_default();
            match Decimal::parse(lexeme) {
                Some(decimal) => text.push_str(&decimal.to_canonical_string()),
                None => text.push_str(lexeme),
            }
        }
        NodeKind::String => push_quoted(text, node.as_str().unwrap_or_default()),
        NodeKind::Array => {
            text.push('[');
            for (index, item) in node.items().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_canonical(item, silent, text);
            }
            text.push(']');
        }
        NodeKind::Object => {
            let entries: BTreeMap<&str, Node<'_>> =
                node.entries().map(|(key, value)| (key.name, value)).collect();
            let said = entries.into_iter().filter(|(name, _)| {
                silent.is_empty() || !(silent.contains(name) || name.starts_with("x-"))
            });
            text.push('{');
            for (index, (name, value)) in said.enumerate() {
                if index > 0 {
                    text.push(',');
                }
                push_quoted(text, name);
                text.push(':');
                write_canonical(value, silent, text);
            }
            text.push('}');
        }
    }
}

fn push_quoted(text: &mut String, string: &str) {
    text.push_str(&Value::from(string).to_string());
}

impl Model {
    /// The schema as plain JSON Schema 2020-12 for a validator.
    ///
    /// Every schema with parts is a definition under `$defs`, so cycles need no care. What only
    /// the other side sends (`readOnly` in a request, `writeOnly` in a response) may be absent
    /// and is not constrained; [`Side::Both`] leaves both as they are. `int32`, `int64`, `float`
    /// and `double` assert their ranges. Keywords in [`Logic::unknown`] are left out:
    /// see [`Model::unknown_keywords`].
    pub fn schema_json(&self, id: SchemaId, side: Side) -> Value {
        let mut lowering = Lowering { model: self, side, seen: BTreeSet::new(), queue: Vec::new() };
        let mut root = Map::new();
        root.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        match lowering.reference(id) {
            Value::Object(schema) => root.extend(schema),
            admits_any => return admits_any,
        }
        let mut definitions = Map::new();
        while let Some(next) = lowering.queue.pop() {
            let lowered = lowering.schema(self.schema(next));
            definitions.insert(format!("s{}", next.0), lowered);
        }
        if !definitions.is_empty() {
            root.insert("$defs".into(), definitions.into());
        }
        root.into()
    }

    /// The names of keywords that nothing here understands, in this schema and in all that it
    /// leads to; sorted.
    pub fn unknown_keywords(&self, id: SchemaId) -> Vec<&str> {
        let mut names = BTreeSet::new();
        let mut seen = BTreeSet::from([id]);
        let mut queue = vec![id];
        while let Some(next) = queue.pop() {
            let schema = self.schema(next);
            if let Some(logic) = &schema.logic {
                names.extend(logic.unknown.iter().map(|(name, _)| &**name));
            }
            schema.for_each_child(&mut |child| {
                if seen.insert(child) {
                    queue.push(child);
                }
            });
        }
        names.into_iter().collect()
    }
}

struct Lowering<'m> {
    model: &'m Model,
    side: Side,
    seen: BTreeSet<SchemaId>,
    queue: Vec<SchemaId>,
}

impl Lowering<'_> {
    /// The schema itself where it is as short as a reference, else a reference to its definition.
    fn reference(&mut self, id: SchemaId) -> Value {
        let schema = self.model.schema(id);
        if schema.is_never() {
            return false.into();
        }
        if schema.is_any() {
            return true.into();
        }
        if self.seen.insert(id) {
            self.queue.push(id);
        }
        json!({ "$ref": format!("#/$defs/s{}", id.0) })
    }

    fn references(&mut self, ids: impl IntoIterator<Item = SchemaId>) -> Value {
        ids.into_iter().map(|id| self.reference(id)).collect()
    }

    fn schema(&mut self, schema: &Schema) -> Value {
        let mut out = Map::new();
        if schema.types != Types::ALL {
            out.insert("type".into(), schema.types.words().into());
        }
        if let Some(values) = &schema.values {
            out.insert("enum".into(), values.iter().map(value).collect());
        }
        if let Some(number) = &schema.number {
            lower_number(number, &mut out);
        }
        if let Some(string) = &schema.string {
            lower_string(string, &mut out);
        }
        if let Some(array) = &schema.array {
            self.array(array, &mut out);
        }
        if let Some(object) = &schema.object {
            self.object(object, &mut out);
        }
        let mut demands = Vec::new();
        if let Some(string) = &schema.string
            && string.patterns.len() > 1
        {
            demands.extend(string.patterns.iter().map(|one| json!({ "pattern": **one })));
        }
        if let Some(format) = &schema.format {
            out.insert("format".into(), (**format).into());
            demands.extend(format_range(format));
        }
        if let Some(number) = &schema.number
            && number.multiple_of.len() > 1
        {
            let of = |one: &Decimal| json!({ "multipleOf": json_number(one) });
            demands.extend(number.multiple_of.iter().map(of));
        }
        if let Some(logic) = &schema.logic {
            self.logic(logic, &mut demands);
        }
        if !demands.is_empty() {
            out.insert("allOf".into(), demands.into());
        }
        out.into()
    }

    fn array(&mut self, array: &ArrayShape, out: &mut Map<String, Value>) {
        if !array.prefix.is_empty() {
            out.insert("prefixItems".into(), self.references(array.prefix.iter().copied()));
        }
        out.insert("items".into(), self.reference(array.items));
        out.insert("minItems".into(), array.min_items.into());
        if let Some(max) = array.max_items {
            out.insert("maxItems".into(), max.into());
        }
        if array.unique {
            out.insert("uniqueItems".into(), true.into());
        }
        if let Some(contains) = array.contains {
            out.insert("contains".into(), self.reference(contains.schema));
            out.insert("minContains".into(), contains.min.into());
            if let Some(max) = contains.max {
                out.insert("maxContains".into(), max.into());
            }
        }
        if let Some(schema) = array.unevaluated {
            out.insert("unevaluatedItems".into(), self.reference(schema));
        }
    }

    fn object(&mut self, object: &ObjectShape, out: &mut Map<String, Value>) {
        let mut properties = Map::new();
        let mut required: Vec<Value> =
            object.undeclared_required.iter().map(|name| (**name).into()).collect();
        for property in &object.properties {
            let foreign = self.is_foreign(property.schema);
            let lowered = if foreign { true.into() } else { self.reference(property.schema) };
            properties.insert(property.name.to_string(), lowered);
            if property.required && !foreign {
                required.push((*property.name).into());
            }
        }
        out.insert("properties".into(), properties.into());
        out.insert("required".into(), required.into());
        if !object.patterns.is_empty() {
            out.insert("patternProperties".into(), self.named(&object.patterns));
        }
        out.insert("additionalProperties".into(), self.reference(object.additional));
        if let Some(names) = object.names {
            out.insert("propertyNames".into(), self.reference(names));
        }
        out.insert("minProperties".into(), object.min_properties.into());
        if let Some(max) = object.max_properties {
            out.insert("maxProperties".into(), max.into());
        }
        let dependent = object.dependent_required.iter();
        let dependent: Map<String, Value> = dependent
            .map(|(name, others)| {
                (name.to_string(), others.iter().map(|other| Value::from(&**other)).collect())
            })
            .collect();
        out.insert("dependentRequired".into(), dependent.into());
        out.insert("dependentSchemas".into(), self.named(&object.dependent_schemas));
        if let Some(schema) = object.unevaluated {
            out.insert("unevaluatedProperties".into(), self.reference(schema));
        }
    }

    fn named(&mut self, schemas: &[(Box<str>, SchemaId)]) -> Value {
        schemas.iter().map(|(name, id)| (name.to_string(), self.reference(*id))).collect()
    }

    /// Whether only the other side sends the value.
    fn is_foreign(&self, id: SchemaId) -> bool {
        self.model.schema(id).notes.as_ref().is_some_and(|notes| match self.side {
            Side::Request => notes.read_only,
            Side::Response => notes.write_only,
            Side::Both => false,
        })
    }

    fn logic(&mut self, logic: &Logic, demands: &mut Vec<Value>) {
        demands.extend(logic.all_of.iter().map(|branch| self.reference(branch.schema)));
        for Choice { kind, branches, .. } in &logic.choices {
            let branches = self.references(branches.iter().map(|branch| branch.schema));
            demands.push(json!({ kind.as_str(): branches }));
        }
        demands.extend(logic.not.iter().map(|id| json!({ "not": self.reference(*id) })));
        demands.extend(logic.conditions.iter().map(|condition| {
            json!({
                "if": self.reference(condition.when),
                "then": self.reference(condition.then),
                "else": self.reference(condition.otherwise),
            })
        }));
    }
}

fn lower_number(number: &NumberShape, out: &mut Map<String, Value>) {
    let mut end = |bound: &Option<Bound>, inclusive: &str, exclusive: &str| {
        if let Some(bound) = bound {
            let keyword = if bound.exclusive { exclusive } else { inclusive };
            out.insert(keyword.into(), json_number(&bound.value).into());
        }
    };
    end(&number.minimum, "minimum", "exclusiveMinimum");
    end(&number.maximum, "maximum", "exclusiveMaximum");
    if let [one] = &*number.multiple_of {
        out.insert("multipleOf".into(), json_number(one).into());
    }
}

fn lower_string(string: &StringShape, out: &mut Map<String, Value>) {
    out.insert("minLength".into(), string.min_length.into());
    if let Some(max) = string.max_length {
        out.insert("maxLength".into(), max.into());
    }
    if let [one] = &*string.patterns {
        out.insert("pattern".into(), (**one).into());
    }
}

/// The range that a numeric format asserts.
fn format_range(format: &str) -> Option<Value> {
    Some(match format {
        "int32" => json!({ "minimum": i32::MIN, "maximum": i32::MAX }),
        "int64" => json!({ "minimum": i64::MIN, "maximum": i64::MAX }),
        "float" => json!({ "minimum": f32::MIN, "maximum": f32::MAX }),
        _ => return None,
    })
}

fn value(literal: &Literal) -> Value {
    serde_json::from_str(literal.as_json()).unwrap_or_default()
}

fn json_number(decimal: &Decimal) -> Number {
    if let Some(whole) = decimal.to_i64() {
        return whole.into();
    }
    let nearest = decimal.to_f64().clamp(f64::MIN, f64::MAX);
    Number::from_f64(nearest).unwrap_or_else(|| 0.into())
}
