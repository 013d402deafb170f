//! `GET /api/services`.

use crate::actions;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Page, Paging, Service};

/// Lists services in the order of their names.
#[utoipa::path(
    get,
    path = "/api/services",
    tag = "services",
    params(Paging),
    responses((status = 200, description = "A page of services", body = Page<Service>))
)]
pub(crate) async fn list_services(
    State(app): State<App>,
    Query(query): Query<Paging>,
) -> Result<Body<Page<Service>>, Problem> {
    actions::list_services(&app, &query).await.map(Body)
}
