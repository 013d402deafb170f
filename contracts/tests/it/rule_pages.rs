//! Every rule's page is its test: all rules run on each of its examples, and what they find is
//! what the page says. `HANDFAST_BLESS=1` rewrites the findings in the pages; read them then.

use crate::page::{self, Example};
use handfast_contracts::kind::{self, Contract, KindId, Source};
use handfast_contracts::rule::{Area, RuleInfo};
use handfast_contracts::text::Limits;
use std::fmt::Write as _;
use std::path::PathBuf;

#[test]
fn a_page_says_what_its_examples_give() {
    let bless = bless();
    let mut complaints = String::new();
    for rule in kind::rules() {
        if let Err(complaint) = check(rule, bless) {
            let _ = writeln!(complaints, "== {}\n{complaint}", rule.id);
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}\nHANDFAST_BLESS=1 rewrites the findings.");
}

fn check(rule: &RuleInfo, bless: bool) -> Result<(), String> {
    let page = rule.page;
    let examples = page::examples(page)?;
    let mut blessed = page.to_owned();
    let mut complaints = String::new();
    let mut fired = false;
    for example in examples.iter().rev() {
        let found = findings(&example.old, &example.new)?;
        for document in [&example.old, &example.new] {
            let echo = findings(document, document)?;
            if !echo.is_empty() {
                let _ = writeln!(complaints, "a document against itself:\n{echo}\n{document}");
            }
        }
        let fires = found.lines().any(|line| line.split(' ').nth(1) == Some(rule.id));
        fired |= fires;
        if fires != (example.heading == "Reported") {
            let verb = if fires { "fires" } else { "is silent" };
            let _ = writeln!(complaints, "the rule {verb} under `{}`:\n{found}", example.heading);
        }
        if found != example.findings {
            let _ = writeln!(complaints, "{}", difference(example, &found));
        }
        blessed.replace_range(example.findings_at.clone(), &found);
    }
    if !fired {
        complaints.push_str("no example makes the rule fire\n");
    }
    if bless && blessed != page {
        write(&page_file(rule), &blessed);
    }
    if complaints.is_empty() { Ok(()) } else { Err(complaints) }
}

/// One line a finding: `level rule place: message`.
fn findings(old: &str, new: &str) -> Result<String, String> {
    let (old, new) = (contract("old.yaml", old)?, contract("new.yaml", new)?);
    let findings = kind::diff(&old, &new).map_err(|error| error.to_string())?;
    let mut lines = String::new();
    for finding in findings {
        let place = finding.uses.first().map_or("everywhere", |one| one.location.as_str());
        let more = match finding.uses_total.saturating_sub(1) {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let (level, rule, message) = (finding.level, finding.rule, finding.message);
        let _ = writeln!(lines, "{level} {rule} {place}{more}: {message}");
    }
    Ok(lines)
}

fn contract(name: &str, text: &str) -> Result<Contract, String> {
    let kind = KindId::detect(name, text.as_bytes()).ok_or_else(|| format!("no kind:\n{text}"))?;
    let source = Source { name, bytes: text.as_bytes() };
    let contract = Contract::parse(kind, source, &Limits::default())
        .map_err(|unreadable| format!("{unreadable:?}\n{text}"))?;
    match contract.diagnostics() {
        [] => Ok(contract),
        noticed => Err(format!("{noticed:#?}\n{text}")),
    }
}

fn difference(example: &Example<'_>, found: &str) -> String {
    similar::TextDiff::from_lines(example.findings, found)
        .unified_diff()
        .header("the page", "the rules")
        .to_string()
}

/// The file of a rule's page.
pub(crate) fn page_file(rule: &RuleInfo) -> PathBuf {
    let area = match rule.area {
        Area::Operation => "operation",
        Area::Parameter => "parameter",
        Area::Request => "request",
        Area::Response => "response",
        Area::Schema => "schema",
        Area::Security => "security",
        Area::Lifecycle => "lifecycle",
        Area::Interaction => "interaction",
    };
    let kind = if rule.area == Area::Interaction { "interactions" } else { "openapi" };
    [env!("CARGO_MANIFEST_DIR"), "src", kind, "rules", area, &rule.id.replace('-', "_")]
        .iter()
        .collect::<PathBuf>()
        .with_extension("md")
}

#[expect(clippy::disallowed_methods, reason = "a test may be told to rewrite its own pages")]
fn bless() -> bool {
    std::env::var_os("HANDFAST_BLESS").is_some()
}

#[expect(clippy::disallowed_methods, reason = "a test may be told to rewrite its own pages")]
fn write(file: &std::path::Path, page: &str) {
    std::fs::write(file, page).unwrap();
}
