//! `handfast diff` over real pairs of documents.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::Setting;
use super::measure;
use super::row::{Bar, Report, Row};
use crate::failure::{Failure, While};

/// A pair of documents below `CORPUS/openapi`, and what is expected of it.
struct Pair {
    folder: &'static str,
    bars: &'static [Bar],
    peer: &'static str,
}

const PAIRS: &[Pair] = &[
    Pair {
        folder: "github-octokit-19.0.0_23.0.2",
        bars: &[
            Bar::Yardsticks(10.0),
            Bar::Wall(Duration::from_millis(1500)),
            Bar::Memory(500_000_000),
        ],
        peer: "3-9 s; 70 s; panic",
    },
    Pair {
        folder: "stripe-2020-10-14_2022-02-24-1",
        bars: &[Bar::Wall(Duration::from_millis(500)), Bar::Memory(200_000_000)],
        peer: "14-82 s",
    },
    Pair {
        folder: "apisguru-googleapis.com_youtube",
        bars: &[Bar::Wall(Duration::from_millis(40))],
        peer: "155 ms",
    },
];

/// `diff` ends with 0 whatever it finds; 3 is an undecided answer under a stricter setting.
const ACCEPTED: &[i32] = &[0, 3];

pub(super) fn measure(setting: &Setting<'_>, report: &mut Report) {
    for pair in PAIRS {
        let name = format!("diff {}", pair.folder);
        if !setting.wants(&name) {
            continue;
        }
        let Some(corpus) = &setting.options.corpus else {
            report
                .not_run(&name, "corpus not given; `--corpus DIR` with DIR/openapi/PAIR/old.json");
            continue;
        };
        let folder = corpus.join("openapi").join(pair.folder);
        let (old, new) = (folder.join("old.json"), folder.join("new.json"));
        if !old.is_file() || !new.is_file() {
            report.not_run(&name, &format!("no old.json and new.json in {}", folder.display()));
            continue;
        }
        if let Err(failure) = measure_pair(setting, report, &name, pair, [&old, &new]) {
            report.not_run(&name, &failure.to_string());
        }
    }
}

fn measure_pair(
    setting: &Setting<'_>,
    report: &mut Report,
    name: &str,
    pair: &Pair,
    documents: [&Path; 2],
) -> Result<(), Failure> {
    let runs = setting.options.runs;
    let output = setting.scratch.join("result.json");
    let yardstick = command(setting.programs.join("xtask"), &["yardstick"], documents, &[]);
    let yardstick = measure::command(runs, &output, &yardstick, &[0])?;
    let diff =
        command(setting.programs.join("handfast"), &["diff"], documents, &["--format", "json"]);
    let samples = measure::command(runs, &output, &diff, ACCEPTED)?;
    must_be_an_answer(&output)?;
    let yardstick_median = yardstick.median();
    report.add(Row {
        name: format!("yardstick {}", pair.folder),
        samples: yardstick,
        yardstick: None,
        bars: Vec::new(),
        peer: "",
    });
    report.add(Row {
        name: name.to_owned(),
        samples,
        yardstick: Some(yardstick_median),
        bars: pair.bars.to_vec(),
        peer: pair.peer,
    });
    Ok(())
}

/// A program that ended early is not a fast one.
fn must_be_an_answer(output: &Path) -> Result<(), Failure> {
    let bytes = std::fs::read(output).while_doing("read the result")?;
    let result: Value = serde_json::from_slice(&bytes).while_doing("read the result as JSON")?;
    match result["verdict"].as_str() {
        Some(_) => Ok(()),
        None => Err(Failure::new("the result has no verdict")),
    }
}

fn command(
    program: PathBuf,
    before: &[&str],
    documents: [&Path; 2],
    after: &[&str],
) -> Vec<OsString> {
    let mut words = vec![program.into_os_string()];
    words.extend(before.iter().map(OsString::from));
    words.extend(documents.map(OsString::from));
    words.extend(after.iter().map(OsString::from));
    words
}
