use crate::openapi::change::{Fact, SchemeEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Tokens are to be had at another address.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-scheme-address-changed",
        summary: "Tokens are to be had at another address.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Security,
        side: Side::Both,
        subject: "security scheme address",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "api-security-component-oauth-url-changed",
            "api-security-component-oauth-token-url-changed",
        ],
        page: include_str!("security_scheme_address_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::SecurityScheme { name, edit: SchemeEdit::AddressChanged { what, old, new } } = fact
    else {
        return None;
    };
    if old.is_empty() {
        return None;
    }
    let new = if new.is_empty() { "none".to_owned() } else { words::code(new) };
    let (name, old) = (words::code(name), words::code(old));
    Some(format!(
        "Security scheme {name} has {what} {new} instead of {old}; clients still go there for tokens"
    ))
}
