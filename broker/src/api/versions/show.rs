//! `GET /api/services/{service}/versions/{version}`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Path, VersionPath};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::ServiceVersion;

/// Shows a version with its contracts and where it is live.
#[utoipa::path(
    get,
    path = "/api/services/{service}/versions/{version}",
    tag = "services",
    params(VersionPath),
    responses((status = 200, description = "The version", body = ServiceVersion), NotFound)
)]
pub(crate) async fn show_version(
    State(app): State<App>,
    Path(path): Path<VersionPath>,
) -> Result<Body<ServiceVersion>, Problem> {
    actions::get_version(&app, &path.service, &path.version).await.map(Body)
}
