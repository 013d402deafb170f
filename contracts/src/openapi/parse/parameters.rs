//! Parameters, and how values are written as text.

use super::context::{Reader, text};
use crate::openapi::change::ParameterLocation;
use crate::openapi::model::{MediaType, Parameter, ParameterForm, SchemaId, Slot};
use crate::text::Node;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Headers that the specification describes elsewhere: parameters of these names are ignored.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'t> Reader<'t> {
    /// The parameters of an operation and those of its path that it does not override. With a
    /// `template`, every parameter of it is there, declared or not.
    pub(super) fn parameters(
        &mut self,
        template: Option<&'t str>,
        operation: Node<'t>,
        item: Option<Node<'t>>,
    ) -> Box<[Parameter]> {
        let names = template.map(template_names).unwrap_or_default();
        let mut found: BTreeMap<Slot, Parameter> = BTreeMap::new();
        for (owner, of_item) in [(Some(operation), false), (item, true)] {
            let Some(owner) = owner else { continue };
            for entry in self.items(owner, "parameters") {
                let Some(node) = self.object(entry, "a parameter") else { continue };
                let Some(slot) = self.slot(node, &names) else { continue };
                match found.entry(slot) {
                    Entry::Occupied(_) if of_item => {}
                    Entry::Occupied(known) => {
                        let message = format!("the parameter `{}` is declared twice", known.key());
                        self.report.warning("duplicate-parameter", node, message);
                    }
                    Entry::Vacant(place) => {
                        if self.may_read(node) {
                            let parameter = self.parameter(place.key().clone(), node);
                            place.insert(parameter);
                        }
                    }
                }
            }
        }
        for (position, name) in (1..).zip(&names) {
            if let Entry::Vacant(place) = found.entry(Slot::Path(position)) {
                let message = format!("the path's parameter {name:?} is not declared");
                self.report.warning("undeclared-parameter", operation, message);
                place.insert(undeclared_parameter(Slot::Path(position), name, operation));
            }
        }
        found.into_values().collect()
    }

    fn slot(&mut self, node: Node<'t>, names: &[&str]) -> Option<Slot> {
        let Some(name) = text(node, "name") else {
            self.report.wrong_shape(node, "a parameter", "an object with a `name`");
            return None;
        };
        match text(node, "in") {
            Some("path") => {
                let position = names.iter().position(|one| *one == name);
                if position.is_none() {
                    let message = format!("the path has no parameter {name:?}");
                    self.report.warning("unused-parameter", node, message);
                }
                Some(Slot::Path(u32::try_from(position?).ok()? + 1))
            }
            Some("query") => Some(Slot::Query(name.into())),
            Some("header") => {
                let name = name.to_ascii_lowercase();
                let ignored = DESCRIBED_ELSEWHERE.contains(&&*name);
                (!ignored).then(|| Slot::Header(name.into()))
            }
            Some("cookie") => Some(Slot::Cookie(name.into())),
            _ => {
                let wanted = "an object whose `in` is path, query, header or cookie";
                self.report.wrong_shape(node, "a parameter", wanted);
                None
            }
        }
    }

    fn parameter(&mut self, slot: Slot, node: Node<'t>) -> Parameter {
        let location = match slot {
            Slot::Path(_) => ParameterLocation::Path,
            Slot::Query(_) => ParameterLocation::Query,
            Slot::Header(_) => ParameterLocation::Header,
            Slot::Cookie(_) => ParameterLocation::Cookie,
        };
        let (form, schema) = self.form_and_schema(node, location);
        Parameter {
            name: text(node, "name").unwrap_or_default().into(),
            node: node.id(),
            required: location == ParameterLocation::Path
                || self.flag(node, "required").unwrap_or(false),
            lifecycle: self.lifecycle(node),
            form,
            schema,
            slot,
        }
    }

    /// How the value of a parameter or header is written, with all defaults, and its schema.
    pub(super) fn form_and_schema(
        &mut self,
        node: Node<'t>,
        location: ParameterLocation,
    ) -> (ParameterForm, SchemaId) {
        if let Some((media_type, content)) = self.entries(node, "content").first() {
            let schema = self.schema_at(*content, "schema");
            return (ParameterForm::Content(MediaType::new(media_type)), schema);
        }
        let usual = match location {
            ParameterLocation::Query | ParameterLocation::Cookie => "form",
            ParameterLocation::Path | ParameterLocation::Header => "simple",
        };
        let style = text(node, "style").unwrap_or(usual);
        let in_query = location == ParameterLocation::Query;
        let form = ParameterForm::Style {
            style: style.into(),
            explode: self.flag(node, "explode").unwrap_or(style == "form"),
            allow_reserved: in_query && self.flag(node, "allowReserved").unwrap_or(false),
            allow_empty: in_query && self.flag(node, "allowEmptyValue").unwrap_or(false),
        };
        (form, self.schema_at(node, "schema"))
    }

    /// The schema at `key`; any value where there is none.
    pub(super) fn schema_at(&mut self, node: Node<'t>, key: &str) -> SchemaId {
        match node.get(key) {
            Some(schema) => self.schema(schema),
            None => SchemaId::ANY,
        }
    }
}

/// The names in braces, in order.
fn template_names(template: &str) -> Vec<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

fn undeclared_parameter(slot: Slot, name: &str, operation: Node<'_>) -> Parameter {
    Parameter {
        slot,
        name: name.into(),
        node: operation.id(),
        required: true,
        lifecycle: Default::default(),
        form: ParameterForm::Style {
            style: "simple".into(),
            explode: false,
            allow_reserved: false,
            allow_empty: false,
        },
        schema: SchemaId::ANY,
    }
}
