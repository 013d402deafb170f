//! The versions on the other side of a contract that matter: those that are live anywhere, and
//! the heads of main branches.

use super::subject::{Subject, SubjectContract};
use crate::jobs::answers::{Key, Question, Side};
use crate::store::answers::Compared;
use crate::store::contracts::{self, ContractRow};
use crate::store::deployments::{self, Live};
use crate::store::{Row, StoreError, Tx, branches, consumers, services, versions};
use handfast_contracts::compare::ComparisonVerdict;
use handfast_contracts::kind::{Role, comparable};
use handfast_contracts::name::{EnvironmentName, ServiceName, VersionNumber};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::ComparisonSummary;
use std::collections::{BTreeMap, BTreeSet};

/// A version on the other side.
#[derive(Debug, Clone)]
pub(super) struct Partner {
    /// Its service.
    pub(super) service: ServiceName,
    /// Its number.
    pub(super) version: VersionNumber,
    /// Where it is live.
    pub(super) environments: Vec<EnvironmentName>,
    /// Its contracts that have to do with the subject.
    pub(super) contracts: Vec<ContractRow>,
}

/// What a consumer's contract is compared with in a provider version.
#[derive(Debug, Clone)]
pub(super) enum Counterpart {
    /// Nothing: the version has no contract that fits.
    None,
    /// This contract.
    One(Side),
    /// One of several, without saying which.
    Several,
}

/// The provider's contract that a consumer's one is about, among `offered`.
pub(super) fn counterpart<'a>(
    consumer: &SubjectContract,
    offered: impl Iterator<Item = &'a SubjectContract>,
) -> Counterpart {
    let wanted = consumer.target.as_ref().and_then(|(_, target)| target.contract.as_ref());
    let mut fitting = offered.filter(|one| {
        comparable(consumer.contract.kind, one.contract.kind)
            && wanted.is_none_or(|name| one.contract.name == *name)
    });
    match (fitting.next(), fitting.next()) {
        (None, _) => Counterpart::None,
        (Some(one), None) => Counterpart::One(one.side.clone()),
        (Some(_), Some(_)) => Counterpart::Several,
    }
}

/// Why one of several contracts cannot be chosen.
pub(super) const SEVERAL: &str =
    "the provider has several contracts of a fitting kind; publish with the contract's name";

/// Everybody on the other side of one of the subject's contracts.
pub(super) async fn of(
    tx: &mut Tx,
    subject: &Subject,
    contract: &SubjectContract,
    now: Timestamp,
) -> Result<Vec<Partner>, StoreError> {
    let rows = match contract.contract.kind.role() {
        Role::Provider => match &subject.service_row {
            None => return Ok(Vec::new()),
            Some(service) => {
                let mut rows = consumers::live_anywhere(tx, service.row, now).await?;
                rows.extend(consumers::heads(tx, service.row, None).await?);
                rows
            }
        },
        Role::Consumer => match contract.target {
            Some((Some(provider), _)) => offered(tx, provider, now).await?,
            _ => return Ok(Vec::new()),
        },
    };
    let rows =
        rows.into_iter().filter(|row| Some(row.version) != subject.stored.map(|(row, _)| row));
    group(tx, rows, now).await
}

/// The contracts that the live versions and the main branch's head of a provider offer.
async fn offered(
    tx: &mut Tx,
    provider: Row,
    now: Timestamp,
) -> Result<Vec<ContractRow>, StoreError> {
    let live = deployments::live(tx, &[provider], now).await?;
    let mut all: BTreeSet<Row> = live.values().flatten().map(|one| one.version).collect();
    all.extend(branches::main_heads(tx, &[provider]).await?.values().map(|(row, _)| *row));
    let all: Vec<Row> = all.into_iter().collect();
    let offered = contracts::of_versions(tx, &all).await?;
    Ok(offered.into_values().flatten().filter(|row| row.role() == Role::Provider).collect())
}

