//! Interactions against an OpenAPI document: does the provider's contract serve what this
//! consumer really uses?
//!
//! Each request must lead to an operation that accepts it, and each response must be one that the
//! operation promises. Requests are judged as a whole. Of responses an interaction holds the part
//! that the consumer reads: what is missing does not matter, and every key that is there must be
//! declared. A request whose expected response is an error may break the contract on purpose: of
//! it only path and method are judged.
//!
//! | code | area | meaning |
//! |---|---|---|
//! | `request-path-unknown` | path | no operation is served at the path |
//! | `request-path-incompatible` | path | a path parameter's value is not admitted |
//! | `request-method-unknown` | method | the path is served, not for this method |
//! | `request-query-missing`, `-incompatible` | query | a required parameter is not sent; a value is not admitted |
//! | `request-header-missing`, `-incompatible` | header | the same for a header or cookie |
//! | `request-security-missing` | security | no alternative of the operation's security is met |
//! | `request-media-type-unknown` | media-type | the operation does not accept the body's type |
//! | `request-accept-unknown` | media-type | no response is of a type that the consumer accepts |
//! | `request-body-missing`, `-incompatible` | request.body | |
//! | `response-status-unknown` | response.status | the status is not promised |
//! | `response-media-type-unknown` | media-type | the response is not promised in this type |
//! | `response-header-unknown`, `-incompatible` | response.header | |
//! | `response-body-unknown`, `-incompatible` | response.body | |
//!
//! Diagnostics that leave the verdict as it is are information; those that make it undecided are
//! warnings: `message-not-compared` (when there are only messages), `plugin-needed`,
//! `body-not-compared`, `undecided`.

mod bodies;
mod fit;
mod parameters;
mod responses;
mod routing;
mod security;
mod uses;
mod wire;

pub use uses::uses;

use super::{Area, Comparison, ComparisonVerdict, Mismatch};
use crate::interactions::json::Json;
use crate::interactions::{self, Interaction, Kind, Request, Response};
use crate::location::Location;
use crate::openapi;
use crate::openapi::model::Operation;
use crate::text::{Diagnostic, NodeId, Severity};
use fit::{Findings, Fit};

/// Does `provider` serve what `consumer` uses?
pub fn compare(consumer: &interactions::Model, provider: &openapi::Model) -> Comparison {
    let mut judge = Judge::new(provider);
    let mut messages = Vec::new();
    for interaction in &consumer.interactions {
        match &interaction.kind {
            Kind::Http { request, response } => judge.interaction(interaction, request, response),
            Kind::Message(_) => messages.push(interaction),
        }
    }
    judge.messages(&messages);
    judge.into_comparison()
}

/// Something to say about one interaction.
struct Said {
    code: &'static str,
    message: String,
    consumer: Option<Location>,
    provider: Option<NodeId>,
}

struct Judge<'m> {
    provider: &'m openapi::Model,
    /// All base paths of the provider, sorted.
    bases: Vec<&'m str>,
    fit: Fit<'m>,
    compared: usize,
    mismatches: Vec<Mismatch>,
    diagnostics: Vec<Diagnostic>,
}

/// One interaction with the operation that it leads to.
struct Exchange<'a, 'm> {
    interaction: &'a Interaction,
    request: &'a Request,
    response: &'a Response,
    operation: &'m Operation,
}

