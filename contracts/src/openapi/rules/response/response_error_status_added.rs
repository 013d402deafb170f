use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A new error response is documented.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-error-status-added",
        summary: "A new error response is documented.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Response,
        subject: "error status",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["response-non-success-status-added"],
        page: include_str!("response_error_status_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::Added { success: false } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} may answer {} now", words::code(status)))
}
