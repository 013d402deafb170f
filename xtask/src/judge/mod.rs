//! `cargo xtask judge`: the built CLI over cases that others have labelled.
//!
//! A label is evidence, not truth: the table shows where we agree, and `--disagreements` writes what
//! to look at. Nothing of the cases is in this tree, and no test needs them.

mod case;
mod runner;
mod tally;
mod topics;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::json;

use crate::cli::JudgeOptions;
use crate::failure::{Failure, While};
use crate::process::{self, cargo};
use crate::workspace;
use case::{Case, Judged};
use tally::Tally;
use topics::TOPICS;

pub(crate) fn run(options: &JudgeOptions) -> Result<(), Failure> {
    process::run(cargo().args(["build", "--release", "--package=handfast"]))?;
    let program = workspace::target_directory()?.join("release/handfast");
    let mut disagreements = match &options.disagreements {
        Some(path) => Some(BufWriter::new(
            File::create(path).while_doing(format_args!("create {}", path.display()))?,
        )),
        None => None,
    };
    for topic in TOPICS {
        if !options.topic.is_empty() && !options.topic.iter().any(|name| name == topic.name) {
            continue;
        }
        println!("\n== {} ({})", topic.name, topic.positive);
        let folder = options.cases.join(topic.name);
        let Some(rows) = rows(&folder)? else {
            println!("not run: no cases.jsonl in {}", folder.display());
            continue;
        };
        let scratch = tempfile::tempdir().while_doing("create a scratch folder")?;
        let mut cases = Vec::new();
        let mut tally = Tally::default();
        for (number, row) in rows.iter().enumerate() {
            match (topic.case)(row, &folder, &scratch.path().join(number.to_string()))? {
                Some(case) => cases.push(case),
                None => tally.not_run(row["source"].as_str().unwrap_or("?")),
            }
        }
        let judged = runner::judge(&program, cases, topic.answer)?;
        for one in &judged {
            tally.count(one);
            if let Some(file) = &mut disagreements
                && one.disagrees()
            {
                write_disagreement(file, topic.name, one)?;
            }
        }
        print!("{}", tally.text());
    }
    Ok(())
}

fn rows(folder: &Path) -> Result<Option<Vec<serde_json::Value>>, Failure> {
    let path = folder.join("cases.jsonl");
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path).while_doing(format_args!("read {}", path.display()))?;
    text.lines()
        .enumerate()
        .map(|(index, line)| {
            serde_json::from_str(line).while_doing(format_args!(
                "parse {}:{}",
                path.display(),
                index + 1
            ))
        })
        .collect::<Result<Vec<_>, _>>()
        .map(Some)
}

fn write_disagreement(file: &mut impl Write, topic: &str, one: &Judged) -> Result<(), Failure> {
    let Case { id, source, label, expected_reasons, arguments } = &one.case;
    let line = json!({
        "topic": topic,
        "source": source,
        "id": id,
        "label": format!("{label:?}"),
        "expected_reasons": expected_reasons,
        "answer": format!("{:?}", one.answer),
        "reasons": one.reasons,
        "command": one.command,
        "files": arguments.iter().filter(|word| Path::new(word).is_file()).collect::<Vec<_>>(),
    });
    writeln!(file, "{line}").while_doing("write a disagreement")
}
