//! Who a service is tied to by contracts.

use super::{named, partners};
use crate::app::App;
use crate::problem::Problem;
use crate::store::{branches, consumers, contracts, reading};
use handfast_contracts::name::ServiceName;
use handfast_contracts::wire::Integration;

/// The services that use this one, and those that it uses, by main-branch heads and by what is
/// live; each pair once, with the newest version that says so.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn list_integrations(app: &App, name: &ServiceName) -> Result<Vec<Integration>, Problem> {
    let now = app.now();
    let all = reading!(app.db, |tx| {
        let service = named::service(tx, name).await?;
        let mut rows = consumers::heads(tx, service.row, None).await?;
        rows.extend(consumers::live_anywhere(tx, service.row, now).await?);
        let branch = service.main_branch()?;
        if let Some(head) = branches::head(tx, service.row, &branch).await? {
            rows.extend(contracts::of_version(tx, head.row).await?);
        }
        partners::group(tx, rows.into_iter(), now).await
    })?;
    let mut found: Vec<Integration> = Vec::new();
    // Newest first within each consumer, so that the first of a pair is the one to keep.
    for partner in all.iter().rev() {
        for (_, target) in partner.contracts.iter().filter_map(|row| row.target.as_ref()) {
            let known = |one: &Integration| {
                one.consumer == partner.service && one.provider == target.service
            };
            if !found.iter().any(known) {
                found.push(Integration {
                    consumer: partner.service.clone(),
                    consumer_version: partner.version.clone(),
                    provider: target.service.clone(),
                });
            }
        }
    }
    found.sort_by(|a, b| (&a.consumer, &a.provider).cmp(&(&b.consumer, &b.provider)));
    Ok(found)
}
