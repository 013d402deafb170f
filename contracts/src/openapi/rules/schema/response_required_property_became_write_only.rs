use crate::openapi::change::{Fact, Mutability, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A promised property is no longer in responses.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-required-property-became-write-only",
        summary: "A promised property is no longer in responses.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "mutability",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["response-required-property-became-write-only"],
        page: include_str!("response_required_property_became_write_only.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::MutabilityChanged { keyword: Mutability::WriteOnly, now: true, required: true } =
        value.edit
    else {
        return None;
    };
    let name = words::value(value);
    Some(format!("{name} is write-only now and no longer sent; clients that read it miss it"))
}
