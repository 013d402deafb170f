//! Authentication: is what the operation asks for on the wire?
//!
//! Only presence is judged. Tokens of OAuth 2 and OpenID and certificates of clients are not on
//! every example's wire, so those schemes count as met.

use super::parameters::cookies;
use super::{Area, Exchange, Judge, Said};
use crate::openapi::change::ParameterLocation;
use crate::openapi::model::{Requirement, SchemeWire};

impl<'m> Judge<'m> {
    /// Some alternative must be met, and of it every scheme.
    pub(super) fn security(&mut self, exchange: &Exchange<'_, 'm>) {
        let security = &exchange.operation.security;
        let met = |one: &Requirement| {
            one.schemes.iter().all(|(id, _)| {
                let wire = &self.provider.scheme(*id).wire;
                is_met(wire, exchange)
            })
        };
        if security.alternatives.iter().any(met) {
            return;
        }
        let wanted: Vec<String> = security
            .alternatives
            .iter()
            .map(|one| {
                let all = one.schemes.iter().map(|(id, _)| self.provider.scheme(*id).identity());
                all.collect::<Vec<_>>().join(" and ")
            })
            .collect();
        let said = Said {
            code: "request-security-missing",
            message: format!("the request carries no {}", wanted.join(", nor ")),
            consumer: Some(exchange.request.location.clone()),
            provider: Some(security.node),
        };
        self.mismatch(exchange.interaction, Area::Security, said);
    }

    /// Whether this name is that of a key by which the operation authenticates.
    pub(super) fn is_key(&self, exchange: &Exchange<'_, 'm>, name: &str) -> bool {
        let alternatives = exchange.operation.security.alternatives.iter();
        alternatives.flat_map(|one| &one.schemes).any(|(id, _)| {
            matches!(
                &self.provider.scheme(*id).wire,
                SchemeWire::ApiKey { name: own, .. } if own.eq_ignore_ascii_case(name)
            )
        })
    }
}

fn is_met(wire: &SchemeWire, exchange: &Exchange<'_, '_>) -> bool {
    let request = exchange.request;
    match wire {
        SchemeWire::ApiKey { location, name } => match location {
            ParameterLocation::Query => !request.query.values(name).is_empty(),
            ParameterLocation::Header => request.headers.get(name).is_some(),
            ParameterLocation::Cookie => !cookies(&request.headers).values(name).is_empty(),
            ParameterLocation::Path => true,
        },
        SchemeWire::Http { scheme, .. } => {
            let sent = request.headers.get("Authorization").unwrap_or_default();
            let word = sent.split_whitespace().next().unwrap_or_default();
            word.eq_ignore_ascii_case(scheme)
        }
        SchemeWire::MutualTls
        | SchemeWire::OAuth2
        | SchemeWire::OpenIdConnect
        | SchemeWire::Other(_) => true,
    }
}
