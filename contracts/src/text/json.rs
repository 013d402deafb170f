//! The JSON reader: RFC 8259, strict, with an explicit stack.
//!
//! It goes on after mistakes that leave the structure clear (a trailing comma, a word such as
//! `NaN`, a bad escape), and stops at the first one that does not; what was read stays.

use super::Unreadable;
use super::builder::{Builder, Container, PendingKey, quoted};
use super::diagnostic::Severity;
use super::positions::offset;
use super::tree::{Content, Span, TextRange};

const SYNTAX: &str = "json-syntax";

/// Reads the text of `out` into it.
pub(super) fn read(out: &mut Builder<'_>) -> Result<(), Unreadable> {
    let bytes = out.text.as_bytes();
    let mut reader = Reader { out, bytes, at: 0 };
    match reader.document() {
        Ok(()) | Err(Stop::Syntax) => Ok(()),
        Err(Stop::Unreadable(reason)) => Err(reason),
    }
}

/// Why reading ends before the end of the document.
enum Stop {
    /// A syntax error, which is noted already.
    Syntax,
    Unreadable(Unreadable),
}

impl From<Unreadable> for Stop {
    fn from(reason: Unreadable) -> Self {
        Self::Unreadable(reason)
    }
}

/// What comes next in the text.
enum Step {
    Value,
    /// A key, or the end of an object that has just begun.
    FirstKey,
    /// A key, behind a comma.
    NextKey {
        comma: usize,
    },
    /// An item, or the end of an array that has just begun.
    FirstItem,
    /// An item, behind a comma.
    NextItem {
        comma: usize,
    },
    /// A comma, the end of the container, or the end of the document.
    AfterValue,
    End,
}

