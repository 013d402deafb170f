use crate::openapi::change::Fact;
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A webhook or callback promises less to its receivers.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "webhook-request-weakened",
        summary: "A webhook or callback promises less to its receivers.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Request,
        side: Side::Both,
        subject: "webhook request",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("webhook_request_weakened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, what, promise) = facts::webhook_request(fact)?;
    (promise == facts::Promise::Broken).then(|| {
        let operation = words::operation(operation);
        format!("In {operation} {what}; receivers that rely on the old form break")
    })
}
