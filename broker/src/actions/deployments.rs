//! What is live where. Stretches of time are opened and closed, never removed.

use super::record::Record;
use super::{cursor, named};
use crate::address::segment;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::store::deployments::{self, DeploymentFilter, NewDeployment};
use crate::store::environments::EnvironmentRow;
use crate::store::services::{self, ServiceRow};
use crate::store::{StoreError, WriteTx, reading, writing};
use handfast_contracts::name::{EnvironmentName, ServiceName};
use handfast_contracts::wire::{
    Deploy, Deployment, DeploymentsQuery, EndSupport, FieldProblem, LiveAs, Page, Paging, Release,
    Undeploy,
};

/// Records that a version runs, in the place of the one that the same instance ran before.
/// Recording what runs already changes nothing.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn deploy(app: &App, caller: &Caller, body: &Deploy) -> Result<Deployment, Problem> {
    let now = app.now();
    let instance = body.instance.as_ref();
    let from = writing!(app.db, |tx| {
        let (service, environment) = locked(tx, &body.service, &body.environment).await?;
        let version = named::version(tx, &service, &body.version).await?;
        let before = deployments::running(tx, environment.row, service.row, instance).await?;
        if let Some(before) = &before
            && before.version == version.row
        {
            return Ok(before.from);
        }
        let what = ("deploy", resource(&body.service, &body.environment));
        let event = Record::new(caller, now, what, serde_json::json!(body)).event(tx).await?;
        if let Some(before) = before {
            deployments::close(tx, before.row, event).await?;
        }
        let new = NewDeployment {
            environment: environment.row,
            version: &version,
            live_as: LiveAs::Deployment,
            instance,
            supported_until: None,
        };
        deployments::open(tx, &new, event).await?;
        Ok(now)
    })?;
    Ok(Deployment {
        service: body.service.clone(),
        version: body.version.clone(),
        environment: body.environment.clone(),
        live_as: LiveAs::Deployment,
        instance: body.instance.clone(),
        from,
        to: None,
        supported_until: None,
    })
}

/// Records that an instance of a service runs nothing any more. Answers what it ran; recording
/// it again is not found.
///
/// # Errors
/// [`Problem::NotFound`], also when nothing runs, and those of the store.
pub async fn undeploy(app: &App, caller: &Caller, body: &Undeploy) -> Result<Deployment, Problem> {
    let now = app.now();
    let instance = body.instance.as_ref();
    let row = writing!(app.db, |tx| {
        let (service, environment) = locked(tx, &body.service, &body.environment).await?;
        let running = deployments::running(tx, environment.row, service.row, instance).await?;
        let Some(running) = running else {
            let instance = instance.map(|name| format!(" (instance {name})")).unwrap_or_default();
            let name = format!("{} in {}{instance}", body.service, body.environment);
            return Err(Problem::NotFound { what: "deployment", name, known: Vec::new() }.into());
        };
        let what = ("undeploy", resource(&body.service, &body.environment));
        let event = Record::new(caller, now, what, serde_json::json!(body)).event(tx).await?;
        deployments::close(tx, running.row, event).await?;
        Ok(running.row)
    })?;
    one(app, row).await
}

/// Records that a version can be obtained beside others. Recording it again sets when its support
/// ends.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Invalid`] when support would end in the past, and those of
/// the store.
pub async fn release(app: &App, caller: &Caller, body: &Release) -> Result<Deployment, Problem> {
    let now = app.now();
    if body.supported_until.is_some_and(|until| until <= now) {
        return Err(Problem::Invalid {
            detail: "Support cannot end in the past.".to_owned(),
            fields: vec![FieldProblem {
                field: "supported_until".to_owned(),
                message: format!("must be after {now}; to end support now, use support-ended"),
            }],
            diagnostics: Vec::new(),
        });
    }
    let from = writing!(app.db, |tx| {
        let (service, environment) = locked(tx, &body.service, &body.environment).await?;
        let version = named::version(tx, &service, &body.version).await?;
        let before = deployments::released(tx, environment.row, version.row).await?;
        let ended = before.as_ref().and_then(|open| open.supported_until);
        let ended = ended.is_some_and(|until| until <= now);
        if let Some(before) = &before
            && !ended
            && before.supported_until == body.supported_until
        {
            return Ok(before.from);
        }
        let what = ("release", resource(&body.service, &body.environment));
        let event = Record::new(caller, now, what, serde_json::json!(body)).event(tx).await?;
        if let Some(before) = before {
            deployments::close(tx, before.row, event).await?;
        }
        let new = NewDeployment {
            environment: environment.row,
            version: &version,
            live_as: LiveAs::Release,
            instance: None,
            supported_until: body.supported_until,
        };
        deployments::open(tx, &new, event).await?;
        Ok(now)
    })?;
    Ok(Deployment {
        service: body.service.clone(),
        version: body.version.clone(),
        environment: body.environment.clone(),
        live_as: LiveAs::Release,
        instance: None,
        from,
        to: None,
        supported_until: body.supported_until,
    })
}

