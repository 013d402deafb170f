//! Which operations a request's path leads to.

use super::{Base, Channel, Model, Operation};

/// An operation whose path a request's path fits.
#[derive(Debug, Clone)]
pub struct Match<'m> {
    /// The operation.
    pub operation: &'m Operation,
    /// The server's base path under which it fits.
    pub base: &'m Base,
    /// The values of the path's parameters by position, percent-decoded.
    pub values: Vec<String>,
    /// For each segment how open it is; concrete paths sort before templates.
    openness: Vec<Openness>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Openness {
    Literal,
    Mixed,
    Whole,
}

impl Model {
    /// The operations served for `method` at `path`, the most concrete first. `path` is the
    /// path of the request's address without a query, percent-encoded as on the wire, with the
    /// server's base path.
    pub fn route(&self, method: &str, path: &str) -> Vec<Match<'_>> {
        let mut matches = self.routes(path);
        matches.retain(|one| one.operation.method.eq_ignore_ascii_case(method));
        matches
    }

    /// The operations served at `path` for any method, the most concrete first.
    pub fn routes(&self, path: &str) -> Vec<Match<'_>> {
        let served = self.operations.iter().filter(|one| one.channel == Channel::Path);
        let mut matches: Vec<_> = served
            .flat_map(|operation| operation.bases.iter().map(move |base| (operation, base)))
            .filter_map(|(operation, base)| {
                let (values, openness) = fit(&operation.path, path.strip_prefix(&*base.path)?)?;
                Some(Match { operation, base, values, openness })
            })
            .collect();
        matches.sort_by(|a, b| {
            let longest_base = b.base.path.len().cmp(&a.base.path.len());
            a.openness.cmp(&b.openness).then(longest_base)
        });
        matches
    }
}

/// The parameters' values and the segments' openness when `path` fits `template`.
fn fit(template: &str, path: &str) -> Option<(Vec<String>, Vec<Openness>)> {
    let mut values = Vec::new();
    let mut openness = Vec::new();
    let mut segments = path.split('/');
    for wanted in template.split('/') {
        openness.push(fit_segment(wanted, segments.next()?, &mut values)?);
    }
    segments.next().is_none().then_some((values, openness))
}

fn fit_segment(template: &str, segment: &str, values: &mut Vec<String>) -> Option<Openness> {
    let segment = percent_decoded(segment);
    if !template.contains('{') {
        let same = *template == *segment || percent_decoded(template) == segment;
        return same.then_some(Openness::Literal);
    }
    let mut template = template;
    let mut rest = &*segment;
    let mut openness = Openness::Whole;
    while let Some((literal, behind)) = template.split_once('{') {
        let (_, after) = behind.split_once('}')?;
        if !literal.is_empty() || !after.is_empty() {
            openness = Openness::Mixed;
        }
        rest = rest.strip_prefix(literal)?;
        // The text up to the next literal; the last parameter takes what is left.
        let until = after.split('{').next().unwrap_or_default();
        let end = match (until, after.contains('{')) {
            ("", false) => rest.len(),
            ("", true) => rest.chars().next()?.len_utf8(),
            (_, true) => rest.find(until)?,
            (_, false) => rest.len().checked_sub(until.len())?,
        };
        let (value, left) = rest.split_at_checked(end)?;
        if value.is_empty() {
            return None;
        }
        values.push(value.to_owned());
        rest = left;
        template = after;
    }
    (rest == template).then_some(openness)
}

/// Decodes `%XX`; what is no UTF-8 then stays as it is.
pub(in crate::openapi) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escape = (byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(escape.unwrap_or(byte));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &str, path: &str) -> Option<Vec<String>> {
        fit(template, path).map(|(values, _)| values)
    }

    #[test]
    fn parameters_take_one_segment_and_are_decoded() {
        assert_eq!(values("/orders/{id}", "/orders/a%2Fb"), Some(vec!["a/b".into()]));
        assert_eq!(values("/orders/{id}", "/orders/1/items"), None);
        assert_eq!(values("/orders/{id}", "/orders/"), None);
        assert_eq!(values("/orders", "/orders/"), None);
    }

    #[test]
    fn a_segment_may_hold_text_and_several_parameters() {
        let path = "/x/{from}..{to}.json";
        assert_eq!(values(path, "/x/a..b.json"), Some(vec!["a".into(), "b".into()]));
        assert_eq!(values(path, "/x/a.json"), None);
        assert_eq!(values("/report.{format}", "/report.pdf"), Some(vec!["pdf".into()]));
        assert_eq!(values("/{a}{b}", "/xyz"), Some(vec!["x".into(), "yz".into()]));
    }
}
