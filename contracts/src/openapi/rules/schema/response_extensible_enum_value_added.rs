use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response may hold one more value of an extensible list.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-extensible-enum-value-added",
        summary: "A response may hold one more value of an extensible list.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "extensible listed value",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("response_extensible_enum_value_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::EnumValuesAdded { values, extensible: true } = &value.edit else { return None };

    let (name, values) = (words::value(value), words::list(values));
    Some(format!("{name} may be {values} now; its list was declared extensible"))
}
