//! Names that are not known.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, deployment};
use handfast_broker::actions;
use handfast_broker::problem::Problem;
use handfast_broker::store::Db;
use handfast_contracts::kind::KindId;

on_both_databases!(an_unknown_name_is_answered_with_close_ones, names_differ_by_case);

fn known<T: std::fmt::Debug>(result: Result<T, Problem>) -> (&'static str, Vec<String>) {
    match result.unwrap_err() {
        Problem::NotFound { what, known, .. } => (what, known),
        other => panic!("{other:?}"),
    }
}

async fn an_unknown_name_is_answered_with_close_ones(db: Db) {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    stand.publish_api("orders", "1.4.0", &["/orders"]).await;
    stand.publish_api("billing", "1.0.0", &["/bills"]).await;
    let service = actions::get_service(&stand.app, &"order".parse().unwrap()).await;
    assert_eq!(known(service), ("service", vec!["orders".to_owned()]));
    let orders = "orders".parse().unwrap();
    let version = actions::get_version(&stand.app, &orders, &"1.4".parse().unwrap()).await;
    assert_eq!(known(version), ("version", vec!["1.4.0".to_owned()]));
    let body = deployment("orders", "1.4.0", "prod");
    let deployed = actions::deploy(&stand.app, &stand.caller, &body).await;
    assert_eq!(known(deployed), ("environment", vec!["production".to_owned()]));
    let which = (KindId::find("openapi").unwrap(), &"admin".parse().unwrap());
    let version = "1.4.0".parse().unwrap();
    let contract = actions::get_contract(&stand.app, (&orders, &version), which).await;
    assert_eq!(known(contract), ("contract", vec!["default".to_owned()]));
}

async fn names_differ_by_case(db: Db) {
    let stand = Stand::on(db);
    stand.publish_api("Orders", "1", &["/a"]).await;
    let found = actions::get_service(&stand.app, &"orders".parse().unwrap()).await;
    assert_eq!(known(found), ("service", vec!["Orders".to_owned()]));
    stand.publish_api("orders", "1", &["/b"]).await;
    actions::get_service(&stand.app, &"orders".parse().unwrap()).await.unwrap();
}
