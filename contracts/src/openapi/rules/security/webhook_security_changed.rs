use crate::openapi::change::Fact;
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A webhook or callback is authenticated in another way.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "webhook-security-changed",
        summary: "A webhook or callback is authenticated in another way.",
        bump: Bump::Major,
        certainty: Certainty::Undecided,
        breaks: &[Direction::Clients],
        area: Area::Security,
        side: Side::Both,
        subject: "webhook authentication",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("webhook_security_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Security { operation, .. } = fact else { return None };
    operation.inverted.then(|| {
        let operation = words::operation(operation);
        format!("{operation} carries other credentials; receivers that check them may refuse it")
    })
}
