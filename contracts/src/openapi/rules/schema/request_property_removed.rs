use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property is no longer understood.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-removed",
        summary: "A property is no longer understood.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "property",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["request-property-removed"],
        page: include_str!("request_property_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PropertyRemoved { property, closed: false, .. } = &value.edit else {
        return None;
    };

    let name = words::property(value, property);
    Some(format!("{name} is gone; where clients still send it, it has no effect"))
}
