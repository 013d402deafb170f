//! Runs rules over changes and gives sorted findings. Nothing else runs rules.

use crate::change::Change;
use crate::fingerprint::{Facet, Fingerprint};
use crate::location::{Location, Place};
use crate::rule::{Bump, Certainty, Direction, Level, Rule, RuleId};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Something beside the contract's own verdict that makes a change risky.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Hazard {
    /// What the risk depends on.
    pub kind: HazardKind,
    /// One sentence.
    pub message: String,
}

/// What a hazard depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum HazardKind {
    /// On the data that is there.
    Data,
    /// On how the change is rolled out.
    Rollout,
}

/// One place where a finding takes effect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Use {
    /// The place, in the vocabulary that consumers' uses share.
    pub location: Place,
    /// Identifies this use of this finding; what a waiver names.
    pub fingerprint: Fingerprint,
}

/// A change judged by a rule: one edit with all its uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The rule that judged.
    pub rule: RuleId,
    /// How loudly it is reported.
    pub level: Level,
    /// The bump that the change asks for.
    pub bump: Bump,
    /// Who breaks.
    pub breaks: Vec<Direction>,
    /// Who may break, where that could not be decided.
    pub maybe: Vec<Direction>,
    /// Risks beside the verdict.
    pub hazards: Vec<Hazard>,
    /// One sentence: what changed and for whom it matters.
    pub message: String,
    /// Where the old document says it.
    pub old: Option<Location>,
    /// Where the new document says it.
    pub new: Option<Location>,
    /// A value that one version accepts and the other rejects, as JSON text.
    #[serde(default)]
    #[cfg_attr(feature = "utoipa", schema(value_type = Option<Object>))]
    pub witness: Option<serde_json::Value>,
    /// The places where the edit takes effect, sorted; at most [`MAX_USES`] of them.
    pub uses: Vec<Use>,
    /// How many places there are in all.
    pub uses_total: usize,
    /// Identifies the uses that are not listed, all together: accepting it accepts exactly these.
    #[serde(default)]
    pub uses_rest: Option<Fingerprint>,
    /// The address of the rule's page.
    pub rule_url: String,
}

/// How many uses of one finding are kept: an edit of a component that every operation reaches
/// would otherwise fill a report with tens of thousands of lines.
pub const MAX_USES: usize = 50;

/// Judges every change by every rule and sorts the findings: major first, then by the first place
/// where they take effect, then by rule, then by position in the documents.
pub fn judge<F>(changes: &[Change<F>], rules: &[&'static Rule<F>]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = changes
        .iter()
        .flat_map(|change| rules.iter().filter_map(move |rule| finding(change, rule)))
        .collect();
    findings.sort_by(order);
    findings
}

/// Compares in place: a big pair has thousands of findings, and a key would copy their texts.
fn order(one: &Finding, other: &Finding) -> Ordering {
    fn place(finding: &Finding) -> Option<&Place> {
        finding.uses.first().map(|one| &one.location)
    }
    (other.bump.cmp(&one.bump))
        .then_with(|| place(one).cmp(&place(other)))
        .then_with(|| one.rule.cmp(&other.rule))
        .then_with(|| one.new.cmp(&other.new))
        .then_with(|| one.old.cmp(&other.old))
        .then_with(|| one.message.cmp(&other.message))
}

fn finding<F>(change: &Change<F>, rule: &'static Rule<F>) -> Option<Finding> {
    let message = (rule.check)(&change.fact)?;
    let info = &rule.info;
    let (listed, rest) = change.uses.split_at(change.uses.len().min(MAX_USES));
    let (breaks, maybe) = match info.certainty {
        Certainty::Certain => (info.breaks.to_vec(), Vec::new()),
        Certainty::Undecided => (Vec::new(), info.breaks.to_vec()),
    };
    Some(Finding {
        rule: RuleId(info.id.into()),
        level: info.default_level(),
        bump: info.bump,
        breaks,
        maybe,
        hazards: Vec::new(),
        message,
        old: change.old.clone(),
        new: change.new.clone(),
        witness: None,
        uses: listed.iter().map(|place| used(info.id, place, &change.facet)).collect(),
        uses_total: change.uses.len(),
        uses_rest: (!rest.is_empty()).then(|| Fingerprint::of_all(info.id, rest, &change.facet)),
        rule_url: info.path(),
    })
}

fn used(rule: &str, place: &Place, facet: &Facet) -> Use {
    Use { location: place.clone(), fingerprint: Fingerprint::of(rule, place, facet) }
}
