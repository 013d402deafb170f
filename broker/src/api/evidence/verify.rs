//! `POST /api/verifications`.

use crate::actions;
use crate::api::document::{Conflict, NotFound};
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{VerificationReceipt, VerificationRun};

/// Stores the results of a verification run; storing it again changes nothing.
#[utoipa::path(
    post,
    path = "/api/verifications",
    tag = "evidence",
    request_body = VerificationRun,
    responses((status = 200, description = "What was stored", body = VerificationReceipt), NotFound, Conflict)
)]
pub(crate) async fn record_verification(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<VerificationRun>,
) -> Result<Body<VerificationReceipt>, Problem> {
    actions::record_verification(&app, &caller, &body).await.map(Body)
}
