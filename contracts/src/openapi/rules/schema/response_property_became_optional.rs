use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A property may be missing from the response now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-property-became-optional",
        summary: "A property may be missing from the response now.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "property requirement",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-property-became-optional",
            "response-write-only-property-became-optional",
        ],
        page: include_str!("response_property_became_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PropertyBecameOptional { property } = &value.edit else { return None };

    let name = words::property(value, property);
    Some(format!("{name} may be missing now; clients that rely on it break"))
}
