//! The diff page: changes grouped by operation, breaking first, old and new text beside each
//! other at the changed place, with the rule and its reason.

use super::excerpt::{self, Document, Piece, Split};
use super::html;
use super::service::contract_label;
use super::view::{Frame, Link, Mark, Section, Visitor};
use crate::actions;
use crate::app::App;
use crate::caller::Caller;
use crate::extract::{Path, Query, ServicePath};
use crate::problem::Problem;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use handfast_contracts::judge::Finding;
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{ContractName, ServiceName, VersionNumber};
use handfast_contracts::report::Report;
use handfast_contracts::semver::Verdict;
use handfast_contracts::wire::{ContractRef, DiffQuery};
use http::Uri;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many findings a page shows before it offers the rest: a page stays readable, and quick.
pub(crate) const FINDINGS_PER_PAGE: usize = 200;

/// The page.
#[derive(Template)]
#[template(path = "pages/diff.html")]
pub(crate) struct DiffPage {
    frame: Frame,
    service: Link,
    contract: String,
    from: Link,
    to: Link,
    engine: String,
    policy: String,
    answer: Mark,
    sentence: String,
    counts: Vec<Mark>,
    diagnostics: Vec<Remark>,
    groups: Vec<Group>,
    more: Option<Link>,
}

struct Remark {
    place: String,
    message: String,
}

/// The findings of one operation, or of what no operation uses.
struct Group {
    anchor: String,
    title: String,
    counts: Vec<Mark>,
    findings: Vec<FindingView>,
}

struct FindingView {
    anchor: String,
    mark: Mark,
    rule: Link,
    bump: &'static str,
    message: Vec<Piece>,
    witness: Option<String>,
    split: Option<Split>,
    uses: Vec<String>,
    uses_total: usize,
    uses_more: usize,
}

/// Which difference, and how much of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    from: Option<VersionNumber>,
    to: Option<VersionNumber>,
    kind: Option<KindId>,
    #[serde(default)]
    name: ContractName,
    limit: Option<usize>,
}

impl Asked {
    fn about(self, service: &ServiceName) -> DiffQuery {
        let Self { from, to, kind, name, limit: _ } = self;
        DiffQuery { service: service.clone(), from, to, kind, name }
    }
}

/// `GET /services/{service}/diff`.
pub(crate) async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<ServicePath>,
    Query(asked): Query<Asked>,
    address: Uri,
) -> Result<Response, Problem> {
    let service = &path.service;
    let limit = asked.limit.unwrap_or(FINDINGS_PER_PAGE);
    let found = actions::diff(&app, &asked.about(service)).await?;
    let (Some(from), Some(report)) = (&found.from, &found.report) else {
        return Err(no_baseline(service, &found.contract, &found.to));
    };
    let (old, new) = texts(&app, service, &found.contract, (from, &found.to)).await?;
    let difference = Difference {
        service,
        contract: contract_label(&found.contract),
        old: Side { version: from, text: &old },
        new: Side { version: &found.to, text: &new },
        report,
        address: address.path_and_query().map_or("", |address| address.as_str()),
        limit,
    };
    html(&page(Frame::new(Section::Overview, Some(&caller)), &difference))
}

fn no_baseline(service: &ServiceName, contract: &ContractRef, to: &VersionNumber) -> Problem {
    let name = format!("an earlier version of {} of {service} {to}", contract_label(contract));
    Problem::NotFound { what: "baseline", name, known: Vec::new() }
}

/// The old and the new document as text.
async fn texts(
    app: &App,
    service: &ServiceName,
    contract: &ContractRef,
    (from, to): (&VersionNumber, &VersionNumber),
) -> Result<(String, String), Problem> {
    let contract = (contract.kind, &contract.name);
    let old = actions::get_content(app, (service, from), contract).await?;
    let new = actions::get_content(app, (service, to), contract).await?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((text(&old.bytes), text(&new.bytes)))
}

/// One version of the contract that the page is about.
pub(crate) struct Side<'a> {
    /// The version.
    pub version: &'a VersionNumber,
    /// The document as it was published.
    pub text: &'a str,
}

/// What the page is made of.
pub(crate) struct Difference<'a> {
    /// The service.
    pub service: &'a ServiceName,
    /// The contract, for people: `OpenAPI default`.
    pub contract: String,
    /// The old version.
    pub old: Side<'a>,
    /// The new version.
    pub new: Side<'a>,
    /// What changed, judged.
    pub report: &'a Report,
    /// The page's own address with its query, to link to the rest.
    pub address: &'a str,
    /// How many findings to show.
    pub limit: usize,
}

