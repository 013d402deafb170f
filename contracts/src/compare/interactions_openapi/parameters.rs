//! Query parameters, headers and cookies of a request.

use super::{Area, Exchange, Judge, Said, wire};
use crate::interactions::model::{Headers, Query, decode};
use crate::openapi::model::{Parameter, ParameterForm, Slot};

/// Headers that every client sends; they are declared elsewhere or nowhere.
const GENERAL: [&str; 24] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "authorization",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "expect",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "origin",
    "referer",
    "te",
    "traceparent",
    "tracestate",
    "transfer-encoding",
    "user-agent",
];

/// One value as it was sent, or that it was not.
enum Sent {
    Nothing,
    As(wire::Readings),
}

impl<'m> Judge<'m> {
    /// Judges what is sent beside the path and the body.
    pub(super) fn parameters(&mut self, exchange: &Exchange<'_, 'm>) {
        let cookies = cookies(&exchange.request.headers);
        for parameter in &exchange.operation.parameters {
            match &parameter.slot {
                Slot::Path(_) => {}
                Slot::Query(_) => self.query_parameter(exchange, parameter),
                Slot::Header(name) => self.header(exchange, parameter, name),
                Slot::Cookie(name) => {
                    let value = cookies.values(name);
                    let sent = match value.first() {
                        None => Sent::Nothing,
                        Some(_) => Sent::As(wire::of_query(self.provider, parameter, &cookies)),
                    };
                    self.parameter(exchange, parameter, Area::Header, sent);
                }
            }
        }
        self.undeclared(exchange);
    }

    fn query_parameter(&mut self, exchange: &Exchange<'_, 'm>, parameter: &'m Parameter) {
        let readings = wire::of_query(self.provider, parameter, &exchange.request.query);
        let sent = if readings.is_empty() { Sent::Nothing } else { Sent::As(readings) };
        let empty = exchange.request.query.values(&parameter.name) == [""];
        let allowed = matches!(parameter.form, ParameterForm::Style { allow_empty: true, .. });
        if empty && allowed {
            return;
        }
        self.parameter(exchange, parameter, Area::Query, sent);
    }

    fn header(&mut self, exchange: &Exchange<'_, 'm>, parameter: &'m Parameter, name: &str) {
        // OpenAPI: parameters of these names are ignored, the headers are described elsewhere.
        if matches!(name, "accept" | "content-type" | "authorization") {
            return;
        }
        let lines = exchange.request.headers.values(name);
        let sent = if lines.is_empty() {
            Sent::Nothing
        } else {
            let (schema, form) = (parameter.schema, &parameter.form);
            Sent::As(wire::of_header(self.provider, schema, form, &lines))
        };
        self.parameter(exchange, parameter, Area::Header, sent);
    }

    fn parameter(
        &mut self,
        exchange: &Exchange<'_, 'm>,
        parameter: &'m Parameter,
        area: Area,
        sent: Sent,
    ) {
        let (missing, incompatible) = match area {
            Area::Query => ("request-query-missing", "request-query-incompatible"),
            _ => ("request-header-missing", "request-header-incompatible"),
        };
        let what = match parameter.slot {
            Slot::Query(_) => "query parameter",
            Slot::Cookie(_) => "cookie",
            Slot::Path(_) | Slot::Header(_) => "header",
        };
        let what = format!("{what} {:?}", parameter.name);
        match sent {
            Sent::Nothing if parameter.required => {
                let said = Said {
                    code: missing,
                    message: format!("the required {what} is not sent"),
                    consumer: Some(exchange.request.location.clone()),
                    provider: Some(parameter.node),
                };
                self.mismatch(exchange.interaction, area, said);
            }
            Sent::Nothing => {}
            Sent::As(readings) => match wire::judge(&mut self.fit, parameter.schema, &readings) {
                Some((value, findings)) => {
                    self.report(exchange, area, incompatible, (&what, &value), findings);
                }
                None => {
                    let said = Said {
                        code: incompatible,
                        message: format!("the {what} is not JSON, as the parameter asks for"),
                        consumer: Some(exchange.request.location.clone()),
                        provider: Some(parameter.node),
                    };
                    self.mismatch(exchange.interaction, area, said);
                }
            },
        }
    }

    /// Says which parameters nobody declares: most providers ignore them.
    fn undeclared(&mut self, exchange: &Exchange<'_, 'm>) {
        let parameters = &exchange.operation.parameters;
        for name in exchange.request.query.names() {
            let base = name.split('[').next().unwrap_or(name);
            let declared = parameters.iter().any(|one| match &one.slot {
                Slot::Query(own) => {
                    let schema = self.provider.schema(one.schema).object.as_ref();
                    **own == *name
                        || **own == *base
                        || schema.is_some_and(|object| object.property(name).is_some())
                }
                _ => false,
            });
            if !declared && !self.is_key(exchange, name) {
                let message = format!("the query parameter {name:?} is not declared");
                self.info(exchange, "request-query-undeclared", message);
            }
        }
        for name in exchange.request.headers.names() {
            let lower = name.to_ascii_lowercase();
            let declared = GENERAL.contains(&lower.as_str())
                || parameters
                    .iter()
                    .any(|one| matches!(&one.slot, Slot::Header(own) if **own == *lower));
            if !declared && !self.is_key(exchange, name) {
                let message = format!("the header {name:?} is not declared");
                self.info(exchange, "request-header-undeclared", message);
            }
        }
    }
}

/// The cookies that a request sends, by name.
pub(super) fn cookies(headers: &Headers) -> Query {
    let mut cookies = Query::default();
    for line in headers.values("Cookie") {
        for pair in line.split(';') {
            if let Some((name, value)) = pair.split_once('=') {
                cookies.push(name.trim(), Some(decode(value.trim())));
            }
        }
    }
    cookies
}
