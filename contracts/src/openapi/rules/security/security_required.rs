use crate::openapi::change::{Fact, SecurityEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Clients must authenticate where they had not to.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-required",
        summary: "Clients must authenticate where they had not to.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Security,
        side: Side::Both,
        subject: "authentication",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["api-security-added", "api-global-security-added"],
        page: include_str!("security_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::security(fact)?;
    let SecurityEdit::Required = edit else { return None };
    let operation = words::operation(operation);

    Some(format!(
        "{operation} asks for authentication now; clients that call it without are refused"
    ))
}