impl<'m> Judge<'m> {
    fn new(provider: &'m openapi::Model) -> Self {
        let bases = provider.operations().iter().flat_map(|operation| &operation.bases);
        let mut bases: Vec<&str> = bases.map(|base| &*base.path).collect();
        bases.sort_unstable();
        bases.dedup();
        Self {
            provider,
            bases,
            fit: Fit::new(provider),
            compared: 0,
            mismatches: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    fn interaction(&mut self, interaction: &Interaction, request: &Request, response: &Response) {
        if let Some(plugin) = &interaction.plugin {
            let message = format!(
                "{:?} needs the plugin {plugin:?} and cannot be compared",
                interaction.description
            );
            self.diagnose(Severity::Warning, "plugin-needed", message, &interaction.location);
            return;
        }
        self.compared += 1;
        let Some(operation) = self.route(interaction, request, response) else { return };
        let exchange = Exchange { interaction, request, response, operation };
        if !exchange.expects_error() {
            self.parameters(&exchange);
            self.security(&exchange);
            self.request_body(&exchange);
        }
        self.response(&exchange);
    }

    fn messages(&mut self, messages: &[&Interaction]) {
        let Some(first) = messages.first() else { return };
        let message = format!(
            "{} of the interactions are messages, which an OpenAPI document does not describe: \
             publish them for a provider contract that does",
            messages.len()
        );
        let alone = self.compared == 0;
        let severity = if alone { Severity::Warning } else { Severity::Info };
        self.diagnose(severity, "message-not-compared", message, &first.location);
    }

    fn mismatch(&mut self, interaction: &Interaction, area: Area, said: Said) {
        self.mismatches.push(Mismatch {
            code: said.code.to_owned(),
            area,
            message: said.message,
            interaction: interaction.description.clone(),
            consumer: Some(said.consumer.unwrap_or_else(|| interaction.location.clone())),
            provider: said.provider.map(|node| self.provider.location(node)),
        });
    }

    fn diagnose(&mut self, severity: Severity, code: &str, message: String, at: &Location) {
        let code = code.to_owned();
        self.diagnostics.push(Diagnostic { severity, code, message, location: at.clone() });
    }

    /// Reports what a schema does not admit; `value` is what was judged, `what` its name.
    fn report(
        &mut self,
        exchange: &Exchange<'_, 'm>,
        area: Area,
        code: &'static str,
        (what, value): (&str, &Json),
        findings: Findings,
    ) {
        for misfit in findings.misfits {
            let place = misfit.path.strip_prefix('$').filter(|path| !path.is_empty());
            let place = place.map_or_else(|| what.to_owned(), |path| format!("{what} at {path}"));
            let message = format!("{place}: {}", misfit.message);
            let consumer = value.location(misfit.consumer).or_else(|| exchange.side_of(area));
            let provider = Some(misfit.provider);
            self.mismatch(exchange.interaction, area, Said { code, message, consumer, provider });
        }
        if let Some(reason) = findings.undecided {
            self.undecided(exchange, "undecided", format!("{what}: {reason}"));
        }
    }

    fn undecided(&mut self, exchange: &Exchange<'_, 'm>, code: &str, reason: String) {
        let message = format!("{:?}: {reason}", exchange.interaction.description);
        self.diagnose(Severity::Warning, code, message, &exchange.interaction.location);
    }

    fn info(&mut self, exchange: &Exchange<'_, 'm>, code: &str, message: String) {
        let message = format!("{:?}: {message}", exchange.interaction.description);
        self.diagnose(Severity::Info, code, message, &exchange.interaction.location);
    }

    fn into_comparison(self) -> Comparison {
        let undecided = self.diagnostics.iter().any(|one| one.severity != Severity::Info);
        let verdict = match (self.mismatches.is_empty(), undecided) {
            (false, _) => ComparisonVerdict::Incompatible,
            (true, true) => ComparisonVerdict::Undecided,
            (true, false) => ComparisonVerdict::Compatible,
        };
        Comparison {
            verdict,
            compared: self.compared,
            mismatches: self.mismatches,
            diagnostics: self.diagnostics,
            engine: crate::report::ENGINE.to_owned(),
        }
    }
}

impl Exchange<'_, '_> {
    /// Whether the consumer expects to be refused, so that the request may break the contract.
    fn expects_error(&self) -> bool {
        self.response.status >= 400
    }

    /// The message in which something of this area stands.
    fn side_of(&self, area: Area) -> Option<Location> {
        Some(match area {
            Area::ResponseStatus | Area::ResponseHeader | Area::ResponseBody => {
                self.response.location.clone()
            }
            _ => self.request.location.clone(),
        })
    }
}

#[cfg(test)]
mod tests;
