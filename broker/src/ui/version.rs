//! A version's page: what it published, how it fits, and whether it may be deployed.

use super::html;
use super::overview::question;
use super::overview::question_of;
use super::service::{diff_address, environments, label, names};
use super::view::{Frame, Link, Mark, Outside, Section, Visitor, minute, segment, size};
use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::{Path, VersionPath};
use crate::problem::Problem;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use handfast_contracts::gate::Decision;
use handfast_contracts::kind::Role;
use handfast_contracts::name::VersionNumber;
use handfast_contracts::report::Report;
use handfast_contracts::wire::{
    DiffQuery, ServiceVersion, StoredContract, Verification, VerificationsQuery,
};

/// The page.
#[derive(Template)]
#[template(path = "pages/version.html")]
pub(crate) struct VersionPage {
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
    mark: Mark,
    reason: String,
}

/// A contract against its baseline.
pub(crate) struct Change {
    /// The baseline's version.
    pub baseline: VersionNumber,
    /// The difference.
    pub report: Report,
}

/// `GET /services/{service}/versions/{version}`.
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<VersionPath>,
) -> Result<Response, Problem> {
    let version = actions::get_version(&app, &path.service, &path.version).await?;
    let changes = changes(&app, &version).await?;
    let mut gates = Vec::new();
    for environment in actions::list_environments(&app).await? {
        let question = question_of(&path.service, &path.version, &environment.name);
        gates.push(actions::can_i_deploy(&app, &question).await?);
    }
    let provider = Some(path.service);
    let query = VerificationsQuery { provider, version: Some(path.version), ..Default::default() };
    let verifications = actions::list_verifications(&app, &query).await?.items;
    let frame = Frame::new(Section::Overview, Some(&caller));
    html(&page(frame, &version, &changes, &gates, &verifications))
}

/// What the version's provider contracts change against their baselines.
async fn changes(app: &App, version: &ServiceVersion) -> Result<Vec<Option<Change>>, Problem> {
    let mut changes = Vec::new();
    for contract in &version.contracts {
        if contract.contract.kind.role() == Role::Consumer {
            changes.push(None);
            continue;
        }
        let query = DiffQuery {
            service: version.service.clone(),
            from: None,
            to: Some(version.version.clone()),
            kind: Some(contract.contract.kind),
            name: contract.contract.name.clone(),
        };
        let found = actions::diff(app, &query).await?;
        changes.push(
            found.from.zip(found.report).map(|(baseline, report)| Change { baseline, report }),
        );
    }
    Ok(changes)
}

/// Builds the page. `changes` stand beside the version's contracts, in their order.
pub(crate) fn page(
    frame: Frame,
    version: &ServiceVersion,
    changes: &[Option<Change>],
    gates: &[Decision],
    verifications: &[Verification],
) -> VersionPage {
    let contracts = version.contracts.iter().enumerate().map(|(index, contract)| {
        contract_view(version, contract, changes.get(index).and_then(Option::as_ref))
    });
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
        evidence: verifications.iter().map(verification).collect(),
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

fn verification(one: &Verification) -> EvidenceView {
    EvidenceView {
        consumer: one.consumer.to_string(),
        provider: format!("{} {}", one.provider, one.provider_version),
        mark: Mark::replay(one.success),
        reason: one.reason.clone().unwrap_or_default(),
    }
}
