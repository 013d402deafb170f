//! Whether a request was sent by one of our own pages.
//!
//! A browser sends a session's cookie, and reaches a broker on its own machine, on behalf of any
//! page. It also says which page that was, in headers that pages cannot set: `Sec-Fetch-Site` and
//! `Origin`. Programs other than browsers send neither.

use http::HeaderMap;
use url::Url;

/// Where a request came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SentFrom {
    /// One of our pages, or the person directly.
    OurPage,
    /// A page of another site.
    ForeignPage,
    /// It does not say: no current browser.
    Unsaid,
}

impl SentFrom {
    /// Reads `headers` of a request to `host`; `public` is the address that the broker is known
    /// by.
    pub(crate) fn of(headers: &HeaderMap, host: Option<&str>, public: Option<&Url>) -> Self {
        if let Some(site) = headers.get("sec-fetch-site") {
            return match site.as_bytes() {
                b"same-origin" | b"none" => Self::OurPage,
                _ => Self::ForeignPage,
            };
        }
        let Some(origin) = headers.get("origin") else { return Self::Unsaid };
        let origin = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok());
        let ours = origin.is_some_and(|origin| {
            public.is_some_and(|public| public.origin() == origin.origin())
                || host.is_some_and(|host| is_at(&origin, host))
        });
        if ours { Self::OurPage } else { Self::ForeignPage }
    }
}

/// Whether `origin` is at `host`, given as in a `Host` header. The scheme is the origin's: behind
/// a proxy that ends TLS we do not know our own.
fn is_at(origin: &Url, host: &str) -> bool {
    Url::parse(&format!("{}://{host}/", origin.scheme()))
        .is_ok_and(|ours| ours.origin().is_tuple() && ours.origin() == origin.origin())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn sent(headers: &[(&str, &str)]) -> SentFrom {
        let headers = headers.iter().map(|(name, value)| {
            (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap())
        });
        let public = Url::parse("https://broker.example").unwrap();
        SentFrom::of(&headers.collect(), Some("localhost:9292"), Some(&public))
    }

    #[test]
    fn the_browser_says_which_page_sent_a_request() {
        use SentFrom::{ForeignPage, OurPage, Unsaid};
        let cases: [(&[(&str, &str)], SentFrom); 10] = [
            (&[], Unsaid),
            (&[("sec-fetch-site", "same-origin")], OurPage),
            (&[("sec-fetch-site", "none")], OurPage),
            (&[("sec-fetch-site", "same-site")], ForeignPage),
            (&[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:9292")], ForeignPage),
            (&[("origin", "http://localhost:9292")], OurPage),
            (&[("origin", "https://broker.example")], OurPage),
            (&[("origin", "http://localhost:3000")], ForeignPage),
            (&[("origin", "null")], ForeignPage),
            (&[("origin", "http://localhost:9292.evil.example")], ForeignPage),
        ];
        for (headers, expected) in cases {
            assert_eq!(sent(headers), expected, "{headers:?}");
        }
    }
}
