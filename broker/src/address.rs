//! Addresses of the broker's pages, for answers that lead there.

use handfast_contracts::name::{ServiceName, VersionNumber};
use handfast_contracts::wire::ContractRef;

/// A part of an address's path: everything but unreserved characters is escaped, also `/`.
pub fn segment(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    // A lone dot segment would be taken away by browsers.
    match escaped.as_str() {
        "." => "%2E".to_owned(),
        ".." => "%2E%2E".to_owned(),
        _ => escaped,
    }
}

/// The page of a version.
pub fn version(service: &ServiceName, version: &VersionNumber) -> String {
    format!("/services/{}/versions/{}", segment(service.as_str()), segment(version.as_str()))
}

/// The page of what changed in a contract between two versions.
pub fn diff(
    service: &ServiceName,
    (from, to): (&VersionNumber, &VersionNumber),
    contract: &ContractRef,
) -> String {
    format!(
        "/services/{}/diff?from={}&to={}&kind={}&name={}",
        segment(service.as_str()),
        segment(from.as_str()),
        segment(to.as_str()),
        contract.kind,
        segment(contract.name.as_str())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_one_segment_of_a_path() {
        assert_eq!(segment("shop/web ü"), "shop%2Fweb%20%C3%BC");
        assert_eq!(segment(".."), "%2E%2E");
    }
}
