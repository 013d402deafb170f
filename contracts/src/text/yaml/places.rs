//! From the scanner's marks, which count characters, to ranges of bytes of exactly the value.

use crate::text::positions::offset;
use crate::text::tree::Span;
use saphyr_parser::{Marker, ScalarStyle};

/// Turns counts of characters into offsets of bytes. Marks come nearly in order, so walking from
/// the last one is enough.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    ascii: bool,
    character: usize,
    byte: usize,
}

/// The anchor and tag before a value, and where the value itself begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Properties<'t> {
    /// The name and place of the anchor.
    pub(super) anchor: Option<(&'t str, u32)>,
    /// Where the value begins.
    pub(super) value: u32,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, ascii: text.is_ascii(), character: 0, byte: 0 }
    }

    /// The offset of a mark.
    #[inline]
    pub(super) fn byte(&mut self, mark: Marker) -> u32 {
        if self.ascii {
            return offset(mark.index().min(self.text.len()));
        }
        while self.character < mark.index() {
            let Some(character) = self.text[self.byte..].chars().next() else { break };
            self.byte += character.len_utf8();
            self.character += 1;
        }
        while self.character > mark.index() {
            let Some(character) = self.text[..self.byte].chars().next_back() else { break };
            self.byte -= character.len_utf8();
            self.character -= 1;
        }
        offset(self.byte)
    }

    /// Where a range of marks begins and ends.
    pub(super) fn span(&mut self, span: saphyr_parser::Span) -> Span {
        let start = self.byte(span.start);
        Span { start, end: self.byte(span.end).max(start) }
    }

    /// Reads over the anchor and tag with which `span` begins.
    pub(super) fn properties(&self, span: Span) -> Properties<'t> {
        let (mut at, end) = (span.start as usize, span.end as usize);
        let bytes = &self.text.as_bytes()[..end];
        let mut anchor = None;
        while let Some(byte @ (b'&' | b'!')) = bytes.get(at) {
            let begin = at;
            at = skip(bytes, at, |byte| !byte.is_ascii_whitespace() && !b",[]{}".contains(&byte));
            if *byte == b'&' {
                anchor = Some((&self.text[begin + 1..at], offset(begin)));
            }
            at = skip(bytes, at, |byte| byte.is_ascii_whitespace());
            while bytes.get(at) == Some(&b'#') {
                at = skip(bytes, at, |byte| byte != b'\n');
                at = skip(bytes, at, |byte| byte.is_ascii_whitespace());
            }
        }
        Properties { anchor, value: offset(at) }
    }

    /// The range of a scalar, without the white space and comment that the scanner may count in.
    pub(super) fn scalar(&self, span: Span, style: ScalarStyle) -> Span {
        let inside = &self.text[span.start as usize..span.end as usize];
        let length = match style {
            ScalarStyle::DoubleQuoted => quoted_length(inside.as_bytes(), b'"'),
            ScalarStyle::SingleQuoted => quoted_length(inside.as_bytes(), b'\''),
            _ => inside.trim_end().len(),
        };
        Span { start: span.start, end: span.start + offset(length) }
    }

    /// The offset behind a flow collection, if `span` is its closing bracket.
    pub(super) fn behind_bracket(&self, span: Span) -> Option<u32> {
        let closes = matches!(self.text.as_bytes().get(span.start as usize), Some(b'}' | b']'));
        (closes && span.start < span.end).then_some(span.start + 1)
    }
}

/// How long the quoted scalar is with which `bytes` begin, both quotes included.
fn quoted_length(bytes: &[u8], quote: u8) -> usize {
    if bytes.first() != Some(&quote) {
        return bytes.trim_ascii_end().len();
    }
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match (*byte, bytes.get(at + 1)) {
            (b'\\', Some(_)) if quote == b'"' => at += 2,
            (b'\'', Some(b'\'')) if quote == b'\'' => at += 2,
            (byte, _) if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn skip(bytes: &[u8], from: usize, skipped: impl Fn(u8) -> bool) -> usize {
    let count = bytes[from..].iter().take_while(|byte| skipped(**byte)).count();
    from + count
}
