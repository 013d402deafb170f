use crate::openapi::change::Fact;
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A webhook or callback no longer understands an answer of its receivers.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "webhook-response-refused",
        summary: "A webhook or callback no longer understands an answer of its receivers.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Response,
        side: Side::Both,
        subject: "webhook response",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("webhook_response_refused.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, what, promise) = facts::webhook_response(fact)?;
    (promise == facts::Promise::Broken).then(|| {
        let operation = words::operation(operation);
        format!("In {operation} {what}; receivers that answer so are misunderstood")
    })
}
