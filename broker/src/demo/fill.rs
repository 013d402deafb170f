//! Fills a store with the demo's landscape through the same actions that everybody uses.

use crate::actions;
use crate::app::App;
use crate::caller::{Caller, Grants};
use crate::problem::Problem;
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{EnvironmentName, InvalidName, ServiceName, VersionNumber};
use handfast_contracts::wire::{
    Audience, Content, Deploy, EnvironmentSettings, OnConflict, Publication, PublishedContract,
    Scope, ServiceSettings, Target,
};
use std::str::FromStr;

/// A version with the one contract that it publishes.
struct Step {
    service: &'static str,
    version: &'static str,
    file: &'static str,
    text: &'static str,
    target: Option<&'static str>,
    live: &'static [&'static str],
}

const STEPS: [Step; 4] = [
    Step {
        service: "orders",
        version: "1.4.0",
        file: "broker/demo/orders-1.4.0.yaml",
        text: include_str!("../../demo/orders-1.4.0.yaml"),
        target: None,
        live: &["staging", "production"],
    },
    Step {
        service: "shop-web",
        version: "3.2.0",
        file: "broker/demo/shop-web.pact.json",
        text: include_str!("../../demo/shop-web.pact.json"),
        target: Some("orders"),
        live: &["staging", "production"],
    },
    Step {
        service: "shop-mobile",
        version: "2.8.0",
        file: "broker/demo/shop-mobile.pact.json",
        text: include_str!("../../demo/shop-mobile.pact.json"),
        target: Some("orders"),
        live: &["production"],
    },
    Step {
        service: "orders",
        version: "1.5.0",
        file: "broker/demo/orders-1.5.0.yaml",
        text: include_str!("../../demo/orders-1.5.0.yaml"),
        target: None,
        live: &[],
    },
];

/// Fills an empty store. One that already has services is left as it is.
///
/// # Errors
/// [`Problem`] of an action.
pub(super) async fn fill(app: &App) -> Result<(), Problem> {
    let caller = caller()?;
    if !actions::list_services(app, &Default::default()).await?.items.is_empty() {
        return Ok(());
    }
    for (order, (name, production)) in (1..).zip([("staging", false), ("production", true)]) {
        let settings = EnvironmentSettings { order, production };
        actions::put_environment(app, &caller, &named(name)?, &settings).await?;
    }
    for (name, owner, contact) in [
        ("orders", "fulfilment", "#fulfilment"),
        ("shop-web", "storefront", "#storefront"),
        ("shop-mobile", "apps", "apps@shop.example"),
    ] {
        let settings = ServiceSettings {
            owner: Some(named(owner)?),
            contact: Some(contact.to_owned()),
            repository: Some(format!("https://git.shop.example/{name}")),
            main_branch: Some(named("main")?),
            audience: if name == "orders" { Audience::Registered } else { Audience::Open },
        };
        actions::put_service(app, &caller, &named(name)?, &settings).await?;
    }
    for step in &STEPS {
        run(app, &caller, step).await?;
    }
    Ok(())
}

async fn run(app: &App, caller: &Caller, step: &Step) -> Result<(), Problem> {
    let service: ServiceName = named(step.service)?;
    let version: VersionNumber = named(step.version)?;
    let kind = KindId::detect(step.file, step.text.as_bytes())
        .ok_or_else(|| Problem::internal(&"a contract of the demo is of no known kind"))?;
    let target = match step.target {
        Some(provider) => Some(Target { service: named(provider)?, contract: None }),
        None => None,
    };
    let contract = PublishedContract {
        kind,
        name: Default::default(),
        target,
        file: Some(step.file.to_owned()),
        content: Content::Text(step.text.to_owned()),
        on_conflict: OnConflict::Fail,
    };
    let publication = Publication {
        service: service.clone(),
        version: version.clone(),
        branch: Some(named("main")?),
        tags: Vec::new(),
        commit: None,
        build_url: None,
        contracts: vec![contract],
        carry_forward: false,
        dry_run: false,
    };
    actions::publish(app, caller, &publication).await?;
    for environment in step.live {
        let environment: EnvironmentName = named(environment)?;
        let (service, version) = (service.clone(), version.clone());
        let deploy = Deploy { service, version, environment, instance: None };
        actions::deploy(app, caller, &deploy).await?;
    }
    Ok(())
}

fn caller() -> Result<Caller, Problem> {
    let grants = Grants { scopes: vec![Scope::Admin], ..Grants::default() };
    Ok(Caller { actor: named("demo")?, token: None, request: "demo".to_owned(), grants })
}

/// The demo's names are constants; a wrong one is a fault of ours.
fn named<T: FromStr<Err = InvalidName>>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|error| Problem::internal(&error))
}
