//! Which facts a family of rules looks at, seen from the API's users: whose message it is, and
//! what an edit does to the values in it. Rules judge; this only sorts.

use super::words;
use crate::openapi::change::{
    Effect, Fact, OperationRef, ParameterEdit, ParameterRef, RequestEdit, ResponseEdit, SchemaEdit,
    SchemaFact, SchemaPosition, SecurityEdit,
};
use crate::rule::Side;

/// An edit of a value that clients send. What stands under `readOnly` is not sent.
pub(super) fn sent_by_clients(fact: &Fact) -> Option<&SchemaFact> {
    match fact {
        Fact::Schema(schema) if schema.side == Side::Request && !schema.read_only => Some(schema),
        _ => None,
    }
}

/// An edit of a value that clients receive. What stands under `writeOnly` is not received.
pub(super) fn sent_by_servers(fact: &Fact) -> Option<&SchemaFact> {
    match fact {
        Fact::Schema(schema) if schema.side == Side::Response && !schema.write_only => Some(schema),
        _ => None,
    }
}

/// An edit of a parameter that clients send.
pub(super) fn parameter(fact: &Fact) -> Option<(&OperationRef, &ParameterRef, &ParameterEdit)> {
    match fact {
        Fact::Parameter { operation, parameter, edit } if !operation.inverted => {
            Some((operation, parameter, edit))
        }
        _ => None,
    }
}

/// An edit of a body that clients send.
pub(super) fn request_body(fact: &Fact) -> Option<(&OperationRef, &RequestEdit)> {
    match fact {
        Fact::RequestBody { operation, edit } if !operation.inverted => Some((operation, edit)),
        _ => None,
    }
}

/// An edit of a response that clients receive, with its status.
pub(super) fn response(fact: &Fact) -> Option<(&OperationRef, &str, &ResponseEdit)> {
    match fact {
        Fact::Response { operation, status, edit } if !operation.inverted => {
            Some((operation, status, edit))
        }
        _ => None,
    }
}

/// An edit of how clients authenticate.
pub(super) fn security(fact: &Fact) -> Option<(&OperationRef, &SecurityEdit)> {
    match fact {
        Fact::Security { operation, edit } if !operation.inverted => Some((operation, edit)),
        _ => None,
    }
}

/// What an edit of a webhook or callback means for those who receive it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Promise {
    /// Whatever they could rely on still holds.
    Kept,
    /// Something that they could rely on no longer holds.
    Broken,
}

/// An edit of what the provider sends in a webhook or callback, in words.
pub(super) fn webhook_request(fact: &Fact) -> Option<(&OperationRef, String, Promise)> {
    match fact {
        Fact::Parameter { operation, parameter, edit } if operation.inverted => {
            let name = words::parameter_within(parameter);
            let (what, promise) = match edit {
                ParameterEdit::Added { .. } => ("is sent now", Promise::Kept),
                ParameterEdit::Removed { required: false, .. } => {
                    ("is no longer sent; it was never promised", Promise::Kept)
                }
                ParameterEdit::Removed { required: true, .. } => {
                    ("is no longer sent", Promise::Broken)
                }
                ParameterEdit::BecameRequired { .. } => ("is always sent now", Promise::Kept),
                ParameterEdit::BecameOptional => ("may be missing now", Promise::Broken),
                ParameterEdit::SerializationChanged { .. } => {
                    ("is written differently now", Promise::Broken)
                }
                ParameterEdit::Deprecated { .. } | ParameterEdit::Reactivated => return None,
            };
            Some((operation, format!("{name} {what}"), promise))
        }
        Fact::RequestBody { operation, edit } if operation.inverted => {
            let (what, promise) = match edit {
                RequestEdit::Added { .. } => ("a body is sent now".to_owned(), Promise::Kept),
                RequestEdit::Removed => ("no body is sent any more".to_owned(), Promise::Broken),
                RequestEdit::BecameRequired => {
                    ("the body is always sent now".to_owned(), Promise::Kept)
                }
                RequestEdit::BecameOptional => {
                    ("the body may be missing now".to_owned(), Promise::Broken)
                }
                RequestEdit::MediaTypeAdded { media_type } => (
                    format!("the body may come as {} now", words::code(media_type)),
                    Promise::Broken,
                ),
                RequestEdit::MediaTypeRemoved { media_type } => (
                    format!("the body no longer comes as {}", words::code(media_type)),
                    Promise::Kept,
                ),
                RequestEdit::EncodingChanged { property, .. } => (
                    format!("part {} is encoded differently", words::code(property)),
                    Promise::Broken,
                ),
            };
            Some((operation, what, promise))
        }
        _ => None,
    }
}

