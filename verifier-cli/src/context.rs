//! What every command is given: where output goes, and the settings, read when first asked for.

use crate::broker_client::BrokerClient;
use crate::cli::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use handfast_contracts::time::Timestamp;
use std::cell::OnceCell;

/// What every command is given.
#[derive(Debug)]
pub struct Context {
    /// Where output goes.
    pub output: Output,
    global: Global,
    settings: OnceCell<Settings>,
}

impl Context {
    /// What a command is given under these arguments.
    pub fn new(global: Global) -> Self {
        Self { output: Output::new(&global), global, settings: OnceCell::new() }
    }

    /// The settings.
    ///
    /// # Errors
    /// When `handfast.toml` cannot be read.
    pub fn settings(&self) -> Result<&Settings, Failure> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let settings = Settings::load(&self.global)?;
        Ok(self.settings.get_or_init(|| settings))
    }

    /// A client of the broker.
    ///
    /// # Errors
    /// When no broker is settled.
    pub fn broker(&self) -> Result<BrokerClient, Failure> {
        let broker = self.settings()?.broker()?;
        if broker.shows_its_token() {
            self.output.warn("the token goes to the broker over http, where others can read it");
        }
        Ok(broker)
    }

    /// The broker's address as `--url` gives it.
    pub fn given_url(&self) -> Option<&str> {
        self.global.url.as_deref()
    }

    /// The time on this machine.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
}
