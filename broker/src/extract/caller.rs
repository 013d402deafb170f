//! Who calls, as the guard found out.

use crate::access::Authority;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use http::Extensions;
use http::request::Parts;

/// The authority of a request.
///
/// # Errors
/// [`Problem::Unauthenticated`] on a route that is open to visitors.
pub(super) fn authority(extensions: &Extensions) -> Result<&Authority, Problem> {
    extensions.get::<Authority>().ok_or_else(|| {
        let detail = "This needs to know who asks.".to_owned();
        Problem::Unauthenticated { detail }
    })
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        authority(&parts.extensions).map(|authority| authority.caller.clone())
    }
}
