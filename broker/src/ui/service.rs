//! A service's page: who owns it, what it is tied to, its versions.

use super::html;
use super::view::{Frame, Link, Outside, Section, Visitor, day, segment};
use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::{Path, Query, ServicePath};
use crate::problem::Problem;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use handfast_contracts::kind::Role;
use handfast_contracts::name::{ContractName, ServiceName};
use handfast_contracts::wire::{
    Audience, ContractRef, Integration, LiveVersion, Page, Service, ServiceVersion, StoredContract,
    VersionsQuery,
};

/// The page.
#[derive(Template)]
#[template(path = "pages/service.html")]
pub(crate) struct ServicePage {
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

/// `GET /services/{service}`.
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<ServicePath>,
    Query(query): Query<VersionsQuery>,
) -> Result<Response, Problem> {
    let service = actions::get_service(&app, &path.service).await?;
    let integrations = actions::list_integrations(&app, &path.service).await?;
    let versions = actions::list_versions(&app, &path.service, &query).await?;
    let frame = Frame::new(Section::Overview, Some(&caller));
    html(&page(frame, &service, &integrations, &versions))
}

/// Builds the page.
pub(crate) fn page(
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
        versions: versions.items.iter().enumerate().map(version_at(versions)).collect(),
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

/// Views of a page's versions; the oldest of all has nothing to be set against.
fn version_at(page: &Page<ServiceVersion>) -> impl Fn((usize, &ServiceVersion)) -> VersionView {
    let oldest = page.next.is_none().then(|| page.items.len().saturating_sub(1));
    move |(index, one)| {
        let view = version(one);
        if Some(index) != oldest {
            return view;
        }
        let bare = |contract| ContractView { diff: None, ..contract };
        VersionView { contracts: view.contracts.into_iter().map(bare).collect(), ..view }
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

/// A contract for people: `OpenAPI`, `OpenAPI admin`, `Interactions with orders`.
pub(super) fn label(contract: &StoredContract) -> String {
    let own = contract_label(&contract.contract);
    match &contract.target {
        Some(target) => format!("{own} with {}", target.service),
        None => own,
    }
}

/// A contract for people by its kind and, where it was given one, its name.
pub(super) fn contract_label(contract: &ContractRef) -> String {
    let kind = contract.kind.label();
    match contract.name.as_str() {
        ContractName::DEFAULT => kind.to_owned(),
        name => format!("{kind} {name}"),
    }
}

/// The page that shows a contract against its baseline.
pub(crate) fn diff_address(version: &ServiceVersion, contract: &StoredContract) -> String {
    format!(
        "{}/diff?to={}&kind={}&name={}",
        Link::service(&version.service).href,
        segment(version.version.as_str()),
        contract.contract.kind,
        segment(contract.contract.name.as_str())
    )
}

/// Where a version is live, in one line.
pub(crate) fn environments(live: &[LiveVersion]) -> String {
    live.iter().map(|one| one.environment.as_str()).collect::<Vec<_>>().join(", ")
}

/// Names in one line, or `none`.
pub(crate) fn names<T: ToString>(names: &[T], none: &str) -> String {
    if names.is_empty() {
        none.to_owned()
    } else {
        names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}
