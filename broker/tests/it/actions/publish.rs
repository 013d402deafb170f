//! Publishing.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, api, named, publication, uses};
use handfast_broker::actions;
use handfast_broker::problem::Problem;
use handfast_broker::store::Db;
use handfast_contracts::hash::Blob;
use handfast_contracts::wire::{
    Content, EventsQuery, KnownQuestion, OnConflict, PublishOutcome, PublishedContract,
};

on_both_databases!(
    a_publication_is_kept_as_it_was_sent,
    the_same_bytes_are_replayed_and_leave_no_event,
    other_bytes_with_the_same_meaning_are_equivalent,
    another_meaning_is_a_conflict_with_a_report_and_the_next_command,
    a_refused_publication_stores_nothing_of_it,
    the_same_content_of_two_versions_is_stored_once,
    a_stored_document_is_named_by_its_hash,
    a_document_with_errors_is_refused_with_their_places,
    a_consumers_contract_is_called_like_its_provider,
    one_contract_cannot_be_published_twice_at_once,
    the_interactions_of_two_pipelines_are_merged,
    what_the_version_before_had_is_missed_or_carried_over,
);

fn text(contract: &PublishedContract) -> String {
    match &contract.content {
        Content::Text(text) => text.clone(),
        _ => panic!("tests send texts"),
    }
}

fn reformatted(contract: PublishedContract) -> PublishedContract {
    let value: serde_json::Value = serde_json::from_str(&text(&contract)).unwrap();
    let text = serde_json::to_string_pretty(&value).unwrap();
    PublishedContract { content: Content::Text(text), ..contract }
}

async fn a_publication_is_kept_as_it_was_sent(db: Db) {
    let stand = Stand::on(db);
    let mut body = publication("orders", "1.4.0", Some("main"), vec![api(&["/orders"])]);
    body.tags = vec!["candidate".parse().unwrap()];
    body.commit = Some("abc123".to_owned());
    let published = stand.publish(&body).await.unwrap();
    assert_eq!(published.contracts[0].outcome, PublishOutcome::Created);
    assert_eq!(published.url, "/services/orders/versions/1.4.0");
    assert!(published.at.is_some() && published.missing.is_empty());

    let (service, version) = (&body.service, &body.version);
    let stored = actions::get_version(&stand.app, service, version).await.unwrap();
    assert_eq!(stored.ordinal, 1);
    assert_eq!(stored.branches, [body.branch.clone().unwrap()]);
    assert_eq!((stored.tags, stored.commit), (body.tags.clone(), body.commit.clone()));
    let contract = &stored.contracts[0];
    assert_eq!(contract.blob, Blob::of(text(&body.contracts[0]).as_bytes()));
    let which = (contract.contract.kind, &contract.contract.name);
    let document = actions::get_content(&stand.app, (service, version), which).await.unwrap();
    assert_eq!(String::from_utf8(document.bytes).unwrap(), text(&body.contracts[0]));
    assert_eq!(document.file.as_deref(), Some("api.json"));
}

async fn the_same_bytes_are_replayed_and_leave_no_event(db: Db) {
    let stand = Stand::on(db);
    let body = publication("orders", "1.4.0", Some("main"), vec![api(&["/orders"])]);
    stand.publish(&body).await.unwrap();
    let again = stand.publish(&body).await.unwrap();
    assert_eq!(again.contracts[0].outcome, PublishOutcome::Replayed);
    let events = actions::list_events(&stand.app, &EventsQuery::default()).await.unwrap();
    assert_eq!(events.items.len(), 1);
    assert_eq!(events.items[0].action, "publish");
    assert_eq!(events.items[0].resource, "services/orders/versions/1.4.0");
    assert_eq!(events.items[0].token.as_deref(), Some("token-1"));
}

async fn other_bytes_with_the_same_meaning_are_equivalent(db: Db) {
    let stand = Stand::on(db);
    let first = api(&["/orders"]);
    let second = reformatted(first.clone());
    stand.publish(&publication("orders", "1.4.0", None, vec![first.clone()])).await.unwrap();
    let again = stand.publish(&publication("orders", "1.4.0", None, vec![second])).await.unwrap();
    assert_eq!(again.contracts[0].outcome, PublishOutcome::Equivalent);
    assert_eq!(again.contracts[0].blob, Blob::of(text(&first).as_bytes()), "what is stored stays");
}

async fn another_meaning_is_a_conflict_with_a_report_and_the_next_command(db: Db) {
    let stand = Stand::on(db);
    stand.publish_api("orders", "1.4.0", &["/orders"]).await;
    let other = publication("orders", "1.4.0", Some("main"), vec![api(&["/orders", "/bills"])]);
    let Problem::Conflict { detail, report, hints } = stand.publish(&other).await.unwrap_err()
    else {
        panic!("another meaning must be a conflict");
    };
    assert!(detail.contains("orders 1.4.0 already has the openapi contract default"), "{detail}");
    assert_eq!(report.unwrap().new.version.as_deref(), Some("1.4.0"));
    assert!(hints[0].contains("handfast publish --service orders --version NEW"), "{hints:?}");
}

async fn a_refused_publication_stores_nothing_of_it(db: Db) {
    let stand = Stand::on(db);
    stand.publish_api("orders", "1.4.0", &["/orders"]).await;
    let contracts = vec![named("admin", api(&["/admin"])), api(&["/other"])];
    let refused = publication("orders", "1.4.0", Some("next"), contracts);
    stand.publish(&refused).await.unwrap_err();
    let stored = actions::get_version(&stand.app, &refused.service, &refused.version).await;
    let stored = stored.unwrap();
    assert_eq!(stored.contracts.len(), 1);
    assert_eq!(stored.branches.len(), 1);
}

