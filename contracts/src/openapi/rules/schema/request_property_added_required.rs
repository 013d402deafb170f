use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A new property must be sent.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-added-required",
        summary: "A new property must be sent.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "property",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["new-required-request-property"],
        page: include_str!("request_property_added_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PropertyAdded { property, required: true, has_default: false, .. } =
        &value.edit
    else {
        return None;
    };

    let name = words::property(value, property);
    Some(format!("{name} is new and must be sent; clients that do not know it are refused"))
}