/// Builds the page.
pub(crate) fn page(frame: Frame, difference: &Difference<'_>) -> DiffPage {
    let Difference { service, report, .. } = difference;
    let shown = &report.findings[..report.findings.len().min(difference.limit)];
    let left = report.findings.len() - shown.len();
    DiffPage {
        frame,
        service: Link::service(service),
        contract: difference.contract.clone(),
        from: Link::version(service, difference.old.version),
        to: Link::version(service, difference.new.version),
        engine: report.engine.clone(),
        policy: report.policy.clone(),
        answer: Mark::verdict(report.verdict),
        sentence: sentence(report),
        counts: counts(&report.findings),
        diagnostics: remarks(report),
        groups: groups(shown, difference),
        more: (left > 0).then(|| Link {
            text: format!("Show the other {left} changes"),
            href: with_limit(difference.address, report.findings.len()),
        }),
    }
}

fn with_limit(address: &str, limit: usize) -> String {
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}limit={limit}")
}

/// What the answer means for the version number.
fn sentence(report: &Report) -> String {
    let (old, new) = (&report.old.label, &report.new.label);
    let asks = match report.verdict {
        Verdict::Compatible if report.findings.is_empty() => {
            format!("Whoever obeys {old} notices nothing")
        }
        Verdict::Compatible => format!("Whoever obeys {old} also fits {new}"),
        Verdict::Breaking => format!("Whoever obeys {old} may break with {new}"),
        Verdict::Undecided => {
            format!("Whether whoever obeys {old} also fits {new} could not be decided")
        }
    };
    let required = report.required_bump;
    let declared = match report.declared_bump {
        Some(declared) if declared >= required => {
            format!("{new} declares a {declared} version, which is enough")
        }
        Some(declared) => {
            let next = report.next_version.as_deref().unwrap_or("the next one");
            format!(
                "{new} declares a {declared} version and needs a {required} one: {next} or later"
            )
        }
        None => format!("the changes ask for a {required} version, {new} declares none"),
    };
    format!("{asks}; {declared}.")
}

fn counts(findings: &[Finding]) -> Vec<Mark> {
    let summary = handfast_contracts::report::Summary::of(findings);
    [
        Mark::count(summary.breaking, "breaking"),
        Mark::count(summary.undecided, "undecided"),
        Mark::count(summary.minor, "minor"),
        Mark::count(summary.patch, "patch"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn remarks(report: &Report) -> Vec<Remark> {
    let remark = |one: &handfast_contracts::text::Diagnostic| Remark {
        place: one.location.to_string(),
        message: one.message.clone(),
    };
    report.diagnostics.iter().map(remark).collect()
}

/// Findings by the operation of their first use, in the order in which the report has them:
/// breaking ones first.
fn groups(findings: &[Finding], difference: &Difference<'_>) -> Vec<Group> {
    let old = Document::new(difference.old.version.as_str(), difference.old.text);
    let new = Document::new(difference.new.version.as_str(), difference.new.text);
    let mut order: Vec<&str> = Vec::new();
    let mut by_operation: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let operation = operation(finding);
        by_operation.entry(operation).or_insert_with(|| {
            order.push(operation);
            Vec::new()
        });
        by_operation.entry(operation).or_default().push(finding);
    }
    let group = |(index, operation): (usize, &&str)| {
        let findings = by_operation.remove(*operation).unwrap_or_default();
        let owned: Vec<Finding> = findings.iter().map(|one| (*one).clone()).collect();
        Group {
            anchor: format!("o{}", index + 1),
            title: (*operation).to_owned(),
            counts: counts(&owned),
            findings: findings.into_iter().map(|one| view(one, &old, &new)).collect(),
        }
    };
    order.iter().enumerate().map(group).collect()
}

fn operation(finding: &Finding) -> &str {
    let place = finding.uses.first().map_or("", |one| one.location.as_str());
    match place.split_once(" > ") {
        Some((operation, _)) => operation,
        None if place.is_empty() => "the whole contract",
        None => place,
    }
}

fn view(finding: &Finding, old: &Document<'_>, new: &Document<'_>) -> FindingView {
    let shown: Vec<String> =
        finding.uses.iter().take(20).map(|one| one.location.to_string()).collect();
    let fingerprint = finding.uses.first().map_or("f", |one| one.fingerprint.as_str());
    FindingView {
        anchor: format!("c-{}", fingerprint.get(..12).unwrap_or(fingerprint)),
        mark: Mark::finding(finding),
        rule: Link::rule(finding.rule.as_str()),
        bump: finding.bump.as_str(),
        message: pieces(&finding.message),
        witness: finding.witness.as_ref().map(ToString::to_string),
        split: excerpt::split((old, finding.old.as_ref()), (new, finding.new.as_ref())),
        uses_total: finding.uses_total,
        uses_more: finding.uses_total - shown.len(),
        uses: shown,
    }
}

/// A sentence in pieces; what stands between backticks is marked.
fn pieces(message: &str) -> Vec<Piece> {
    let piece =
        |(index, text): (usize, &str)| Piece { text: text.to_owned(), marked: index % 2 == 1 };
    message.split('`').enumerate().map(piece).collect()
}
