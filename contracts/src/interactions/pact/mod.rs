//! Pact files, versions 1 to 4.
//!
//! The versions differ in how they write queries, provider states, bodies and matching rules. Each
//! of these is read by its form, whatever version the file claims to be, because files in the
//! wild mix them; the version decides only what a body is and how scalar texts are meant.

mod exchange;
mod rules;

use super::model::{
    Interaction, Kind, Message, MessagePart, MessageStyle, Model, PactVersion, ProviderState,
    SourceFormat,
};
use super::reader::{Reader, scalar_text};
use crate::text::Node;

pub(super) use rules::read as read_rules;

pub(super) use exchange::{read_message, read_request, read_response};

/// Whether `root` is a Pact file: a consumer or a provider by name, and interactions or messages.
pub(super) fn is_pact(root: Node<'_>) -> bool {
    let party = |key| root.get(key).is_some_and(|one: Node<'_>| one.is_object());
    (party("consumer") || party("provider"))
        && (root.get("interactions").is_some() || root.get("messages").is_some())
}

/// Reads a Pact file.
pub(super) fn read<'t>(reader: &mut Reader<'t>) -> Model {
    let root: Node<'t> = reader.root();
    let version = version(reader, root);
    let nodes = reader.array(root, "interactions");
    let mut interactions = Vec::with_capacity(nodes.len());
    for node in nodes {
        interactions.extend(interaction(reader, node, version));
    }
    for node in reader.array(root, "messages") {
        if node.is_object() {
            interactions.push(message(reader, node, version));
        } else {
            reader.unexpected(node, "a message");
        }
    }
    Model {
        format: SourceFormat::Pact(version),
        consumer: party(reader, root, "consumer"),
        provider: party(reader, root, "provider"),
        interactions,
    }
}

fn party<'t>(reader: &mut Reader<'t>, root: Node<'t>, key: &str) -> Option<String> {
    let party = reader.object(root, key)?;
    reader.text(party, "name").map(str::to_owned)
}

/// The version that the metadata name, in any of the spellings that writers use, else the one
/// whose features the file shows.
fn version<'t>(reader: &mut Reader<'t>, root: Node<'t>) -> PactVersion {
    let metadata = root.get("metadata").or_else(|| root.get("metaData"));
    let Some(named) = metadata.and_then(named_version) else { return shown_version(root) };
    let text = scalar_text(named).unwrap_or_default();
    let mut numbers = text.split('.').map(|part| part.trim().parse::<u32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(1), Some(1..)) => PactVersion::V1_1,
        (Some(0 | 1), _) => PactVersion::V1,
        (Some(2), _) => PactVersion::V2,
        (Some(3), _) => PactVersion::V3,
        (Some(4), _) => PactVersion::V4,
        _ => {
            let message = format!(
                "Pact specification version {text:?} is not known; known are 1.0, 1.1, 2.0, 3.0 \
                 and 4.0"
            );
            reader.error(named, "pact-version-unknown", message);
            PactVersion::V4
        }
    }
}

fn named_version(metadata: Node<'_>) -> Option<Node<'_>> {
    metadata.entries().find_map(|(key, value)| {
        let name: String = key.name.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        match name.to_ascii_lowercase().as_str() {
            "pactspecification" if value.is_object() => value.get("version"),
            "pactspecification" | "pactspecificationversion" => Some(value),
            _ => None,
        }
    })
}

fn shown_version(root: Node<'_>) -> PactVersion {
    let interactions: Vec<_> =
        root.get("interactions").map(|all| all.items().collect()).unwrap_or_default();
    let any = |shows: &dyn Fn(Node<'_>) -> bool| interactions.iter().any(|one| shows(*one));
    if any(&|one| one.get("type").is_some()) {
        PactVersion::V4
    } else if root.get("messages").is_some()
        || any(&|one| one.get("providerStates").is_some())
        || any(&|one| one.resolve("/request/query").is_some_and(Node::is_object))
    {
        PactVersion::V3
    } else {
        PactVersion::V2
    }
}

fn interaction<'t>(
    reader: &mut Reader<'t>,
    node: Node<'t>,
    version: PactVersion,
) -> Option<Interaction> {
    if !node.is_object() {
        reader.unexpected(node, "an interaction");
        return None;
    }
    match reader.text(node, "type") {
        None | Some("Synchronous/HTTP") => http(reader, node, version),
        Some("Asynchronous/Messages") => Some(message(reader, node, version)),
        Some("Synchronous/Messages") => Some(exchange_of_messages(reader, node, version)),
        Some(other) => {
            let message = format!(
                "interaction type {other:?} is not known; known are Synchronous/HTTP, \
                 Asynchronous/Messages and Synchronous/Messages: kept as a message without parts, \
                 which is neither replayed nor compared"
            );
            reader.warning(node, "interaction-type-unknown", message);
            let style = MessageStyle::Asynchronous;
            Some(framed(reader, node, Kind::Message(Message { style, parts: Vec::new() })))
        }
    }
}

fn http<'t>(reader: &mut Reader<'t>, node: Node<'t>, version: PactVersion) -> Option<Interaction> {
    let request = reader.object(node, "request");
    let response = reader.object(node, "response");
    let (Some(request), Some(response)) = (request, response) else {
        let missing = if request.is_none() { "request" } else { "response" };
        let message = format!("the interaction has no {missing}");
        reader.error(node, &format!("{missing}-missing"), message);
        return None;
    };
    let request = read_request(reader, request, version);
    let response = read_response(reader, response, version);
    Some(framed(reader, node, Kind::Http { request, response }))
}

