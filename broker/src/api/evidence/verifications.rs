//! `GET /api/verifications`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Page, Verification, VerificationsQuery};

/// Lists stored verifications, the newest first.
#[utoipa::path(
    get,
    path = "/api/verifications",
    tag = "evidence",
    params(VerificationsQuery),
    responses((status = 200, description = "A page of verifications", body = Page<Verification>), NotFound)
)]
pub(crate) async fn list_verifications(
    State(app): State<App>,
    Query(query): Query<VerificationsQuery>,
) -> Result<Body<Page<Verification>>, Problem> {
    actions::list_verifications(&app, &query).await.map(Body)
}
