//! `GET /api/rules/{id}`.

use crate::api::document::NotFound;
use crate::extract::{Body, Path, RulePath};
use crate::problem::Problem;
use handfast_contracts::kind;
use handfast_contracts::wire::{RulePage, RuleSummary};

/// Shows a rule with its page.
#[utoipa::path(
    get,
    path = "/api/rules/{id}",
    tag = "rules",
    params(RulePath),
    responses((status = 200, description = "The rule", body = RulePage), NotFound)
)]
pub(crate) async fn show_rule(Path(path): Path<RulePath>) -> Result<Body<RulePage>, Problem> {
    let found = kind::rules().into_iter().find(|rule| rule.id == path.id);
    let rule = found.ok_or_else(|| Problem::NotFound {
        what: "rule",
        name: path.id.clone(),
        known: Vec::new(),
    })?;
    Ok(Body(RulePage { rule: RuleSummary::of(rule), page: rule.page.to_owned() }))
}
