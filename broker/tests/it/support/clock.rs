//! A clock that stands still until a test moves it.

use handfast_broker::app::Clock;
use handfast_contracts::time::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// Starts at 2026-01-01T00:00:00Z.
#[derive(Debug)]
pub(crate) struct MovedClock(AtomicI64);

impl Default for MovedClock {
    fn default() -> Self {
        Self(AtomicI64::new(Timestamp::parse("2026-01-01T00:00:00Z").unwrap().micros()))
    }
}

impl MovedClock {
    pub(crate) fn forward_minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60 * 1_000_000, Ordering::Relaxed);
    }

    pub(crate) fn forward_days(&self, days: i64) {
        self.forward_minutes(days * 24 * 60);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}
