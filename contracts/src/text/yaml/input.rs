//! The scanner's view of the text, with a meter.
//!
//! Before it hands out the first event of a flow collection that might be a key, the scanner
//! reads and keeps all of it: a hundred bytes of memory for every byte of `[,,,,,,`. The meter
//! counts the characters that make tokens, and ends the text when there are too many of them
//! between two events.

use saphyr_parser::Input;
use std::cell::Cell;

/// The most indicator characters between two events. Measured, buffered tokens stay below 250 MB.
pub(super) const MOST_INDICATORS: usize = 500_000;

/// Counts down the indicator characters that may still be read before the next event.
#[derive(Debug)]
pub(super) struct Meter(Cell<usize>);

impl Meter {
    pub(super) fn new() -> Self {
        Self(Cell::new(MOST_INDICATORS))
    }

    /// Begins anew, for the next event.
    pub(super) fn reset(&self) {
        self.0.set(MOST_INDICATORS);
    }

    /// Whether the text was ended because of too many indicators.
    pub(super) fn is_used_up(&self) -> bool {
        self.0.get() == 0
    }
}

/// A text as the scanner of `saphyr_parser` wants it.
#[derive(Debug)]
pub(super) struct MeteredText<'t, 'm> {
    rest: &'t str,
    lookahead: usize,
    meter: &'m Meter,
}

impl<'t, 'm> MeteredText<'t, 'm> {
    pub(super) fn new(text: &'t str, meter: &'m Meter) -> Self {
        Self { rest: text, lookahead: 0, meter }
    }

    #[inline(always)]
    fn first_byte(&self) -> u8 {
        self.rest.as_bytes().first().copied().unwrap_or(0)
    }

    #[inline(always)]
    fn advance(&mut self) {
        let byte = self.first_byte();
        if byte.is_ascii() {
            self.rest = self.rest.get(1..).unwrap_or_default();
            self.count(byte);
        } else {
            let mut characters = self.rest.chars();
            characters.next();
            self.rest = characters.as_str();
        }
    }

    #[inline(always)]
    fn count(&mut self, byte: u8) {
        if matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':' | b'?' | b'&' | b'*' | b'!') {
            let left = self.meter.0.get().saturating_sub(1);
            self.meter.0.set(left);
            if left == 0 {
                self.rest = "";
            }
        }
    }
}

impl Input for MeteredText<'_, '_> {
    fn lookahead(&mut self, count: usize) {
        self.lookahead = self.lookahead.max(count);
    }

    fn buflen(&self) -> usize {
        self.lookahead
    }

    /// Only paces the scanner, which also reserves so much memory for each plain scalar.
    fn bufmaxlen(&self) -> usize {
        16
    }

    fn raw_read_ch(&mut self) -> char {
        let character = self.peek();
        self.advance();
        character
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        match self.peek() {
            '\0' | '\n' | '\r' | '\u{feff}' => None,
            character => {
                self.advance();
                Some(character)
            }
        }
    }

    #[inline]
    fn skip(&mut self) {
        self.advance();
    }

    fn skip_n(&mut self, count: usize) {
        for _ in 0..count {
            self.advance();
        }
    }

    #[inline]
    fn peek(&self) -> char {
        let byte = self.first_byte();
        if byte.is_ascii() { char::from(byte) } else { self.rest.chars().next().unwrap_or('\0') }
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        if let (1, [first, second, ..]) = (n, self.rest.as_bytes())
            && first.is_ascii()
            && second.is_ascii()
        {
            return char::from(*second);
        }
        self.rest.chars().nth(n).unwrap_or('\0')
    }

    fn peek_opt(&self) -> Option<char> {
        self.rest.chars().next()
    }

    #[inline]
    fn next_is_blank_or_break(&self) -> bool {
        matches!(self.first_byte(), b' ' | b'\t' | b'\n' | b'\r')
    }

    #[inline]
    fn next_is_blank_or_breakz(&self) -> bool {
        matches!(self.first_byte(), b' ' | b'\t' | b'\n' | b'\r' | 0)
    }

    fn next_2_are(&self, first: char, second: char) -> bool {
        let mut characters = self.rest.chars();
        characters.next() == Some(first) && characters.next() == Some(second)
    }

    fn next_3_are(&self, first: char, second: char, third: char) -> bool {
        self.rest.chars().take(3).eq([first, second, third])
    }

    fn next_is_document_indicator(&self) -> bool {
        self.next_is_document_start() || self.next_is_document_end()
    }

    fn next_is_document_start(&self) -> bool {
        is_marker_line(self.rest, "---")
    }

    fn next_is_document_end(&self) -> bool {
        is_marker_line(self.rest, "...")
    }
}

fn is_marker_line(text: &str, marker: &str) -> bool {
    text.strip_prefix(marker).is_some_and(|rest| {
        matches!(rest.as_bytes().first(), None | Some(b' ' | b'\t' | b'\n' | b'\r' | 0))
    })
}
