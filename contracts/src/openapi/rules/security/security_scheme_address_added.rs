use crate::openapi::change::{Fact, SchemeEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// Tokens are to be had at one more address.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "security-scheme-address-added",
        summary: "Tokens are to be had at one more address.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Security,
        side: Side::Both,
        subject: "security scheme address",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("security_scheme_address_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::SecurityScheme { name, edit: SchemeEdit::AddressChanged { what, old, new } } = fact
    else {
        return None;
    };
    old.is_empty().then(|| {
        let (name, new) = (words::code(name), words::code(new));
        format!("Security scheme {name} has {what} {new} too")
    })
}
