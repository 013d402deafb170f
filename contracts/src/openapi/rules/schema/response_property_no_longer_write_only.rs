use crate::openapi::change::{Fact, Mutability, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property is in responses that was not.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-property-no-longer-write-only",
        summary: "A property is in responses that was not.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "mutability",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "response-optional-property-became-not-write-only",
            "response-required-property-became-not-write-only",
        ],
        page: include_str!("response_property_no_longer_write_only.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::MutabilityChanged { keyword: Mutability::WriteOnly, now: false, .. } =
        value.edit
    else {
        return None;
    };
    let name = words::value(value);
    Some(format!("{name} is no longer write-only and comes in responses now"))
}
