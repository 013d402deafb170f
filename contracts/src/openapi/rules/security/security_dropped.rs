use crate::openapi::change::{Fact, SecurityEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// Nobody has to authenticate any more.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-dropped",
        summary: "Nobody has to authenticate any more.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Security,
        side: Side::Both,
        subject: "authentication",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["api-security-removed", "api-global-security-removed"],
        page: include_str!("security_dropped.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::security(fact)?;
    let SecurityEdit::Dropped = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} no longer asks for authentication"))
}
