//! The overview: services by environments, with the gate's light for each main-branch head.

use super::view::{Frame, Link, Mark, Section, Visitor, segment};
use askama::Template;
use handfast_contracts::gate::Decision;
use handfast_contracts::name::{EnvironmentName, ServiceName};
use handfast_contracts::wire::{Environment, Page, Service};

/// The page.
#[derive(Template)]
#[template(path = "pages/overview.html")]
pub struct OverviewPage {
    frame: Frame,
    environments: Vec<Column>,
    services: Vec<Row>,
    next: Option<String>,
}

struct Column {
    name: String,
    production: bool,
}

struct Row {
    link: Link,
    owner: Option<String>,
    head: Option<Link>,
    cells: Vec<Cell>,
}

struct Cell {
    environment: String,
    live: Vec<Link>,
    light: Option<Light>,
}

struct Light {
    mark: Mark,
    href: String,
    title: String,
}

/// The gate's answer for one service's main-branch head in one environment.
pub struct Gate {
    /// The service.
    pub service: ServiceName,
    /// The environment.
    pub environment: EnvironmentName,
    /// The answer.
    pub decision: Decision,
}

/// Builds the page. `gates` may lack pairs; those cells show no light.
pub fn page(
    frame: Frame,
    environments: &[Environment],
    services: &Page<Service>,
    gates: &[Gate],
) -> OverviewPage {
    let column = |one: &Environment| Column {
        name: one.name.to_string(),
        production: one.settings.production && one.name.as_str() != "production",
    };
    OverviewPage {
        frame,
        environments: environments.iter().map(column).collect(),
        services: services.items.iter().map(|one| row(one, environments, gates)).collect(),
        next: services.next.as_ref().map(|cursor| format!("/?cursor={}", segment(cursor))),
    }
}

fn row(service: &Service, environments: &[Environment], gates: &[Gate]) -> Row {
    Row {
        link: Link::service(&service.name),
        owner: service.settings.owner.as_ref().map(ToString::to_string),
        head: service.main_head.as_ref().map(|head| Link::version(&service.name, head)),
        cells: environments.iter().map(|one| cell(service, &one.name, gates)).collect(),
    }
}

fn cell(service: &Service, environment: &EnvironmentName, gates: &[Gate]) -> Cell {
    let live = service.live.iter().filter(|one| one.environment == *environment);
    let gate =
        gates.iter().find(|gate| gate.service == service.name && gate.environment == *environment);
    Cell {
        environment: environment.to_string(),
        live: live.map(|one| Link::version(&service.name, &one.version)).collect(),
        light: gate.map(|gate| light(&gate.decision)),
    }
}

fn light(decision: &Decision) -> Light {
    let answer = Mark::answer(decision.verdict);
    let word = format!("{} {}", decision.version, answer.word);
    Light { mark: answer.saying(word), href: question(decision), title: decision.summary.clone() }
}

/// The address of the gate's page for this question.
pub fn question(decision: &Decision) -> String {
    format!(
        "/can-i-deploy?service={}&version={}&environment={}",
        segment(decision.service.as_str()),
        segment(decision.version.as_str()),
        segment(decision.environment.as_str())
    )
}
