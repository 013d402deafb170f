//! `GET /api/environments/{environment}/live`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, EnvironmentPath, Path, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Deployment, Page, Paging};

/// Lists what is live in an environment, the newest first.
#[utoipa::path(
    get,
    path = "/api/environments/{environment}/live",
    tag = "environments",
    params(EnvironmentPath, Paging),
    responses((status = 200, description = "A page of what is live", body = Page<Deployment>), NotFound)
)]
pub(crate) async fn list_live(
    State(app): State<App>,
    Path(path): Path<EnvironmentPath>,
    Query(query): Query<Paging>,
) -> Result<Body<Page<Deployment>>, Problem> {
    actions::list_live(&app, &path.environment, &query).await.map(Body)
}
