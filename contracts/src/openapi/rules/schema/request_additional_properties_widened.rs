use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// Undeclared properties are accepted in a request, or need not fit a schema.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-additional-properties-widened",
        summary: "Undeclared properties are accepted in a request, or need not fit a schema.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "undeclared property",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("request_additional_properties_widened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::AdditionalWidened = value.edit else { return None };

    Some(format!("{} admits more undeclared properties now", words::value(value)))
}
