//! What a team makes of findings: levels by rule, and accepted findings with reason and expiry.
//!
//! Policy is applied when a report is read, never stored with it. It may make a finding quieter
//! or louder; it never removes one, and it never touches what was found.

use crate::fingerprint::Fingerprint;
use crate::judge::Finding;
use crate::rule::Level;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A team's settings for judging.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Levels that replace a rule's own, by rule id.
    pub levels: BTreeMap<String, Level>,
    /// Findings that the team accepts.
    pub accept: Vec<Acceptance>,
}

/// One accepted use of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The use's fingerprint, as a report prints it.
    pub fingerprint: Fingerprint,
    /// Why it is accepted.
    pub reason: String,
    /// Until when.
    pub expires: Timestamp,
}

impl Policy {
    /// Identifies the policy in reports: `default`, or 12 hexadecimal digits.
    pub fn fingerprint(&self) -> String {
        if *self == Self::default() {
            return "default".to_owned();
        }
        let canonical = serde_json::to_vec(self).unwrap_or_default();
        crate::hash::Blob::of(&canonical).to_string()[..12].to_owned()
    }

    /// Sets levels by rule, and quietens findings whose every use is accepted at `now`.
    pub fn apply(&self, findings: &mut [Finding], now: Timestamp) {
        let live = self.accept.iter().filter(|one| now < one.expires);
        let accepted: BTreeSet<&Fingerprint> = live.map(|one| &one.fingerprint).collect();
        for finding in findings {
            if let Some(level) = self.levels.get(finding.rule.as_str()) {
                finding.level = *level;
            }
            let mut uses = finding.uses.iter().map(|one| &one.fingerprint);
            let is_accepted = !finding.uses.is_empty()
                && uses.all(|one| accepted.contains(one))
                && finding.uses_rest.iter().all(|rest| accepted.contains(rest));
            if is_accepted {
                finding.level = Level::Info;
            }
        }
    }
}
