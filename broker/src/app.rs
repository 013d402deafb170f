//! What every request shares: the store, the clock and the settings. Nothing else is global.

use handfast_contracts::time::Timestamp;
use std::sync::Arc;

/// Tells the time. Tests move it.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
}

/// The clock that all parts share.
pub type SharedClock = Arc<dyn Clock>;
