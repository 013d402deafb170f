//! `PUT /api/services/{service}`.

use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::{Body, Path, ServicePath};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Service, ServiceSettings};

/// Sets what is known about a service; creates it when unknown.
#[utoipa::path(
    put,
    path = "/api/services/{service}",
    tag = "services",
    params(ServicePath),
    request_body = ServiceSettings,
    responses((status = 200, description = "The service", body = Service))
)]
pub(crate) async fn put_service(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<ServicePath>,
    Body(body): Body<ServiceSettings>,
) -> Result<Body<Service>, Problem> {
    actions::put_service(&app, &caller, &path.service, &body).await.map(Body)
}
