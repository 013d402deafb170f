use crate::openapi::change::{DiscriminatorEdit, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// The variants of a response are told apart in another way.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-discriminator-changed",
        summary: "The variants of a response are told apart in another way.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "discriminator",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "response-body-discriminator-mapping-changed",
            "response-body-discriminator-mapping-deleted",
            "response-body-discriminator-property-name-changed",
            "response-property-discriminator-mapping-changed",
            "response-property-discriminator-mapping-deleted",
            "response-property-discriminator-property-name-changed",
        ],
        page: include_str!("response_discriminator_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
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
    Some(format!("{} {what}; clients choose the variant in the old way", words::value(value)))
}
