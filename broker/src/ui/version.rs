//! A version's page: what it published, how it fits, and whether it may be deployed.

use super::overview::question;
use super::service::{diff_address, environments, label, names};
use super::view::{Frame, Link, Mark, Outside, Section, Visitor, minute, segment, size};
use askama::Template;
use handfast_contracts::gate::Decision;
use handfast_contracts::name::VersionNumber;
use handfast_contracts::report::Report;
use handfast_contracts::wire::{ComparisonSummary, ServiceVersion, StoredContract, Verification};

/// The page.
#[derive(Template)]
#[template(path = "pages/version.html")]
pub struct VersionPage {
    frame: Frame,
    service: Link,
    number: String,
    branches: String,
    tags: Vec<String>,
    commit: Option<String>,
    build: Option<Outside>,
    created: String,
    created_minute: String,
    live: String,
    gates: Vec<GateView>,
    contracts: Vec<ContractView>,
    evidence: Vec<EvidenceView>,
}

struct GateView {
    environment: String,
    href: String,
    mark: Mark,
}

struct ContractView {
    label: String,
    target: Option<Link>,
    change: Option<ChangeView>,
    meaning: String,
    meaning_short: String,
    download: String,
    size: String,
}

struct ChangeView {
    mark: Mark,
    href: String,
    baseline: String,
}

struct EvidenceView {
    consumer: String,
    provider: String,
    how: &'static str,
    mark: Mark,
    reason: String,
}

/// A contract against its baseline.
pub struct Change {
    /// The baseline's version.
    pub baseline: VersionNumber,
    /// The difference.
    pub report: Report,
}

/// Builds the page. `changes` stand beside the version's contracts, in their order.
pub fn page(
    frame: Frame,
    version: &ServiceVersion,
    changes: &[Option<Change>],
    gates: &[Decision],
    comparisons: &[ComparisonSummary],
    verifications: &[Verification],
) -> VersionPage {
    let contracts = version.contracts.iter().enumerate().map(|(index, contract)| {
        contract_view(version, contract, changes.get(index).and_then(Option::as_ref))
    });
    let evidence = comparisons.iter().map(comparison).chain(verifications.iter().map(verification));
    VersionPage {
        frame,
        service: Link::service(&version.service),
        number: version.version.to_string(),
        branches: names(&version.branches, "none"),
        tags: version.tags.iter().map(ToString::to_string).collect(),
        commit: version.commit.clone(),
        build: version.build_url.as_deref().map(Outside::of),
        created: version.created_at.to_string(),
        created_minute: minute(version.created_at),
        live: environments(&version.live),
        gates: gates.iter().map(gate).collect(),
        contracts: contracts.collect(),
        evidence: evidence.collect(),
    }
}

fn gate(decision: &Decision) -> GateView {
    GateView {
        environment: decision.environment.to_string(),
        href: question(decision),
        mark: Mark::answer(decision.verdict),
    }
}

fn contract_view(
    version: &ServiceVersion,
    contract: &StoredContract,
    change: Option<&Change>,
) -> ContractView {
    let meaning = contract.meaning.to_string();
    ContractView {
        label: label(contract),
        target: contract.target.as_ref().map(|target| Link::service(&target.service)),
        change: change.map(|change| ChangeView {
            mark: Mark::verdict(change.report.verdict),
            href: diff_address(version, contract),
            baseline: change.baseline.to_string(),
        }),
        meaning_short: meaning.chars().take(12).collect(),
        meaning,
        download: format!(
            "/api/services/{}/versions/{}/contracts/{}/{}/content",
            segment(version.service.as_str()),
            segment(version.version.as_str()),
            contract.contract.kind,
            segment(contract.contract.name.as_str())
        ),
        size: size(contract.bytes),
    }
}

fn comparison(one: &ComparisonSummary) -> EvidenceView {
    EvidenceView {
        consumer: format!("{} {}", one.consumer, one.consumer_version),
        provider: format!("{} {}", one.provider, one.provider_version),
        how: "comparison",
        mark: Mark::comparison(one.verdict),
        reason: one.reason.clone().unwrap_or_default(),
    }
}

fn verification(one: &Verification) -> EvidenceView {
    EvidenceView {
        consumer: one.consumer.to_string(),
        provider: format!("{} {}", one.provider, one.provider_version),
        how: "replay",
        mark: Mark::replay(one.success),
        reason: one.reason.clone().unwrap_or_default(),
    }
}
