//! Reads a rule's page: the examples that are its test.
//!
//! An example is three fenced blocks in a row: `yaml old`, `yaml new`, `findings`. A word after
//! `old` and `new` says what the block holds, so that pages stay short: `operation` (of
//! `POST /orders`), `request body` (the schema of its body), `response body` (the schema of the
//! answer of `GET /orders`), `query parameter` (the schema of `limit` of `GET /orders`),
//! `interactions` (the list of a recording). Without a word it is the document itself, less its
//! head.

use std::ops::Range;

/// One example of a page.
pub(crate) struct Example<'p> {
    /// The heading that it stands under.
    pub(crate) heading: &'p str,
    /// The old document.
    pub(crate) old: String,
    /// The new document.
    pub(crate) new: String,
    /// The findings that the page states, and their place in the page.
    pub(crate) findings: &'p str,
    pub(crate) findings_at: Range<usize>,
}

struct Block<'p> {
    heading: &'p str,
    info: &'p str,
    text: &'p str,
    at: Range<usize>,
}

/// The examples of a page, or what is wrong with it.
pub(crate) fn examples(page: &str) -> Result<Vec<Example<'_>>, String> {
    let blocks = blocks(page)?;
    if blocks.len() % 3 != 0 {
        return Err(format!("{} fenced blocks; an example has three", blocks.len()));
    }
    blocks.chunks(3).map(example).collect()
}

fn example<'p>(blocks: &[Block<'p>]) -> Result<Example<'p>, String> {
    let [old, new, findings] = blocks else { return Err("an example has three blocks".into()) };
    let wrapping = |block: &Block<'p>, which: &str| {
        block
            .info
            .strip_prefix("yaml ")
            .and_then(|rest| rest.strip_prefix(which))
            .map(str::trim)
            .ok_or_else(|| format!("expected a `yaml {which}` block, found `{}`", block.info))
    };
    if findings.info != "findings" {
        return Err(format!("expected a `findings` block, found `{}`", findings.info));
    }
    Ok(Example {
        heading: old.heading,
        old: document(wrapping(old, "old")?, old.text)?,
        new: document(wrapping(new, "new")?, new.text)?,
        findings: findings.text,
        findings_at: findings.at.clone(),
    })
}

fn blocks(page: &str) -> Result<Vec<Block<'_>>, String> {
    let mut blocks = Vec::new();
    let (mut heading, mut open, mut at) = ("", None, 0);
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match (open, line.trim_end()) {
            (None, text) if text.starts_with("## ") => heading = &text[3..],
            (None, text) if text.starts_with("```") => open = Some((&text[3..], at)),
            (Some((info, from)), "```") => {
                blocks.push(Block { heading, info, text: &page[from..start], at: from..start });
                open = None;
            }
            _ => {}
        }
    }
    if open.is_some() { Err("a fenced block is not closed".into()) } else { Ok(blocks) }
}

/// Puts what a block holds into a whole document.
fn document(wrapping: &str, text: &str) -> Result<String, String> {
    const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Orders, version: 1.0.0}\n";
    const RECORDING: &str =
        "handfast: recording/1\nconsumer: web\nprovider: orders\ninteractions:\n";
    let head = if wrapping == "interactions" { RECORDING } else { HEAD };
    let (before, indent) = match wrapping {
        "" => ("", 0),
        "interactions" => ("", 2),
        "operation" => ("paths:\n  /orders:\n    post:\n", 6),
        "request body" => (
            "paths:\n  /orders:\n    post:\n      responses: {'201': {description: Placed.}}\n      \
             requestBody:\n        required: true\n        content:\n          application/json:\n\
             \x20           schema:\n",
            14,
        ),
        "response body" => (
            "paths:\n  /orders:\n    get:\n      responses:\n        '200':\n          \
             description: Orders.\n          content:\n            application/json:\n\
             \x20             schema:\n",
            16,
        ),
        "query parameter" => (
            "paths:\n  /orders:\n    get:\n      responses: {'200': {description: Orders.}}\n      \
             parameters:\n        - name: limit\n          in: query\n          schema:\n",
            12,
        ),
        other => return Err(format!("`{other}` is no way to shorten an example")),
    };
    let indent = " ".repeat(indent);
    let body: String = text.lines().map(|line| format!("{indent}{line}\n")).collect();
    Ok(format!("{head}{before}{body}"))
}
