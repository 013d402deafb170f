//! What every request shares: the store, the clock and the settings. Nothing else is global.

use crate::config::Settings;
use crate::health::Lifecycle;
use crate::jobs::Workers;
use crate::jobs::answers::Answers;
use crate::jobs::documents::Documents;
use crate::store::Db;
use handfast_contracts::text::Limits;
use handfast_contracts::time::Timestamp;
use std::fmt;
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

/// What every request shares. Cloning is cheap.
#[derive(Clone)]
pub struct App {
    /// Everything that is kept.
    pub db: Db,
    /// Tells the time.
    pub clock: SharedClock,
    /// Runs what takes long.
    pub workers: Workers,
    /// What the operator decided.
    pub settings: Arc<Settings>,
    /// Whether the broker takes work.
    pub lifecycle: Lifecycle,
    /// Contracts that were read lately.
    pub documents: Documents,
    /// Comparisons and diffs that are being computed.
    pub answers: Answers,
    /// Bounds on documents.
    pub limits: Limits,
}

impl App {
    /// A broker on an open store, with default settings.
    pub fn new(db: Db, clock: SharedClock) -> Self {
        Self {
            db,
            clock,
            workers: Workers::for_this_machine(),
            settings: Arc::default(),
            lifecycle: Lifecycle::default(),
            documents: Documents::default(),
            answers: Answers::default(),
            limits: Limits::default(),
        }
    }

    /// The same broker with other settings.
    #[must_use]
    pub fn with_settings(self, settings: Settings) -> Self {
        Self { settings: Arc::new(settings), ..self }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("db", &self.db).finish_non_exhaustive()
    }
}
