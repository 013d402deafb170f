use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A numeric format allows a smaller range in a response.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-format-narrowed",
        summary: "A numeric format allows a smaller range in a response.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "format",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("response_format_narrowed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::FormatChanged { old, new, effect: Effect::Narrowed } = &value.edit else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!("{name} has format {new} instead of {old}, a smaller range"))
}
