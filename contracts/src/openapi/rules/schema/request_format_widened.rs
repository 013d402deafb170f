use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A numeric format accepts a larger range in a request.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-format-widened",
        summary: "A numeric format accepts a larger range in a request.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "format",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("request_format_widened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::FormatChanged { old, new, effect: Effect::Widened } = &value.edit else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!("{name} has format {new} instead of {old}, a larger range"))
}
