use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response holds only listed values, where it could hold any.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-enum-added",
        summary: "A response holds only listed values, where it could hold any.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "list of values",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["response-body-const-added", "response-property-const-added"],
        page: include_str!("response_enum_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::EnumAdded { values } = &value.edit else { return None };

    Some(format!("{} is one of {} now", words::value(value), words::list(values)))
}
