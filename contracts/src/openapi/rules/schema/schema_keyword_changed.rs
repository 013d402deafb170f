use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A constraint changed, and what that means could not be decided.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "schema-keyword-changed",
        summary: "A constraint changed, and what that means could not be decided.",
        bump: Bump::Major,
        certainty: Certainty::Undecided,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Both,
        subject: "constraint",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("schema_keyword_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let value = match value.side {
        Side::Request => facts::sent_by_clients(fact)?,
        Side::Response | Side::Both => facts::sent_by_servers(fact)?,
    };

    let (SchemaEdit::BoundChanged { effect: Effect::Unknown, .. }
    | SchemaEdit::KeywordChanged { effect: Effect::Unknown, .. }
    | SchemaEdit::Described { effect: Effect::Unknown }) = &value.edit
    else {
        return None;
    };
    let (keyword, _) = facts::constraint_effect(&value.edit)?;
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!("{name} has another {keyword}; whether that breaks anybody was not decided"))
}
