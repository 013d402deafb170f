//! Counts from the lines that test programs print.

/// What all test programs of a run reported together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// Ignored by their attribute: written, but not run.
    pub(super) ignored: u64,
    /// The names of failed and of ignored tests, in the order of appearance.
    pub(super) to_mention: Vec<String>,
}

impl Counts {
    /// Takes in one line of a test program's output; other lines change nothing.
    pub(super) fn read(&mut self, line: &str) {
        if let Some(summary) = line.strip_prefix("test result: ") {
            self.read_summary(summary);
        } else if let Some(test) = line.strip_prefix("test ") {
            let unfortunate = test.ends_with(" ... FAILED") || test.contains(" ... ignored");
            if unfortunate {
                self.to_mention.push(test.to_owned());
            }
        }
    }

    /// `ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s`
    fn read_summary(&mut self, summary: &str) {
        let counts = summary.split_once(". ").map_or("", |(_, counts)| counts);
        for part in counts.split("; ") {
            let Some((number, what)) = part.split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }

    /// The closing line of a run.
    pub(super) fn closing_line(&self) -> String {
        let mut line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.ignored > 0 {
            line.push_str(&format!(", {} skipped", self.ignored));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.read(line));
        counts
    }

    #[test]
    fn programs_are_summed_and_failures_named() {
        let counts = counts(
            "running 3 tests\n\
             test a::works ... ok\n\
             test a::breaks ... FAILED\n\
             test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.00s\n\
             test result: ok. 20 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n",
        );
        assert_eq!(counts.closing_line(), "21 passed, 1 failed");
        assert_eq!(counts.to_mention, ["a::breaks ... FAILED"]);
    }

    #[test]
    fn an_ignored_test_is_never_silent() {
        let counts = counts(
            "test slow ... ignored, needs a moon\n\
             test result: ok. 0 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
        );
        assert_eq!(counts.closing_line(), "0 passed, 0 failed, 1 skipped");
        assert_eq!(counts.to_mention, ["slow ... ignored, needs a moon"]);
    }
}
