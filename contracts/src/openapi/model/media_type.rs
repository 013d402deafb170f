//! Media types as keys of bodies.

use std::fmt;

/// A media type or range without its `charset`: type and subtype in lower case, the other
/// parameters sorted. Ordered by its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaType(Box<str>);

impl MediaType {
    /// Reads the text of a `Content-Type` header or a key of `content`. Any text is taken; one
    /// that is no media type only matches itself.
    pub fn new(text: &str) -> Self {
        let mut parts = text.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
        let mut parameters: Vec<String> = parts
            .filter_map(|part| {
                let (name, value) = part.split_once('=')?;
                let name = name.trim().to_ascii_lowercase();
                let value = value.trim().trim_matches('"');
                (name != "charset").then(|| format!("{name}={value}"))
            })
            .collect();
        parameters.sort();
        parameters.insert(0, essence);
        Self(parameters.join("; ").into())
    }

    /// The normal text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Type and subtype: `application/json`.
    pub fn essence(&self) -> &str {
        self.0.split(';').next().unwrap_or_default()
    }

    /// Whether this has a `*`.
    pub fn is_range(&self) -> bool {
        self.essence().contains('*')
    }

    /// Whether `other` is this media type or in this range. Parameters of `other` that this one
    /// does not mention do not matter.
    pub fn covers(&self, other: &Self) -> bool {
        let parameters_fit = self.parameters().all(|one| other.parameters().any(|two| one == two));
        if self.essence() == other.essence() {
            return parameters_fit;
        }
        let (Some((kind, subtype)), Some((other_kind, other_subtype))) =
            (self.essence().split_once('/'), other.essence().split_once('/'))
        else {
            return self.essence() == "*";
        };
        let suffix_fits = match subtype.strip_prefix("*") {
            Some(suffix) => other_subtype.ends_with(suffix),
            None => subtype == other_subtype,
        };
        parameters_fit && (kind == "*" || kind == other_kind) && suffix_fits
    }

    /// Whether bodies of this type are JSON documents.
    pub fn is_json(&self) -> bool {
        let essence = self.essence();
        essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
    }

    /// Whether bodies of this type are XML documents.
    pub fn is_xml(&self) -> bool {
        let essence = self.essence();
        essence.ends_with("/xml") || essence.ends_with("+xml")
    }

    fn parameters(&self) -> impl Iterator<Item = &str> {
        self.0.split("; ").skip(1)
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_charset_and_order_of_parameters_do_not_matter() {
        let one = MediaType::new("Application/JSON; charset=utf-8; b=2;a=\"1\"");
        assert_eq!(one, MediaType::new("application/json;a=1; b=2"));
        assert_eq!(one.as_str(), "application/json; a=1; b=2");
        assert_eq!(one.essence(), "application/json");
    }

    #[test]
    fn a_range_covers_its_members() {
        let covers = |range: &str, one: &str| MediaType::new(range).covers(&MediaType::new(one));
        assert!(covers("*/*", "text/plain"));
        assert!(covers("application/*", "application/json; version=2"));
        assert!(covers("application/*+json", "application/problem+json"));
        assert!(covers("application/json", "application/json; version=2"));
        assert!(!covers("application/json; version=1", "application/json; version=2"));
        assert!(!covers("application/*", "text/plain"));
        assert!(!covers("application/json", "application/*"));
    }
}