struct Reader<'b, 't> {
    out: &'b mut Builder<'t>,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Reader<'_, 't> {
    fn document(&mut self) -> Result<(), Stop> {
        let mut step = Step::Value;
        loop {
            self.skip_white_space();
            step = match step {
                Step::Value => self.value()?,
                Step::FirstKey if self.peek() == Some(b'}') => self.close(),
                Step::FirstKey => self.key()?,
                Step::NextKey { comma } if self.peek() == Some(b'}') => {
                    self.trailing_comma(comma);
                    self.close()
                }
                Step::NextKey { .. } => self.key()?,
                Step::FirstItem if self.peek() == Some(b']') => self.close(),
                Step::FirstItem => self.value()?,
                Step::NextItem { comma } if self.peek() == Some(b']') => {
                    self.trailing_comma(comma);
                    self.close()
                }
                Step::NextItem { .. } => self.value()?,
                Step::AfterValue => self.after_value()?,
                Step::End => return Ok(()),
            };
        }
    }

    fn value(&mut self) -> Result<Step, Stop> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let text = self.string()?;
                let span = self.span_from(start);
                self.out.add(Content::String(text), span)?;
                Ok(Step::AfterValue)
            }
            Some(b'{') => {
                self.out.open(Container::Object, offset(start))?;
                self.at += 1;
                Ok(Step::FirstKey)
            }
            Some(b'[') => {
                self.out.open(Container::Array, offset(start))?;
                self.at += 1;
                Ok(Step::FirstItem)
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'+' | b'.') if self.bytes.get(start + 1).is_some_and(u8::is_ascii_digit) => {
                self.number()
            }
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$') => self.word(),
            None if !self.out.has_root() => {
                let message = "the document is empty; a JSON document holds one value".into();
                self.out.note(Severity::Error, "empty-document", message, 0);
                Err(Stop::Syntax)
            }
            _ => Err(self.expected("a value")),
        }
    }

    /// A key and its colon.
    fn key(&mut self) -> Result<Step, Stop> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.expected("a key in double quotes or `}`"));
        }
        let name = self.string()?;
        let span = self.span_from(start);
        self.skip_white_space();
        if self.peek() != Some(b':') {
            return Err(self.expected("`:` behind the key"));
        }
        self.at += 1;
        self.out.key(PendingKey { name, span });
        Ok(Step::Value)
    }

    fn after_value(&mut self) -> Result<Step, Stop> {
        match (self.out.container(), self.peek()) {
            (None, None) => Ok(Step::End),
            (None, Some(_)) => Err(self.expected("nothing behind the document's value")),
            (Some(container), Some(b',')) => {
                let comma = self.at;
                self.at += 1;
                Ok(match container {
                    Container::Object => Step::NextKey { comma },
                    Container::Array => Step::NextItem { comma },
                })
            }
            (Some(Container::Object), Some(b'}')) | (Some(Container::Array), Some(b']')) => {
                Ok(self.close())
            }
            (Some(Container::Object), _) => Err(self.expected("`,` or `}`")),
            (Some(Container::Array), _) => Err(self.expected("`,` or `]`")),
        }
    }

    fn close(&mut self) -> Step {
        self.at += 1;
        self.out.close(offset(self.at));
        Step::AfterValue
    }

    fn trailing_comma(&mut self, comma: usize) {
        self.error("JSON has no comma behind the last entry; remove it".into(), comma);
    }

    /// A number by the grammar of RFC 8259, §6.
    fn number(&mut self) -> Result<Step, Stop> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let integer = self.digits();
        let leading_zero = integer.len() > 1 && integer[0] == b'0';
        let mut complete = !integer.is_empty() && !leading_zero;
        if self.peek() == Some(b'.') {
            self.at += 1;
            complete &= !self.digits().is_empty();
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            complete &= !self.digits().is_empty();
        }
        let ends = !self.peek().is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
        });
        if complete && ends {
            let span = self.span_from(start);
            self.out.add(Content::Number(TextRange::source(span)), span)?;
            return Ok(Step::AfterValue);
        }
        self.at = start;
        self.skip_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
        });
        let found = quoted(&self.out.text[start..self.at]);
        let hint = if leading_zero && ends { "; remove the leading zeros" } else { "" };
        self.replaced_by_null(start, format!("{found} is not a number of JSON{hint}"))
    }

    fn word(&mut self) -> Result<Step, Stop> {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'));
        let span = self.span_from(start);
        let content = match &self.bytes[start..self.at] {
            b"null" => Content::Null,
            b"true" => Content::Bool(true),
            b"false" => Content::Bool(false),
            _ => {
                let word = &self.out.text[start..self.at];
                let advice = match word.to_ascii_lowercase().as_str() {
                    "true" => "write `true`",
                    "false" => "write `false`",
                    "null" | "none" | "nil" | "undefined" => "write `null`",
                    "nan" | "infinity" | "inf" => "JSON has only finite numbers",
                    _ => "put texts in double quotes",
                };
                let message = format!("{} is not a value of JSON; {advice}", quoted(word));
                return self.replaced_by_null(start, message);
            }
        };
        self.out.add(content, span)?;
        Ok(Step::AfterValue)
    }

    fn replaced_by_null(&mut self, start: usize, message: String) -> Result<Step, Stop> {
        self.error(message, start);
        let span = self.span_from(start);
        self.out.add(Content::Null, span)?;
        Ok(Step::AfterValue)
    }

    /// A string from its opening quote to behind its closing quote.
    fn string(&mut self) -> Result<TextRange, Stop> {
        let open = self.at;
        self.at += 1;
        self.skip_plain_characters();
        if self.peek() == Some(b'"') {
            let inside = Span { start: offset(open + 1), end: offset(self.at) };
            self.at += 1;
            return Ok(TextRange::source(inside));
        }
        let start = self.out.arena.side.len();
        let mut copied = open + 1;
        loop {
            self.skip_plain_characters();
            self.out.arena.side.push_str(&self.out.text[copied..self.at]);
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.escape(),
                Some(byte) if byte != b'\n' && byte != b'\r' => {
                    self.error(
                        format!("the control character U+{byte:04X} must be escaped in a string"),
                        self.at,
                    );
                    self.out.arena.side.push(char::from(byte));
                    self.at += 1;
                }
                _ => {
                    let message = "this string is not closed on its line; close it with `\"`, and \
                                   write line breaks as `\\n`";
                    self.error(message.into(), open);
                    return Err(Stop::Syntax);
                }
            }
            copied = self.at;
        }
        self.at += 1;
        Ok(TextRange::side_buffer(offset(start), offset(self.out.arena.side.len())))
    }

    /// An escape sequence (RFC 8259, §7), appended to the side buffer.
    fn escape(&mut self) {
        let start = self.at;
        let character = match self.bytes.get(start + 1) {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => {
                self.error("`\\` begins an escape that JSON does not have".into(), start);
                self.at += 1;
                self.out.arena.side.push('\\');
                return;
            }
        };
        self.at += 2;
        self.out.arena.side.push(character);
    }

    fn unicode_escape(&mut self) {
        let start = self.at;
        let Some(unit) = self.code_unit(start) else {
            self.error("`\\u` must be followed by four hexadecimal digits".into(), start);
            self.at += 2;
            return self.out.arena.side.push(char::REPLACEMENT_CHARACTER);
        };
        self.at += 6;
        let pair = match (unit, self.code_unit(self.at)) {
            (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                self.at += 6;
                0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
            }
            _ => unit,
        };
        let character = char::from_u32(pair).unwrap_or_else(|| {
            let message = format!(
                "`\\u{unit:04x}` is half of a surrogate pair without the other half; it is read \
                 as U+FFFD"
            );
            self.out.note(Severity::Warning, "lone-surrogate", message, offset(start));
            char::REPLACEMENT_CHARACTER
        });
        self.out.arena.side.push(character);
    }

    /// The four digits of `\uXXXX` at `at`.
    fn code_unit(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
    }

    /// Skips what stands for itself in a string.
    #[inline]
    fn skip_plain_characters(&mut self) {
        while let Some(word) = self.word_of_eight() {
            let found = ends_plain_characters(word);
            if found != 0 {
                self.at += (found.trailing_zeros() / 8) as usize;
                return;
            }
            self.at += 8;
        }
        self.skip_while(|byte| byte != b'"' && byte != b'\\' && byte >= 0x20);
    }

    #[inline]
    fn skip_white_space(&mut self) {
        let is_space = |byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        if !self.peek().is_some_and(is_space) {
            return;
        }
        self.at += 1;
        while self.word_of_eight() == Some(u64::from_ne_bytes([b' '; 8])) {
            self.at += 8;
        }
        self.skip_while(is_space);
    }

    /// The next eight bytes, the first of them lowest.
    #[inline]
    fn word_of_eight(&self) -> Option<u64> {
        self.bytes.get(self.at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
    }

    fn digits(&mut self) -> &'t [u8] {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_digit());
        &self.bytes[start..self.at]
    }

    #[inline]
    fn skip_while(&mut self, skipped: impl Fn(u8) -> bool) {
        while let Some(byte) = self.bytes.get(self.at) {
            if !skipped(*byte) {
                break;
            }
            self.at += 1;
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn span_from(&self, start: usize) -> Span {
        Span { start: offset(start), end: offset(self.at) }
    }

    fn error(&mut self, message: String, at: usize) {
        self.out.note(Severity::Error, SYNTAX, message, offset(at));
    }

    /// Notes what was expected and what stands there instead.
    fn expected(&mut self, expected: &str) -> Stop {
        let rest = &self.out.text[self.at..];
        let found = match rest.chars().next() {
            None => "the end of the text".to_owned(),
            Some(character) if character.is_control() => format!("U+{:04X}", character as u32),
            Some(character) => format!("`{character}`"),
        };
        let advice = match rest.as_bytes() {
            [b'\'', ..] => "; JSON has only double quotes",
            [b'/', b'/' | b'*', ..] | [b'#', ..] => "; JSON has no comments",
            [] => "; the document is cut off",
            _ => "",
        };
        self.error(format!("expected {expected}, found {found}{advice}"), self.at);
        Stop::Syntax
    }
}

/// Sets the high bit of each byte that is a quote, a backslash or a control character. Only the
/// lowest bit set is exact: borrows run into higher bytes. (The zero-byte test of Mycroft.)
#[inline]
fn ends_plain_characters(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH_BITS: u64 = u64::from_ne_bytes([0x80; 8]);
    let equal = |byte: u8| {
        let difference = word ^ (ONES * u64::from(byte));
        difference.wrapping_sub(ONES) & !difference
    };
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (equal(b'"') | equal(b'\\') | control) & HIGH_BITS
}
