//! Problems as pages. Whoever is not known is led to the sign-in page instead.

use super::html;
use super::view::{Frame, Section, Visitor, segment};
use crate::problem::Problem;
use crate::telemetry::RequestId;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use handfast_contracts::wire::{FieldProblem, ProblemBody};
use http::{StatusCode, Uri};

/// The page.
#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage {
    frame: Frame,
    title: String,
    status: u16,
    detail: String,
    fields: Vec<FieldProblem>,
    hints: Vec<String>,
}

/// The response for `problem` of the request `id` for the page `asked`.
pub(crate) fn render(problem: &Problem, asked: &Uri, id: Option<&RequestId>) -> Response {
    if let Problem::Unauthenticated { .. } = problem {
        let next = asked.path_and_query().map_or("/", |path| path.as_str());
        return Redirect::to(&format!("/sign-in?next={}", segment(next))).into_response();
    }
    let status =
        StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = problem.body(id.map(|id| id.0.as_str()));
    match html(&page(Frame::of(Section::Elsewhere, Visitor::Untold), body)) {
        Ok(page) => (status, page).into_response(),
        // A page that cannot say what is wrong still says that something is.
        Err(_) => (status, problem.title()).into_response(),
    }
}

fn page(frame: Frame, body: ProblemBody) -> ProblemPage {
    ProblemPage {
        frame,
        title: body.title,
        status: body.status,
        detail: body.detail,
        fields: body.fields,
        hints: body.hints,
    }
}
