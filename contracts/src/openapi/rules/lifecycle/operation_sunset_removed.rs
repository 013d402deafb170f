use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A deprecated operation has lost its sunset date.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-sunset-removed",
        summary: "A deprecated operation has lost its sunset date.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "sunset date",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["sunset-deleted"],
        page: include_str!("operation_sunset_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit } = fact else { return None };
    let OperationEdit::SunsetChanged { old: Some(old), new: None } = edit else { return None };
    Some(format!(
        "{} was promised until {} and is deprecated without a date now; it may end any day",
        words::operation(operation),
        words::code(old)
    ))
}
