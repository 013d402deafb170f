//! `GET /api/whoami`.

use crate::caller::Caller;
use crate::extract::Body;
use handfast_contracts::wire::WhoAmI;

/// Says who is asking.
#[utoipa::path(
    get,
    path = "/api/whoami",
    tag = "access",
    responses((status = 200, description = "The caller", body = WhoAmI))
)]
pub(crate) async fn whoami(caller: Caller) -> Body<WhoAmI> {
    Body(WhoAmI { actor: caller.actor, scopes: caller.grants.scopes })
}
