//! What a request shows to say who sent it.

use crate::access::cookie;
use crate::access::secret::{Secret, SecretHash, SecretKind};
use crate::config::Settings;
use crate::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::AUTHORIZATION;

/// What a request shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credentials {
    /// Nothing.
    None,
    /// A token; the secret is absent where it never can have been one of ours.
    Token(SecretHash, Option<Secret>),
    /// A session.
    Session(Secret),
}

impl Credentials {
    /// Reads `headers`. `Authorization` goes before a cookie; a cookie that is no secret counts
    /// as none, because browsers send whatever was once set.
    ///
    /// # Errors
    /// [`Problem::Unauthenticated`] for an `Authorization` that cannot be read.
    pub(crate) fn read(headers: &HeaderMap, settings: &Settings) -> Result<Self, Problem> {
        if let Some(value) = headers.get(AUTHORIZATION) {
            let token = value.to_str().ok().and_then(token).ok_or_else(unreadable)?;
            return Ok(Self::Token(
                SecretHash::of(&token),
                Secret::parse(SecretKind::Token, &token),
            ));
        }
        Ok(cookie::session(headers, settings).map_or(Self::None, Self::Session))
    }
}

/// The token in `Bearer TOKEN`, or in `Basic` as the password of any user.
fn token(authorization: &str) -> Option<String> {
    let (scheme, rest) = authorization.split_once(' ')?;
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
    decoded.split_once(':').map(|(_, password)| password.to_owned())
}

fn unreadable() -> Problem {
    let detail = "The Authorization header is neither `Bearer TOKEN` nor `Basic`, with the token \
                  as password."
        .to_owned();
    Problem::Unauthenticated { detail }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn read(name: http::HeaderName, value: &str) -> Result<Credentials, Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        Credentials::read(&headers, &Settings::default())
    }

    #[test]
    fn a_token_comes_as_bearer_or_as_the_password_of_anybody() {
        let secret = Secret::generate(SecretKind::Token).unwrap();
        let expected = Credentials::Token(secret.hash(), Some(secret.clone()));
        let bearer = format!("bearer {}", secret.reveal());
        assert_eq!(read(AUTHORIZATION, &bearer).unwrap(), expected);
        let basic = format!("Basic {}", STANDARD.encode(format!("ci:{}", secret.reveal())));
        assert_eq!(read(AUTHORIZATION, &basic).unwrap(), expected);
        for wrong in ["Bearer", "Digest x", "Basic %%%", "Basic bm9jb2xvbg=="] {
            let problem = read(AUTHORIZATION, wrong).unwrap_err();
            assert_eq!(problem.slug(), "unauthenticated", "{wrong}");
        }
    }
}
