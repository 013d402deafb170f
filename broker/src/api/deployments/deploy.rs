//! `POST /api/deployments`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Deploy, Deployment};

/// Records that a version runs, in the place of the one that the same instance ran before.
#[utoipa::path(
    post,
    path = "/api/deployments",
    tag = "environments",
    request_body = Deploy,
    responses((status = 200, description = "What is recorded", body = Deployment), NotFound)
)]
pub(crate) async fn record_deployment(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<Deploy>,
) -> Result<Body<Deployment>, Problem> {
    actions::deploy(&app, &caller, &body).await.map(Body)
}
