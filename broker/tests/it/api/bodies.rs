//! Bodies: media type, size, compression and form are checked, and refusals say where.

use crate::support::broker::{Answer, Broker};
use crate::support::database;
use handfast_broker::config::Settings;
use http::Method;
use serde_json::json;
use std::io::Write;

async fn small() -> Broker {
    let settings = Settings { body_limit: 10_000, ..Settings::default() };
    Broker::with(database::sqlite().await, settings)
}

async fn send(broker: &Broker, encoding: Option<&str>, bytes: Vec<u8>) -> Answer {
    let ask = broker.ask(Method::POST, "/api/tokens").header("content-type", "application/json");
    let ask = match encoding {
        Some(encoding) => ask.header("content-encoding", encoding),
        None => ask,
    };
    ask.bytes(bytes).answer().await
}

/// A gzip member of stored blocks: no compressor is needed to test a decompressor.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut blocks = bytes.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        let length = u16::try_from(block.len()).unwrap();
        out.write_all(&length.to_le_bytes()).unwrap();
        out.write_all(&(!length).to_le_bytes()).unwrap();
        out.write_all(block).unwrap();
    }
    out.write_all(&crc32fast::hash(bytes).to_le_bytes()).unwrap();
    out.write_all(&u32::try_from(bytes.len()).unwrap().to_le_bytes()).unwrap();
    out
}

fn token() -> Vec<u8> {
    json!({ "actor": "ci", "scopes": ["publish"] }).to_string().into_bytes()
}

#[tokio::test]
async fn a_body_may_come_compressed() {
    let broker = small().await;
    send(&broker, None, token()).await.is(201);
    send(&broker, Some("gzip"), gzip(&token())).await.is(201);
    send(&broker, Some("identity"), token()).await.is(201);
}

#[tokio::test]
async fn the_limit_counts_after_decompression() {
    let broker = small().await;
    let mut large = token();
    large.resize(10_001, b' ');
    assert_eq!(send(&broker, None, large.clone()).await.is(413).problem(), "too-large");
    let compressed = gzip(&large);
    let answer = send(&broker, Some("gzip"), compressed).await.is(413);
    assert!(answer.json()["detail"].as_str().unwrap().contains("10000 bytes after decompression"));
    let fits = &large[..10_000];
    send(&broker, None, fits.to_vec()).await.is(201);
}

#[tokio::test]
async fn another_encoding_or_media_type_is_refused_by_name() {
    let broker = small().await;
    let answer = send(&broker, Some("br"), token()).await.is(415);
    assert!(answer.json()["detail"].as_str().unwrap().contains("br"));
    for media_type in ["text/plain", "application/x-www-form-urlencoded"] {
        let ask = broker.ask(Method::POST, "/api/tokens").header("content-type", media_type);
        let answer = ask.bytes(token()).answer().await.is(415);
        assert_eq!(answer.json()["hints"][0], "send application/json");
    }
    let ask = broker.ask(Method::POST, "/api/tokens").bytes(token());
    assert_eq!(ask.answer().await.is(415).problem(), "unsupported-media-type");
}

#[tokio::test]
async fn damaged_compression_is_the_clients_fault() {
    let broker = small().await;
    let mut damaged = gzip(&token());
    damaged.truncate(damaged.len() - 12);
    assert_eq!(send(&broker, Some("gzip"), damaged).await.is(400).problem(), "invalid");
    assert_eq!(send(&broker, Some("gzip"), token()).await.is(400).problem(), "invalid");
}

#[tokio::test]
async fn a_wrong_field_is_named_with_its_place() {
    let broker = small().await;
    let body = "{\"actor\": \"ci\",\n \"scopes\": [\"publish\", \"fly\"]}";
    let problem = send(&broker, None, body.into()).await.is(400).json();
    assert_eq!(problem["fields"][0]["field"], "scopes[1]");
    let message = problem["fields"][0]["message"].as_str().unwrap();
    assert!(message.contains("`fly`") && message.contains("line 2 column"), "{message}");
    for (body, field) in [
        ("{\"actor\": \"ci\"}", "scopes"),
        ("{\"actor\": \"\", \"scopes\": []}", "actor"),
        ("{\"actor\": \"ci\", \"scopes\": [], \"skopes\": 1}", "skopes"),
        ("{\"actor\": ", "actor"),
    ] {
        let problem = send(&broker, None, body.into()).await.is(400).json();
        assert_eq!(problem["fields"][0]["field"], field, "{problem:#}");
    }
}

#[tokio::test]
async fn deep_nesting_is_refused_at_once() {
    let broker = small().await;
    let bomb = format!("{{\"actor\": {}", "[".repeat(9_000));
    assert_eq!(send(&broker, None, bomb.into_bytes()).await.is(400).problem(), "invalid");
}
