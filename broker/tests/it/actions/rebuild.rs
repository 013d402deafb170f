//! What is derived equals what can be computed from the facts.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, publication, uses};
use handfast_broker::actions;
use handfast_broker::store::{Db, reading, rebuild};

on_both_databases!(computing_anew_changes_nothing);

async fn computing_anew_changes_nothing(db: Db) {
    let stand = Stand::on(db);
    for version in ["1.0.0", "1.2.0", "1.1.0", "nightly", "1.3.0-rc.1"] {
        stand.publish_api("orders", version, &["/orders"]).await;
    }
    for (number, branch) in ["main", "topic", "topic", "main"].into_iter().enumerate() {
        let path = format!("/{}", number % 2);
        let contracts = vec![uses("orders", &[&path])];
        let body = publication("web", &number.to_string(), Some(branch), contracts);
        stand.publish(&body).await.unwrap();
    }
    stand.verify(("orders", "1.0.0"), "run-1", true).await;
    stand.verify(("orders", "1.2.0"), "run-2", false).await;
    stand.verify(("orders", "1.2.0"), "run-3", true).await;

    let before = reading!(stand.app.db, |tx| rebuild::derived(tx).await).unwrap();
    assert!(before.heads.len() >= 3 && before.evidence.len() >= 2, "{before:?}");
    let differed = actions::rebuild(&stand.app, &stand.caller).await.unwrap();
    let after = reading!(stand.app.db, |tx| rebuild::derived(tx).await).unwrap();
    assert_eq!((before, differed), (after, false));
}
