use crate::openapi::change::{Fact, SchemaEdit, SchemaPosition};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A default in a request is another one.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-default-changed",
        summary: "A default in a request is another one.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "default",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-body-default-value-added",
            "request-body-default-value-changed",
            "request-body-default-value-removed",
            "request-property-default-value-added",
            "request-property-default-value-changed",
            "request-property-default-value-removed",
            "request-parameter-default-value-added",
        ],
        page: include_str!("request_default_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::DefaultChanged { old, new } = &value.edit else { return None };
    let whole_parameter = value.position == SchemaPosition::Parameter && value.path.is_empty();
    if whole_parameter && old.is_some() {
        return None;
    }
    let (old, new) = (words::or_none(old.as_ref()), words::or_none(new.as_ref()));
    Some(format!("{} has default {new} instead of {old}", words::value(value)))
}
