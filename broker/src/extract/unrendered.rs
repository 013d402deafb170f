//! A problem on its way out, before the surface that was asked has given it its form.

use crate::problem::Problem;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::sync::Arc;

/// The problem that an empty response stands for; the router has it rendered.
#[derive(Debug, Clone)]
pub struct Unrendered(pub Arc<Problem>);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() =
            StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(Unrendered(Arc::new(self)));
        response
    }
}
