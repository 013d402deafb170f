//! Paths, webhooks and callbacks: from path items to operations.

use super::context::{Reader, entries, text};
use crate::openapi::change::Stability;
use crate::openapi::model::{Base, Channel, Operation, positional};
use crate::text::Node;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// A path item with what is around it.
#[derive(Clone)]
struct Item<'t> {
    channel: Channel,
    path: &'t str,
    /// The item itself, then what its `$ref` leads to.
    nodes: Vec<Node<'t>>,
}

impl<'t> Item<'t> {
    fn get(&self, key: &str) -> Option<Node<'t>> {
        self.nodes.iter().find_map(|node| node.get(key))
    }
}

impl<'t> Reader<'t> {
    /// All operations of the document, unsorted.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, node) in self.fixed_entries(self.root, "paths") {
            if !path.starts_with('/') {
                let message = format!("the path {path:?} does not begin with a slash");
                self.report.warning("odd-path", node, message);
            }
            self.item(Channel::Path, path, node, &mut operations);
        }
        for (name, node) in self.entries(self.root, "webhooks") {
            self.item(Channel::Webhook, name, node, &mut operations);
        }
        operations
    }

    fn item(
        &mut self,
        channel: Channel,
        path: &'t str,
        node: Node<'t>,
        operations: &mut Vec<Operation>,
    ) {
        let Some(target) = self.object(node, "a path item") else { return };
        let mut nodes = vec![node];
        if target.id() != node.id() {
            nodes.push(target);
        }
        let item = Item { channel, path, nodes };
        for method in METHODS {
            let Some(node) = item.get(method) else { continue };
            if !node.is_object() {
                self.report.wrong_shape(node, "an operation", "an object");
            } else if self.may_read(node) {
                let operation = self.operation(&item, method, node);
                self.callbacks(&operation, node, operations);
                operations.push(operation);
            }
        }
    }

    fn operation(&mut self, item: &Item<'t>, method: &str, node: Node<'t>) -> Operation {
        let mut tags: Vec<Box<str>> = self
            .items(node, "tags")
            .into_iter()
            .filter_map(|tag| tag.as_str().map(Box::from))
            .collect();
        tags.sort_unstable();
        tags.dedup();
        let shared = item.nodes.iter().find(|node| node.get("parameters").is_some());
        let template = (item.channel == Channel::Path).then_some(item.path);
        Operation {
            channel: item.channel.clone(),
            method: method.to_ascii_uppercase().into(),
            path: item.path.into(),
            bases: self.bases(item, node),
            node: node.id(),
            id: text(node, "operationId").map(Box::from),
            tags: tags.into(),
            lifecycle: self.lifecycle(node),
            stability: self.stability(node),
            parameters: self.parameters(template, node, shared.copied()),
            request: self.request_body(node),
            responses: self.responses(node),
            security: self.security(node),
        }
    }

    fn stability(&mut self, node: Node<'t>) -> Stability {
        let Some(value) = node.get("x-stability-level") else { return Stability::Stable };
        match value.as_str() {
            Some("draft") => Stability::Draft,
            Some("alpha") => Stability::Alpha,
            Some("beta") => Stability::Beta,
            Some("stable") => Stability::Stable,
            _ => {
                self.report.odd_shape(value, "`x-stability-level`", "draft, alpha, beta or stable");
                Stability::Stable
            }
        }
    }

    /// The base paths of the servers that are nearest to an operation.
    fn bases(&mut self, item: &Item<'t>, operation: Node<'t>) -> Box<[Base]> {
        let said = |node: Node<'t>| node.get("servers").filter(|servers| servers.len() > 0);
        let servers = said(operation)
            .or_else(|| item.nodes.iter().find_map(|node| said(*node)))
            .or_else(|| said(self.root));
        let mut bases = Vec::new();
        if item.channel == Channel::Path {
            for server in servers.iter().flat_map(|servers| servers.items()) {
                bases.extend(self.base(server));
            }
        }
        if bases.is_empty() {
            bases.push(Base { path: Box::default(), node: servers.unwrap_or(operation).id() });
        }
        bases.sort_by(|a, b| a.path.cmp(&b.path));
        bases.dedup_by(|a, b| a.path == b.path);
        bases.into()
    }

    fn base(&mut self, server: Node<'t>) -> Option<Base> {
        let Some(url) = text(server, "url") else {
            self.report.odd_shape(server, "a server", "an object with a `url`");
            return None;
        };
        let mut address = String::new();
        let mut rest = url;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            let variable = server.get("variables").and_then(|all| all.get(name));
            address.push_str(before);
            match variable.and_then(|variable| text(variable, "default")) {
                Some(value) => address.push_str(value),
                None => {
                    let message = format!("the server's variable {name:?} has no default");
                    self.report.warning("server-variable", server, message);
                    address.push_str("{}");
                }
            }
            rest = behind;
        }
        address.push_str(rest);
        Some(Base { path: path_of(&address).into(), node: server.id() })
    }

    /// The operations that `operation` makes somebody else call.
    fn callbacks(
        &mut self,
        operation: &Operation,
        node: Node<'t>,
        operations: &mut Vec<Operation>,
    ) {
        for (name, callback) in self.entries(node, "callbacks") {
            if matches!(operation.channel, Channel::Callback { .. }) {
                let message = "a callback of a callback is not read".to_owned();
                self.report.warning("nested-callback", callback, message);
                continue;
            }
            let Some(callback) = self.object(callback, "a callback") else { continue };
            let of = format!("{} {} {name}", operation.method, positional(&operation.path));
            let channel = Channel::Callback { of: of.into(), inverted: !operation.is_inverted() };
            let expressions = entries(callback).filter(|(name, _)| !name.starts_with("x-"));
            for (expression, item) in expressions {
                self.item(channel.clone(), expression, item, operations);
            }
        }
    }
}

/// The path part of an address, absolute or relative, without a slash at the end.
fn path_of(address: &str) -> &str {
    let behind_host = match address.split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => {
            rest.find('/').map_or("", |slash| &rest[slash..])
        }
        _ => address.strip_prefix('.').unwrap_or(address),
    };
    let end = behind_host.find(['?', '#']).unwrap_or(behind_host.len());
    behind_host[..end].trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn scheme_and_host_are_not_part_of_the_contract() {
        assert_eq!(path_of("https://api.example.com/v1/"), "/v1");
        assert_eq!(path_of("//api.example.com"), "");
        assert_eq!(path_of("/"), "");
        assert_eq!(path_of("./v2?x#y"), "/v2");
        assert_eq!(path_of("{}://{}/base"), "/base");
    }
}
