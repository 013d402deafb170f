//! `PUT /api/environments/{environment}`.

use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::{Body, EnvironmentPath, Path};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Environment, EnvironmentSettings};

/// Sets what an environment is; creates it when unknown.
#[utoipa::path(
    put,
    path = "/api/environments/{environment}",
    tag = "environments",
    params(EnvironmentPath),
    request_body = EnvironmentSettings,
    responses((status = 200, description = "The environment", body = Environment))
)]
pub(crate) async fn put_environment(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<EnvironmentPath>,
    Body(body): Body<EnvironmentSettings>,
) -> Result<Body<Environment>, Problem> {
    actions::put_environment(&app, &caller, &path.environment, &body).await.map(Body)
}
