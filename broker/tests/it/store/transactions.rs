//! Transactions: durable when acknowledged, undone when refused, apart from each other.

use crate::support::on_both_databases;
use handfast_broker::problem::Problem;
use handfast_broker::store::events::{self, EventFilter, NewEvent};
use handfast_broker::store::{Db, StoreError, reading, writing};
use handfast_contracts::name::ActorName;
use handfast_contracts::time::Timestamp;
use serde_json::json;

on_both_databases!(
    what_is_refused_is_undone,
    what_is_dropped_half_way_is_undone,
    writers_wait_for_each_other_and_all_are_kept,
    a_reader_sees_one_state,
    transactions_that_collide_are_tried_again,
);

/// An action that names itself and then does what it is told.
async fn act(db: &Db, action: &str, result: Result<(), Problem>) -> Result<i64, StoreError> {
    let actor = ActorName::new("tester").unwrap();
    writing!(db, |tx| {
        let event = NewEvent {
            at: Timestamp::from_micros(1),
            actor: &actor,
            token: None,
            request: "r",
            action,
            resource: "service/orders",
            detail: &json!({}),
        };
        let row = events::append(tx, &event).await?;
        result.clone()?;
        Ok(row)
    })
}

async fn actions(db: &Db) -> Vec<String> {
    let list = reading!(db, |tx| events::list(tx, &EventFilter::default(), 1000).await);
    list.unwrap().into_iter().map(|(_, event)| event.action).collect()
}

async fn what_is_refused_is_undone(db: Db) {
    act(&db, "first", Ok(())).await.unwrap();
    let refusal = Problem::Forbidden { detail: "no".to_owned(), needed: None };
    let error = act(&db, "second", Err(refusal)).await.unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)));
    act(&db, "third", Ok(())).await.unwrap();
    assert_eq!(actions(&db).await, ["third", "first"]);
}

async fn what_is_dropped_half_way_is_undone(db: Db) {
    let half_way = async {
        writing!(db, |tx| {
            let event = NewEvent {
                at: Timestamp::from_micros(1),
                actor: &ActorName::new("tester").unwrap(),
                token: None,
                request: "r",
                action: "lost",
                resource: "service/orders",
                detail: &json!({}),
            };
            events::append(tx, &event).await?;
            std::future::pending::<()>().await;
            Ok(())
        })
    };
    let short = std::time::Duration::from_millis(300);
    tokio::time::timeout(short, half_way).await.unwrap_err();
    act(&db, "kept", Ok(())).await.unwrap();
    assert_eq!(actions(&db).await, ["kept"]);
}

async fn writers_wait_for_each_other_and_all_are_kept(db: Db) {
    let writers = (0..100).map(|number| {
        let db = db.clone();
        tokio::spawn(async move { act(&db, &format!("{number:03}"), Ok(())).await })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap().unwrap();
    }
    let mut all = actions(&db).await;
    all.sort();
    assert_eq!(all, (0..100).map(|number| format!("{number:03}")).collect::<Vec<_>>());
}

async fn a_reader_sees_one_state(db: Db) {
    act(&db, "before", Ok(())).await.unwrap();
    let seen = reading!(db, |tx| {
        let first = events::list(tx, &EventFilter::default(), 10).await?.len();
        act(&db, "meanwhile", Ok(())).await?;
        let second = events::list(tx, &EventFilter::default(), 10).await?.len();
        Ok((first, second))
    });
    assert_eq!(seen.unwrap(), (1, 1));
    assert_eq!(actions(&db).await.len(), 2);
}

/// Two that lock two services in opposite orders stand in each other's way until the database
/// ends one of them.
async fn transactions_that_collide_are_tried_again(db: Db) {
    use handfast_broker::store::services;
    let now = Timestamp::from_micros(1);
    let lock = async |first: &'static str, second: &'static str| {
        writing!(db, |tx| {
            services::lock_or_create(tx, &first.parse().unwrap(), now).await?;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            services::lock_or_create(tx, &second.parse().unwrap(), now).await?;
            Ok(())
        })
    };
    lock("a", "b").await.unwrap();
    let (one, other) = tokio::join!(lock("a", "b"), lock("b", "a"));
    one.unwrap();
    other.unwrap();
}
