use crate::openapi::change::{Effect, Fact};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A constraint is written in other words and admits the same values.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "schema-rewritten",
        summary: "A constraint is written in other words and admits the same values.",
        bump: Bump::Patch,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Both,
        subject: "constraint",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("schema_rewritten.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let value = match value.side {
        Side::Request => facts::sent_by_clients(fact)?,
        Side::Response | Side::Both => facts::sent_by_servers(fact)?,
    };

    let (keyword, Effect::Unchanged) = facts::constraint_effect(&value.edit)? else {
        return None;
    };
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!("{name} has {keyword} in other words, with the same meaning"))
}
