//! can-i-deploy, from what is stored to the decision. The decision's own table is tested in the
//! domain; here it is that the right facts reach it.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, api, publication, uses};
use handfast_broker::actions;
use handfast_broker::store::Db;
use handfast_contracts::gate::{Answer, Decision, ReasonCode};
use handfast_contracts::wire::{Audience, ServiceSettings, VersionSettings};

on_both_databases!(
    a_provider_without_consumers_may_go,
    a_consumer_waits_for_its_provider,
    a_replay_decides_for_both_sides,
    a_failed_replay_is_a_no_wherever_it_is_asked,
    evidence_is_bound_to_what_was_said_and_not_to_version_numbers,
    another_version_that_was_verified_is_named,
    every_live_version_counts,
    a_version_that_published_nothing_is_undecided,
    a_missing_contract_is_undecided,
    a_live_consumer_that_says_nothing_is_told,
    a_service_may_consume_itself,
);

fn codes(decision: &Decision) -> Vec<ReasonCode> {
    decision.reasons.iter().map(|reason| reason.code).collect()
}

/// orders 1.0.0 in production, and web 1 that uses it.
async fn shop(db: Db) -> Stand {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    stand.publish_uses(("web", "1"), "orders", &["/orders"]).await;
    stand.deploy("orders", "1.0.0", "production").await;
    stand
}

async fn a_provider_without_consumers_may_go(db: Db) {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    let decision = stand.may("orders", "1.0.0", "production").await;
    assert_eq!(
        (decision.verdict, codes(&decision)),
        (Answer::Yes, vec![ReasonCode::NoConsumerDeployed])
    );
}

async fn a_consumer_waits_for_its_provider(db: Db) {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    stand.publish_uses(("web", "1"), "orders", &["/orders"]).await;
    let decision = stand.may("web", "1", "production").await;
    assert_eq!(decision.verdict, Answer::Undecided);
    assert_eq!(codes(&decision), [ReasonCode::ProviderNotDeployed]);
}

async fn a_replay_decides_for_both_sides(db: Db) {
    let stand = shop(db).await;
    stand.verify(("orders", "1.0.0"), "run-1", true).await;
    let decision = stand.may("web", "1", "production").await;
    assert_eq!((decision.verdict, codes(&decision)), (Answer::Yes, vec![ReasonCode::Ok]));
    let partner = decision.reasons[0].partner.clone().unwrap();
    assert_eq!((partner.service.as_str(), partner.version.unwrap().as_str()), ("orders", "1.0.0"));

    stand.deploy("web", "1", "production").await;
    stand.publish_api("orders", "1.0.1", &["/orders"]).await;
    stand.verify(("orders", "1.0.1"), "run-2", true).await;
    assert_eq!(stand.may("orders", "1.0.1", "production").await.verdict, Answer::Yes);
}

async fn a_failed_replay_is_a_no_wherever_it_is_asked(db: Db) {
    let stand = shop(db).await;
    stand.verify(("orders", "1.0.0"), "run-1", false).await;
    let decision = stand.may("web", "1", "production").await;
    assert_eq!((decision.verdict, codes(&decision)), (Answer::No, vec![ReasonCode::Failed]));
    stand.environment("test", 0).await;
    stand.deploy("web", "1", "test").await;
    let decision = stand.may("orders", "1.0.0", "test").await;
    assert_eq!((decision.verdict, codes(&decision)), (Answer::No, vec![ReasonCode::Failed]));
    // The latest run counts.
    stand.verify(("orders", "1.0.0"), "run-2", true).await;
    assert_eq!(stand.may("orders", "1.0.0", "test").await.verdict, Answer::Yes);
}

async fn evidence_is_bound_to_what_was_said_and_not_to_version_numbers(db: Db) {
    let stand = shop(db).await;
    stand.verify(("orders", "1.0.0"), "run-1", true).await;
    stand.publish_uses(("web", "2"), "orders", &["/orders"]).await;
    assert_eq!(stand.may("web", "2", "production").await.verdict, Answer::Yes);
}