async fn the_same_content_of_two_versions_is_stored_once(db: Db) {
    let stand = Stand::on(db);
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    stand.publish_api("orders", "1.0.1", &["/orders"]).await;
    let hash = Blob::of(text(&api(&["/orders"])).as_bytes());
    let unknown = Blob::of(b"unknown");
    let question = KnownQuestion { blobs: vec![unknown, hash, hash] };
    let known = actions::known_contents(&stand.app, &question).await.unwrap();
    assert_eq!(known.known, [hash]);
}

async fn a_stored_document_is_named_by_its_hash(db: Db) {
    let stand = Stand::on(db);
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    let hash = Blob::of(text(&api(&["/orders"])).as_bytes());
    let by_hash = |blob| PublishedContract { content: Content::Blob(blob), ..api(&[]) };
    let body = publication("orders", "1.0.1", None, vec![by_hash(hash)]);
    assert_eq!(stand.publish(&body).await.unwrap().contracts[0].blob, hash);

    let unknown = Blob::of(b"unknown");
    let body =
        publication("orders", "1.0.2", None, vec![by_hash(hash), named("b", by_hash(unknown))]);
    let Problem::ContentNeeded { blobs } = stand.publish(&body).await.unwrap_err() else {
        panic!("an unknown hash must be asked for");
    };
    assert_eq!(blobs, [unknown.to_string()]);
}

async fn a_document_with_errors_is_refused_with_their_places(db: Db) {
    let stand = Stand::on(db);
    let content = Content::Text("{\"openapi\": \"3.1.0\",".to_owned());
    let broken = PublishedContract { content, ..api(&[]) };
    let body = publication("orders", "1.0.0", None, vec![broken]);
    let Problem::Invalid { fields, diagnostics, .. } = stand.publish(&body).await.unwrap_err()
    else {
        panic!("a broken document must be refused");
    };
    assert_eq!(fields[0].field, "contracts[0].content");
    assert_eq!(diagnostics[0].location.file, "api.json");
    let problem = actions::get_service(&stand.app, &body.service).await.unwrap_err();
    assert_eq!(problem.slug(), "not-found");
}

async fn a_consumers_contract_is_called_like_its_provider(db: Db) {
    let stand = Stand::on(db);
    let contracts = vec![uses("orders", &["/orders"]), uses("bills", &["/bills"])];
    let body = publication("web", "7", Some("main"), contracts);
    let published = stand.publish(&body).await.unwrap();
    let names: Vec<_> = published.contracts.iter().map(|one| one.contract.name.as_str()).collect();
    assert_eq!(names, ["orders", "bills"]);
    let provider = actions::get_service(&stand.app, &"bills".parse().unwrap()).await.unwrap();
    assert_eq!(provider.main_head, None, "a provider is known from then on");
}

async fn one_contract_cannot_be_published_twice_at_once(db: Db) {
    let stand = Stand::on(db);
    let body = publication("orders", "1", None, vec![api(&["/a"]), api(&["/b"])]);
    let Problem::Invalid { fields, .. } = stand.publish(&body).await.unwrap_err() else {
        panic!("a contract that is published twice must be refused");
    };
    assert_eq!(fields[0].field, "contracts[1].name");
}

async fn the_interactions_of_two_pipelines_are_merged(db: Db) {
    let stand = Stand::on(db);
    let merging = |paths: &[&str]| PublishedContract {
        on_conflict: OnConflict::Merge,
        ..uses("orders", paths)
    };
    let publish = async |paths: &[&str]| {
        let body = publication("web", "7", Some("main"), vec![merging(paths)]);
        stand.publish(&body).await.unwrap().contracts.remove(0)
    };
    assert_eq!(publish(&["/a"]).await.outcome, PublishOutcome::Created);
    let merged = publish(&["/b"]).await;
    assert_eq!(merged.outcome, PublishOutcome::Merged);
    assert_eq!(publish(&["/a"]).await.outcome, PublishOutcome::Equivalent, "nothing new");

    let both = publication("web", "8", Some("main"), vec![uses("orders", &["/a", "/b"])]);
    let both = stand.publish(&both).await.unwrap();
    assert_eq!(both.contracts[0].meaning, merged.meaning);
    let (service, version) = ("web".parse().unwrap(), "7".parse().unwrap());
    let stored = actions::get_version(&stand.app, &service, &version).await.unwrap();
    assert_eq!(stored.contracts.len(), 1, "one current revision");
    assert_eq!(stored.contracts[0].meaning, merged.meaning);
}

async fn what_the_version_before_had_is_missed_or_carried_over(db: Db) {
    let stand = Stand::on(db);
    let contracts = vec![api(&["/orders"]), named("admin", api(&["/admin"]))];
    stand.publish(&publication("orders", "1.0.0", Some("main"), contracts)).await.unwrap();
    let mut body = publication("orders", "1.1.0", Some("main"), vec![api(&["/orders", "/new"])]);
    let published = stand.publish(&body).await.unwrap();
    let missing: Vec<_> = published.missing.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(missing, ["admin"]);

    body.carry_forward = true;
    let published = stand.publish(&body).await.unwrap();
    assert_eq!(published.missing, []);
    assert_eq!(published.contracts[1].contract.name.as_str(), "admin");
    assert_eq!(published.contracts[1].outcome, PublishOutcome::Carried);
}
