//! What texts of parameters, headers and forms stand for, as JSON values.
//!
//! A text may be read in several ways (`1` is a number and a text, `1,2` a text and a list); the
//! reading that the schema admits is meant. Styles are those of OpenAPI; a list in a query is read
//! from repeated keys as well as from one value with separators, because consumers' examples pass
//! through clients that write either.

use super::fit::{Extent, Findings, Fit};
use crate::interactions::json::{Json, quoted};
use crate::interactions::model::Query;
use crate::openapi::Model;
use crate::openapi::model::{Parameter, ParameterForm, SchemaId, Types};
use crate::rule::Side;
use crate::text::Decimal;

/// How many schemas deep the types of a value are looked for.
const DEPTH: u32 = 16;

/// The ways to read a text, as JSON texts; the likeliest first.
pub(super) type Readings = Vec<String>;

/// Judges the readings by the schema: the first that is admitted, else the first. `None` when
/// there is nothing to judge.
pub(super) fn judge(
    fit: &mut Fit<'_>,
    schema: SchemaId,
    readings: &Readings,
) -> Option<(Json, Findings)> {
    let mut first = None;
    for reading in readings {
        let Some(json) = Json::parse(reading.as_bytes()) else { continue };
        let findings = fit.judge(schema, json.node(), Side::Request, Extent::Whole);
        if findings.fits() {
            return Some((json, findings));
        }
        if first.is_none() {
            first = Some((json, findings));
        }
    }
    first
}

/// The types that a schema admits, as far as its branches tell.
pub(super) fn types(model: &Model, id: SchemaId) -> Types {
    types_within(model, id, DEPTH)
}

fn types_within(model: &Model, id: SchemaId, depth: u32) -> Types {
    let schema = model.schema(id);
    let Some(logic) = schema.logic.as_ref().filter(|_| depth > 0) else { return schema.types };
    let of = |id| types_within(model, id, depth - 1);
    let all = logic.all_of.iter().fold(schema.types, |types, one| types.and(of(one.schema)));
    logic.choices.iter().fold(all, |types, choice| {
        let any = choice.branches.iter().fold(Types::NONE, |any, one| any.or(of(one.schema)));
        types.and(any)
    })
}

/// The schema of an array's item or an object's entry, where the schema itself or one of its
/// branches says so.
fn part(model: &Model, id: SchemaId, name: Option<&str>, depth: u32) -> Option<SchemaId> {
    let schema = model.schema(id);
    let own = match name {
        None => schema.array.as_ref().map(|array| array.items),
        Some(name) => schema.object.as_ref().map(|object| {
            object.property(name).map_or(object.additional, |property| property.schema)
        }),
    };
    if own.is_some() || depth == 0 {
        return own;
    }
    let logic = schema.logic.as_ref()?;
    let branches = logic.choices.iter().flat_map(|choice| &choice.branches);
    let mut all = logic.all_of.iter().chain(branches);
    all.find_map(|branch| part(model, branch.schema, name, depth - 1))
}

/// One value without parts: by the types that its schema admits.
fn scalar(model: &Model, schema: Option<SchemaId>, text: &str) -> String {
    let types = schema.map_or(Types::ALL, |schema| types(model, schema));
    let literal = (types.meets(Types::NUMBER) && Decimal::parse(text).is_some())
        || (types.meets(Types::BOOLEAN) && matches!(text, "true" | "false"))
        || (types.meets(Types::NULL) && text == "null");
    if literal { text.to_owned() } else { quoted(text) }
}

/// All readings of one text as a value without parts.
fn scalars(model: &Model, schema: SchemaId, text: &str) -> Readings {
    let mut readings = vec![scalar(model, Some(schema), text)];
    let plain = quoted(text);
    if readings[0] != plain {
        readings.push(plain);
    }
    if text.is_empty() && types(model, schema).meets(Types::NULL) {
        readings.push("null".into());
    }
    readings
}

fn array<'t>(model: &Model, schema: SchemaId, items: impl Iterator<Item = &'t str>) -> String {
    let of_item = part(model, schema, None, DEPTH);
    let items: Vec<_> = items.map(|item| scalar(model, of_item, item)).collect();
    format!("[{}]", items.join(","))
}

