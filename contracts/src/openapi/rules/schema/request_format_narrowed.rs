use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A numeric format accepts a smaller range in a request.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-format-narrowed",
        summary: "A numeric format accepts a smaller range in a request.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "format",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("request_format_narrowed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::FormatChanged { old, new, effect: Effect::Narrowed } = &value.edit else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!(
        "{name} has format {new} instead of {old}, a smaller range; clients that send large numbers are refused"
    ))
}
