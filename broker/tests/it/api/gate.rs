//! can-i-deploy over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use handfast_broker::store::Db;
use handfast_contracts::gate::{Answer, Decision, ReasonCode};
use serde_json::json;

on_both_databases!(the_gate_answers_with_its_reasons, what_is_unknown_is_an_error_and_no_answer,);

async fn the_gate_answers_with_its_reasons(db: Db) {
    let broker = Broker::on(db);
    broker.open_shop().await;
    let ask = |service: &str, environment: &str, version: &str| {
        format!("/api/can-i-deploy?service={service}&version={version}&environment={environment}")
    };
    broker.verify("1.0.0").await;
    let there = ask("shop%2Forders", "production", "1.0.0");
    let there: Decision = broker.get(&there).answer().await.is(200).read();
    assert_eq!(there.verdict, Answer::Yes, "{there:#?}");
    broker.put("/api/environments/staging", &json!({})).answer().await.is(200);
    let alone = broker.get(&ask("web", "staging", "1")).answer().await.is(200);
    let alone: Decision = alone.read();
    assert_eq!(alone.verdict, Answer::Undecided, "{alone:#?}");
    let reason = &alone.reasons[0];
    assert_eq!(reason.code, ReasonCode::ProviderNotDeployed);
    assert!(reason.next.as_ref().unwrap().contains("shop/orders"), "{reason:#?}");
}

async fn what_is_unknown_is_an_error_and_no_answer(db: Db) {
    let broker = Broker::on(db);
    broker.open_shop().await;
    let known = [("service", "web"), ("version", "1"), ("environment", "production")];
    for wrong in 0..known.len() {
        let query: Vec<String> = known
            .iter()
            .enumerate()
            .map(|(at, (key, value))| {
                format!("{key}={value}{}", if at == wrong { "x" } else { "" })
            })
            .collect();
        let path = format!("/api/can-i-deploy?{}", query.join("&"));
        assert_eq!(broker.get(&path).answer().await.is(404).problem(), "not-found");
    }
    let path = "/api/can-i-deploy?service=web&version=1&environment=production&wait=301";
    let answer = broker.get(path).answer().await.is(400).json();
    assert_eq!(answer["fields"][0]["field"], "wait");
}
