use crate::openapi::change::{Fact, SecurityEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A way to authenticate asks for one scope less.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-scope-removed",
        summary: "A way to authenticate asks for one scope less.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Security,
        side: Side::Both,
        subject: "scope",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["api-security-scope-removed", "api-global-security-scope-removed"],
        page: include_str!("security_scope_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::security(fact)?;
    let SecurityEdit::ScopeRemoved { alternative, scope } = edit else { return None };
    let operation = words::operation(operation);

    let (alternative, scope) = (words::code(alternative), words::code(scope));
    Some(format!("{operation} no longer asks for scope {scope} of {alternative}"))
}
