//! `POST /api/releases`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Deployment, Release};

/// Records that a version can be obtained beside others.
#[utoipa::path(
    post,
    path = "/api/releases",
    tag = "environments",
    request_body = Release,
    responses((status = 200, description = "What is recorded", body = Deployment), NotFound)
)]
pub(crate) async fn record_release(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<Release>,
) -> Result<Body<Deployment>, Problem> {
    actions::release(&app, &caller, &body).await.map(Body)
}
