use crate::openapi::change::{Fact, Mutability, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property is no longer taken from requests.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-became-read-only",
        summary: "A property is no longer taken from requests.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "mutability",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &[
            "request-optional-property-became-read-only",
            "request-required-property-became-read-only",
        ],
        page: include_str!("request_property_became_read_only.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::MutabilityChanged { keyword: Mutability::ReadOnly, now: true, .. } = value.edit
    else {
        return None;
    };
    let name = words::value(value);
    Some(format!("{name} is read-only now; where clients still send it, it has no effect"))
}
