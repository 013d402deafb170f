//! What reading and comparing documents means, by small documents.

mod edits;
mod equal;
mod hostile;
mod operations;
mod properties;
mod reading;
mod uses;

use super::change::{ApiChange, Fact};
use super::{Model, diff, parse};
use crate::kind::Source;
use crate::text::{Diagnostic, Limits, Severity};

/// Reads a document of which nothing is reported.
fn model(document: &str) -> Model {
    let (model, diagnostics) = read(document);
    let worst: Vec<_> = diagnostics.iter().filter(|one| one.severity != Severity::Info).collect();
    assert!(worst.is_empty(), "{worst:#?}\n{document}");
    model
}

fn read(document: &str) -> (Model, Vec<Diagnostic>) {
    let source = Source { name: "api", bytes: document.as_bytes() };
    parse(source, &Limits::default()).unwrap()
}

fn changes(old: &str, new: &str) -> Vec<ApiChange> {
    diff(&model(old), &model(new))
}

/// Each change as `fact | places`.
fn told(old: &str, new: &str) -> Vec<String> {
    changes(old, new).iter().map(tell).collect()
}

fn tell(change: &ApiChange) -> String {
    let places: Vec<_> = change.uses.iter().map(ToString::to_string).collect();
    let fact = match &change.fact {
        Fact::Operation { edit, .. } => format!("{edit:?}"),
        Fact::Parameter { parameter, edit, .. } => {
            format!("{} {}: {edit:?}", parameter.location.as_str(), parameter.name)
        }
        Fact::RequestBody { edit, .. } => format!("{edit:?}"),
        Fact::Response { status, edit, .. } => format!("{status}: {edit:?}"),
        Fact::Security { edit, .. } => format!("{edit:?}"),
        Fact::SecurityScheme { name, edit } => format!("{name}: {edit:?}"),
        Fact::Schema(schema) => format!("{:?}", schema.edit),
    };
    format!("{fact} | {}", places.join(", "))
}

/// A document of version 3.0 whose only value is a request body.
fn request_3_0(schema: &str) -> String {
    body("3.0.3", schema, "")
}

/// A document of version 3.1 whose only value is a request body.
fn request(schema: &str) -> String {
    body("3.1.0", schema, "")
}

/// As [`request`], with components.
fn request_with(schema: &str, components: &str) -> String {
    body("3.1.0", schema, components)
}

/// As [`request_3_0`], with components.
fn request_3_0_with(schema: &str, components: &str) -> String {
    body("3.0.3", schema, components)
}

fn body(version: &str, schema: &str, components: &str) -> String {
    let components = match components {
        "" => String::new(),
        schemas => format!("components:\n  schemas:\n{}", indented(schemas, 4)),
    };
    format!(
        "openapi: {version}
info: {{title: T, version: 1.0.0}}
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
{}
      responses:
        '204': {{description: Done.}}
{components}",
        indented(schema, 14)
    )
}

fn indented(text: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    text.trim_matches('\n').lines().map(|line| format!("{pad}{line}\n")).collect()
}

/// A document of version 3.1 with these paths.
fn paths(paths: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: T, version: 1.0.0}}\npaths:\n{}", indented(paths, 2))
}
