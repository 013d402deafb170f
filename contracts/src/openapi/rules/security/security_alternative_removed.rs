use crate::openapi::change::{Fact, SecurityEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A way to authenticate is no longer accepted.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-alternative-removed",
        summary: "A way to authenticate is no longer accepted.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Security,
        side: Side::Both,
        subject: "authentication alternative",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("security_alternative_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::security(fact)?;
    let SecurityEdit::AlternativeRemoved { alternative } = edit else { return None };
    let operation = words::operation(operation);

    let alternative = words::code(alternative);
    Some(format!(
        "{operation} no longer accepts {alternative}; clients that authenticate so are refused"
    ))
}
