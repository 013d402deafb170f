//! `POST /api/undeployments`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Deployment, Undeploy};

/// Records that a service, or one instance of it, runs nothing any more.
#[utoipa::path(
    post,
    path = "/api/undeployments",
    tag = "environments",
    request_body = Undeploy,
    responses((status = 200, description = "What is recorded", body = Deployment), NotFound)
)]
pub(crate) async fn record_undeployment(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<Undeploy>,
) -> Result<Body<Deployment>, Problem> {
    actions::undeploy(&app, &caller, &body).await.map(Body)
}
