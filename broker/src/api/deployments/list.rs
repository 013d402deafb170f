//! `GET /api/deployments`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Deployment, DeploymentsQuery, Page};

/// Lists what is and was live, the newest first.
#[utoipa::path(
    get,
    path = "/api/deployments",
    tag = "environments",
    params(DeploymentsQuery),
    responses((status = 200, description = "A page of deployments and releases", body = Page<Deployment>), NotFound)
)]
pub(crate) async fn list_deployments(
    State(app): State<App>,
    Query(query): Query<DeploymentsQuery>,
) -> Result<Body<Page<Deployment>>, Problem> {
    actions::list_deployments(&app, &query).await.map(Body)
}
