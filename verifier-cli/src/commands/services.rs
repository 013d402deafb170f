//! `handfast services`: list, show, and set owner and other settings.

use crate::broker_client::if_found;
use crate::cli::{Clearable, PlainFormat, ServicesCommand, SetServiceArgs};
use crate::context::Context;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::views::table;
use handfast_contracts::wire::{Audience, LiveVersion, Service, ServiceSettings};
use std::fmt::Write;

/// Lists, shows or changes services.
///
/// # Errors
/// When the broker does not answer, or knows no such service.
pub(super) async fn run(command: ServicesCommand, context: &Context) -> Result<Outcome, Failure> {
    let broker = context.broker()?;
    let output = &context.output;
    match command {
        ServicesCommand::List { format } => {
            let services = broker.services().await?;
            match format.format {
                PlainFormat::Text => output.result(&list(&services))?,
                PlainFormat::Json => output.json(&services)?,
            }
        }
        ServicesCommand::Show { name, format } => {
            let service = broker.service(&name).await?;
            match format.format {
                PlainFormat::Text => output.result(&show(&service))?,
                PlainFormat::Json => output.json(&service)?,
            }
        }
        ServicesCommand::Set(args) => {
            let now = if_found(broker.service(&args.name).await)?;
            let now = now.map(|service| service.settings).unwrap_or_default();
            let service = broker.put_service(&args.name, &changed(now, &args)).await?;
            output.result(&show(&service))?;
        }
    }
    Ok(Outcome::Ok)
}

/// The settings with what was given, and without what is to be cleared.
fn changed(now: ServiceSettings, args: &SetServiceArgs) -> ServiceSettings {
    fn one<T: Clone>(
        now: Option<T>,
        given: &Option<T>,
        (args, clear): (&SetServiceArgs, Clearable),
    ) -> Option<T> {
        given.clone().or(now.filter(|_| !args.clear.contains(&clear)))
    }
    ServiceSettings {
        owner: one(now.owner, &args.owner, (args, Clearable::Owner)),
        contact: one(now.contact, &args.contact, (args, Clearable::Contact)),
        repository: one(now.repository, &args.repository, (args, Clearable::Repository)),
        main_branch: one(now.main_branch, &args.main_branch, (args, Clearable::MainBranch)),
        audience: args.audience.unwrap_or(now.audience),
    }
}

fn list(services: &[Service]) -> String {
    let rows = services.iter().map(|service| {
        [
            service.name.to_string(),
            optional(service.settings.owner.as_ref()),
            optional(service.main_head.as_ref()),
            live(&service.live),
        ]
    });
    table::render(["SERVICE", "OWNER", "MAIN", "LIVE"], rows)
}

fn show(service: &Service) -> String {
    let settings = &service.settings;
    let audience = match settings.audience {
        Audience::Open => "open: consumers may exist that are not known here",
        Audience::Registered => "registered: every consumer publishes here",
    };
    let main_branch = match &settings.main_branch {
        Some(branch) => branch.to_string(),
        None => "main".to_owned(),
    };
    let rows = [
        ("owner", optional(settings.owner.as_ref())),
        ("contact", optional(settings.contact.as_ref())),
        ("repository", optional(settings.repository.as_ref())),
        ("main branch", main_branch),
        ("main head", optional(service.main_head.as_ref())),
        ("audience", audience.to_owned()),
        ("live", live(&service.live)),
    ];
    let mut text = format!("{}\n", service.name);
    for (key, value) in rows {
        let _ = writeln!(text, "  {key:11}  {value}");
    }
    text
}

fn optional(value: Option<&impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}

fn live(live: &[LiveVersion]) -> String {
    let places: Vec<_> =
        live.iter().map(|one| format!("{} ({})", one.environment, one.version)).collect();
    if places.is_empty() { "-".to_owned() } else { places.join(", ") }
}
