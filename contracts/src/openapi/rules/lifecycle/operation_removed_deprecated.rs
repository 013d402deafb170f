use crate::openapi::change::{Deprecation, Fact, OperationEdit, Stability};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A deprecated operation is gone, and no date for its end was given.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-removed-deprecated",
        summary: "A deprecated operation is gone, and no date for its end was given.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "deprecated operation",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["api-removed-with-deprecation", "api-path-removed-with-deprecation"],
        page: include_str!("operation_removed_deprecated.md"),
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
    match announced {
        Deprecation::Deprecated => {}
        Deprecation::Sunset(date) if !words::is_date(date) => {}
        Deprecation::None | Deprecation::Sunset(_) => return None,
    }
    let name = words::operation(operation);
    Some(format!(
        "{name} was deprecated without a date and is gone; clients that still call it get nothing"
    ))
}
