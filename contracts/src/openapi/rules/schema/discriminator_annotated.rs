use crate::openapi::change::{DiscriminatorEdit, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A discriminator is new, gone, or knows one more value.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "discriminator-annotated",
        summary: "A discriminator is new, gone, or knows one more value.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Both,
        subject: "discriminator",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "request-body-discriminator-added",
            "request-body-discriminator-removed",
            "request-body-discriminator-mapping-added",
            "request-property-discriminator-added",
            "request-property-discriminator-removed",
            "request-property-discriminator-mapping-added",
            "response-body-discriminator-added",
            "response-body-discriminator-removed",
            "response-body-discriminator-mapping-added",
            "response-property-discriminator-added",
            "response-property-discriminator-removed",
            "response-property-discriminator-mapping-added",
        ],
        page: include_str!("discriminator_annotated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let value = match value.side {
        Side::Request => facts::sent_by_clients(fact)?,
        Side::Response | Side::Both => facts::sent_by_servers(fact)?,
    };
    let SchemaEdit::DiscriminatorChanged(edit) = &value.edit else { return None };
    let what = match edit {
        DiscriminatorEdit::Added { property } => {
            format!("tells its variants apart by {} now", words::code(property))
        }
        DiscriminatorEdit::Removed { property } => {
            format!("no longer says that {} tells its variants apart", words::code(property))
        }
        DiscriminatorEdit::ValueAdded { value } => {
            format!("knows the variant {} too", words::code(value))
        }
        DiscriminatorEdit::PropertyChanged { .. }
        | DiscriminatorEdit::ValueRemoved { .. }
        | DiscriminatorEdit::ValueRedirected { .. } => return None,
    };
    Some(format!("{} {what}", words::value(value)))
}
