//! Runs rules over changes and gives sorted findings. Nothing else runs rules.

use crate::change::Change;
use crate::fingerprint::{Facet, Fingerprint};
use crate::location::{Location, Place};
use crate::rule::{Bump, Certainty, Direction, Level, Rule, RuleId};
use serde::{Deserialize, Serialize};

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "utoipa", schema(value_type = Option<Object>))]
    pub witness: Option<serde_json::Value>,
    /// The places where the edit takes effect, sorted; at most [`MAX_USES`] of them.
    pub uses: Vec<Use>,
    /// How many places there are in all.
    pub uses_total: usize,
    /// The address of the rule's page.
    pub rule_url: String,
}

/// How many uses of one finding are kept: an edit of a component that every operation reaches
/// would otherwise fill a report with tens of thousands of lines.
pub const MAX_USES: usize = 50;

/// Judges every change by every rule and sorts the findings: major first, then by place in the
/// new document, then in the old one, then by rule.
pub fn judge<F>(changes: &[Change<F>], rules: &[&'static Rule<F>]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = changes
        .iter()
        .flat_map(|change| rules.iter().filter_map(move |rule| finding(change, rule)))
        .collect();
    findings.sort_by(|a, b| {
        let key = |f: &Finding| {
            (std::cmp::Reverse(f.bump), f.uses.first().map(|u| u.location.clone()), f.rule.clone())
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| (&a.new, &a.old, &a.message).cmp(&(&b.new, &b.old, &b.message)))
    });
    findings
}

fn finding<F>(change: &Change<F>, rule: &'static Rule<F>) -> Option<Finding> {
    let message = (rule.check)(&change.fact)?;
    let info = &rule.info;
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
        uses: uses(info.id, &change.uses, &change.facet),
        uses_total: change.uses.len(),
        rule_url: info.path(),
    })
}

fn uses(rule: &str, places: &[Place], facet: &Facet) -> Vec<Use> {
    places
        .iter()
        .take(MAX_USES)
        .map(|place| Use {
            location: place.clone(),
            fingerprint: Fingerprint::of(rule, place, facet),
        })
        .collect()
}
