//! How the rows of each topic become questions to the CLI.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::case::{Answer, Case, Label};
use crate::failure::{Failure, While};

/// A folder of cases and its command.
pub(super) struct Topic {
    pub(super) name: &'static str,
    /// What a positive answer means here.
    pub(super) positive: &'static str,
    /// Row, folder of the topic, path for files of this case → the question; `None` where the CLI
    /// has no command for it.
    pub(super) case: fn(&Value, &Path, &Path) -> Result<Option<Case>, Failure>,
    /// The words of `verdict`.
    pub(super) answer: fn(&str) -> Option<Answer>,
}

pub(super) const TOPICS: &[Topic] = &[
    Topic { name: "openapi", positive: "breaking", case: openapi, answer: breaking },
    Topic { name: "schema", positive: "not a subset", case: schema, answer: subset },
    Topic {
        name: "consumer-provider",
        positive: "incompatible",
        case: consumer_provider,
        answer: compatible,
    },
    Topic { name: "sql", positive: "breaking", case: sql, answer: breaking },
];

fn openapi(row: &Value, folder: &Path, _: &Path) -> Result<Option<Case>, Failure> {
    let label = match row["expected_breaking"].as_bool() {
        Some(true) => Label::Positive,
        Some(false) => Label::Negative,
        None => Label::Open,
    };
    let (base, revision) = (file(row, "base", folder)?, file(row, "revision", folder)?);
    case(row, label, ["diff", &base, &revision, "--format", "json"])
}

fn schema(row: &Value, _: &Path, scratch: &Path) -> Result<Option<Case>, Failure> {
    let label = match text(row, "truth")? {
        "no" => Label::Positive,
        "yes" => Label::Negative,
        _ => Label::Open,
    };
    fs::create_dir_all(scratch).while_doing("create a scratch folder")?;
    let mut paths = Vec::new();
    for side in ["old", "new"] {
        let path = scratch.join(format!("{side}.json"));
        fs::write(&path, row[side].to_string()).while_doing("write a schema")?;
        paths.push(path.display().to_string());
    }
    let draft = row["draft"].as_str().unwrap_or("2020-12");
    case(
        row,
        label,
        ["schema", &paths[0], &paths[1], "--draft", draft, "--lens", "plain", "--format", "json"],
    )
}

fn consumer_provider(row: &Value, folder: &Path, _: &Path) -> Result<Option<Case>, Failure> {
    if row.get("oas").is_none() {
        return Ok(None);
    }
    let label = match text(row, "expected")? {
        "incompatible" => Label::Positive,
        "compatible" => Label::Negative,
        "invalid_input" => Label::Invalid,
        _ => Label::Open,
    };
    let (pact, oas) = (file(row, "pact", folder)?, file(row, "oas", folder)?);
    case(row, label, ["compare", &pact, &oas, "--format", "json"])
}

/// Labels about how a migration is rolled out are no verdict on the contract.
fn sql(row: &Value, folder: &Path, _: &Path) -> Result<Option<Case>, Failure> {
    if row.get("before").is_none() {
        return Ok(None);
    }
    let label = match text(row, "expected")? {
        "breaking" => Label::Positive,
        "safe" | "no-change" => Label::Negative,
        _ => Label::Open,
    };
    let before = file(row, "before", folder)?;
    let after = if row.get("after").is_some() {
        vec![file(row, "after", folder)?]
    } else {
        vec!["--migration".to_owned(), file(row, "migration", folder)?]
    };
    let mut words = vec!["diff", &before];
    words.extend(after.iter().map(String::as_str));
    words.extend(["--kind", "sql", "--dialect", text(row, "dialect")?, "--format", "json"]);
    case(row, label, words)
}

fn case<'a>(
    row: &Value,
    label: Label,
    arguments: impl IntoIterator<Item = &'a str>,
) -> Result<Option<Case>, Failure> {
    Ok(Some(Case {
        id: text(row, "id")?.to_owned(),
        source: text(row, "source")?.to_owned(),
        label,
        expected_reasons: ["expected_rule_ids", "expected_error_codes", "rules", "why"]
            .iter()
            .flat_map(|name| texts(&row[name]))
            .collect(),
        arguments: arguments.into_iter().map(str::to_owned).collect(),
    }))
}

/// A text, or each text of a list.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn text<'a>(row: &'a Value, name: &str) -> Result<&'a str, Failure> {
    row[name].as_str().ok_or_else(|| Failure::new(format!("a case has no text `{name}`: {row}")))
}

/// An absolute path: the CLI runs in a folder of its own.
fn file(row: &Value, name: &str, folder: &Path) -> Result<String, Failure> {
    let path = folder.join(text(row, name)?);
    let path = std::path::absolute(&path).while_doing(format_args!("find {}", path.display()))?;
    Ok(path.display().to_string())
}

fn breaking(verdict: &str) -> Option<Answer> {
    match verdict {
        "breaking" => Some(Answer::Positive),
        "compatible" => Some(Answer::Negative),
        "undecided" => Some(Answer::Undecided),
        _ => None,
    }
}

fn compatible(verdict: &str) -> Option<Answer> {
    match verdict {
        "incompatible" => Some(Answer::Positive),
        "compatible" => Some(Answer::Negative),
        "undecided" => Some(Answer::Undecided),
        _ => None,
    }
}

fn subset(verdict: &str) -> Option<Answer> {
    match verdict {
        "no" => Some(Answer::Positive),
        "yes" => Some(Answer::Negative),
        "unknown" => Some(Answer::Undecided),
        _ => None,
    }
}
