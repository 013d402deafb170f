use crate::openapi::change::{Deprecation, Fact, OperationEdit, Stability};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// An operation is gone whose end had been announced for a date.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-removed-sunset",
        summary: "An operation is gone whose end had been announced for a date.",
        bump: Bump::Major,
        certainty: Certainty::Undecided,
        breaks: &[Direction::Clients],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "sunset operation",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["api-removed-before-sunset", "api-path-removed-before-sunset"],
        page: include_str!("operation_removed_sunset.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation {
        operation,
        edit: OperationEdit::Removed { announced, stability: Stability::Beta | Stability::Stable },
    } = fact
    else {
        return None;
    };
    let Deprecation::Sunset(date) = announced else { return None };
    if !words::is_date(date) {
        return None;
    }
    let name = words::operation(operation);
    let date = words::code(date);
    Some(format!(
        "{name} is gone; its end was announced for {date}, and clients may call it until then"
    ))
}