/// Contracts by their versions, in the order of service and ordinal.
pub(super) async fn group(
    tx: &mut Tx,
    rows: impl Iterator<Item = ContractRow>,
    now: Timestamp,
) -> Result<Vec<Partner>, StoreError> {
    let mut by_version: BTreeMap<Row, BTreeMap<Row, ContractRow>> = BTreeMap::new();
    for row in rows {
        by_version.entry(row.version).or_default().insert(row.row, row);
    }
    let ids: Vec<Row> = by_version.keys().copied().collect();
    let numbers = versions::in_rows(tx, &ids).await?;
    let owners: BTreeSet<Row> = numbers.values().map(|version| version.service).collect();
    let owners: Vec<Row> = owners.into_iter().collect();
    let services = services::in_rows(tx, &owners).await?;
    let live = deployments::live(tx, &owners, now).await?;
    let mut partners = Vec::new();
    for (version, contracts) in by_version {
        let Some(version) = numbers.get(&version) else { continue };
        let Some(service) = services.get(&version.service) else { continue };
        let places = live.get(&version.service).into_iter().flatten();
        let here = places.filter(|one: &&Live| one.version == version.row);
        let partner = Partner {
            service: service.name.clone(),
            version: version.number.clone(),
            environments: here.map(|one| one.environment_name.clone()).collect(),
            contracts: contracts.into_values().collect(),
        };
        partners.push((service.name.clone(), version.ordinal, partner));
    }
    partners.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    Ok(partners.into_iter().map(|(.., partner)| partner).collect())
}

/// A comparison that belongs to a partner, before its answer is known.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    summary: ComparisonSummary,
    asked: Asked,
}

#[derive(Debug, Clone)]
enum Asked {
    Question(Box<Question>),
    /// Cannot be decided, with the reason.
    Open(&'static str),
}

impl Pending {
    /// What is to be answered, where anything is.
    pub(super) fn question(&self) -> Option<&Question> {
        match &self.asked {
            Asked::Question(question) => Some(question),
            Asked::Open(_) => None,
        }
    }

    /// Where the partner is live.
    pub(super) fn environments(&self) -> &[EnvironmentName] {
        &self.summary.environments
    }

    /// The summary with the answer, as far as it is known.
    pub(super) fn summary(&self, answers: &BTreeMap<Key, Compared>) -> ComparisonSummary {
        let mut summary = self.summary.clone();
        match &self.asked {
            Asked::Open(reason) => {
                summary.verdict = Some(ComparisonVerdict::Undecided);
                summary.reason = Some((*reason).to_owned());
            }
            Asked::Question(question) => {
                let answer = answers.get(&question.key);
                summary.verdict = answer.map(|answer| answer.verdict);
                summary.reason = answer.and_then(|answer| answer.reason.clone());
            }
        }
        summary
    }
}

/// The comparisons of one of the subject's contracts with its partners. A partner that has no
/// contract to compare with is left out.
pub(super) fn comparisons(
    subject: &Subject,
    contract: &SubjectContract,
    partners: &[Partner],
) -> Vec<Pending> {
    let mut all = Vec::new();
    for partner in partners {
        let theirs: Vec<_> = partner.contracts.iter().map(SubjectContract::stored).collect();
        match contract.contract.kind.role() {
            Role::Consumer => {
                let found = counterpart(contract, theirs.iter());
                all.extend(pending(found, contract.side.clone(), (subject, partner), true));
            }
            Role::Provider => {
                for consumer in &theirs {
                    let found = counterpart(consumer, std::iter::once(contract));
                    let found = match found {
                        Counterpart::One(_) if is_ambiguous(consumer, subject) => {
                            Counterpart::Several
                        }
                        other => other,
                    };
                    all.extend(pending(found, consumer.side.clone(), (subject, partner), false));
                }
            }
        }
    }
    all
}

/// Whether a consumer's contract may be about several contracts of the subject.
fn is_ambiguous(consumer: &SubjectContract, subject: &Subject) -> bool {
    matches!(counterpart(consumer, subject.contracts.iter()), Counterpart::Several)
}

fn pending(
    found: Counterpart,
    consumer: Side,
    (subject, partner): (&Subject, &Partner),
    subject_consumes: bool,
) -> Option<Pending> {
    let asked = match found {
        Counterpart::None => return None,
        Counterpart::Several => Asked::Open(SEVERAL),
        Counterpart::One(provider) => {
            Asked::Question(Box::new(Question::compare(consumer, provider)))
        }
    };
    let us = (subject.service.clone(), subject.version.clone());
    let them = (partner.service.clone(), partner.version.clone());
    let (consumer, provider) = if subject_consumes { (us, them) } else { (them, us) };
    let summary = ComparisonSummary {
        consumer: consumer.0,
        consumer_version: consumer.1,
        provider: provider.0,
        provider_version: provider.1,
        verdict: None,
        reason: None,
        environments: partner.environments.clone(),
    };
    Some(Pending { summary, asked })
}
