use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response carries a property that it did not.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-property-added",
        summary: "A response carries a property that it did not.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "property",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "response-optional-property-added",
            "response-required-property-added",
            "response-optional-write-only-property-added",
            "response-required-write-only-property-added",
        ],
        page: include_str!("response_property_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PropertyAdded { property, .. } = &value.edit else { return None };

    Some(format!("{} is new", words::property(value, property)))
}
