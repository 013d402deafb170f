//! Forms that our pages send.

use super::body::{collect, media_type};
use super::caller::authority;
use super::query;
use crate::access::concerns::Concerns;
use crate::app::App;
use crate::problem::Problem;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// Forms are small: names, tokens and reasons.
const LIMIT: usize = 64 * 1024;

/// The fields of a form; what they name is authorised. On a route that is open to visitors there
/// is nobody to authorise.
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + Concerns> FromRequest<App> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &App) -> Result<Self, Problem> {
        let (found, essence) = media_type(request.headers());
        if !essence.eq_ignore_ascii_case(MEDIA_TYPE) {
            let found = found.to_owned();
            return Err(Problem::UnsupportedMediaType { found, expected: MEDIA_TYPE });
        }
        let (parts, body) = request.into_parts();
        let bytes = collect(body, LIMIT).await?;
        let fields: T = query::parse("form", &bytes)?;
        if let Ok(authority) = authority(&parts.extensions) {
            authority.check(fields.resource())?;
        }
        Ok(Self(fields))
    }
}
