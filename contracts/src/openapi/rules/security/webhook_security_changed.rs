use crate::openapi::change::{Fact, SecurityEdit};
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
    let Fact::Security { operation, edit } = fact else { return None };
    if !operation.inverted {
        return None;
    }
    let what = match edit {
        SecurityEdit::Required => "carries credentials now".to_owned(),
        SecurityEdit::Dropped => "may come without credentials now".to_owned(),
        SecurityEdit::AlternativeAdded { alternative } => {
            format!("may carry {} now", words::code(alternative))
        }
        SecurityEdit::AlternativeRemoved { alternative } => {
            format!("no longer carries {}", words::code(alternative))
        }
        SecurityEdit::ScopeAdded { scope, .. } => format!("asks for scope {}", words::code(scope)),
        SecurityEdit::ScopeRemoved { scope, .. } => {
            format!("no longer asks for scope {}", words::code(scope))
        }
    };
    let operation = words::operation(operation);
    Some(format!("{operation} {what}; receivers that check its credentials may refuse it"))
}
