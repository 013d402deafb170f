use crate::openapi::change::{Fact, SecurityEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A way to authenticate asks for one more scope.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-scope-added",
        summary: "A way to authenticate asks for one more scope.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Security,
        side: Side::Both,
        subject: "scope",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["api-security-scope-added", "api-global-security-scope-added"],
        page: include_str!("security_scope_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::security(fact)?;
    let SecurityEdit::ScopeAdded { alternative, scope } = edit else { return None };
    let operation = words::operation(operation);

    let (alternative, scope) = (words::code(alternative), words::code(scope));
    Some(format!(
        "{operation} asks for scope {scope} of {alternative} now; tokens without it are refused"
    ))
}
