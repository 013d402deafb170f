//! `POST /api/publish`.

use crate::actions;
use crate::api::document::Conflict;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Publication, PublishOutcome, Published};
use http::StatusCode;

/// Publishes everything that one version of a service publishes, in one transaction.
#[utoipa::path(
    post,
    path = "/api/publish",
    tag = "publishing",
    request_body = Publication,
    responses(
        (status = 200, description = "Nothing new was stored", body = Published),
        (status = 201, description = "Something new was stored", body = Published),
        Conflict,
    )
)]
pub(crate) async fn publish(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<Publication>,
) -> Result<(StatusCode, Body<Published>), Problem> {
    let published = actions::publish(&app, &caller, &body).await?;
    Ok((status(&published), Body(published)))
}

fn status(published: &Published) -> StatusCode {
    let known = [PublishOutcome::Replayed, PublishOutcome::Equivalent];
    let news = published.contracts.iter().any(|one| !known.contains(&one.outcome));
    if published.at.is_some() && news { StatusCode::CREATED } else { StatusCode::OK }
}
