use crate::openapi::change::{DiscriminatorEdit, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// The variants of a request are told apart in another way.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-discriminator-changed",
        summary: "The variants of a request are told apart in another way.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "discriminator",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-body-discriminator-mapping-changed",
            "request-body-discriminator-mapping-deleted",
            "request-body-discriminator-property-name-changed",
            "request-property-discriminator-mapping-changed",
            "request-property-discriminator-mapping-deleted",
            "request-property-discriminator-property-name-changed",
        ],
        page: include_str!("request_discriminator_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::DiscriminatorChanged(edit) = &value.edit else { return None };
    let what = match edit {
        DiscriminatorEdit::PropertyChanged { old, new } => {
            format!("is told apart by {} instead of {}", words::code(new), words::code(old))
        }
        DiscriminatorEdit::ValueRemoved { value } => {
            format!("has no variant called {} any more", words::code(value))
        }
        DiscriminatorEdit::ValueRedirected { value } => {
            format!("has another variant called {}", words::code(value))
        }
        DiscriminatorEdit::Added { .. }
        | DiscriminatorEdit::Removed { .. }
        | DiscriminatorEdit::ValueAdded { .. } => return None,
    };
    Some(format!("{} {what}; clients name the variant in the old way", words::value(value)))
}
