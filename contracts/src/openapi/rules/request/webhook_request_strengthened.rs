use crate::openapi::change::Fact;
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A webhook or callback promises more to its receivers.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "webhook-request-strengthened",
        summary: "A webhook or callback promises more to its receivers.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Request,
        side: Side::Both,
        subject: "webhook request",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("webhook_request_strengthened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, what, promise) = facts::webhook_request(fact)?;
    (promise == facts::Promise::Kept).then(|| format!("In {} {what}", words::operation(operation)))
}
