//! Provider states: what must hold at the provider before an interaction, set up by an address
//! of the provider's tests as Pact's verifiers do it.

use crate::broker_client::http;
use crate::failure::{Failure, root_cause};
use handfast_contracts::interactions::model::ProviderState;
use serde_json::{Map, Value, json};
use std::time::Duration;
use url::Url;

/// The address that sets up provider states.
#[derive(Debug)]
pub struct StateHandler {
    client: reqwest::Client,
    url: Url,
    timeout: Duration,
}

impl StateHandler {
    /// A handler at `url`.
    ///
    /// # Errors
    /// When `url` is no address.
    pub fn new(url: &str, timeout: Duration) -> Result<Self, Failure> {
        let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let url = parsed.ok_or_else(|| {
            Failure::usage(format!("{url:?} is no address")).hint("--state-change-url http://…")
        })?;
        Ok(Self { client: http::client()?, url, timeout })
    }

    /// Sets up the states of an interaction, in their order.
    ///
    /// # Errors
    /// Which state cannot be set up, and why.
    pub async fn set_up(&self, consumer: &str, states: &[ProviderState]) -> Result<(), String> {
        for state in states {
            self.set_up_one(consumer, state)
                .await
                .map_err(|why| format!("the state {:?} cannot be set up: {why}", state.name))?;
        }
        Ok(())
    }

    async fn set_up_one(&self, consumer: &str, state: &ProviderState) -> Result<(), String> {
        let params: Map<String, Value> = state
            .params
            .iter()
            .map(|(name, value)| (name.clone(), value.node().to_value()))
            .collect();
        let body = json!({
            "action": "setup",
            "consumer": consumer,
            "state": state.name,
            "params": params,
        });
        let request = self.client.post(self.url.clone()).timeout(self.timeout).json(&body);
        let answer = request.send().await.map_err(|error| root_cause(&error.without_url()))?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status => Err(format!("{} answers with {status}", self.url)),
        }
    }
}
