//! From a byte offset to a line and a column, in logarithmic time.

/// Offsets of lines and counts of characters of one text.
#[derive(Debug)]
pub(super) struct Positions {
    /// The offset at which each line begins; the first is 0.
    lines: Vec<u32>,
    /// How many characters stand before each block of [`BLOCK`] bytes; empty for ASCII, where
    /// every byte is a character.
    characters: Vec<u32>,
}

const BLOCK: usize = 1024;

impl Positions {
    /// Indexes `text`. Lines end with `\n`, `\r\n` or `\r`.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push(offset(at + 1));
            }
        }
        let mut characters = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            for block in bytes.chunks(BLOCK) {
                characters.push(before);
                before += count_characters(block);
            }
        }
        Self { lines, characters }
    }

    /// The line and the column in characters of the byte at `at`, both counted from 1.
    pub(super) fn line_and_column(&self, text: &str, at: u32) -> (u32, u32) {
        let at = at.min(offset(text.len()));
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines[line - 1];
        let column = self.characters_before(text, at) - self.characters_before(text, start);
        (offset(line), column + 1)
    }

    fn characters_before(&self, text: &str, at: u32) -> u32 {
        if self.characters.is_empty() {
            return at;
        }
        let block = (at as usize / BLOCK).min(self.characters.len() - 1);
        let rest = &text.as_bytes()[block * BLOCK..at as usize];
        self.characters[block] + count_characters(rest)
    }
}

/// An offset as it is stored. Texts are refused long before 4 GiB.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn count_characters(bytes: &[u8]) -> u32 {
    offset(bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, needle: &str) -> (u32, u32) {
        Positions::of(text).line_and_column(text, offset(text.find(needle).unwrap()))
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        assert_eq!(at("a\nb", "b"), (2, 1));
        assert_eq!(at("a\r\nb", "b"), (2, 1));
        assert_eq!(at("a\rxb", "b"), (2, 2));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(at("x\n\u{e4}\u{1f600}b", "b"), (2, 3));
    }

    #[test]
    fn columns_are_right_far_into_a_long_line() {
        let text = format!("{}b", "\u{20ac}".repeat(5_000));
        assert_eq!(at(&text, "b"), (1, 5_001));
    }

    #[test]
    fn an_offset_beyond_the_end_is_the_end() {
        assert_eq!(Positions::of("ab").line_and_column("ab", 99), (1, 3));
        assert_eq!(Positions::of("").line_and_column("", 0), (1, 1));
    }
}
