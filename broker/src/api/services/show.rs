//! `GET /api/services/{service}`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Path, ServicePath};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::Service;

/// Shows a service with what is live of it.
#[utoipa::path(
    get,
    path = "/api/services/{service}",
    tag = "services",
    params(ServicePath),
    responses((status = 200, description = "The service", body = Service), NotFound)
)]
pub(crate) async fn show_service(
    State(app): State<App>,
    Path(path): Path<ServicePath>,
) -> Result<Body<Service>, Problem> {
    actions::get_service(&app, &path.service).await.map(Body)
}