fn object<'t>(
    model: &Model,
    schema: SchemaId,
    entries: impl Iterator<Item = (&'t str, &'t str)>,
) -> String {
    let entries: Vec<_> = entries
        .map(|(name, text)| {
            let of_entry = part(model, schema, Some(name), DEPTH);
            format!("{}:{}", quoted(name), scalar(model, of_entry, text))
        })
        .collect();
    format!("{{{}}}", entries.join(","))
}

/// `a,1,b,2` as pairs.
fn alternating<'t>(text: &'t str, separator: &str) -> Vec<(&'t str, &'t str)> {
    let parts: Vec<_> = text.split(separator).collect();
    parts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// `a=1,b=2` as pairs.
fn assigned<'t>(text: &'t str, separator: &str) -> Vec<(&'t str, &'t str)> {
    text.split(separator).filter_map(|part| part.split_once('=')).collect()
}

/// A list or an object in one text, with this separator.
fn composed(
    model: &Model,
    schema: SchemaId,
    text: &str,
    (separator, explode): (&str, bool),
) -> Readings {
    let types = types(model, schema);
    let mut readings = Vec::new();
    if types.meets(Types::ARRAY) {
        let items = text.split(separator).filter(|_| !text.is_empty());
        readings.push(array(model, schema, items));
    }
    if types.meets(Types::OBJECT) {
        let entries = match explode {
            true => assigned(text, separator),
            false => alternating(text, separator),
        };
        readings.push(object(model, schema, entries.into_iter()));
    }
    if types.without(Types::ARRAY.or(Types::OBJECT)).is_empty() && !readings.is_empty() {
        return readings;
    }
    let mut all = scalars(model, schema, text);
    all.extend(readings);
    all
}

/// The readings of a path parameter.
pub(super) fn of_path(model: &Model, parameter: &Parameter, text: &str) -> Readings {
    let schema = parameter.schema;
    match &parameter.form {
        ParameterForm::Content(_) => vec![text.to_owned()],
        ParameterForm::Style { style, explode, .. } => match &**style {
            "label" => {
                let text = text.strip_prefix('.').unwrap_or(text);
                let separator = if *explode { "." } else { "," };
                composed(model, schema, text, (separator, *explode))
            }
            "matrix" => {
                let text = text.strip_prefix(';').unwrap_or(text);
                let prefix = format!("{}=", parameter.name);
                if *explode && types(model, schema).meets(Types::ARRAY) {
                    let items =
                        text.split(';').map(|one| one.strip_prefix(&*prefix).unwrap_or(one));
                    return vec![array(model, schema, items)];
                }
                let text = text.strip_prefix(&*prefix).unwrap_or(text);
                let separator = if *explode { ";" } else { "," };
                composed(model, schema, text, (separator, *explode))
            }
            style => composed(model, schema, text, (separator_of(style), *explode)),
        },
    }
}

/// The readings of a header's lines.
pub(super) fn of_header(
    model: &Model,
    schema: SchemaId,
    form: &ParameterForm,
    lines: &[&str],
) -> Readings {
    let text = lines.join(",");
    match form {
        ParameterForm::Content(_) => vec![text],
        ParameterForm::Style { explode, .. } => {
            let spaced = text.split(',').map(str::trim).collect::<Vec<_>>().join(",");
            let mut readings = composed(model, schema, &spaced, (",", *explode));
            readings.extend(scalars(model, schema, &text));
            readings
        }
    }
}

fn separator_of(style: &str) -> &'static str {
    match style {
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        "tabDelimited" => "\t",
        _ => ",",
    }
}

