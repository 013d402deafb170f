//! Security schemes and what operations require of them.

use super::context::{Reader, text};
use crate::openapi::change::ParameterLocation;
use crate::openapi::model::{Requirement, SchemeId, SchemeWire, Security, SecurityScheme};
use crate::text::Node;
use std::collections::BTreeMap;

impl<'t> Reader<'t> {
    /// The declared schemes; operations that name others add to them.
    pub(super) fn read_schemes(&mut self) {
        let Some(components) = self.root.get("components") else { return };
        for (name, node) in self.entries(components, "securitySchemes") {
            if let Some(node) = self.object(node, "a security scheme") {
                let scheme = self.scheme(name, node);
                self.add_scheme(scheme);
            }
        }
    }

    fn scheme(&mut self, name: &str, node: Node<'t>) -> SecurityScheme {
        let word = |key| Box::from(text(node, key).unwrap_or_default());
        let wire = match text(node, "type") {
            Some("apiKey") => api_key(text(node, "in"), text(node, "name").unwrap_or_default()),
            Some("http") => SchemeWire::Http {
                scheme: text(node, "scheme").unwrap_or_default().to_ascii_lowercase().into(),
                bearer_format: text(node, "bearerFormat").map(Box::from),
            },
            Some("mutualTLS") => SchemeWire::MutualTls,
            Some("oauth2") => SchemeWire::OAuth2,
            Some("openIdConnect") => SchemeWire::OpenIdConnect,
            _ => SchemeWire::Other(word("type")),
        };
        let mut addresses: Vec<(Box<str>, Box<str>)> = Vec::new();
        if let Some(address) = text(node, "openIdConnectUrl") {
            addresses.push(("openIdConnectUrl".into(), address.into()));
        }
        for (flow, said) in self.fixed_entries(node, "flows") {
            for key in ["authorizationUrl", "refreshUrl", "tokenUrl"] {
                if let Some(address) = text(said, key) {
                    addresses.push((format!("flows.{flow}.{key}").into(), address.into()));
                }
            }
        }
        addresses.sort();
        let lifecycle = self.lifecycle(node);
        let addresses = addresses.into();
        SecurityScheme { name: name.into(), node: node.id(), wire, addresses, lifecycle }
    }

    /// What an operation asks of its callers: what it says itself, else what the document says.
    pub(super) fn security(&mut self, operation: Node<'t>) -> Security {
        let own = operation.get("security");
        let said = own.or_else(|| self.root.get("security"));
        let mut alternatives = Vec::new();
        if let Some(list) = said {
            if !list.is_array() {
                self.report.wrong_shape(list, "`security`", "a list");
            }
            for node in list.items() {
                alternatives.push(self.requirement(node));
            }
        }
        if alternatives.is_empty() {
            alternatives.push(Requirement::default());
        }
        alternatives.sort();
        alternatives.dedup();
        let node = said.unwrap_or(operation).id();
        Security { node, alternatives: alternatives.into() }
    }

    fn requirement(&mut self, node: Node<'t>) -> Requirement {
        let mut schemes: BTreeMap<SchemeId, Box<[Box<str>]>> = BTreeMap::new();
        if !node.is_object() {
            self.report.wrong_shape(node, "a security requirement", "an object");
        }
        for (name, scopes) in node.entries() {
            let mut scopes: Vec<Box<str>> =
                scopes.items().filter_map(|scope| scope.as_str().map(Box::from)).collect();
            scopes.sort_unstable();
            scopes.dedup();
            schemes.insert(self.scheme_named(name.name, node), scopes.into());
        }
        Requirement { schemes: schemes.into_iter().collect() }
    }

    fn scheme_named(&mut self, name: &str, node: Node<'t>) -> SchemeId {
        if let Some(known) = self.scheme_ids.get(name) {
            return *known;
        }
        let message = format!("the security scheme {name:?} is not declared");
        self.report.warning("undeclared-scheme", node, message);
        self.add_scheme(SecurityScheme {
            name: name.into(),
            node: node.id(),
            wire: SchemeWire::Other("undeclared".into()),
            addresses: Box::default(),
            lifecycle: Default::default(),
        })
    }

    fn add_scheme(&mut self, scheme: SecurityScheme) -> SchemeId {
        let id = SchemeId(u32::try_from(self.schemes.len()).unwrap_or(u32::MAX));
        self.scheme_ids.insert(scheme.name.clone(), id);
        self.schemes.push(scheme);
        id
    }
}

fn api_key(location: Option<&str>, name: &str) -> SchemeWire {
    let location = match location {
        Some("query") => ParameterLocation::Query,
        Some("cookie") => ParameterLocation::Cookie,
        _ => ParameterLocation::Header,
    };
    let name = match location {
        ParameterLocation::Header => name.to_ascii_lowercase().into(),
        _ => name.into(),
    };
    SchemeWire::ApiKey { location, name }
}
