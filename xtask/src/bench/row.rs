//! What a benchmark found, and how it is shown.

use std::time::Duration;

use super::measure::Sample;
use crate::table;

/// What a figure must not exceed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bar {
    /// Median wall time, in multiples of the yardstick's median.
    Yardsticks(f64),
    /// Median wall time.
    Wall(Duration),
    /// Median wall time beyond the yardstick's.
    Beyond(Duration),
    /// Largest resident set, in bytes.
    Memory(u64),
}

/// What was measured under one name.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) samples: Samples,
    /// The yardstick's median, where the row has one.
    pub(super) yardstick: Option<Duration>,
    pub(super) bars: Vec<Bar>,
    /// What peers need for the same work, as measured elsewhere.
    pub(super) peer: &'static str,
}

/// All runs of one command; never empty.
pub(super) struct Samples {
    sorted: Vec<Duration>,
    memory: Option<u64>,
}

impl Samples {
    /// `None` without a run.
    pub(super) fn of(runs: &[Sample]) -> Option<Self> {
        let mut sorted: Vec<Duration> = runs.iter().map(|run| run.wall).collect();
        sorted.sort();
        let memory = runs.iter().filter_map(|run| run.peak_memory).max();
        (!sorted.is_empty()).then_some(Self { sorted, memory })
    }

    pub(super) fn median(&self) -> Duration {
        self.sorted[self.sorted.len() / 2]
    }
}

impl Row {
    fn is_within(&self, bar: Bar) -> Option<bool> {
        let median = self.samples.median();
        Some(match bar {
            Bar::Yardsticks(limit) => self.ratio()? <= limit,
            Bar::Wall(limit) => median <= limit,
            Bar::Beyond(limit) => median <= self.yardstick? + limit,
            Bar::Memory(limit) => self.samples.memory? <= limit,
        })
    }

    fn ratio(&self) -> Option<f64> {
        Some(self.samples.median().as_secs_f64() / self.yardstick?.as_secs_f64())
    }

    fn verdict(&self) -> &'static str {
        let judged: Vec<bool> = self.bars.iter().filter_map(|&bar| self.is_within(bar)).collect();
        match judged.as_slice() {
            [] => "-",
            all if all.iter().all(|&within| within) => "ok",
            _ => "OVER",
        }
    }

    fn cells(&self) -> Vec<String> {
        let sorted = &self.samples.sorted;
        let bars: Vec<String> = self.bars.iter().map(Bar::text).collect();
        vec![
            self.name.clone(),
            milliseconds(self.samples.median()),
            milliseconds(sorted[0]),
            milliseconds(sorted[sorted.len() - 1]),
            self.samples.memory.map_or("-".to_owned(), megabytes),
            self.ratio().map_or("-".to_owned(), |ratio| format!("{ratio:.2} x")),
            if bars.is_empty() { "-".to_owned() } else { bars.join(", ") },
            self.verdict().to_owned(),
            self.peer.to_owned(),
        ]
    }
}

impl Bar {
    fn text(&self) -> String {
        match *self {
            Self::Yardsticks(limit) => format!("{limit} x"),
            Self::Wall(limit) => milliseconds(limit),
            Self::Beyond(limit) => format!("yardstick + {}", milliseconds(limit)),
            Self::Memory(limit) => megabytes(limit),
        }
    }
}

/// All rows, and what could not be measured.
#[derive(Default)]
pub(super) struct Report {
    rows: Vec<Row>,
    not_run: Vec<String>,
}

impl Report {
    pub(super) fn add(&mut self, row: Row) {
        println!("{}: {}", row.name, milliseconds(row.samples.median()));
        self.rows.push(row);
    }

    /// `why` names the missing thing and how to provide it.
    pub(super) fn not_run(&mut self, name: &str, why: &str) {
        println!("{name}: not run");
        self.not_run.push(format!("{name}: not run: {why}"));
    }

    pub(super) fn text(&self, runs: u32) -> String {
        let median = format!("median of {runs}");
        let header =
            ["what", &median, "min", "max", "peak RSS", "yardsticks", "bar", "", "peer today"];
        let rows: Vec<Vec<String>> = self.rows.iter().map(Row::cells).collect();
        let mut text = table::layout(&header, &rows);
        for line in &self.not_run {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

fn milliseconds(duration: Duration) -> String {
    let milliseconds = duration.as_secs_f64() * 1000.0;
    if milliseconds < 10.0 {
        format!("{milliseconds:.2} ms")
    } else {
        format!("{milliseconds:.0} ms")
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(walls: &[u64], memory: u64, bars: Vec<Bar>) -> Row {
        let runs: Vec<Sample> = walls
            .iter()
            .map(|&wall| Sample { wall: Duration::from_millis(wall), peak_memory: Some(memory) })
            .collect();
        Row {
            name: "row".into(),
            samples: Samples::of(&runs).unwrap(),
            yardstick: Some(Duration::from_millis(10)),
            bars,
            peer: "",
        }
    }

    #[test]
    fn the_median_is_judged_and_the_largest_memory() {
        let bars = vec![Bar::Yardsticks(3.0), Bar::Memory(50_000_000)];
        assert_eq!(row(&[90, 20, 30], 50_000_000, bars.clone()).verdict(), "ok");
        assert_eq!(row(&[90, 31, 30], 50_000_000, bars.clone()).verdict(), "OVER");
        assert_eq!(row(&[90, 20, 30], 50_000_001, bars).verdict(), "OVER");
    }

    #[test]
    fn a_row_without_a_bar_is_not_judged() {
        assert_eq!(row(&[1], 1, vec![]).verdict(), "-");
        assert_eq!(row(&[5], 1, vec![Bar::Beyond(Duration::from_millis(3))]).verdict(), "ok");
    }
}
