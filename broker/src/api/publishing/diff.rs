//! `GET /api/diff`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{DiffQuery, Difference};

/// Says what changed between two versions of a contract.
#[utoipa::path(
    get,
    path = "/api/diff",
    tag = "publishing",
    params(DiffQuery),
    responses((status = 200, description = "What changed", body = Difference), NotFound)
)]
pub(crate) async fn diff(
    State(app): State<App>,
    Query(query): Query<DiffQuery>,
) -> Result<Body<Difference>, Problem> {
    actions::diff(&app, &query).await.map(Body)
}
