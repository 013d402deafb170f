use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A numeric format allows a larger range in a response.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-format-widened",
        summary: "A numeric format allows a larger range in a response.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "format",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("response_format_widened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::FormatChanged { old, new, effect: Effect::Widened } = &value.edit else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!(
        "{name} has format {new} instead of {old}, a larger range; clients that store it in the old width overflow"
    ))
}
