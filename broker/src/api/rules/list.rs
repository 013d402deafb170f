//! `GET /api/rules`.

use crate::extract::Body;
use handfast_contracts::kind;
use handfast_contracts::wire::{Page, RuleSummary};

/// Lists every rule, sorted by id.
#[utoipa::path(
    get,
    path = "/api/rules",
    tag = "rules",
    responses((status = 200, description = "All rules", body = Page<RuleSummary>))
)]
pub(crate) async fn list_rules() -> Body<Page<RuleSummary>> {
    let items = kind::rules().into_iter().map(RuleSummary::of).collect();
    Body(Page { items, next: None })
}
