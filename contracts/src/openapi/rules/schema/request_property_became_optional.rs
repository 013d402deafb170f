use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property may be left out of a request now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-became-optional",
        summary: "A property may be left out of a request now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "property requirement",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["request-property-became-optional"],
        page: include_str!("request_property_became_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PropertyBecameOptional { property } = &value.edit else { return None };

    Some(format!("{} may be left out now", words::property(value, property)))
}
