//! `POST /api/contents/known`.

use crate::actions;
use crate::app::App;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{KnownAnswer, KnownQuestion};

/// Says which documents are stored already and need not be sent.
#[utoipa::path(
    post,
    path = "/api/contents/known",
    tag = "publishing",
    request_body = KnownQuestion,
    responses((status = 200, description = "Those that are stored", body = KnownAnswer))
)]
pub(crate) async fn known_contents(
    State(app): State<App>,
    Body(body): Body<KnownQuestion>,
) -> Result<Body<KnownAnswer>, Problem> {
    actions::known_contents(&app, &body).await.map(Body)
}