fn message<'t>(reader: &mut Reader<'t>, node: Node<'t>, version: PactVersion) -> Interaction {
    let parts = vec![exchange::read_message(reader, node, version)];
    framed(reader, node, Kind::Message(Message { style: MessageStyle::Asynchronous, parts }))
}

fn exchange_of_messages<'t>(
    reader: &mut Reader<'t>,
    node: Node<'t>,
    version: PactVersion,
) -> Interaction {
    let mut parts: Vec<MessagePart> = Vec::new();
    if let Some(request) = reader.object(node, "request") {
        parts.push(exchange::read_message(reader, request, version));
    }
    let answers = match node.get("response") {
        Some(one) if one.is_object() => vec![one],
        _ => reader.array(node, "response"),
    };
    for answer in answers {
        parts.push(exchange::read_message(reader, answer, version));
    }
    framed(reader, node, Kind::Message(Message { style: MessageStyle::Synchronous, parts }))
}

/// What all interactions have in common, around this exchange.
fn framed<'t>(reader: &mut Reader<'t>, node: Node<'t>, kind: Kind) -> Interaction {
    let description = reader.text(node, "description").unwrap_or_default().to_owned();
    if description.is_empty() {
        reader.warning(
            node,
            "description-missing",
            "the interaction has no description, by which reports and people would recognise it",
        );
    }
    let key = reader.text(node, "key").or_else(|| node.get("_id").and_then(Node::as_str));
    Interaction {
        description,
        states: states(reader, node),
        pending: node.get("pending").and_then(Node::as_bool).unwrap_or(false),
        key: key.map(str::to_owned),
        plugin: plugin(node),
        kind,
        location: node.location(),
    }
}

fn plugin(node: Node<'_>) -> Option<String> {
    let configuration = node.get("pluginConfiguration")?;
    configuration.entries().next().map(|(key, _)| key.name.to_owned())
}

fn states<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Vec<ProviderState> {
    let named = |name: &str| ProviderState { name: name.to_owned(), params: Vec::new() };
    if let Some(several) = reader.entry(node, "providerStates").filter(|one| one.is_array()) {
        return several.items().filter_map(|state| read_state(reader, state)).collect();
    }
    ["providerStates", "providerState", "provider_state"]
        .iter()
        .find_map(|key| reader.text(node, key))
        .filter(|name| !name.is_empty())
        .map(named)
        .into_iter()
        .collect()
}

fn read_state<'t>(reader: &mut Reader<'t>, node: Node<'t>) -> Option<ProviderState> {
    if let Some(name) = node.as_str() {
        return Some(ProviderState { name: name.to_owned(), params: Vec::new() });
    }
    if !node.is_object() {
        reader.unexpected(node, "a provider state");
        return None;
    }
    let name = reader.text(node, "name").unwrap_or_default().to_owned();
    let params = reader.object(node, "params").map(|params| {
        params.entries().map(|(key, value)| (key.name.to_owned(), reader.json(value))).collect()
    });
    Some(ProviderState { name, params: params.unwrap_or_default() })
}
