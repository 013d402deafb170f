//! The overview: services by environments, with the gate's light for each main-branch head.

use super::html;
use super::view::{Frame, Link, Mark, Section, Visitor, segment};
use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Query;
use crate::problem::Problem;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use handfast_contracts::gate::Decision;
use handfast_contracts::name::{EnvironmentName, ServiceName, VersionNumber};
use handfast_contracts::wire::{
    CanIDeployQuery, Environment, LiveVersion, Page, Paging, Service, Wait,
};

/// The page.
#[derive(Template)]
#[template(path = "pages/overview.html")]
pub(crate) struct OverviewPage {
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

/// `GET /`.
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(paging): Query<Paging>,
) -> Result<Response, Problem> {
    let services = actions::list_services(&app, &paging).await?;
    let environments = actions::list_environments(&app).await?;
    let gates = gates(&app, &services.items, &environments).await?;
    let frame = Frame::new(Section::Overview, Some(&caller));
    html(&page(frame, &environments, &services, &gates))
}

/// May the main-branch heads go where they are not yet live?
async fn gates(
    app: &App,
    services: &[Service],
    environments: &[Environment],
) -> Result<Vec<Gate>, Problem> {
    let mut gates = Vec::new();
    for service in services {
        let Some(head) = &service.main_head else { continue };
        for environment in environments {
            let is_there =
                |live: &LiveVersion| live.environment == environment.name && live.version == *head;
            if service.live.iter().any(is_there) {
                continue;
            }
            let question = question_of(&service.name, head, &environment.name);
            let decision = actions::can_i_deploy(app, &question).await?;
            let (service, environment) = (service.name.clone(), environment.name.clone());
            gates.push(Gate { service, environment, decision });
        }
    }
    Ok(gates)
}

/// The question without waiting for what is still being computed: a page is not kept back.
pub(super) fn question_of(
    service: &ServiceName,
    version: &VersionNumber,
    environment: &EnvironmentName,
) -> CanIDeployQuery {
    CanIDeployQuery {
        service: service.clone(),
        version: version.clone(),
        environment: environment.clone(),
        wait: Wait::new(0).unwrap_or_default(),
    }
}

/// The gate's answer for one service's main-branch head in one environment.
pub(crate) struct Gate {
    /// The service.
    pub service: ServiceName,
    /// The environment.
    pub environment: EnvironmentName,
    /// The answer.
    pub decision: Decision,
}

/// Builds the page. `gates` may lack pairs; those cells show no light.
pub(crate) fn page(
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
pub(crate) fn question(decision: &Decision) -> String {
    format!(
        "/can-i-deploy?service={}&version={}&environment={}",
        segment(decision.service.as_str()),
        segment(decision.version.as_str()),
        segment(decision.environment.as_str())
    )
}
