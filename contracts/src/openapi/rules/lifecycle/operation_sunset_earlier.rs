use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// The sunset date of an operation moved earlier.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-sunset-earlier",
        summary: "The sunset date of an operation moved earlier.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "sunset date",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["api-sunset-date-changed-too-small"],
        page: include_str!("operation_sunset_earlier.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit } = fact else { return None };
    let OperationEdit::SunsetChanged { old: Some(old), new: Some(new) } = edit else { return None };
    if words::day(new)? >= words::day(old)? {
        return None;
    }
    Some(format!(
        "{} ends on {} instead of {}; clients that planned by the old date are late",
        words::operation(operation),
        words::code(new),
        words::code(old)
    ))
}
