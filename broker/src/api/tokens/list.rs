//! `GET /api/tokens`.

use crate::actions;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Page, Paging, Token};

/// Lists tokens, newest first, without their secrets.
#[utoipa::path(
    get,
    path = "/api/tokens",
    tag = "access",
    params(Paging),
    responses((status = 200, description = "A page of tokens", body = Page<Token>))
)]
pub(crate) async fn list_tokens(
    State(app): State<App>,
    Query(paging): Query<Paging>,
) -> Result<Body<Page<Token>>, Problem> {
    actions::tokens::list(&app, &paging).await.map(Body)
}
