//! `DELETE /api/tokens/{id}`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::{Body, Path, TokenPath};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::Token;

/// Revokes a token for good, and signs out whoever signed in by it.
#[utoipa::path(
    delete,
    path = "/api/tokens/{id}",
    tag = "access",
    params(TokenPath),
    responses((status = 200, description = "The revoked token", body = Token), NotFound)
)]
pub(crate) async fn revoke_token(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<TokenPath>,
) -> Result<Body<Token>, Problem> {
    actions::tokens::revoke(&app, &caller, &path.id).await.map(Body)
}
