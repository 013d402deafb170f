//! `POST /api/support-ended`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Deployment, EndSupport};

/// Records that a released version no longer counts.
#[utoipa::path(
    post,
    path = "/api/support-ended",
    tag = "environments",
    request_body = EndSupport,
    responses((status = 200, description = "What is recorded", body = Deployment), NotFound)
)]
pub(crate) async fn record_support_ended(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<EndSupport>,
) -> Result<Body<Deployment>, Problem> {
    actions::end_support(&app, &caller, &body).await.map(Body)
}
