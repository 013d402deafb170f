use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property is always in the response now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-property-became-required",
        summary: "A property is always in the response now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "property requirement",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "response-property-became-required",
            "response-write-only-property-became-required",
        ],
        page: include_str!("response_property_became_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PropertyBecameRequired { property, .. } = &value.edit else { return None };

    Some(format!("{} is always sent now", words::property(value, property)))
}
