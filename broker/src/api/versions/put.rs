//! `PUT /api/services/{service}/versions/{version}`.

use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::{Body, Path, VersionPath};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{ServiceVersion, VersionSettings};

/// Adds to what is known about a version; creates it, and its service, when unknown.
#[utoipa::path(
    put,
    path = "/api/services/{service}/versions/{version}",
    tag = "services",
    params(VersionPath),
    request_body = VersionSettings,
    responses((status = 200, description = "The version", body = ServiceVersion))
)]
pub(crate) async fn put_version(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<VersionPath>,
    Body(body): Body<VersionSettings>,
) -> Result<Body<ServiceVersion>, Problem> {
    let version = (&path.service, &path.version);
    actions::put_version(&app, &caller, version, &body).await.map(Body)
}
