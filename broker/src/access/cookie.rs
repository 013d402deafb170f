//! The cookie that carries a session.

use crate::access::secret::{Secret, SecretKind};
use crate::config::Settings;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

/// The session's cookie where the broker is reached by plain HTTP.
const PLAIN: &str = "handfast_session";
/// The session's cookie where it is reached by HTTPS: browsers take it from, and send it to, this
/// very host only.
const HTTPS: &str = "__Host-handfast_session";

fn name(settings: &Settings) -> &'static str {
    if settings.is_https() { HTTPS } else { PLAIN }
}

/// The session that a request carries; whatever else was once set counts as none.
pub fn session(headers: &HeaderMap, settings: &Settings) -> Option<Secret> {
    let name = name(settings);
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name)
        .find_map(|(_, value)| Secret::parse(SecretKind::Session, value))
}

/// `Set-Cookie` for a session that lasts at most `seconds`.
pub fn set_session(settings: &Settings, session: &Secret, seconds: i64) -> Option<HeaderValue> {
    set(settings, session.reveal(), seconds)
}

/// `Set-Cookie` that makes the browser forget its session.
pub fn forget_session(settings: &Settings) -> Option<HeaderValue> {
    set(settings, "", 0)
}

fn set(settings: &Settings, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if settings.is_https() { "; Secure" } else { "" };
    let name = name(settings);
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_comes_back_among_other_cookies() {
        let settings = Settings::default();
        let secret = Secret::generate(SecretKind::Session).unwrap();
        let mut headers = HeaderMap::new();
        let line = format!("theme=dark; {PLAIN}={}; a=b", secret.reveal());
        headers.insert(COOKIE, line.parse().unwrap());
        assert_eq!(session(&headers, &settings), Some(secret));
        headers.insert(COOKIE, HeaderValue::from_static("handfast_session=whatever"));
        assert_eq!(session(&headers, &settings), None);
    }

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host() {
        let public_url = Some("https://broker.example".parse().unwrap());
        let settings = Settings { public_url, ..Settings::default() };
        let secret = Secret::generate(SecretKind::Session).unwrap();
        let cookie = set_session(&settings, &secret, 60).unwrap();
        let expected = format!(
            "__Host-handfast_session={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
            secret.reveal()
        );
        assert_eq!(cookie.to_str().unwrap(), expected);
    }
}
