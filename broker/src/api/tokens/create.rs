//! `POST /api/tokens`.

use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{CreatedToken, NewToken};
use http::StatusCode;

/// Makes a token; its secret is shown this once.
#[utoipa::path(
    post,
    path = "/api/tokens",
    tag = "access",
    request_body = NewToken,
    responses((status = 201, description = "The token with its secret", body = CreatedToken))
)]
pub(crate) async fn create_token(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewToken>,
) -> Result<(StatusCode, Body<CreatedToken>), Problem> {
    let created = actions::tokens::create(&app, &caller, new).await?;
    Ok((StatusCode::CREATED, Body(created)))
}
