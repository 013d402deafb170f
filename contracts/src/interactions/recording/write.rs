//! Writes recordings: the same model always gives the same text.

use super::super::body::{Body, Data};
use super::super::body_path::BodyPath;
use super::super::json::{self, Json, quoted};
use super::super::matching_rules::{
    Fallback, Matcher, Matchers, MatchingRules, NamedMatchers, StatusClass,
};
use super::super::model::{Headers, Interaction, Kind, Model, Request, Response};
use super::FORMAT;
use base64::Engine as _;

/// A JSON object on its way to text, entries in the order in which they are added.
struct Object(String);

impl Object {
    fn new() -> Self {
        Self(String::from("{"))
    }

    /// Adds an entry whose value is JSON text already.
    fn raw(&mut self, key: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        json::write_string(key, &mut self.0);
        self.0.push(':');
        self.0.push_str(value);
    }

    fn text(&mut self, key: &str, value: &str) {
        self.raw(key, &quoted(value));
    }

    fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

fn list(values: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", values.into_iter().collect::<Vec<_>>().join(","))
}

/// Writes the HTTP interactions of a model as a recording. Messages have no place in one.
pub fn write(model: &Model) -> String {
    let mut root = Object::new();
    root.text("handfast", FORMAT);
    for (key, party) in [("consumer", &model.consumer), ("provider", &model.provider)] {
        if let Some(name) = party {
            root.text(key, name);
        }
    }
    root.raw("interactions", &list(model.interactions.iter().filter_map(interaction)));
    let text = root.done();
    match Json::parse(text.as_bytes()) {
        Some(json) => json::pretty(json.node()),
        // Beyond the reader's limits the text is as good, only not laid out.
        None => text,
    }
}

fn interaction(interaction: &Interaction) -> Option<String> {
    let Kind::Http { request: asked, response: answer } = &interaction.kind else { return None };
    let mut out = Object::new();
    out.text("description", &interaction.description);
    if !interaction.states.is_empty() {
        let states = interaction.states.iter().map(|state| {
            let mut out = Object::new();
            out.text("name", &state.name);
            if !state.params.is_empty() {
                out.raw("params", &parameters(&state.params));
            }
            out.done()
        });
        out.raw("states", &list(states));
    }
    if interaction.pending {
        out.raw("pending", "true");
    }
    if let Some(key) = &interaction.key {
        out.text("key", key);
    }
    out.raw("request", &request(asked));
    out.raw("response", &response(answer));
    Some(out.done())
}

fn parameters(parameters: &[(String, Json)]) -> String {
    let mut out = Object::new();
    for (name, value) in parameters {
        let mut text = String::new();
        json::write(value.node(), &mut text);
        out.raw(name, &text);
    }
    out.done()
}

fn request(request: &Request) -> String {
    let mut out = Object::new();
    out.text("method", &request.method);
    out.text("path", &request.path);
    if !request.query.is_empty() {
        out.text("query", &request.query.to_string());
    }
    headers(&request.headers, &mut out);
    body(&request.body, &mut out);
    rules(&request.rules, &mut out);
    out.done()
}

fn response(response: &Response) -> String {
    let mut out = Object::new();
    out.raw("status", &response.status.to_string());
    headers(&response.headers, &mut out);
    body(&response.body, &mut out);
    rules(&response.rules, &mut out);
    out.done()
}

fn headers(headers: &Headers, out: &mut Object) {
    if headers.is_empty() {
        return;
    }
    let mut lines = Object::new();
    for name in headers.names() {
        let values = headers.values(name);
        let value = match values.as_slice() {
            [one] => quoted(one),
            several => list(several.iter().map(|value| quoted(value))),
        };
        lines.raw(name, &value);
    }
    out.raw("headers", &lines.done());
}

fn body(body: &Body, out: &mut Object) {
    let mut inner = Object::new();
    match body {
        Body::Missing => return,
        Body::Empty => inner.text("text", ""),
        Body::Null => inner.raw("json", "null"),
        Body::Present(content) => match &content.data {
            Data::Json(value) => {
                let mut text = String::new();
                json::write(value.node(), &mut text);
                inner.raw("json", &text);
            }
            Data::Text(text) => inner.text("text", text),
            Data::Binary(bytes) => {
                inner.text("base64", &base64::engine::general_purpose::STANDARD.encode(bytes));
            }
        },
    }
    out.raw("body", &inner.done());
}

fn rules(rules: &MatchingRules, out: &mut Object) {
    if rules.fallback == Fallback::Equal {
        out.text("compare", "equal");
    }
    if rules.is_empty() {
        return;
    }
    let mut all = Object::new();
    for (key, whole) in [("path", &rules.path), ("status", &rules.status)] {
        if let Some(one) = whole {
            all.raw(key, &matchers(one));
        }
    }
    for (key, rules) in
        [("query", &rules.query), ("header", &rules.headers), ("metadata", &rules.metadata)]
    {
        if !rules.is_empty() {
            all.raw(key, &named(rules));
        }
    }
    if !rules.body.is_empty() {
        all.raw("body", &by_path(&rules.body));
    }
    out.raw("matchingRules", &all.done());
}

fn named(rules: &[NamedMatchers]) -> String {
    let mut out = Object::new();
    for rule in rules {
        let index = rule.index.map_or_else(String::new, |index| format!("[{index}]"));
        out.raw(&format!("{}{index}", rule.name), &matchers(&rule.matchers));
    }
    out.done()
}

fn by_path(rules: &[(BodyPath, Matchers)]) -> String {
    let mut out = Object::new();
    for (path, one) in rules {
        out.raw(&path.to_string(), &matchers(one));
    }
    out.done()
}

fn matchers(matchers: &Matchers) -> String {
    let mut out = Object::new();
    out.raw("matchers", &list(matchers.all.iter().map(matcher)));
    if matchers.all.len() > 1 {
        out.text("combine", matchers.combine.as_str());
    }
    out.done()
}

fn matcher(matcher: &Matcher) -> String {
    let mut out = Object::new();
    let mut name = |name: &str| out.text("match", name);
    match matcher {
        Matcher::Equality => name("equality"),
        Matcher::Type { min, max } => {
            name("type");
            for (key, size) in [("min", min), ("max", max)] {
                if let Some(size) = size {
                    out.raw(key, &size.to_string());
                }
            }
        }
        Matcher::Regex(pattern) => {
            name("regex");
            out.text("regex", pattern.as_str());
        }
        Matcher::Include(part) => {
            name("include");
            out.text("value", part);
        }
        Matcher::Integer => name("integer"),
        Matcher::Decimal => name("decimal"),
        Matcher::Number => name("number"),
        Matcher::Boolean => name("boolean"),
        Matcher::Null => name("null"),
        Matcher::Date(format) => with_format(&mut out, "date", format.as_deref()),
        Matcher::Time(format) => with_format(&mut out, "time", format.as_deref()),
        Matcher::DateTime(format) => with_format(&mut out, "datetime", format.as_deref()),
        Matcher::ContentType(media_type) => {
            name("contentType");
            out.text("value", media_type);
        }
        Matcher::StatusCode(class) => {
            name("statusCode");
            out.raw("status", &status_class(class));
        }
        Matcher::NotEmpty => name("notEmpty"),
        Matcher::Semver => name("semver"),
        Matcher::Values => name("values"),
        Matcher::ArrayContains(variants) => {
            name("arrayContains");
            let variants = variants.iter().map(|variant| {
                let mut out = Object::new();
                out.raw("index", &variant.index.to_string());
                out.raw("rules", &by_path(&variant.rules));
                out.done()
            });
            out.raw("variants", &list(variants));
        }
        Matcher::EachKey(each) => {
            name("eachKey");
            out.raw("rules", &list(each.all.iter().map(self::matcher)));
        }
        Matcher::EachValue(each) => {
            name("eachValue");
            out.raw("rules", &list(each.all.iter().map(self::matcher)));
        }
        Matcher::Unknown { text, .. } => return text.clone(),
    }
    out.done()
}

fn with_format(out: &mut Object, name: &str, format: Option<&str>) {
    out.text("match", name);
    if let Some(format) = format {
        out.text("format", format);
    }
}

fn status_class(class: &StatusClass) -> String {
    match class {
        StatusClass::Information => quoted("info"),
        StatusClass::Success => quoted("success"),
        StatusClass::Redirect => quoted("redirect"),
        StatusClass::ClientError => quoted("clientError"),
        StatusClass::ServerError => quoted("serverError"),
        StatusClass::NonError => quoted("nonError"),
        StatusClass::Error => quoted("error"),
        StatusClass::Codes(codes) => list(codes.iter().map(ToString::to_string)),
    }
}
