use crate::openapi::change::{Fact, Mutability, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property that could be missing is no longer in responses.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-property-became-write-only",
        summary: "A property that could be missing is no longer in responses.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "mutability",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["response-optional-property-became-write-only"],
        page: include_str!("response_property_became_write_only.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::MutabilityChanged {
        keyword: Mutability::WriteOnly,
        now: true,
        required: false,
    } = value.edit
    else {
        return None;
    };
    let name = words::value(value);
    Some(format!("{name} is write-only now and no longer sent; it was never promised"))
}
