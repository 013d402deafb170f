//! The rules that judge changes.

use crate::support::broker::Broker;
use crate::support::database;
use handfast_contracts::wire::{Page, RulePage, RuleSummary};

#[tokio::test]
async fn every_rule_is_listed_and_has_its_page() {
    let broker = Broker::on(database::sqlite().await);
    let list: Page<RuleSummary> = broker.get("/api/rules").answer().await.is(200).read();
    assert_eq!(list.items.len(), handfast_contracts::kind::rules().len());
    for rule in &list.items {
        let path = format!("/api/rules/{}", rule.id);
        let page: RulePage = broker.get(&path).answer().await.is(200).read();
        assert_eq!((&page.rule, page.page.is_empty()), (rule, false));
    }
}

#[tokio::test]
async fn an_unknown_rule_is_not_found() {
    let broker = Broker::on(database::sqlite().await);
    let answer = broker.get("/api/rules/no%2Fsuch").answer().await.is(404);
    assert_eq!(answer.json()["detail"], "There is no rule \"no/such\".");
}
