//! The can-i-deploy page: the answer large, then every reason with owner and next command.

use super::html;
use super::overview::question_of;
use super::view::{Frame, Link, Mark, Section, Visitor};
use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::Query;
use crate::problem::Problem;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use handfast_contracts::gate::{Decision, Partner, Reason};
use handfast_contracts::name::{EnvironmentName, ServiceName};
use handfast_contracts::wire::{Limit, Paging};

/// The page.
#[derive(Template)]
#[template(path = "pages/can_i_deploy.html")]
pub(crate) struct GatePage {
    frame: Frame,
    asked: Asked,
    services: Vec<String>,
    environments: Vec<String>,
    problem: Option<String>,
    answer: Option<AnswerView>,
}

/// What the form holds.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// The service's name as it was typed.
    pub service: String,
    /// The version as it was typed.
    pub version: String,
    /// The environment as it was chosen.
    pub environment: String,
}

struct AnswerView {
    mark: Mark,
    summary: String,
    reasons: Vec<ReasonView>,
    command: String,
}

struct ReasonView {
    mark: Mark,
    code: String,
    message: String,
    partner: Option<Link>,
    owner: Option<String>,
    page: Option<String>,
    next: Option<String>,
}

/// `GET /can-i-deploy`.
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let services =
        actions::list_services(&app, &Paging { cursor: None, limit: Limit::MAX }).await?;
    let services: Vec<_> = services.items.into_iter().map(|one| one.name).collect();
    let environments = actions::list_environments(&app).await?;
    let environments: Vec<_> = environments.into_iter().map(|one| one.name).collect();
    let outcome = ask(&app, &asked).await?;
    let frame = Frame::new(Section::Gate, Some(&caller));
    html(&page(frame, asked, &services, &environments, outcome))
}

/// A wrong question is answered on the page, so that it can be put right there.
async fn ask(app: &App, asked: &Asked) -> Result<Outcome, Problem> {
    if asked.service.is_empty() && asked.version.is_empty() {
        return Ok(Outcome::NotAsked);
    }
    let names = (asked.service.parse(), asked.version.parse(), asked.environment.parse());
    let (Ok(service), Ok(version), Ok(environment)) = names else {
        let problem = "Name a service, one of its versions and an environment.".to_owned();
        return Ok(Outcome::Problem(problem));
    };
    match actions::can_i_deploy(app, &question_of(&service, &version, &environment)).await {
        Ok(decision) => Ok(Outcome::Answered(Box::new(decision))),
        Err(problem @ (Problem::NotFound { .. } | Problem::Invalid { .. })) => {
            let hints = problem.hints();
            Ok(Outcome::Problem([vec![problem.detail()], hints].concat().join(" ")))
        }
        Err(problem) => Err(problem),
    }
}

/// What came of asking.
pub(crate) enum Outcome {
    /// Nothing was asked yet.
    NotAsked,
    /// It could not be answered.
    Problem(String),
    /// The gate answered.
    Answered(Box<Decision>),
}

/// Builds the page.
pub(crate) fn page(
    frame: Frame,
    asked: Asked,
    services: &[ServiceName],
    environments: &[EnvironmentName],
    outcome: Outcome,
) -> GatePage {
    let (problem, answer) = match outcome {
        Outcome::NotAsked => (None, None),
        Outcome::Problem(problem) => (Some(problem), None),
        Outcome::Answered(decision) => (None, Some(answer(&decision))),
    };
    GatePage {
        frame,
        asked,
        services: services.iter().map(ToString::to_string).collect(),
        environments: environments.iter().map(ToString::to_string).collect(),
        problem,
        answer,
    }
}

fn answer(decision: &Decision) -> AnswerView {
    let Decision { service, version, environment, .. } = decision;
    AnswerView {
        mark: Mark::answer(decision.verdict),
        summary: decision.summary.clone(),
        reasons: decision.reasons.iter().map(reason).collect(),
        command: format!(
            "handfast can-i-deploy --service {service} --version {version} --to-environment {environment}"
        ),
    }
}

fn reason(reason: &Reason) -> ReasonView {
    ReasonView {
        mark: Mark::answer(reason.verdict),
        code: reason.code.to_string(),
        message: reason.message.clone(),
        partner: reason.partner.as_ref().map(partner),
        owner: reason.partner.as_ref().and_then(owner),
        page: reason.page.clone(),
        next: reason.next.clone(),
    }
}

fn partner(partner: &Partner) -> Link {
    match &partner.version {
        Some(version) => {
            let link = Link::version(&partner.service, version);
            Link { text: format!("{} {version}", partner.service), ..link }
        }
        None => Link::service(&partner.service),
    }
}

fn owner(partner: &Partner) -> Option<String> {
    match (&partner.owner, &partner.contact) {
        (Some(owner), Some(contact)) => Some(format!("Owned by {owner}, {contact}")),
        (Some(owner), None) => Some(format!("Owned by {owner}")),
        (None, Some(contact)) => Some(format!("Contact: {contact}")),
        (None, None) => None,
    }
}
