use crate::openapi::change::{Fact, SecurityEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// One more way to authenticate is accepted.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-alternative-added",
        summary: "One more way to authenticate is accepted.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Security,
        side: Side::Both,
        subject: "authentication alternative",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("security_alternative_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::security(fact)?;
    let SecurityEdit::AlternativeAdded { alternative } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} accepts {} too", words::code(alternative)))
}
