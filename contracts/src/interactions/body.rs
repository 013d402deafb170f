//! Bodies of requests, responses and messages.

use super::json::Json;
use super::media_type::MediaType;
use base64::Engine as _;

/// A body. That none is mentioned, that it is empty, and that it is the JSON text `null` are
/// three different statements.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Body {
    /// Nothing is said about the body.
    #[default]
    Missing,
    /// There is a body of no bytes.
    Empty,
    /// The JSON text `null`.
    Null,
    /// Everything else.
    Present(Content),
}

/// What a body consists of.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// What the body is, as far as it is known.
    pub media_type: Option<MediaType>,
    /// The body itself.
    pub data: Data,
}

/// A body by the way in which it is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// A JSON value other than `null`.
    Json(Json),
    /// Any other text: XML, forms, plain text.
    Text(String),
    /// Everything else.
    Binary(Vec<u8>),
}

impl Body {
    /// A body as it came over the wire: decoded from its transfer and content codings, not from
    /// its character set. `None` where there was none, as in an answer to `HEAD`.
    pub fn from_wire(bytes: Option<&[u8]>, content_type: Option<&str>) -> Self {
        let Some(bytes) = bytes else { return Self::Missing };
        if bytes.is_empty() {
            return Self::Empty;
        }
        let media_type = content_type.and_then(MediaType::parse).or_else(|| guess(bytes));
        let json = media_type.as_ref().is_some_and(MediaType::is_json);
        let charset = media_type.as_ref().and_then(|one| one.parameter("charset"));
        match decode(bytes, charset) {
            Some(text) if json => Self::json(&text, media_type),
            Some(text) => Self::Present(Content { media_type, data: Data::Text(text) }),
            None => Self::Present(Content { media_type, data: Data::Binary(bytes.to_vec()) }),
        }
    }

    fn json(text: &str, media_type: Option<MediaType>) -> Self {
        match Json::parse(text.as_bytes()) {
            Some(json) => Self::from_json(json, media_type),
            None => Self::Present(Content { media_type, data: Data::Text(text.to_owned()) }),
        }
    }

    /// A body that is a JSON value.
    pub fn from_json(json: Json, media_type: Option<MediaType>) -> Self {
        if json.node().is_null() {
            Self::Null
        } else {
            Self::Present(Content { media_type, data: Data::Json(json) })
        }
    }

    /// The content, if there is any beside emptiness and `null`.
    pub fn content(&self) -> Option<&Content> {
        match self {
            Self::Present(content) => Some(content),
            Self::Missing | Self::Empty | Self::Null => None,
        }
    }

    /// The bytes to send, in UTF-8 where this is a text. `None` where nothing is said.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Missing => None,
            Self::Empty => Some(Vec::new()),
            Self::Null => Some(b"null".to_vec()),
            Self::Present(content) => Some(match &content.data {
                Data::Json(json) => {
                    let mut text = String::new();
                    super::json::write(json.node(), &mut text);
                    text.into_bytes()
                }
                Data::Text(text) => text.clone().into_bytes(),
                Data::Binary(bytes) => bytes.clone(),
            }),
        }
    }
}

/// Decodes base64 in the standard alphabet, with line breaks and with or without padding.
pub(super) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let compact: String =
        text.chars().filter(|one| !one.is_ascii_whitespace() && *one != '=').collect();
    base64::engine::general_purpose::STANDARD_NO_PAD.decode(compact).ok()
}

/// What a body without a `Content-Type` is, by its first characters.
pub(super) fn guess(bytes: &[u8]) -> Option<MediaType> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let guess = match bytes {
        [b'<', b'?', b'x', b'm', b'l', ..] => "application/xml",
        [b'<', b'!' | b'h' | b'H', ..] => "text/html",
        [b'<', ..] => "application/xml",
        [b'{' | b'[', ..] => "application/json",
        _ if is_scalar_json(bytes) => "application/json",
        _ => return None,
    };
    MediaType::parse(guess)
}

fn is_scalar_json(bytes: &[u8]) -> bool {
    matches!(bytes, b"null" | b"true" | b"false")
        || (matches!(bytes, [b'"', .., b'"'] | [b'-' | b'0'..=b'9', ..])
            && Json::parse(bytes).is_some())
}

/// The text of `bytes` in `charset`, else in UTF-8. `None` when it is not text in it.
fn decode(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match charset.map(str::to_ascii_lowercase).as_deref() {
        Some("iso-8859-1" | "latin1" | "windows-1252") => {
            Some(bytes.iter().map(|byte| char::from(*byte)).collect())
        }
        Some("utf-16" | "utf-16le" | "utf-16be") => decode_utf16(bytes, charset),
        _ => match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => decode_utf16(bytes, None),
            _ => {
                let text = std::str::from_utf8(plain).ok()?;
                (!text.contains('\0')).then(|| text.to_owned())
            }
        },
    }
}

fn decode_utf16(bytes: &[u8], charset: Option<&str>) -> Option<String> {
    let (bytes, big) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, false),
        [0xfe, 0xff, rest @ ..] => (rest, true),
        _ => (bytes, !charset.is_some_and(|name| name.eq_ignore_ascii_case("utf-16le"))),
    };
    if bytes.len() % 2 != 0 {
        return None;
    }
    let units = bytes.chunks_exact(2).map(|pair| match big {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    });
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_empty_and_null_are_three_things() {
        let json = Some("application/json");
        assert_eq!(Body::from_wire(None, json), Body::Missing);
        assert_eq!(Body::from_wire(Some(b""), json), Body::Empty);
        assert_eq!(Body::from_wire(Some(b" null "), json), Body::Null);
        assert_eq!(Body::from_wire(Some(b"null"), None), Body::Null);
    }

    #[test]
    fn numbers_keep_their_digits() {
        let body = Body::from_wire(Some(b"{\"id\":9007199254740993}"), Some("application/json"));
        assert_eq!(body.to_bytes().unwrap(), b"{\"id\":9007199254740993}");
    }

    #[test]
    fn the_same_text_in_two_character_sets_is_equal() {
        let latin = Body::from_wire(Some(b"caf\xe9"), Some("text/plain; charset=ISO-8859-1"));
        let Body::Present(Content { data: Data::Text(text), .. }) = latin else { panic!() };
        assert_eq!(text, "café");
    }

    #[test]
    fn what_calls_itself_json_and_is_none_stays_text() {
        let body = Body::from_wire(Some(b"{oops"), Some("application/json"));
        assert!(matches!(body.content().unwrap().data, Data::Text(_)));
    }

    #[test]
    fn bytes_that_are_no_text_stay_bytes() {
        let body = Body::from_wire(Some(&[0x89, b'P', 0, 0xff]), Some("image/png"));
        assert!(matches!(body.content().unwrap().data, Data::Binary(_)));
    }
}
