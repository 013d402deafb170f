//! Problems as RFC 9457 `application/problem+json`.

use crate::problem::Problem;
use crate::telemetry::RequestId;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, StatusCode};

/// The media type of problems.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// The response for `problem` of the request `id`.
pub(crate) fn render(problem: &Problem, id: Option<&RequestId>) -> Response {
    let status =
        StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = problem.body(id.map(|id| id.0.as_str()));
    let json = serde_json::to_vec(&body).unwrap_or_else(|error| {
        tracing::error!(%error, "a problem cannot be written as JSON");
        Vec::new()
    });
    (status, headers(problem), json).into_response()
}

fn headers(problem: &Problem) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    match problem {
        Problem::Busy { retry_after, .. } => {
            headers.insert(RETRY_AFTER, HeaderValue::from(*retry_after));
        }
        Problem::Unauthenticated { .. } => {
            let challenge = HeaderValue::from_static("Bearer realm=\"handfast\"");
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        _ => {}
    }
    headers
}
