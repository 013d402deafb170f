//! Reads the keywords of one part into a draft.

use super::draft::{ContainsDraft, Draft, Scope, lower, raise};
use super::expand::{only_branch, only_types, only_values, written_types};
use super::vocabulary::{Weight, is_newer_than_3_0, weight};
use super::{Part, Take};
use crate::openapi::model::{Bound, Literal, SpecVersion, Types, canonical};
use crate::openapi::parse::context::{Reader, entries, text};
use crate::text::{Decimal, Node};
use std::collections::BTreeSet;

impl<'t> Reader<'t> {
    /// Reads what counts of a part.
    pub(super) fn absorb(&mut self, part: Part, draft: &mut Draft<'t>) {
        let node = self.schemas.node(part.node);
        match node.as_bool() {
            Some(true) => return,
            Some(false) => {
                draft.types = Types::NONE;
                return;
            }
            None if !node.is_object() => {
                self.report.odd_shape(node, "a schema", "an object, true or false");
                return;
            }
            None => {}
        }
        let mut scope = Scope::default();
        for (key, value) in node.entries() {
            let counts = match weight(key.name) {
                Weight::Silent | Weight::Conjunct => false,
                Weight::Note => true,
                Weight::Choice | Weight::Assertion => part.take != Take::Notes,
            };
            let last = node.get(key.name).is_some_and(|last| last.id() == value.id());
            if counts && last {
                self.keyword(node, key.name, value, draft, &mut scope);
            }
        }
        let scoped = scope.additional.is_some() || !scope.patterns.is_empty();
        if scoped || !scope.properties.is_empty() {
            draft.object.scopes.push(scope);
        }
    }