async fn another_version_that_was_verified_is_named(db: Db) {
    let stand = shop(db).await;
    stand.deploy("web", "1", "production").await;
    // What this version says cannot be compared: only a replay could tell.
    let settings = VersionSettings::default();
    let (service, version) = ("orders".parse().unwrap(), "1.1.0".parse().unwrap());
    actions::put_version(&stand.app, &stand.caller, (&service, &version), &settings).await.unwrap();
    stand.verify(("orders", "1.0.0"), "run-1", true).await;
    let decision = stand.may("orders", "1.1.0", "production").await;
    assert_eq!(decision.verdict, Answer::Undecided);
    let other = decision.reasons.iter().find(|reason| reason.message.contains("1.0.0"));
    assert_eq!(other.unwrap().code, ReasonCode::NotVerifiedByThisVersion);
}

async fn every_live_version_counts(db: Db) {
    let stand = shop(db).await;
    for (version, instance) in [("1.0.0", "blue"), ("1.1.0", "green")] {
        stand.publish_api("orders", version, &["/orders"]).await;
        let body = handfast_contracts::wire::Deploy {
            instance: Some(instance.parse().unwrap()),
            ..crate::support::stand::deployment("orders", version, "production")
        };
        actions::deploy(&stand.app, &stand.caller, &body).await.unwrap();
    }
    stand.verify(("orders", "1.0.0"), "run-1", true).await;
    stand.verify(("orders", "1.1.0"), "run-2", false).await;
    let decision = stand.may("web", "1", "production").await;
    assert_eq!(codes(&decision), [ReasonCode::Failed, ReasonCode::Ok]);
}

async fn a_version_that_published_nothing_is_undecided(db: Db) {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    let (service, version) = ("orders".parse().unwrap(), "1.0.0".parse().unwrap());
    let settings = VersionSettings::default();
    actions::put_version(&stand.app, &stand.caller, (&service, &version), &settings).await.unwrap();
    let decision = stand.may("orders", "1.0.0", "production").await;
    assert_eq!(decision.verdict, Answer::Undecided);
    assert_eq!(codes(&decision), [ReasonCode::PublishedNothing]);
}

async fn a_missing_contract_is_undecided(db: Db) {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    let admin = crate::support::stand::named("admin", api(&["/admin"]));
    let contracts = vec![api(&["/orders"]), admin];
    stand.publish(&publication("orders", "1.0.0", Some("main"), contracts)).await.unwrap();
    stand.publish_api("orders", "1.1.0", &["/orders"]).await;
    let decision = stand.may("orders", "1.1.0", "production").await;
    assert_eq!(decision.verdict, Answer::Undecided);
    assert_eq!(codes(&decision)[0], ReasonCode::Incomplete);
    assert_eq!(stand.may("orders", "1.0.0", "production").await.verdict, Answer::Yes);
}

async fn a_live_consumer_that_says_nothing_is_told(db: Db) {
    let stand = shop(db).await;
    let registered = ServiceSettings { audience: Audience::Registered, ..Default::default() };
    let orders = "orders".parse().unwrap();
    actions::put_service(&stand.app, &stand.caller, &orders, &registered).await.unwrap();
    let silent = "2".parse().unwrap();
    let web = "web".parse().unwrap();
    let settings = VersionSettings::default();
    actions::put_version(&stand.app, &stand.caller, (&web, &silent), &settings).await.unwrap();
    stand.deploy("web", "2", "production").await;
    stand.publish_api("orders", "1.1.0", &["/other"]).await;
    let decision = stand.may("orders", "1.1.0", "production").await;
    // Whether the change breaks is up to the rules; that the consumer is known as silent is not.
    let told = decision.reasons.iter().any(|reason| reason.message.contains("web"));
    let breaks = codes(&decision).contains(&ReasonCode::BreaksConsumer);
    assert_eq!(told, breaks, "{decision:?}");
}

async fn a_service_may_consume_itself(db: Db) {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    let contracts = vec![api(&["/orders"]), uses("orders", &["/orders"])];
    stand.publish(&publication("orders", "1.0.0", Some("main"), contracts)).await.unwrap();
    stand.verify(("orders", "1.0.0"), "run-1", true).await;
    let decision = stand.may("orders", "1.0.0", "production").await;
    assert_eq!((decision.verdict, codes(&decision)), (Answer::Yes, vec![ReasonCode::Ok]));
}
