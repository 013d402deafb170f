//! The contracts that a provider version must satisfy, once a meaning, with why each counts.

use super::named;
use crate::app::App;
use crate::jobs::documents;
use crate::problem::Problem;
use crate::store::contracts::ContractRow;
use crate::store::deployments;
use crate::store::services::ServiceRow;
use crate::store::versions::{self, VersionRow};
use crate::store::{Row, StoreError, Tx, consumers, reading, services, verifications};
use handfast_contracts::hash::Meaning;
use handfast_contracts::name::BranchName;
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{Choice, Selector, ToVerify, VerificationSet, VerificationSetQuery};
use std::collections::{BTreeMap, BTreeSet};

/// The contracts about a provider of every consumer version that is live anywhere, that heads
/// the consumer's main branch, or its branch of the same name as the provider's.
///
/// What no version of the provider's branch has ever satisfied, and no live consumer version
/// says, is pending: its failure is told and fails nothing.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn verification_set(
    app: &App,
    query: &VerificationSetQuery,
) -> Result<VerificationSet, Problem> {
    let now = app.now();
    let chosen = reading!(app.db, |tx| {
        let provider = named::service(tx, &query.provider).await?;
        let branch = provider_branch(tx, &provider, query).await?;
        let mut selection = Selection::default();
        selection.select(tx, &provider, query, branch.as_ref(), now).await?;
        selection.describe(tx, &provider, branch.as_ref(), now).await
    })?;
    let mut contracts = Vec::new();
    for (row, to_verify) in chosen {
        let content = documents::bytes(app, row.blob).await?;
        let content = String::from_utf8(content).map_err(|error| Problem::internal(&error))?;
        contracts.push(ToVerify { content, ..to_verify });
    }
    contracts
        .sort_by(|a, b| (&a.consumer, &a.name, a.meaning).cmp(&(&b.consumer, &b.name, b.meaning)));
    Ok(VerificationSet { provider: query.provider.clone(), contracts })
}

/// The branch that the provider version was built from: as the question says, else as stored.
async fn provider_branch(
    tx: &mut Tx,
    provider: &ServiceRow,
    query: &VerificationSetQuery,
) -> Result<Option<BranchName>, StoreError> {
    if query.branch.is_some() {
        return Ok(query.branch.clone());
    }
    let Some(number) = &query.version else { return Ok(None) };
    match versions::find(tx, provider.row, number).await? {
        Some(version) => super::baseline::branch_of(tx, provider, version.row).await,
        None => Ok(None),
    }
}

/// Contracts by meaning, with the versions that say it and the ways in which these got in.
#[derive(Debug, Default)]
struct Selection {
    by_meaning: BTreeMap<Meaning, BTreeMap<Row, Chosen>>,
}

#[derive(Debug)]
struct Chosen {
    row: ContractRow,
    ways: BTreeSet<Selector>,
}

impl Selection {
    fn add(&mut self, rows: Vec<ContractRow>, way: Selector) {
        for row in rows {
            let versions = self.by_meaning.entry(row.meaning).or_default();
            let chosen =
                versions.entry(row.row).or_insert_with(|| Chosen { row, ways: BTreeSet::new() });
            chosen.ways.insert(way);
        }
    }

    async fn select(
        &mut self,
        tx: &mut Tx,
        provider: &ServiceRow,
        query: &VerificationSetQuery,
        branch: Option<&BranchName>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let provider = provider.row;
        if query.select.contains(Selector::Live) {
            self.add(consumers::live_anywhere(tx, provider, now).await?, Selector::Live);
        }
        if query.select.contains(Selector::MainBranch) {
            self.add(consumers::heads(tx, provider, None).await?, Selector::MainBranch);
        }
        if let Some(branch) = branch
            && query.select.contains(Selector::MatchingBranch)
        {
            let rows = consumers::heads(tx, provider, Some(branch)).await?;
            self.add(rows, Selector::MatchingBranch);
        }
        Ok(())
    }

