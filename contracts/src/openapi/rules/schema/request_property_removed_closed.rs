use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A property is refused that was accepted.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-removed-closed",
        summary: "A property is refused that was accepted.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "property",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["request-property-removed"],
        page: include_str!("request_property_removed_closed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PropertyRemoved { property, closed: true, .. } = &value.edit else {
        return None;
    };

    let name = words::property(value, property);
    Some(format!("{name} is no longer accepted; clients that send it are refused"))
}