/// An edit of what receivers of a webhook or callback may answer, in words.
pub(super) fn webhook_response(fact: &Fact) -> Option<(&OperationRef, String, Promise)> {
    let Fact::Response { operation, status, edit } = fact else { return None };
    if !operation.inverted {
        return None;
    }
    let status = words::code(status);
    let (what, promise) = match edit {
        ResponseEdit::Added { .. } => ("is understood now".to_owned(), Promise::Kept),
        ResponseEdit::Removed { success: true } => {
            ("is not expected any more".to_owned(), Promise::Broken)
        }
        ResponseEdit::Removed { success: false } => {
            ("is not listed any more".to_owned(), Promise::Kept)
        }
        ResponseEdit::MediaTypeAdded { media_type } => {
            (format!("may come as {} now", words::code(media_type)), Promise::Kept)
        }
        ResponseEdit::MediaTypeRemoved { media_type } => {
            (format!("must not come as {} any more", words::code(media_type)), Promise::Broken)
        }
        ResponseEdit::HeaderAdded { name, required: true }
        | ResponseEdit::HeaderBecameRequired { name } => {
            (format!("must carry header {} now", words::code(name)), Promise::Broken)
        }
        ResponseEdit::HeaderAdded { name, required: false }
        | ResponseEdit::HeaderBecameOptional { name } => {
            (format!("may carry header {}", words::code(name)), Promise::Kept)
        }
        ResponseEdit::HeaderRemoved { name, .. } => {
            (format!("no longer needs header {}", words::code(name)), Promise::Kept)
        }
        ResponseEdit::LinkChanged { name } => {
            (format!("has another link {}", words::code(name)), Promise::Kept)
        }
    };
    Some((operation, format!("an answer {status} {what}"), promise))
}

/// What a change of the admitted types does to the admitted values.
///
/// A parameter or header is text on the wire, so there every number and boolean is a string too.
pub(super) fn types_effect(schema: &SchemaFact) -> Option<Effect> {
    let SchemaEdit::TypesChanged { added, removed, .. } = &schema.edit else { return None };
    let text = matches!(schema.position, SchemaPosition::Parameter | SchemaPosition::Header)
        && matches!(schema.path.as_str(), "" | "[]");
    let scalars = |types: &[&str]| {
        types.iter().all(|one| matches!(*one, "string" | "integer" | "number" | "boolean"))
    };
    Some(match (added.is_empty(), removed.is_empty()) {
        (true, _) => Effect::Narrowed,
        (_, true) => Effect::Widened,
        _ if text && added.contains(&"string") && scalars(removed) => Effect::Widened,
        _ if text && removed.contains(&"string") && scalars(added) => Effect::Narrowed,
        _ => Effect::Incomparable,
    })
}

/// The effect of a constraint's edit where the edit itself carries one.
pub(super) fn constraint_effect(edit: &SchemaEdit) -> Option<(&str, Effect)> {
    match edit {
        SchemaEdit::BoundChanged { keyword, effect, .. } => Some((keyword, *effect)),
        SchemaEdit::KeywordChanged { keyword, effect } => Some((keyword, *effect)),
        SchemaEdit::Described { effect } => Some(("schema", *effect)),
        SchemaEdit::FormatChanged { effect, .. } if *effect != Effect::Unknown => {
            Some(("format", *effect))
        }
        _ => None,
    }
}

/// Whether a serialization flag was set that lets clients write more than before and asks nothing
/// of those who do not use it.
pub(super) fn admits_more(what: &str, new: &str) -> bool {
    matches!(what, "allowReserved" | "allowEmptyValue") && new == "true"
}
