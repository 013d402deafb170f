use crate::interactions::change::{Edit, Fact};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// The consumer relies on one more interaction.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "interaction-added",
        summary: "The consumer relies on one more interaction.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Interaction,
        side: Side::Both,
        subject: "interaction",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("interaction_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Edit::Added = fact.edit else { return None };

    Some(format!("{:?} is new", fact.description))
}
