//! `GET /api/services/{service}/versions/{version}/contracts/{kind}/{name}`.

use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{Body, ContractPath, Path};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::StoredContract;

/// Shows a contract of a version, without its document.
#[utoipa::path(
    get,
    path = "/api/services/{service}/versions/{version}/contracts/{kind}/{name}",
    tag = "services",
    params(ContractPath),
    responses((status = 200, description = "The contract", body = StoredContract), NotFound)
)]
pub(crate) async fn show_contract(
    State(app): State<App>,
    Path(path): Path<ContractPath>,
) -> Result<Body<StoredContract>, Problem> {
    let (version, contract) = ((&path.service, &path.version), (path.kind, &path.name));
    actions::get_contract(&app, version, contract).await.map(Body)
}
