use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A successful response is no longer documented.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-success-status-removed",
        summary: "A successful response is no longer documented.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Response,
        side: Side::Response,
        subject: "success status",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["response-success-status-removed"],
        page: include_str!("response_success_status_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::Removed { success: true } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!(
        "{operation} no longer answers {}; clients that wait for it meet something else",
        words::code(status)
    ))
}