    /// What to verify, still without the documents.
    async fn describe(
        self,
        tx: &mut Tx,
        provider: &ServiceRow,
        branch: Option<&BranchName>,
        now: Timestamp,
    ) -> Result<Vec<(ContractRow, ToVerify)>, StoreError> {
        let said: Vec<Row> =
            self.by_meaning.values().flatten().map(|(_, one)| one.row.version).collect();
        let versions = versions::in_rows(tx, &said).await?;
        let owners: BTreeSet<Row> = versions.values().map(|version| version.service).collect();
        let owners: Vec<Row> = owners.into_iter().collect();
        let people = People {
            services: services::in_rows(tx, &owners).await?,
            live: deployments::live(tx, &owners, now).await?,
            versions,
        };
        let mut all = Vec::new();
        for (meaning, sayers) in self.by_meaning {
            let mut chosen = Vec::new();
            for one in sayers.values() {
                chosen.extend(people.choices(one, branch));
            }
            chosen.sort_by_key(|(ordinal, rank, _)| (*rank, std::cmp::Reverse(*ordinal)));
            let Some((newest, consumer, version)) = people.newest(&sayers) else { continue };
            let row = newest.row.clone();
            let needed = chosen.iter().any(|(_, _, one)| matches!(one, Choice::Live { .. }));
            let pending = match branch {
                Some(branch) if !needed => {
                    let content = row.content;
                    !verifications::ever_satisfied(tx, content, provider.row, branch.as_str())
                        .await?
                }
                // Without a branch nothing can be said to be new to it.
                _ => false,
            };
            let to_verify = ToVerify {
                consumer: consumer.name.clone(),
                consumer_version: version.number.clone(),
                name: row.contract.name.clone(),
                meaning,
                chosen: chosen.into_iter().map(|(.., choice)| choice).collect(),
                pending,
                content: String::new(),
                file: row.file.clone(),
            };
            all.push((row, to_verify));
        }
        Ok(all)
    }
}

/// The consumers of a selection.
struct People {
    services: BTreeMap<Row, ServiceRow>,
    live: BTreeMap<Row, Vec<deployments::Live>>,
    versions: BTreeMap<Row, VersionRow>,
}

impl People {
    /// Why a version is in the set, each with the version's ordinal and the reason's rank.
    fn choices(&self, one: &Chosen, branch: Option<&BranchName>) -> Vec<(i64, Selector, Choice)> {
        let Some(version) = self.versions.get(&one.row.version) else { return Vec::new() };
        let number = || version.number.clone();
        let mut choices = Vec::new();
        for way in &one.ways {
            let mut add = |choice| choices.push((version.ordinal, *way, choice));
            match way {
                Selector::Live => {
                    let live = self.live.get(&version.service).into_iter().flatten();
                    for place in live.filter(|live| live.version == version.row) {
                        let environment = place.environment_name.clone();
                        add(Choice::Live { version: number(), environment });
                    }
                }
                Selector::MainBranch => add(Choice::MainBranch { version: number() }),
                Selector::MatchingBranch => {
                    if let Some(branch) = branch.cloned() {
                        add(Choice::MatchingBranch { version: number(), branch });
                    }
                }
            }
        }
        choices
    }

    /// The newest of the versions that say something; among several services the first by name.
    fn newest<'a>(
        &'a self,
        sayers: &'a BTreeMap<Row, Chosen>,
    ) -> Option<(&'a Chosen, &'a ServiceRow, &'a VersionRow)> {
        let with = |one: &'a Chosen| {
            let version = self.versions.get(&one.row.version)?;
            Some((one, self.services.get(&version.service)?, version))
        };
        let all = sayers.values().filter_map(with);
        all.min_by_key(|(_, service, version)| {
            (service.name.clone(), std::cmp::Reverse(version.ordinal))
        })
    }
}
