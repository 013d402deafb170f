use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A default in a response is another one.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-default-changed",
        summary: "A default in a response is another one.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "default",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "response-body-default-value-added",
            "response-body-default-value-changed",
            "response-body-default-value-removed",
            "response-property-default-value-added",
            "response-property-default-value-changed",
            "response-property-default-value-removed",
        ],
        page: include_str!("response_default_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::DefaultChanged { old, new } = &value.edit else { return None };

    let (old, new) = (words::or_none(old.as_ref()), words::or_none(new.as_ref()));
    Some(format!("{} has default {new} instead of {old}", words::value(value)))
}
