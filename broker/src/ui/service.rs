//! A service's page: who owns it, what it is tied to, its versions.

use super::view::{Frame, Link, Outside, Section, Visitor, day, segment};
use askama::Template;
use handfast_contracts::kind::Role;
use handfast_contracts::name::ServiceName;
use handfast_contracts::wire::{
    Audience, Integration, LiveVersion, Page, Service, ServiceVersion, StoredContract,
};

/// The page.
#[derive(Template)]
#[template(path = "pages/service.html")]
pub struct ServicePage {
    frame: Frame,
    name: String,
    owner: Option<String>,
    contact: Option<String>,
    repository: Option<Outside>,
    main_branch: String,
    audience: &'static str,
    live: Vec<LiveView>,
    partners: Vec<PartnerView>,
    versions: Vec<VersionView>,
    next: Option<String>,
}

struct LiveView {
    version: Link,
    environment: String,
    since: String,
    since_day: String,
}

struct PartnerView {
    link: Link,
    part: &'static str,
    version: Link,
}

struct VersionView {
    link: Link,
    branches: String,
    contracts: Vec<ContractView>,
    created: String,
    created_day: String,
    live: String,
}

struct ContractView {
    label: String,
    diff: Option<String>,
}

/// Builds the page.
pub fn page(
    frame: Frame,
    service: &Service,
    integrations: &[Integration],
    versions: &Page<ServiceVersion>,
) -> ServicePage {
    let settings = &service.settings;
    let base = Link::service(&service.name).href;
    ServicePage {
        frame,
        name: service.name.to_string(),
        owner: settings.owner.as_ref().map(ToString::to_string),
        contact: settings.contact.clone(),
        repository: settings.repository.as_deref().map(Outside::of),
        main_branch: settings
            .main_branch
            .as_ref()
            .map_or_else(|| "main".to_owned(), ToString::to_string),
        audience: match settings.audience {
            Audience::Open => "open: consumers may exist that do not publish here",
            Audience::Registered => "registered: every consumer publishes here",
        },
        live: service.live.iter().map(|one| live(&service.name, one)).collect(),
        partners: integrations.iter().map(|one| partner(&service.name, one)).collect(),
        versions: versions.items.iter().map(version).collect(),
        next: versions.next.as_ref().map(|cursor| format!("{base}?cursor={}", segment(cursor))),
    }
}

fn live(service: &ServiceName, one: &LiveVersion) -> LiveView {
    LiveView {
        version: Link::version(service, &one.version),
        environment: one.environment.to_string(),
        since: one.since.to_string(),
        since_day: day(one.since),
    }
}

fn partner(service: &ServiceName, one: &Integration) -> PartnerView {
    let (other, part) = if one.provider == *service {
        (&one.consumer, "uses this service")
    } else {
        (&one.provider, "is used by this service")
    };
    let version = Link::version(&one.consumer, &one.consumer_version);
    PartnerView {
        link: Link::service(other),
        part,
        version: Link { text: format!("{} {}", one.consumer, one.consumer_version), ..version },
    }
}

fn version(one: &ServiceVersion) -> VersionView {
    VersionView {
        link: Link::version(&one.service, &one.version),
        branches: names(&one.branches, "none"),
        contracts: one.contracts.iter().map(|contract| contract_view(one, contract)).collect(),
        created: one.created_at.to_string(),
        created_day: day(one.created_at),
        live: environments(&one.live),
    }
}

fn contract_view(version: &ServiceVersion, contract: &StoredContract) -> ContractView {
    let diff = contract.contract.kind.role() == Role::Provider;
    ContractView { label: label(contract), diff: diff.then(|| diff_address(version, contract)) }
}

/// A contract for people: `OpenAPI default`, `Interactions with orders`.
pub fn label(contract: &StoredContract) -> String {
    let kind = contract.contract.kind.label();
    let name = contract.contract.name.as_str();
    match &contract.target {
        Some(target) => format!("{kind} with {}", target.service),
        None if name == handfast_contracts::name::ContractName::DEFAULT => kind.to_owned(),
        None => format!("{kind} {name}"),
    }
}

/// The page that shows a contract against its baseline.
pub fn diff_address(version: &ServiceVersion, contract: &StoredContract) -> String {
    format!(
        "{}/diff?to={}&kind={}&name={}",
        Link::service(&version.service).href,
        segment(version.version.as_str()),
        contract.contract.kind,
        segment(contract.contract.name.as_str())
    )
}

/// Where a version is live, in one line.
pub fn environments(live: &[LiveVersion]) -> String {
    live.iter().map(|one| one.environment.as_str()).collect::<Vec<_>>().join(", ")
}

/// Names in one line, or `none`.
pub fn names<T: ToString>(names: &[T], none: &str) -> String {
    if names.is_empty() {
        none.to_owned()
    } else {
        names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}
