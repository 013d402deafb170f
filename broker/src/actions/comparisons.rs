//! How a consumer version fits a provider version, in full.

use super::named;
use super::partners::{Counterpart, counterpart};
use super::subject::{Subject, SubjectContract};
use crate::app::App;
use crate::jobs::answers;
use crate::problem::Problem;
use crate::store::reading;
use handfast_contracts::kind::Role;
use handfast_contracts::wire::{ComparisonsQuery, StoredComparison};

/// One comparison a contract of the consumer about the provider. It is computed from the very
/// documents of the two versions, so that places are theirs.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn comparisons(
    app: &App,
    query: &ComparisonsQuery,
) -> Result<Vec<StoredComparison>, Problem> {
    let (consumer, provider) = reading!(app.db, |tx| {
        let service = named::service(tx, &query.consumer).await?;
        let version = named::version(tx, &service, &query.consumer_version).await?;
        let consumer = Subject::stored(tx, &service, &version, None).await?;
        let service = named::service(tx, &query.provider).await?;
        let version = named::version(tx, &service, &query.provider_version).await?;
        Ok((consumer, Subject::stored(tx, &service, &version, None).await?))
    })?;
    let about = |one: &&SubjectContract| {
        one.target.as_ref().is_some_and(|(_, target)| target.service == provider.service)
    };
    let mut all = Vec::new();
    for one in consumer.contracts.iter().filter(about) {
        let offered: Vec<_> = provider
            .contracts
            .iter()
            .filter(|one| one.contract.kind.role() == Role::Provider)
            .collect();
        let Counterpart::One(side) = counterpart(one, offered.iter().copied()) else { continue };
        let found = offered.iter().find(|other| other.side.meaning == side.meaning);
        let Some(offered) = found else { continue };
        let left = answers::contract(app, one.side.document.clone()).await?;
        let right = answers::contract(app, side.document).await?;
        let comparison = app.workers.run(move || answers::compare(&left, &right)).await?;
        all.push(StoredComparison {
            consumer: one.contract.clone(),
            provider: offered.contract.clone(),
            comparison: Some(comparison),
        });
    }
    Ok(all)
}
