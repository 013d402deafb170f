use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// Any value is accepted in a request, where only listed ones were.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-enum-removed",
        summary: "Any value is accepted in a request, where only listed ones were.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "list of values",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["request-body-const-removed", "request-property-const-removed"],
        page: include_str!("request_enum_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::EnumRemoved = value.edit else { return None };

    Some(format!("{} is no longer limited to a list of values", words::value(value)))
}
