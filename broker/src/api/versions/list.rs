//! `GET /api/services/{service}/versions`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Path, Query, ServicePath};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Page, ServiceVersion, VersionsQuery};

/// Lists versions of a service, the newest first.
#[utoipa::path(
    get,
    path = "/api/services/{service}/versions",
    tag = "services",
    params(ServicePath, VersionsQuery),
    responses((status = 200, description = "A page of versions", body = Page<ServiceVersion>), NotFound)
)]
pub(crate) async fn list_versions(
    State(app): State<App>,
    Path(path): Path<ServicePath>,
    Query(query): Query<VersionsQuery>,
) -> Result<Body<Page<ServiceVersion>>, Problem> {
    actions::list_versions(&app, &path.service, &query).await.map(Body)
}
