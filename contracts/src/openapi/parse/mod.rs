//! Documents to models.
//!
//! Reading never fails but on encoding and limits: whatever else is wrong is a diagnostic with
//! its position, and what can be read is read. Errors: `unsupported-version`, `missing-version`,
//! `wrong-shape`, `external-reference`, `unresolved-reference`, `reference-cycle`,
//! `too-many-elements`. Warnings are for what is passed over or read as it was probably meant,
//! information for what is ignored as the specification says.

mod context;
mod detect;
mod messages;
mod parameters;
mod paths;
mod schema;
mod security;

pub use detect::looks_like;

use super::meaning;
use super::model::{Model, Operation, Schema, SecurityScheme, SpecVersion};
use crate::kind::Source;
use crate::text::{self, Diagnostic, Format, Limits, Tree, Unreadable};
use context::{Reader, Report};
use detect::Declared;

/// Reads a document.
///
/// # Errors
/// [`Unreadable`] for bytes that are no text, and for documents over the limits.
pub fn parse(source: Source<'_>, limits: &Limits) -> Result<(Model, Vec<Diagnostic>), Unreadable> {
    let format = Format::detect(source.name, source.bytes);
    let parsed = text::parse(source.name, source.bytes, format, limits)?;
    let broken = parsed.has_errors();
    let (tree, mut diagnostics) = (parsed.tree, parsed.diagnostics);
    let declared_version = tree.root().get("info").and_then(|info| context::text(info, "version"));
    let declared_version = declared_version.map(Box::from);
    let mut report = Report::default();
    let mut elements = Elements::default();
    let spec = match Declared::of(tree.root()) {
        // What stands behind a syntax error is missing; reading on would blame the wrong places.
        _ if broken => None,
        Declared::Known(version) => {
            let mut reader = Reader::new(tree.root(), version);
            elements = Elements::read(&mut reader);
            report = reader.report;
            Some(version)
        }
        Declared::Unsupported { node, text } => {
            let message = format!(
                "version {text:?} cannot be read; write the document in OpenAPI 3.0 or 3.1"
            );
            report.error("unsupported-version", node, message);
            None
        }
        Declared::Missing => {
            let message = "there is no `openapi` with a version; is this an OpenAPI document?";
            report.error("missing-version", tree.root(), message.to_owned());
            None
        }
    };
    diagnostics.extend(report.finish(tree.root()));
    let model = elements.into_model(tree, spec, declared_version);
    Ok((model, diagnostics))
}

/// What is read from a document.
#[derive(Default)]
struct Elements {
    operations: Vec<Operation>,
    schemas: Vec<Schema>,
    schemes: Vec<SecurityScheme>,
}

impl Elements {
    fn read(reader: &mut Reader<'_>) -> Self {
        reader.read_schemes();
        if reader.root.get("paths").is_none() && reader.root.get("webhooks").is_none() {
            let message = "there are neither `paths` nor `webhooks`".to_owned();
            reader.report.warning("no-operations", reader.root, message);
        }
        let mut operations = reader.operations();
        operations.sort_by_cached_key(Operation::place);
        reader.component_schemas();
        let schemas = reader.finish_schemas();
        Self { operations, schemas, schemes: std::mem::take(&mut reader.schemes) }
    }

    fn into_model(
        self,
        tree: Tree,
        spec: Option<SpecVersion>,
        declared_version: Option<Box<str>>,
    ) -> Model {
        let Self { operations, mut schemas, schemes } = self;
        if schemas.is_empty() {
            schemas = schema::built_in(tree.root()).into();
        }
        let classes = meaning::classes(&schemas);
        Model { tree, spec, declared_version, operations, schemas, classes, schemes }
    }
}