/// Records that a released version no longer counts.
///
/// # Errors
/// [`Problem::NotFound`], also when the version is not released there, and those of the store.
pub async fn end_support(
    app: &App,
    caller: &Caller,
    body: &EndSupport,
) -> Result<Deployment, Problem> {
    let now = app.now();
    let row = writing!(app.db, |tx| {
        let (service, environment) = locked(tx, &body.service, &body.environment).await?;
        let version = named::version(tx, &service, &body.version).await?;
        let Some(open) = deployments::released(tx, environment.row, version.row).await? else {
            let name = format!("{} {} in {}", body.service, body.version, body.environment);
            return Err(Problem::NotFound { what: "release", name, known: Vec::new() }.into());
        };
        let what = ("end-support", resource(&body.service, &body.environment));
        let event = Record::new(caller, now, what, serde_json::json!(body)).event(tx).await?;
        deployments::close(tx, open.row, event).await?;
        Ok(open.row)
    })?;
    one(app, row).await
}

/// What is and was live, the newest first.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Invalid`] for a cursor of another list, and those of the
/// store.
pub async fn list_deployments(
    app: &App,
    query: &DeploymentsQuery,
) -> Result<Page<Deployment>, Problem> {
    let before = cursor::after_number(&query.paging())?;
    let rows = reading!(app.db, |tx| {
        let service = match &query.service {
            Some(name) => Some(named::service(tx, name).await?.row),
            None => None,
        };
        let environment = match &query.environment {
            Some(name) => Some(named::environment(tx, name).await?.row),
            None => None,
        };
        let filter = DeploymentFilter { service, environment, live_at: None, before };
        deployments::list(tx, filter, cursor::rows(query.limit)).await
    })?;
    let page = cursor::page(rows, query.limit, |(row, _)| row.to_string());
    Ok(cursor::map(page, |(_, deployment)| deployment))
}

/// What is live in an environment, the newest first.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Invalid`] for a cursor of another list, and those of the
/// store.
pub async fn list_live(
    app: &App,
    environment: &EnvironmentName,
    paging: &Paging,
) -> Result<Page<Deployment>, Problem> {
    let before = cursor::after_number(paging)?;
    let live_at = Some(app.now());
    let rows = reading!(app.db, |tx| {
        let environment = Some(named::environment(tx, environment).await?.row);
        let filter = DeploymentFilter { service: None, environment, live_at, before };
        deployments::list(tx, filter, cursor::rows(paging.limit)).await
    })?;
    let page = cursor::page(rows, paging.limit, |(row, _)| row.to_string());
    Ok(cursor::map(page, |(_, deployment)| deployment))
}

async fn one(app: &App, row: crate::store::Row) -> Result<Deployment, Problem> {
    let filter = DeploymentFilter { before: Some(row.saturating_add(1)), ..Default::default() };
    let rows = reading!(app.db, |tx| deployments::list(tx, filter, 1).await)?;
    let found = rows.into_iter().next().filter(|(found, _)| *found == row);
    let gone = || Problem::internal(&"a deployment that was found is gone");
    found.map(|(_, deployment)| deployment).ok_or_else(gone)
}

/// The service, under its lock, and the environment.
async fn locked(
    tx: &mut WriteTx,
    service: &ServiceName,
    environment: &EnvironmentName,
) -> Result<(ServiceRow, EnvironmentRow), StoreError> {
    let environment = named::environment(tx, environment).await?;
    let service = named::service(tx, service).await?;
    services::lock(tx, service.row).await?;
    Ok((service, environment))
}

fn resource(service: &ServiceName, environment: &EnvironmentName) -> String {
    format!("services/{}/in/{}", segment(service.as_str()), segment(environment.as_str()))
}
