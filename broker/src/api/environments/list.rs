//! `GET /api/environments`.

use crate::actions;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Environment, Page, Paging};

/// Lists environments in the order of promotion.
#[utoipa::path(
    get,
    path = "/api/environments",
    tag = "environments",
    params(Paging),
    responses((status = 200, description = "A page of environments", body = Page<Environment>))
)]
pub(crate) async fn list_environments(
    State(app): State<App>,
    Query(query): Query<Paging>,
) -> Result<Body<Page<Environment>>, Problem> {
    actions::page_environments(&app, &query).await.map(Body)
}