/// The readings of a query parameter; none when it is not sent.
pub(super) fn of_query(model: &Model, parameter: &Parameter, query: &Query) -> Readings {
    let schema = parameter.schema;
    let name = &*parameter.name;
    let values = query.values(name);
    let ParameterForm::Style { style, explode, .. } = &parameter.form else {
        return values.first().map(|text| (*text).to_owned()).into_iter().collect();
    };
    let types = types(model, schema);
    if types.meets(Types::OBJECT) && values.is_empty() {
        let deep = deep(model, schema, name, query);
        if let Some(deep) = deep {
            return vec![deep];
        }
        if &**style == "form" && *explode {
            return exploded(model, schema, query).into_iter().collect();
        }
    }
    match values.as_slice() {
        [] => of_brackets(model, schema, name, query),
        [one] => composed(model, schema, one, (separator_of(style), false)),
        several if types.meets(Types::ARRAY) => {
            vec![array(model, schema, several.iter().copied())]
        }
        // Who reads one value reads the first or the last: each must be admitted.
        [.., last] => scalars(model, schema, last),
    }
}

/// An object written as `name[key]=a&name[key][inner]=b`.
fn deep(model: &Model, schema: SchemaId, name: &str, query: &Query) -> Option<String> {
    let entries: Vec<(Vec<&str>, &str)> = query
        .iter()
        .filter_map(|(key, value)| {
            let rest = key.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?;
            Some((rest.split("][").collect(), value.unwrap_or("")))
        })
        .collect();
    (!entries.is_empty()).then(|| nested(model, Some(schema), &entries, 0))
}

/// An object of the entries that share the first `depth` keys.
fn nested(
    model: &Model,
    schema: Option<SchemaId>,
    entries: &[(Vec<&str>, &str)],
    depth: usize,
) -> String {
    let mut keys: Vec<&str> =
        entries.iter().filter_map(|(path, _)| path.get(depth).copied()).collect();
    keys.sort_unstable();
    keys.dedup();
    let written: Vec<_> = keys
        .into_iter()
        .map(|key| {
            let inner = schema.and_then(|id| part(model, id, Some(key), DEPTH));
            let of_key = entries.iter().filter(|(path, _)| path.get(depth) == Some(&key));
            let of_key: Vec<_> = of_key.cloned().collect();
            let value = match of_key.as_slice() {
                [(path, text)] if path.len() == depth + 1 => scalar(model, inner, text),
                several if several.iter().all(|(path, _)| path.len() == depth + 1) => {
                    let all: Vec<_> = several.iter().map(|(_, text)| quoted(text)).collect();
                    format!("[{}]", all.join(","))
                }
                several => nested(model, inner, several, depth + 1),
            };
            format!("{}:{value}", quoted(key))
        })
        .collect();
    format!("{{{}}}", written.join(","))
}

/// A list written as `name[]=a&name[]=b`, as some frameworks do.
fn of_brackets(model: &Model, schema: SchemaId, name: &str, query: &Query) -> Readings {
    let items = query.values(&format!("{name}[]"));
    if items.is_empty() || !types(model, schema).meets(Types::ARRAY) {
        return Vec::new();
    }
    vec![array(model, schema, items.into_iter())]
}

/// An object whose entries are parameters of their own: those that it declares.
fn exploded(model: &Model, schema: SchemaId, query: &Query) -> Option<String> {
    let shape = model.schema(schema).object.as_ref()?;
    let own: Vec<_> = query
        .iter()
        .filter(|(key, _)| shape.property(key).is_some())
        .map(|(key, value)| (key, value.unwrap_or("")))
        .collect();
    (!own.is_empty()).then(|| object(model, schema, own.into_iter()))
}

/// The value of a form: an object of its fields.
pub(super) fn of_form(model: &Model, schema: SchemaId, form: &Query) -> String {
    let entries: Vec<_> = form
        .names()
        .into_iter()
        .map(|name| {
            let values = form.values(name);
            let of_entry = part(model, schema, Some(name), DEPTH);
            let listed = of_entry.is_some_and(|id| types(model, id).meets(Types::ARRAY));
            let value = match (of_entry, values.as_slice()) {
                (Some(id), [one]) if listed => array(model, id, one.split(',')),
                (Some(id), several) if listed => array(model, id, several.iter().copied()),
                (_, [one]) => scalar(model, of_entry, one),
                (_, several) => {
                    let all: Vec<_> = several.iter().map(|one| quoted(one)).collect();
                    format!("[{}]", all.join(","))
                }
            };
            format!("{}:{value}", quoted(name))
        })
        .collect();
    format!("{{{}}}", entries.join(","))
}
