//! `GET /api/verification-set`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{VerificationSet, VerificationSetQuery};

/// Gives the interactions that a provider version must satisfy, each with why.
#[utoipa::path(
    get,
    path = "/api/verification-set",
    tag = "evidence",
    params(VerificationSetQuery),
    responses((status = 200, description = "The set", body = VerificationSet), NotFound)
)]
pub(crate) async fn verification_set(
    State(app): State<App>,
    Query(query): Query<VerificationSetQuery>,
) -> Result<Body<VerificationSet>, Problem> {
    actions::verification_set(&app, &query).await.map(Body)
}
