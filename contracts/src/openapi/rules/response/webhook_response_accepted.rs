use crate::openapi::change::Fact;
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A webhook or callback understands more answers of its receivers.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "webhook-response-accepted",
        summary: "A webhook or callback understands more answers of its receivers.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Both,
        subject: "webhook response",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("webhook_response_accepted.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, what, promise) = facts::webhook_response(fact)?;
    (promise == facts::Promise::Kept).then(|| format!("In {} {what}", words::operation(operation)))
}
