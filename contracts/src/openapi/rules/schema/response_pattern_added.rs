use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response matches a pattern, where it had not to.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-pattern-added",
        summary: "A response matches a pattern, where it had not to.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "pattern",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["response-property-pattern-added"],
        page: include_str!("response_pattern_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PatternChanged { old: None, new: Some(new) } = &value.edit else { return None };

    Some(format!("{} always matches {} now", words::value(value), words::code(new)))
}
