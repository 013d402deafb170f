use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An error response is no longer documented.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-error-status-removed",
        summary: "An error response is no longer documented.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Response,
        subject: "error status",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["response-non-success-status-removed"],
        page: include_str!("response_error_status_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::Removed { success: false } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} no longer documents the answer {}", words::code(status)))
}
