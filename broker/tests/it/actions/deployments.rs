//! What is live where.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, deployment};
use handfast_broker::actions;
use handfast_broker::store::Db;
use handfast_contracts::wire::{
    Deploy, DeploymentsQuery, EndSupport, LiveAs, Release, ServiceVersion, Undeploy,
};

on_both_databases!(
    a_deployment_takes_the_place_of_the_one_before,
    instances_are_deployed_on_their_own,
    releases_stand_beside_each_other_until_support_ends,
    support_ends_by_itself,
    deploying_what_runs_changes_nothing,
    nothing_is_undeployed_twice,
);

async fn stand(db: Db) -> Stand {
    let stand = Stand::on(db);
    stand.environment("production", 2).await;
    stand.environment("test", 1).await;
    for version in ["1.0.0", "1.1.0", "2.0.0"] {
        stand.publish_api("orders", version, &["/orders"]).await;
    }
    stand
}

async fn live(stand: &Stand) -> Vec<String> {
    let service = actions::get_service(&stand.app, &"orders".parse().unwrap()).await.unwrap();
    service.live.iter().map(|one| format!("{} {}", one.environment, one.version)).collect()
}

fn release(version: &str, until: Option<&str>) -> Release {
    Release {
        service: "orders".parse().unwrap(),
        version: version.parse().unwrap(),
        environment: "production".parse().unwrap(),
        supported_until: until
            .map(|time| handfast_contracts::time::Timestamp::parse(time).unwrap()),
    }
}

async fn a_deployment_takes_the_place_of_the_one_before(db: Db) {
    let stand = stand(db).await;
    stand.deploy("orders", "1.0.0", "production").await;
    stand.deploy("orders", "1.1.0", "test").await;
    stand.clock.forward_minutes(1);
    stand.deploy("orders", "1.1.0", "production").await;
    assert_eq!(live(&stand).await, ["test 1.1.0", "production 1.1.0"], "in the order of promotion");
    let query = DeploymentsQuery::default();
    let all = actions::list_deployments(&stand.app, &query).await.unwrap().items;
    assert_eq!(all.len(), 3);
    assert_eq!(all[0].to, None);
    assert_eq!(all[2].version.as_str(), "1.0.0");
    assert_eq!(all[2].to, Some(all[0].from), "closed, not removed");
}

async fn instances_are_deployed_on_their_own(db: Db) {
    let stand = stand(db).await;
    for (version, instance) in [("1.0.0", "blue"), ("1.1.0", "green"), ("2.0.0", "green")] {
        let instance = Some(instance.parse().unwrap());
        let body = Deploy { instance, ..deployment("orders", version, "production") };
        actions::deploy(&stand.app, &stand.caller, &body).await.unwrap();
    }
    assert_eq!(live(&stand).await, ["production 1.0.0", "production 2.0.0"]);
}

async fn releases_stand_beside_each_other_until_support_ends(db: Db) {
    let stand = stand(db).await;
    for version in ["1.0.0", "1.1.0"] {
        actions::release(&stand.app, &stand.caller, &release(version, None)).await.unwrap();
    }
    assert_eq!(live(&stand).await, ["production 1.0.0", "production 1.1.0"]);
    let end = EndSupport {
        service: "orders".parse().unwrap(),
        version: "1.0.0".parse().unwrap(),
        environment: "production".parse().unwrap(),
    };
    let ended = actions::end_support(&stand.app, &stand.caller, &end).await.unwrap();
    assert_eq!((ended.live_as, ended.version.as_str()), (LiveAs::Release, "1.0.0"));
    assert!(ended.to.is_some());
    assert_eq!(live(&stand).await, ["production 1.1.0"]);
}

async fn support_ends_by_itself(db: Db) {
    let stand = stand(db).await;
    let body = release("1.0.0", Some("2026-01-03T00:00:00Z"));
    actions::release(&stand.app, &stand.caller, &body).await.unwrap();
    stand.clock.forward_days(1);
    assert_eq!(live(&stand).await, ["production 1.0.0"]);
    stand.clock.forward_days(1);
    assert_eq!(live(&stand).await, [""; 0]);
    let problem = actions::release(&stand.app, &stand.caller, &body).await.unwrap_err();
    assert_eq!(problem.slug(), "invalid");
    actions::release(&stand.app, &stand.caller, &release("1.0.0", None)).await.unwrap();
    assert_eq!(live(&stand).await, ["production 1.0.0"], "released anew");
}

async fn deploying_what_runs_changes_nothing(db: Db) {
    let stand = stand(db).await;
    stand.deploy("orders", "1.0.0", "production").await;
    stand.clock.forward_minutes(1);
    stand.deploy("orders", "1.0.0", "production").await;
    let query = DeploymentsQuery::default();
    let all = actions::list_deployments(&stand.app, &query).await.unwrap().items;
    assert_eq!(all.len(), 1);
    let version: ServiceVersion =
        actions::get_version(&stand.app, &all[0].service, &all[0].version).await.unwrap();
    assert_eq!(version.live[0].since, all[0].from);
}

async fn nothing_is_undeployed_twice(db: Db) {
    let stand = stand(db).await;
    stand.deploy("orders", "1.0.0", "production").await;
    let body = Undeploy {
        service: "orders".parse().unwrap(),
        environment: "production".parse().unwrap(),
        instance: None,
    };
    let ended = actions::undeploy(&stand.app, &stand.caller, &body).await.unwrap();
    assert_eq!(ended.version.as_str(), "1.0.0");
    assert_eq!(live(&stand).await, [""; 0]);
    let problem = actions::undeploy(&stand.app, &stand.caller, &body).await.unwrap_err();
    assert_eq!(problem.slug(), "not-found");
}
