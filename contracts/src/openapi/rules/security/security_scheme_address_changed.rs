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
    Some(format!(
        "Security scheme {} has {what} {} instead of {}; clients go to the old address for tokens",
        words::code(name),
        words::code(new),
        words::code(old)
    ))
}
