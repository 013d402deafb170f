use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response no longer carries a property that could be missing.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-optional-property-removed",
        summary: "A response no longer carries a property that could be missing.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "property",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["response-optional-property-removed"],
        page: include_str!("response_optional_property_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PropertyRemoved { property, required: false, .. } = &value.edit else {
        return None;
    };

    let name = words::property(value, property);
    Some(format!("{name} is gone; it was never promised, so clients had to cope without it"))
}
