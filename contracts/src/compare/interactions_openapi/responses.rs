//! Responses: status, headers, and which body is promised.

use super::bodies::{self, RESPONSE};
use super::{Area, Exchange, Judge, Said, wire};
use crate::interactions::body::Body;
use crate::openapi::model::{MediaType, Response, Status};

/// Headers that a server, a proxy or HTTP itself adds; a contract need not declare them.
const GENERAL: [&str; 45] = [
    "accept-ranges",
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
    "age",
    "allow",
    "alt-svc",
    "cache-control",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-security-policy",
    "content-type",
    "date",
    "etag",
    "expires",
    "keep-alive",
    "last-modified",
    "link",
    "location",
    "pragma",
    "proxy-authenticate",
    "referrer-policy",
    "retry-after",
    "server",
    "server-timing",
    "set-cookie",
    "strict-transport-security",
    "traceparent",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "vary",
    "via",
    "warning",
    "www-authenticate",
    "x-content-type-options",
    "x-frame-options",
];

impl<'m> Judge<'m> {
    /// Judges the expected response.
    pub(super) fn response(&mut self, exchange: &Exchange<'_, 'm>) {
        let status = Status::Exact(exchange.response.status);
        // Exact before range before default.
        let declared = exchange.operation.responses.iter().find(|one| one.status.covers(status));
        let Some(declared) = declared else {
            let known: Vec<_> =
                exchange.operation.responses.iter().map(|one| one.status.to_string()).collect();
            let said = Said {
                code: "response-status-unknown",
                message: format!(
                    "status {status} is not declared; declared is {}",
                    known.join(", ")
                ),
                consumer: Some(exchange.response.location.clone()),
                provider: Some(exchange.operation.node),
            };
            return self.mismatch(exchange.interaction, Area::ResponseStatus, said);
        };
        self.accepted(exchange, declared);
        self.response_headers(exchange, declared);
        self.response_body(exchange, declared);
    }

    /// What the consumer accepts must be among what the response may be.
    fn accepted(&mut self, exchange: &Exchange<'_, 'm>, declared: &'m Response) {
        let lines = exchange.request.headers.values("Accept");
        let wanted: Vec<_> = lines
            .iter()
            .flat_map(|line| line.split(','))
            .filter(|one| !one.trim().is_empty())
            .map(|one| MediaType::new(one.split(";q=").next().unwrap_or(one)))
            .collect();
        if wanted.is_empty() || declared.content.is_empty() || exchange.expects_error() {
            return;
        }
        let offered = |wanted: &MediaType| {
            declared.content.iter().any(|content| wanted.covers(&content.media_type))
                || bodies::select(&declared.content, wanted).is_some()
        };
        if wanted.iter().any(offered) {
            return;
        }
        let known: Vec<_> = declared.content.iter().map(|one| one.media_type.as_str()).collect();
        let said = Said {
            code: "request-accept-unknown",
            message: format!(
                "the consumer accepts {}, declared is {}",
                lines.join(", "),
                known.join(", ")
            ),
            consumer: Some(exchange.request.location.clone()),
            provider: Some(declared.node),
        };
        self.mismatch(exchange.interaction, Area::MediaType, said);
    }

    fn response_headers(&mut self, exchange: &Exchange<'_, 'm>, declared: &'m Response) {
        for name in exchange.response.headers.names() {
            let lower = name.to_ascii_lowercase();
            let lines = exchange.response.headers.values(name);
            let Some(header) = declared.headers.iter().find(|one| *one.name == *lower) else {
                if !GENERAL.contains(&lower.as_str()) {
                    let said = Said {
                        code: "response-header-unknown",
                        message: format!("the header {name:?} is not declared"),
                        consumer: Some(exchange.response.location.clone()),
                        provider: Some(declared.node),
                    };
                    self.mismatch(exchange.interaction, Area::ResponseHeader, said);
                }
                continue;
            };
            if lower == "content-type" {
                continue;
            }
            let readings = wire::of_header(self.provider, header.schema, &header.form, &lines);
            if let Some((value, findings)) = wire::judge(&mut self.fit, header.schema, &readings) {
                let what = format!("header {name:?}");
                let code = "response-header-incompatible";
                let area = Area::ResponseHeader;
                self.report(exchange, area, code, (&what, &value), findings);
            }
        }
    }

    fn response_body(&mut self, exchange: &Exchange<'_, 'm>, declared: &'m Response) {
        let (body, headers) = (&exchange.response.body, &exchange.response.headers);
        if declared.content.is_empty() {
            if matches!(body, Body::Present(_)) {
                let said = Said {
                    code: "response-body-unknown",
                    message: "the consumer expects a body, the response declares none".into(),
                    consumer: Some(exchange.response.location.clone()),
                    provider: Some(declared.node),
                };
                self.mismatch(exchange.interaction, Area::ResponseBody, said);
            }
            return;
        }
        let expected = (body, headers);
        if let Some(content) =
            self.content(exchange, RESPONSE, expected, (&declared.content, declared.node))
        {
            self.body(exchange, RESPONSE, body, content);
        }
    }
}
