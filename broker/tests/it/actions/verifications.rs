//! What verifiers found.

use crate::support::on_both_databases;
use crate::support::stand::Stand;
use handfast_broker::actions;
use handfast_broker::problem::Problem;
use handfast_broker::store::Db;
use handfast_contracts::hash::Meaning;
use handfast_contracts::wire::{
    ComparisonsQuery, InteractionOutcome, InteractionResult, VerificationResult, VerificationRun,
    VerificationsQuery,
};

on_both_databases!(
    posting_a_run_again_changes_nothing,
    a_run_grows_by_meanings,
    a_run_does_not_change_its_mind,
    a_meaning_that_nobody_published_is_refused,
    a_failed_interaction_outweighs_a_claim,
    comparisons_are_made_of_what_two_versions_say,
);

async fn shop(db: Db) -> (Stand, Meaning) {
    let stand = Stand::on(db);
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    stand.publish_uses(("web", "1"), "orders", &["/orders"]).await;
    let meaning = stand.verification_set("orders", None).await.contracts[0].meaning;
    (stand, meaning)
}

fn run(run: &str, results: Vec<VerificationResult>) -> VerificationRun {
    VerificationRun {
        run: run.to_owned(),
        provider: "orders".parse().unwrap(),
        version: "1.0.0".parse().unwrap(),
        branch: Some("main".parse().unwrap()),
        build_url: Some("https://ci.example/1".to_owned()),
        verified_by: Some("handfast 0.1.0".to_owned()),
        results,
    }
}

fn result(meaning: Meaning, success: bool) -> VerificationResult {
    VerificationResult { meaning, success, interactions: Vec::new() }
}

async fn posting_a_run_again_changes_nothing(db: Db) {
    let (stand, meaning) = shop(db).await;
    let body = run("r1", vec![result(meaning, true)]);
    let first = actions::record_verification(&stand.app, &stand.caller, &body).await.unwrap();
    assert_eq!((first.stored, first.replayed), (1, false));
    let again = actions::record_verification(&stand.app, &stand.caller, &body).await.unwrap();
    assert_eq!((again.stored, again.replayed), (0, true));
    let query = VerificationsQuery::default();
    let listed = actions::list_verifications(&stand.app, &query).await.unwrap().items;
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].consumer.as_str(), listed[0].provider.as_str()), ("web", "orders"));
    assert!(listed[0].success);
}

async fn a_run_grows_by_meanings(db: Db) {
    let (stand, first) = shop(db).await;
    stand.publish_uses(("mobile", "1"), "orders", &["/other"]).await;
    let set = stand.verification_set("orders", None).await;
    let second = set.contracts.iter().find(|one| one.meaning != first).unwrap().meaning;
    for meaning in [first, second] {
        let body = run("r1", vec![result(meaning, true)]);
        let receipt = actions::record_verification(&stand.app, &stand.caller, &body).await;
        assert_eq!(receipt.unwrap().stored, 1);
    }
}

async fn a_run_does_not_change_its_mind(db: Db) {
    let (stand, meaning) = shop(db).await;
    let body = run("r1", vec![result(meaning, true)]);
    actions::record_verification(&stand.app, &stand.caller, &body).await.unwrap();
    let body = run("r1", vec![result(meaning, false)]);
    let problem = actions::record_verification(&stand.app, &stand.caller, &body).await;
    assert!(matches!(problem, Err(Problem::Conflict { .. })));
    let other = VerificationRun { version: "1.0.1".parse().unwrap(), ..run("r1", Vec::new()) };
    let problem = actions::record_verification(&stand.app, &stand.caller, &other).await;
    assert!(matches!(problem, Err(Problem::Conflict { .. })));
}

async fn a_meaning_that_nobody_published_is_refused(db: Db) {
    let (stand, _) = shop(db).await;
    let body = run("r1", vec![result(Meaning::of(b"unknown"), true)]);
    let problem = actions::record_verification(&stand.app, &stand.caller, &body).await;
    let Err(Problem::Invalid { fields, .. }) = problem else { panic!("{problem:?}") };
    assert_eq!(fields[0].field, "results[0].meaning");
}

async fn a_failed_interaction_outweighs_a_claim(db: Db) {
    let (stand, meaning) = shop(db).await;
    let interaction = |outcome, mismatches: &[&str]| InteractionResult {
        interaction: "get /orders".to_owned(),
        outcome,
        mismatches: mismatches.iter().map(|&text| text.to_owned()).collect(),
    };
    let interactions = vec![
        interaction(InteractionOutcome::Pass, &[]),
        interaction(InteractionOutcome::Fail, &["status 404 instead of 200", "no body"]),
    ];
    let body = run("r1", vec![VerificationResult { meaning, success: true, interactions }]);
    actions::record_verification(&stand.app, &stand.caller, &body).await.unwrap();
    let query = VerificationsQuery {
        provider: Some("orders".parse().unwrap()),
        version: Some("1.0.0".parse().unwrap()),
        meaning: Some(meaning),
        ..Default::default()
    };
    let listed = actions::list_verifications(&stand.app, &query).await.unwrap().items;
    assert_eq!((listed[0].success, listed[0].passed, listed[0].failed), (false, 1, 1));
    assert_eq!(listed[0].reason.as_deref(), Some("get /orders: status 404 instead of 200"));
}

async fn comparisons_are_made_of_what_two_versions_say(db: Db) {
    let (stand, _) = shop(db).await;
    let query = ComparisonsQuery {
        consumer: "web".parse().unwrap(),
        consumer_version: "1".parse().unwrap(),
        provider: "orders".parse().unwrap(),
        provider_version: "1.0.0".parse().unwrap(),
    };
    let found = actions::comparisons(&stand.app, &query).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].consumer.name.as_str(), "orders");
    assert!(found[0].comparison.is_some());
}
