//! Work that takes a processor for a while: reading documents, diffs, comparisons.
//!
//! It runs on threads that may block, at most so many at a time, so that requests that need none
//! of it stay quick.

pub mod answers;
pub mod documents;

use crate::problem::Problem;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long work waits for its turn before the caller is told to come again.
const PATIENCE: Duration = Duration::from_secs(30);

/// The bounded pool.
#[derive(Debug, Clone)]
pub struct Workers {
    turns: Arc<Semaphore>,
}

impl Workers {
    /// A pool in which `at_once` pieces of work run at a time, at least one.
    pub fn new(at_once: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once.max(1))) }
    }

    /// As many at a time as the machine has processors.
    pub fn for_this_machine() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// Runs `work` and waits for it. Work that has begun is finished even when nobody waits any
    /// more.
    ///
    /// # Errors
    /// [`Problem::Busy`] when no turn comes in time, [`Problem::Internal`] when the work panics.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let busy = || Problem::Busy {
            detail: "The broker has more documents to read and compare than it can at once."
                .to_owned(),
            retry_after: 5,
        };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned())
            .await
            .map_err(|_| busy())?
            .map_err(|_| busy())?;
        let task = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        task.await.map_err(|error| Problem::internal(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_incident_and_gives_its_turn_back() {
        let workers = Workers::new(1);
        let panicked = workers.run(|| panic!("broken")).await;
        assert!(matches!(panicked, Err(Problem::Internal { .. })));
        assert_eq!(workers.run(|| 1).await.unwrap(), 1);
    }
}
