//! Findings by the operation of their first use, those that break somebody first.

use crate::judge::Finding;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The findings of one operation.
pub(super) struct Group<'r> {
    /// The operation: `POST /orders/{}`; empty for findings that take effect nowhere.
    pub(super) operation: &'r str,
    /// Its findings, in the report's order.
    pub(super) findings: Vec<&'r Finding>,
}

/// How grave a finding is: the graver, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gravity {
    /// Nobody breaks.
    Compatible,
    /// Somebody may break.
    Undecided,
    /// Somebody breaks.
    Breaking,
}

impl Gravity {
    /// The gravity of one finding, whatever level policy gave it.
    pub(super) fn of(finding: &Finding) -> Self {
        match (finding.breaks.is_empty(), finding.maybe.is_empty()) {
            (false, _) => Self::Breaking,
            (true, false) => Self::Undecided,
            (true, true) => Self::Compatible,
        }
    }
}

/// Groups by operation. Operations with the gravest findings come first, then by name.
pub(super) fn by_operation(findings: &[Finding]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let place = finding.uses.first().map_or("", |one| one.location.as_str());
        groups.entry(split(place).0).or_default().push(finding);
    }
    let mut groups: Vec<_> =
        groups.into_iter().map(|(operation, findings)| Group { operation, findings }).collect();
    for group in &mut groups {
        group.findings.sort_by_key(|finding| Reverse((Gravity::of(finding), finding.level)));
    }
    groups.sort_by_key(|group| Reverse(group.findings.first().map(|one| Gravity::of(one))));
    groups
}

/// Splits a place into its operation and the rest.
pub(super) fn split(place: &str) -> (&str, &str) {
    place.split_once(" > ").unwrap_or((place, ""))
}
