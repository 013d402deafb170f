//! A broker's actions on a database, with short words for what tests do all the time.

use super::clock::MovedClock;
use handfast_broker::actions;
use handfast_broker::app::App;
use handfast_broker::caller::{Caller, Grants};
use handfast_broker::problem::Problem;
use handfast_broker::store::Db;
use handfast_contracts::gate::Decision;
use handfast_contracts::kind::KindId;
use handfast_contracts::wire::{
    CanIDeployQuery, Content, Deploy, EnvironmentSettings, OnConflict, Publication, Published,
    PublishedContract, Target, VerificationReceipt, VerificationResult, VerificationRun,
    VerificationSet, VerificationSetQuery, Wait,
};
use serde_json::{Value, json};
use std::sync::Arc;

pub(crate) struct Stand {
    pub(crate) app: App,
    pub(crate) clock: Arc<MovedClock>,
    pub(crate) caller: Caller,
}

impl Stand {
    pub(crate) fn on(db: Db) -> Self {
        let clock = Arc::new(MovedClock::default());
        let caller = Caller {
            actor: "tester".parse().unwrap(),
            token: Some("token-1".to_owned()),
            request: "request-1".to_owned(),
            grants: Grants::default(),
        };
        Self { app: App::new(db, clock.clone()), clock, caller }
    }

    pub(crate) async fn publish(&self, body: &Publication) -> Result<Published, Problem> {
        actions::publish(&self.app, &self.caller, body).await
    }

    /// Publishes an API whose only operations are these, on `main`.
    pub(crate) async fn publish_api(&self, service: &str, version: &str, paths: &[&str]) {
        let body = publication(service, version, Some("main"), vec![api(paths)]);
        self.publish(&body).await.unwrap();
    }

    /// Publishes what `consumer` asks of `provider`, on `main`.
    pub(crate) async fn publish_uses(
        &self,
        (consumer, version): (&str, &str),
        provider: &str,
        paths: &[&str],
    ) {
        let body = publication(consumer, version, Some("main"), vec![uses(provider, paths)]);
        self.publish(&body).await.unwrap();
    }

    pub(crate) async fn environment(&self, name: &str, order: i32) {
        let settings = EnvironmentSettings { order, production: name == "production" };
        let name = name.parse().unwrap();
        actions::put_environment(&self.app, &self.caller, &name, &settings).await.unwrap();
    }

    pub(crate) async fn deploy(&self, service: &str, version: &str, environment: &str) {
        let body = deployment(service, version, environment);
        actions::deploy(&self.app, &self.caller, &body).await.unwrap();
    }

    pub(crate) async fn may(&self, service: &str, version: &str, environment: &str) -> Decision {
        let query = CanIDeployQuery {
            service: service.parse().unwrap(),
            version: version.parse().unwrap(),
            environment: environment.parse().unwrap(),
            wait: Wait::default(),
        };
        actions::can_i_deploy(&self.app, &query).await.unwrap()
    }

    pub(crate) async fn verification_set(
        &self,
        provider: &str,
        branch: Option<&str>,
    ) -> VerificationSet {
        let query = VerificationSetQuery {
            provider: provider.parse().unwrap(),
            version: None,
            branch: branch.map(|name| name.parse().unwrap()),
            select: Default::default(),
        };
        actions::verification_set(&self.app, &query).await.unwrap()
    }

    /// Records that a provider version on `main` passed or failed everything in its set.
    pub(crate) async fn verify(
        &self,
        (provider, version): (&str, &str),
        run: &str,
        success: bool,
    ) -> VerificationReceipt {
        let set = self.verification_set(provider, Some("main")).await;
        let meanings = set.contracts.iter().map(|one| one.meaning);
        let results = meanings.map(|meaning| VerificationResult {
            meaning,
            success,
            interactions: Vec::new(),
        });
        let body = VerificationRun {
            run: run.to_owned(),
            provider: provider.parse().unwrap(),
            version: version.parse().unwrap(),
            branch: Some("main".parse().unwrap()),
            build_url: None,
            verified_by: None,
            results: results.collect(),
        };
        actions::record_verification(&self.app, &self.caller, &body).await.unwrap()
    }
}

pub(crate) fn deployment(service: &str, version: &str, environment: &str) -> Deploy {
    Deploy {
        service: service.parse().unwrap(),
        version: version.parse().unwrap(),
        environment: environment.parse().unwrap(),
        instance: None,
    }
}

pub(crate) fn publication(
    service: &str,
    version: &str,
    branch: Option<&str>,
    contracts: Vec<PublishedContract>,
) -> Publication {
    Publication {
        service: service.parse().unwrap(),
        version: version.parse().unwrap(),
        branch: branch.map(|name| name.parse().unwrap()),
        tags: Vec::new(),
        commit: None,
        build_url: None,
        contracts,
        carry_forward: false,
        dry_run: false,
    }
}

fn contract(kind: &str, file: &str, content: &Value) -> PublishedContract {
    PublishedContract {
        kind: KindId::find(kind).unwrap(),
        name: Default::default(),
        target: None,
        file: Some(file.to_owned()),
        content: Content::Text(content.to_string()),
        on_conflict: OnConflict::Fail,
    }
}

/// An OpenAPI document with a GET on each path that answers 200 without a body.
pub(crate) fn api(paths: &[&str]) -> PublishedContract {
    let operation = json!({ "get": { "responses": { "200": { "description": "ok" } } } });
    let paths: serde_json::Map<String, Value> =
        paths.iter().map(|path| ((*path).to_owned(), operation.clone())).collect();
    let info = json!({ "title": "api", "version": "1" });
    contract("openapi", "api.json", &json!({ "openapi": "3.1.0", "info": info, "paths": paths }))
}

/// A Pact file that GETs each path and expects 200.
pub(crate) fn uses(provider: &str, paths: &[&str]) -> PublishedContract {
    let interaction = |path: &&str| {
        json!({
            "description": format!("get {path}"),
            "request": { "method": "GET", "path": path },
            "response": { "status": 200 },
        })
    };
    let interactions: Vec<_> = paths.iter().map(interaction).collect();
    let document = json!({
        "consumer": { "name": "consumer" },
        "provider": { "name": provider },
        "interactions": interactions,
        "metadata": { "pactSpecification": { "version": "3.0.0" } },
    });
    let target = Target { service: provider.parse().unwrap(), contract: None };
    PublishedContract { target: Some(target), ..contract("interactions", "pact.json", &document) }
}

/// The same contract under another name.
pub(crate) fn named(name: &str, contract: PublishedContract) -> PublishedContract {
    PublishedContract { name: name.parse().unwrap(), ..contract }
}
