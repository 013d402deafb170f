//! `GET /api/can-i-deploy`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::gate::Decision;
use handfast_contracts::wire::CanIDeployQuery;

/// Says whether a version may be deployed to an environment, and why.
#[utoipa::path(
    get,
    path = "/api/can-i-deploy",
    tag = "gate",
    params(CanIDeployQuery),
    responses((status = 200, description = "The decision with all its reasons", body = Decision), NotFound)
)]
pub(crate) async fn can_i_deploy(
    State(app): State<App>,
    Query(query): Query<CanIDeployQuery>,
) -> Result<Body<Decision>, Problem> {
    actions::can_i_deploy(&app, &query).await.map(Body)
}
