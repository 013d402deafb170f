//! Problems as pages.

use super::view::{Frame, Section, Visitor};
use askama::Template;
use handfast_contracts::wire::{FieldProblem, ProblemBody};

/// The page.
#[derive(Template)]
#[template(path = "pages/problem.html")]
pub struct ProblemPage {
    frame: Frame,
    title: String,
    status: u16,
    detail: String,
    fields: Vec<FieldProblem>,
    hints: Vec<String>,
}

/// Builds the page from the same body that the API answers with.
pub fn page(frame: Frame, body: ProblemBody) -> ProblemPage {
    ProblemPage {
        frame,
        title: body.title,
        status: body.status,
        detail: body.detail,
        fields: body.fields,
        hints: body.hints,
    }
}
