use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A property must be sent now, although it has a default.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-became-required-with-default",
        summary: "A property must be sent now, although it has a default.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "property requirement",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["request-property-became-required-with-default"],
        page: include_str!("request_property_became_required_with_default.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PropertyBecameRequired { property, has_default: true } = &value.edit else {
        return None;
    };

    let name = words::property(value, property);
    Some(format!(
        "{name} must be sent now in spite of its default; clients that leave it out are refused"
    ))
}
