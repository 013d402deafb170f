//! `GET /api/comparisons`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{ComparisonsQuery, Page, StoredComparison};

/// Says how a consumer version fits a provider version.
#[utoipa::path(
    get,
    path = "/api/comparisons",
    tag = "evidence",
    params(ComparisonsQuery),
    responses((status = 200, description = "One row for each contract of the consumer about the provider", body = Page<StoredComparison>), NotFound)
)]
pub(crate) async fn list_comparisons(
    State(app): State<App>,
    Query(query): Query<ComparisonsQuery>,
) -> Result<Body<Page<StoredComparison>>, Problem> {
    let items = actions::comparisons(&app, &query).await?;
    Ok(Body(Page { items, next: None }))
}
