//! Documents to models.
//!
//! Reading never fails but on encoding and limits: whatever else is wrong is a diagnostic with
//! its position, and what can be read is read. Codes: `unsupported-version`, `missing-version`,
//! `wrong-shape`, `external-reference`, `unresolved-reference`, `reference-cycle` (errors);
//! the rest are warnings and information.

mod detect;

pub use detect::looks_like;

use super::model::{Model, Schema, Types};
use crate::kind::Source;
use crate::text::{self, Diagnostic, Format, Limits, Severity, Unreadable};
use detect::Declared;

/// Reads a document.
///
/// # Errors
/// [`Unreadable`] for bytes that are no text, and for documents over the limits.
pub fn parse(source: Source<'_>, limits: &Limits) -> Result<(Model, Vec<Diagnostic>), Unreadable> {
    let format = Format::detect(source.name, source.bytes);
    let parsed = text::parse(source.name, source.bytes, format, limits)?;
    let (tree, mut diagnostics) = (parsed.tree, parsed.diagnostics);
    let spec = match Declared::of(tree.root()) {
        Declared::Known(version) => Some(version),
        Declared::Unsupported { node, text } => {
            diagnostics.push(Diagnostic {
                severity: Severity::Error,
                code: "unsupported-version".into(),
                message: format!("version {text:?} cannot be read; OpenAPI 3.0 and 3.1 can"),
                location: node.key_location(),
            });
            None
        }
        Declared::Missing => None,
    };
    let root = tree.root().id();
    let declared_version = tree.root().get("info").and_then(|info| info.get("version"));
    let declared_version = declared_version.and_then(|version| version.as_str()).map(Box::from);
    let model = Model {
        spec,
        declared_version,
        operations: Vec::new(),
        schemas: vec![Schema::of_types(root, Types::ALL), Schema::of_types(root, Types::NONE)],
        classes: Vec::new(),
        schemes: Vec::new(),
        tree,
    };
    Ok((model, diagnostics))
}
