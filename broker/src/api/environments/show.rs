//! `GET /api/environments/{environment}`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, EnvironmentPath, Path};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::Environment;

/// Shows an environment.
#[utoipa::path(
    get,
    path = "/api/environments/{environment}",
    tag = "environments",
    params(EnvironmentPath),
    responses((status = 200, description = "The environment", body = Environment), NotFound)
)]
pub(crate) async fn show_environment(
    State(app): State<App>,
    Path(path): Path<EnvironmentPath>,
) -> Result<Body<Environment>, Problem> {
    actions::get_environment(&app, &path.environment).await.map(Body)
}
