use crate::interactions::change::{Edit, Fact};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// The consumer relies on an interaction no more.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "interaction-removed",
        summary: "The consumer relies on an interaction no more.",
        bump: Bump::Patch,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Interaction,
        side: Side::Both,
        subject: "interaction",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("interaction_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Edit::Removed = fact.edit else { return None };

    Some(format!("{:?} is gone", fact.description))
}
