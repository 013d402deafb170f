//! Schemas as readers expect them: one object where serde flattens several (a closed part would
//! forbid the properties of the others), and items of pages by their name.

use std::collections::BTreeMap;
use utoipa::openapi::schema::{AllOf, ArrayItems, Object, Schema};
use utoipa::openapi::{OpenApi, Ref, RefOr};

/// Merges every composed schema of the document's components.
pub(crate) fn merge(document: &mut OpenApi) {
    let Some(components) = &mut document.components else { return };
    let all = components.schemas.clone();
    for (name, schema) in &mut components.schemas {
        if let Some(item) = name.strip_prefix("Page_").filter(|item| all.contains_key(*item)) {
            name_items(schema, item);
        }
        if let RefOr::T(Schema::AllOf(parts)) = schema
            && let Some(object) = merged(parts, &all)
        {
            *schema = RefOr::T(Schema::Object(object));
        }
    }
}

/// Says of what the items of a page are, instead of repeating it.
fn name_items(page: &mut RefOr<Schema>, item: &str) {
    if let RefOr::T(Schema::Object(page)) = page
        && let Some(RefOr::T(Schema::Array(items))) = page.properties.get_mut("items")
    {
        items.items = ArrayItems::RefOrSchema(Box::new(Ref::from_schema_name(item).into()));
    }
}

/// `None` where a part is no object.
fn merged(parts: &AllOf, all: &BTreeMap<String, RefOr<Schema>>) -> Option<Object> {
    let mut whole = Object::new();
    whole.description.clone_from(&parts.description);
    for part in &parts.items {
        let part = object(part, all)?;
        whole.properties.extend(part.properties.clone());
        whole.required.extend(part.required.clone());
    }
    Some(whole)
}

fn object<'a>(
    part: &'a RefOr<Schema>,
    all: &'a BTreeMap<String, RefOr<Schema>>,
) -> Option<&'a Object> {
    match part {
        RefOr::T(Schema::Object(object)) => Some(object),
        RefOr::T(_) => None,
        RefOr::Ref(to) => match all.get(to.ref_location.rsplit('/').next()?)? {
            RefOr::T(Schema::Object(object)) => Some(object),
            _ => None,
        },
    }
}
