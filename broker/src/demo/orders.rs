//! The demo's orders service: something real to replay against, in a good and a broken variant.

#![expect(
    clippy::disallowed_types,
    reason = "this is a service of its own, not the broker: it has no problems to render"
)]

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

/// Which orders service is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// Version 1.4.0: an order has a `total`.
    Good,
    /// Version 1.5.0: `total` has become `price`.
    Broken,
}

/// The service.
pub(crate) fn router(variant: Variant) -> Router {
    Router::new()
        .route("/orders", get(list).post(place))
        .route("/orders/{id}", get(one))
        .with_state(variant)
}

fn order(variant: Variant, id: u64, status: &str, lines: Value) -> Value {
    let mut order = json!({ "id": id, "status": status, "lines": lines });
    match variant {
        Variant::Good => order["total"] = json!(23.9),
        Variant::Broken => order["price"] = json!({ "amount": 23.9, "currency": "EUR" }),
    }
    order
}

fn lines() -> Value {
    json!([{ "sku": "tea-green-100", "quantity": 2 }])
}

async fn list(State(variant): State<Variant>) -> Json<Value> {
    Json(json!([
        order(variant, 4711, "shipped", lines()),
        order(variant, 4710, "delivered", lines()),
    ]))
}

async fn one(State(variant): State<Variant>, Path(id): Path<String>) -> (StatusCode, Json<Value>) {
    match id.as_str() {
        "4711" => (StatusCode::OK, Json(order(variant, 4711, "shipped", lines()))),
        _ => (StatusCode::NOT_FOUND, Json(json!({ "title": "There is no such order" }))),
    }
}

async fn place(
    State(variant): State<Variant>,
    Json(new): Json<Value>,
) -> (StatusCode, Json<Value>) {
    match new.get("lines") {
        Some(lines) if lines.as_array().is_some_and(|lines| !lines.is_empty()) => {
            (StatusCode::CREATED, Json(order(variant, 4712, "placed", lines.clone())))
        }
        _ => (StatusCode::BAD_REQUEST, Json(json!({ "title": "An order has lines" }))),
    }
}