    fn keyword(
        &mut self,
        node: Node<'t>,
        key: &'t str,
        value: Node<'t>,
        draft: &mut Draft<'t>,
        scope: &mut Scope<'t>,
    ) {
        if self.schemas.spec == SpecVersion::V3_0 && is_newer_than_3_0(key) {
            let message = format!("OpenAPI 3.0 has no `{key}`; it is read as OpenAPI 3.1 has it");
            self.report.warning("newer-keyword", value, message);
        }
        match key {
            "type" => self.type_keyword(node, value, draft),
            "enum" | "const" | "format" | "not" | "if" | "then" | "else" => {
                self.general_keyword(node, key, value, draft);
            }
            "anyOf" | "oneOf" => self.choice(node, key, value, draft),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                self.number_keyword(node, key, value, draft);
            }
            "minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType"
            | "contentSchema" => self.string_keyword(key, value, draft),
            "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains"
            | "minContains" | "maxContains" | "unevaluatedItems" => {
                self.array_keyword(node, key, value, draft);
            }
            "properties"
            | "patternProperties"
            | "additionalProperties"
            | "required"
            | "propertyNames"
            | "minProperties"
            | "maxProperties"
            | "dependentRequired"
            | "dependentSchemas"
            | "unevaluatedProperties" => {
                self.object_keyword(key, value, draft, scope);
            }
            _ => self.note_or_unknown(node, key, value, draft),
        }
    }

    fn type_keyword(&mut self, node: Node<'t>, value: Node<'t>, draft: &mut Draft<'t>) {
        let Some(mut types) = written_types(node) else {
            self.report.odd_shape(value, "`type`", "the name of a JSON type");
            draft.unknown.insert("type", canonical(value));
            return;
        };
        let nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
        match self.schemas.spec {
            SpecVersion::V3_0 if nullable => types = types.or(Types::NULL),
            SpecVersion::V3_1 if nullable => {
                let message = "OpenAPI 3.1 has no `nullable`; add \"null\" to `type`".to_owned();
                self.report.info("ignored-nullable", node, message);
            }
            SpecVersion::V3_0 | SpecVersion::V3_1 => {}
        }
        draft.types = draft.types.and(types);
    }

    fn general_keyword(
        &mut self,
        node: Node<'t>,
        key: &'t str,
        value: Node<'t>,
        draft: &mut Draft<'t>,
    ) {
        match key {
            "enum" if value.is_array() => {
                draft.narrow_values(value.items().map(Literal::of).collect());
            }
            "const" => draft.narrow_values([Literal::of(value)].into()),
            "format" => match value.as_str() {
                Some(format) => drop(draft.formats.insert(format)),
                None => self.report.odd_shape(value, "`format`", "a text"),
            },
            "not" if value.as_bool() == Some(false) => {}
            "not" if admits_all(value) => draft.types = Types::NONE,
            "not" => draft.not.push(value),
            "if" => draft.conditions.push(node),
            "then" | "else" => {}
            _ => self.report.odd_shape(value, &format!("`{key}`"), "a list of values"),
        }
    }

    fn choice(&mut self, node: Node<'t>, key: &str, value: Node<'t>, draft: &mut Draft<'t>) {
        if only_branch(node, key).is_some() {
            return; // Expanded: the value must be of the one branch.
        }
        if !value.is_array() || value.len() == 0 {
            self.report.odd_shape(value, &format!("`{key}`"), "a list of schemas");
            return;
        }
        let any = key == "anyOf";
        let types: Option<Vec<Types>> = value.items().map(only_types).collect();
        if let Some(types) = types.filter(|types| any || are_disjoint(types)) {
            let all = types.into_iter().fold(Types::NONE, Types::or);
            draft.types = draft.types.and(all);
            return;
        }
        let values: Option<Vec<BTreeSet<Literal>>> = value.items().map(only_values).collect();
        if let Some(values) = values.filter(|values| any || share_nothing(values)) {
            return draft.narrow_values(values.into_iter().flatten().collect());
        }
        draft.choices.push(value);
    }

    fn number_keyword(
        &mut self,
        node: Node<'t>,
        key: &str,
        value: Node<'t>,
        draft: &mut Draft<'t>,
    ) {
        let limit = |of: &str| node.get(of).and_then(Node::as_number).and_then(Decimal::parse);
        let flag = |of: &str| node.get(of).and_then(Node::as_bool) == Some(true);
        let Some(number) = limit(key) else {
            // The boolean form of OpenAPI 3.0 is read together with the bound.
            if !(key.starts_with("exclusive") && value.as_bool().is_some()) {
                self.report.odd_shape(value, &format!("`{key}`"), "a number");
            }
            return;
        };
        match key {
            "minimum" => {
                draft.at_least(Bound { value: number, exclusive: flag("exclusiveMinimum") });
            }
            "maximum" => {
                draft.at_most(Bound { value: number, exclusive: flag("exclusiveMaximum") });
            }
            "exclusiveMinimum" => draft.at_least(Bound { value: number, exclusive: true }),
            "exclusiveMaximum" => draft.at_most(Bound { value: number, exclusive: true }),
            _ => draft.multiple_of(number),
        }
    }

    fn string_keyword(&mut self, key: &'t str, value: Node<'t>, draft: &mut Draft<'t>) {
        match key {
            "minLength" => {
                self.count(key, value)
                    .into_iter()
                    .for_each(|n| raise(&mut draft.string.min_length, n));
            }
            "maxLength" => {
                self.count(key, value)
                    .into_iter()
                    .for_each(|n| lower(&mut draft.string.max_length, n));
            }
            "contentSchema" => draft.content_schemas.push(value),
            _ => {
                let Some(text) = value.as_str() else {
                    return self.report.odd_shape(value, &format!("`{key}`"), "a text");
                };
                let known = match key {
                    "pattern" => return draft.pattern(text),
                    "contentEncoding" => &mut draft.string.content_encoding,
                    _ => &mut draft.string.content_media_type,
                };
                match known {
                    Some(other) if **other != *text => {
                        draft.unknown.insert(key, canonical(value));
                    }
                    _ => *known = Some(text.into()),
                }
            }
        }
    }

    fn array_keyword(
        &mut self,
        node: Node<'t>,
        key: &'t str,
        value: Node<'t>,
        draft: &mut Draft<'t>,
    ) {
        let array = &mut draft.array;
        match key {
            "items" if value.is_array() => {
                let message = "a list of schemas in `items` is read as `prefixItems`".to_owned();
                self.report.warning("older-keyword", value, message);
                array.prefix.extend(value.items());
            }
            "items" => array.items.push(value),
            "prefixItems" => array.prefix.extend(value.items()),
            "minItems" => {
                self.count(key, value).into_iter().for_each(|n| raise(&mut array.min_items, n));
            }
            "maxItems" => {
                self.count(key, value).into_iter().for_each(|n| lower(&mut array.max_items, n));
            }
            "uniqueItems" => array.unique |= value.as_bool() == Some(true),
            "contains" => {
                let count = |of: &str| node.get(of).and_then(read_count);
                let min = count("minContains").unwrap_or(1);
                let max = count("maxContains");
                array.contains = Some(ContainsDraft { schema: value, min, max });
            }
            "unevaluatedItems" => array.unevaluated = Some(value),
            _ => {}
        }
    }

    fn note_or_unknown(
        &mut self,
        node: Node<'t>,
        key: &'t str,
        value: Node<'t>,
        draft: &mut Draft<'t>,
    ) {
        let notes = &mut draft.notes;
        match key {
            "default" => notes.default = notes.default.take().or_else(|| Some(Literal::of(value))),
            "readOnly" => notes.read_only |= self.flag(node, key).unwrap_or(false),
            "writeOnly" => notes.write_only |= self.flag(node, key).unwrap_or(false),
            "deprecated" | "x-sunset" => {
                let lifecycle = self.lifecycle(node);
                draft.lifecycle(lifecycle);
            }
            "x-extensible-enum" if value.is_array() && notes.extensible_enum.is_none() => {
                let mut values: Vec<_> = value.items().map(Literal::of).collect();
                values.sort();
                values.dedup();
                notes.extensible_enum = Some(values.into());
            }
            "x-extensible-enum" => {}
            "discriminator" => {
                draft.discriminator = draft.discriminator.take().or(Some(value));
            }
            "xml" if self.schemas.has_xml => {
                notes.xml = notes.xml.take().or_else(|| Some(canonical(value).into()));
            }
            "xml" => {}
            _ => {
                let message =
                    format!("the keyword `{key}` is not known; nothing can be proved here");
                self.report.info("unknown-keyword", value, message);
                draft.unknown.insert(key, canonical(value));
            }
        }
    }

    /// A count of characters, items or properties; beyond 2^63 it makes no difference.
    pub(super) fn count(&mut self, key: &str, value: Node<'t>) -> Option<u64> {
        let count = read_count(value);
        if count.is_none() {
            self.report.odd_shape(value, &format!("`{key}`"), "a whole number from 0");
        }
        count
    }

    /// The properties, or the schemas by pattern, that an object lists.
    pub(super) fn named_schemas(
        &mut self,
        key: &str,
        value: Node<'t>,
    ) -> impl Iterator<Item = (&'t str, Node<'t>)> + use<'t> {
        if !value.is_object() {
            self.report.odd_shape(value, &format!("`{key}`"), "an object of schemas");
        }
        entries(value)
    }

    /// The discriminator's property.
    pub(super) fn discriminator_property(&mut self, node: Node<'t>) -> Option<&'t str> {
        let name = text(node, "propertyName");
        if name.is_none() {
            self.report.odd_shape(node, "`discriminator`", "an object with a `propertyName`");
        }
        name
    }

    /// The discriminator's mapping: values with the text that names a schema.
    pub(super) fn discriminator_mapping(&mut self, node: Node<'t>) -> Vec<(&'t str, Node<'t>)> {
        node.get("mapping").into_iter().flat_map(entries).collect()
    }
}

fn read_count(value: Node<'_>) -> Option<u64> {
    let number = Decimal::parse(value.as_number()?)?;
    if !number.is_integer() || number.is_negative() {
        return None;
    }
    Some(number.to_i64().and_then(|count| u64::try_from(count).ok()).unwrap_or(u64::MAX))
}

/// Whether a schema says nothing at all.
pub(super) fn admits_all(node: Node<'_>) -> bool {
    node.as_bool() == Some(true) || (node.is_object() && node.len() == 0)
}

fn share_nothing(lists: &[BTreeSet<Literal>]) -> bool {
    let all: BTreeSet<&Literal> = lists.iter().flatten().collect();
    all.len() == lists.iter().map(BTreeSet::len).sum::<usize>()
}

fn are_disjoint(types: &[Types]) -> bool {
    let mut all = Types::NONE;
    types.iter().all(|one| {
        let disjoint = !all.meets(*one);
        all = all.or(*one);
        disjoint
    })
}
