use crate::openapi::change::{Fact, Mutability, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A required property is no longer read-only and must be sent.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-required-property-no-longer-read-only",
        summary: "A required property is no longer read-only and must be sent.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "mutability",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["request-required-property-became-not-read-only"],
        page: include_str!("request_required_property_no_longer_read_only.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::MutabilityChanged { keyword: Mutability::ReadOnly, now: false, required: true } =
        value.edit
    else {
        return None;
    };
    let name = words::value(value);
    Some(format!(
        "{name} is no longer read-only and must be sent now; clients that leave it out are refused"
    ))
}
