use crate::interactions::change::{Edit, Fact};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// The consumer asks for something else, or expects something else.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "interaction-changed",
        summary: "The consumer asks for something else, or expects something else.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Interaction,
        side: Side::Both,
        subject: "interaction",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("interaction_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Edit::Changed { parts } = &fact.edit else { return None };

    Some(format!("{:?} differs in {}", fact.description, parts.join(", ")))
}
