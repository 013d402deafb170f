use crate::openapi::change::{Fact, SchemeEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Credentials are sent in another way.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-scheme-changed",
        summary: "Credentials are sent in another way.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Security,
        side: Side::Both,
        subject: "security scheme",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &["api-security-component-type-changed"],
        page: include_str!("security_scheme_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::SecurityScheme { name, edit: SchemeEdit::WireChanged { what, old, new } } = fact
    else {
        return None;
    };
    Some(format!(
        "Security scheme {} has {what} {} instead of {}; clients send their credentials in the old way",
        words::code(name),
        words::code(new),
        words::code(old)
    ))
}
