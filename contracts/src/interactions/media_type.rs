//! Media types as in `Content-Type` and `Accept` (RFC 9110, §8.3.1).

use std::fmt;

/// A media type: `application/json; charset=utf-8`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MediaType {
    essence: String,
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads a media type or range. `None` for texts that are none, such as `hippos`.
    pub fn parse(text: &str) -> Option<Self> {
        let (essence, mut rest) = text.split_once(';').unwrap_or((text, ""));
        let essence = essence.trim().to_ascii_lowercase();
        let (kind, subtype) = essence.split_once('/')?;
        if kind.is_empty() || subtype.is_empty() || essence.contains(char::is_whitespace) {
            return None;
        }
        let mut parameters = Vec::new();
        while !rest.trim().is_empty() {
            let (one, next) = split_parameter(rest);
            if let Some((name, value)) = one.split_once('=') {
                parameters.push((name.trim().to_ascii_lowercase(), unquote(value.trim())));
            }
            rest = next;
        }
        Some(Self { essence, parameters })
    }

    /// The type without parameters, in lower case: `application/json`.
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// The value of a parameter; `name` in lower case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All parameters in their order, names in lower case.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn subtype(&self) -> &str {
        self.essence.split_once('/').map_or("", |(_, subtype)| subtype)
    }

    /// Whether bodies of this type are JSON texts: `application/json`, `…/…+json`.
    pub fn is_json(&self) -> bool {
        let subtype = self.subtype();
        matches!(subtype, "json" | "x-json") || subtype.ends_with("+json")
    }

    /// Whether bodies of this type are XML documents: `application/xml`, `text/xml`, `…/…+xml`.
    pub fn is_xml(&self) -> bool {
        let subtype = self.subtype();
        subtype == "xml" || subtype.ends_with("+xml")
    }

    /// Whether bodies of this type are forms as HTML writes them by default.
    pub fn is_form(&self) -> bool {
        self.essence == "application/x-www-form-urlencoded"
    }

    /// Whether bodies of this type consist of parts.
    pub fn is_multipart(&self) -> bool {
        self.essence.starts_with("multipart/")
    }

    /// Whether bodies of this type are texts of any sort.
    pub fn is_text(&self) -> bool {
        self.essence.starts_with("text/")
            || self.is_json()
            || self.is_xml()
            || self.is_form()
            || matches!(self.subtype(), "javascript" | "graphql" | "yaml" | "x-yaml" | "x-ndjson")
    }

    /// Whether this range (`*/*`, `text/*`, or one type) admits `other`, parameters aside.
    pub fn admits(&self, other: &Self) -> bool {
        self.essence == "*/*"
            || self.essence == other.essence
            || self.essence.strip_suffix("/*").is_some_and(|kind| {
                other.essence.split_once('/').is_some_and(|(other, _)| other == kind)
            })
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.essence)?;
        self.parameters.iter().try_for_each(|(name, value)| write!(f, "; {name}={value}"))
    }
}

/// The first parameter and what follows its `;`, which does not count within quotes.
fn split_parameter(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn unquote(value: &str) -> String {
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => {
            let mut text = String::with_capacity(quoted.len());
            let mut chars = quoted.chars();
            while let Some(one) = chars.next() {
                text.extend(if one == '\\' { chars.next() } else { Some(one) });
            }
            text
        }
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_may_be_quoted_and_names_are_lower_case() {
        let one = MediaType::parse("Text/HTML ; Charset=\"a;b\\\"c\";q=0.5").unwrap();
        assert_eq!(one.essence(), "text/html");
        assert_eq!(one.parameter("charset"), Some("a;b\"c"));
        assert_eq!(one.parameter("q"), Some("0.5"));
    }

    #[test]
    fn vendor_types_end_with_the_syntax_they_use() {
        assert!(MediaType::parse("application/vnd.x+json").unwrap().is_json());
        assert!(MediaType::parse("image/svg+xml").unwrap().is_xml());
        assert_eq!(MediaType::parse("hippos"), None);
    }

    #[test]
    fn ranges_admit_types() {
        let json = MediaType::parse("application/json").unwrap();
        assert!(MediaType::parse("*/*").unwrap().admits(&json));
        assert!(MediaType::parse("application/*").unwrap().admits(&json));
        assert!(!MediaType::parse("text/*").unwrap().admits(&json));
    }
}
