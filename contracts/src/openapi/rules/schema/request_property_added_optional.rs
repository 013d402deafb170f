use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A new property may be sent.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-added-optional",
        summary: "A new property may be sent.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "property",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["new-optional-request-property"],
        page: include_str!("request_property_added_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PropertyAdded { property, required: false, .. } = &value.edit else {
        return None;
    };

    Some(format!("{} is new and may be left out", words::property(value, property)))
}
