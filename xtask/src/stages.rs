//! A task as a list of timed stages: each is announced, all are listed at the end.

use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::table;

/// The stages that have run so far.
#[derive(Default)]
pub(crate) struct Stages {
    done: Vec<Stage>,
}

struct Stage {
    name: &'static str,
    took: Duration,
    passed: bool,
}

impl Stages {
    /// Runs one stage. A failure is printed at once and remembered; the caller decides whether the
    /// next stage still makes sense.
    pub(crate) fn run<T>(
        &mut self,
        name: &'static str,
        stage: impl FnOnce() -> Result<T, Failure>,
    ) -> Option<T> {
        println!("== {name}");
        let start = Instant::now();
        let outcome = stage();
        let took = start.elapsed();
        self.done.push(Stage { name, took, passed: outcome.is_ok() });
        match outcome {
            Ok(value) => Some(value),
            Err(failure) => {
                eprintln!("== {name} FAILED: {failure}");
                None
            }
        }
    }

    /// The names of the stages that failed.
    pub(crate) fn failed(&self) -> Vec<&'static str> {
        self.done.iter().filter(|stage| !stage.passed).map(|stage| stage.name).collect()
    }

    /// One line a stage, and their sum.
    pub(crate) fn table(&self) -> String {
        let total: Duration = self.done.iter().map(|stage| stage.took).sum();
        let mut rows: Vec<Vec<String>> = self
            .done
            .iter()
            .map(|stage| {
                let mark = if stage.passed { "ok" } else { "FAILED" };
                vec![stage.name.to_owned(), seconds(stage.took), mark.to_owned()]
            })
            .collect();
        rows.push(vec!["total".to_owned(), seconds(total), String::new()]);
        table::layout(&["stage", "time", ""], &rows)
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_stage_is_named_and_the_next_still_runs() {
        let mut stages = Stages::default();
        assert_eq!(stages.run("first", || Err::<(), _>(Failure::new("no"))), None);
        assert_eq!(stages.run("second", || Ok(2)), Some(2));
        assert_eq!(stages.failed(), ["first"]);
        assert!(stages.table().contains("FAILED"));
    }
}
