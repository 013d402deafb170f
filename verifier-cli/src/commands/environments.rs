//! `handfast environments`: list, show what is live, create or change.

use crate::broker_client::if_found;
use crate::cli::{EnvironmentsCommand, PlainFormat};
use crate::context::Context;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::views::table;
use handfast_contracts::name::EnvironmentName;
use handfast_contracts::wire::{Deployment, Environment, EnvironmentSettings, LiveAs};

/// Lists, shows or changes environments.
///
/// # Errors
/// When the broker does not answer.
pub(super) async fn run(
    command: EnvironmentsCommand,
    context: &Context,
) -> Result<Outcome, Failure> {
    let broker = context.broker()?;
    let output = &context.output;
    match command {
        EnvironmentsCommand::List { format } => {
            let environments = broker.environments().await?;
            match format.format {
                PlainFormat::Text => output.result(&list(&environments))?,
                PlainFormat::Json => output.json(&environments)?,
            }
        }
        EnvironmentsCommand::Show { name, format } => {
            let live = broker.live(&name).await?;
            match format.format {
                PlainFormat::Text => output.result(&show(&name, &live))?,
                PlainFormat::Json => output.json(&live)?,
            }
        }
        EnvironmentsCommand::Set { name, order, production } => {
            let now = if_found(broker.environment(&name).await)?;
            let settings = now.map(|environment| environment.settings).unwrap_or_default();
            let order = order.unwrap_or(settings.order);
            let production = production.unwrap_or(settings.production);
            let settings = EnvironmentSettings { order, production };
            let environment = broker.put_environment(&name, &settings).await?;
            output.result(&list(&[environment]))?;
        }
    }
    Ok(Outcome::Ok)
}

fn list(environments: &[Environment]) -> String {
    let rows = environments.iter().map(|one| {
        let production = if one.settings.production { "production" } else { "" };
        [one.settings.order.to_string(), one.name.to_string(), production.to_owned()]
    });
    table::render(["ORDER", "ENVIRONMENT", ""], rows)
}

fn show(name: &EnvironmentName, live: &[Deployment]) -> String {
    if live.is_empty() {
        return format!("nothing is live in {name}\n");
    }
    let rows = live.iter().map(|one| {
        let live_as = match one.live_as {
            LiveAs::Deployment => "deployed",
            LiveAs::Release => "released",
        };
        let instance = one.instance.as_ref().map(|name| format!(" as {name}"));
        [
            one.service.to_string(),
            one.version.to_string(),
            format!("{live_as}{}", instance.unwrap_or_default()),
            one.from.to_string(),
        ]
    });
    table::render(["SERVICE", "VERSION", "LIVE", "SINCE"], rows)
}
