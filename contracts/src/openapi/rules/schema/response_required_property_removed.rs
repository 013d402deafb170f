use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response no longer carries a property that was promised.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-required-property-removed",
        summary: "A response no longer carries a property that was promised.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "property",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["response-required-property-removed"],
        page: include_str!("response_required_property_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PropertyRemoved { property, required: true, .. } = &value.edit else {
        return None;
    };

    let name = words::property(value, property);
    Some(format!("{name} was promised and is gone; clients that read it miss it"))
}
