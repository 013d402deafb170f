//! Problems: one form, a name in the log, and what to do next.

use crate::support::broker::Broker;
use crate::support::database;
use http::Method;

async fn broker() -> Broker {
    Broker::on(database::sqlite().await)
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_method_are_problems() {
    let broker = broker().await;
    let answer = broker.get("/api/nothing").answer().await.is(404);
    assert_eq!(answer.problem(), "not-found");
    let answer = broker.ask(Method::DELETE, "/api/rules").answer().await.is(405);
    assert_eq!(answer.problem(), "method-not-allowed");
    assert_eq!(answer.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn a_problem_carries_the_requests_name() {
    let broker = broker().await;
    let ask = broker.get("/api/nothing").header("x-request-id", "build-77.retry_1");
    let answer = ask.answer().await.is(404);
    assert_eq!(answer.header("x-request-id"), "build-77.retry_1");
    assert_eq!(answer.json()["instance"], "build-77.retry_1");
}

#[tokio::test]
async fn a_name_that_would_garble_the_log_is_replaced() {
    let broker = broker().await;
    for strange in ["a b", "", &"x".repeat(65), "{\"level\":\"error\"}"] {
        let answer = broker.get("/health/live").header("x-request-id", strange).answer().await;
        assert_ne!(answer.header("x-request-id"), strange);
        assert_eq!(answer.header("x-request-id").len(), 36);
    }
}

#[tokio::test]
async fn every_answer_tells_browsers_to_be_careful() {
    let broker = broker().await;
    for path in ["/health/live", "/api/nothing", "/api/rules", "/metrics"] {
        let answer = broker.get(path).answer().await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[tokio::test]
async fn a_wrong_parameter_is_named() {
    let broker = broker().await;
    for (query, field) in [("limit=0", "limit"), ("limit=x", "limit"), ("page=2", "page")] {
        let answer = broker.get(&format!("/api/tokens?{query}")).answer().await.is(400);
        assert_eq!(answer.json()["fields"][0]["field"], field);
    }
    let answer = broker.get("/api/tokens?cursor=nonsense").answer().await.is(400);
    assert_eq!(answer.json()["fields"][0]["field"], "cursor");
}
