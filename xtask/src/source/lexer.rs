//! Rust text to tokens: enough to tell code from comments and strings.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// An identifier or keyword.
    Name,
    /// One character of punctuation.
    Mark,
    /// The content of a string literal, escapes untouched.
    Text,
    /// A number, character or lifetime.
    Other,
}

/// One token and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its text; of a string literal the content.
    pub text: String,
    /// From 1; where a string ends on a later line, still its first.
    pub line: usize,
}

impl Token {
    /// Whether this is that name or mark; never true for the content of a string.
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, TokenKind::Name | TokenKind::Mark) && self.text == text
    }
}

/// Tokens of a source text. Text that no compiler would accept still gives tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { rest: text, line: 1, tokens: Vec::new() };
    while lexer.step() {}
    lexer.tokens
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token>,
}

impl<'a> Lexer<'a> {
    /// Takes one token, comment or space; false at the end.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest.chars().next() else { return false };
        if first.is_whitespace() {
            self.take(first.len_utf8());
        } else if self.rest.starts_with("//") {
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.take(block_comment(self.rest));
        } else if let Some((start, end, length)) = string(self.rest) {
            let content = self.rest[start..end].to_owned();
            self.push(TokenKind::Text, content, length);
        } else if first == '\'' {
            let length = character_or_lifetime(self.rest);
            self.push(TokenKind::Other, self.rest[..length].to_owned(), length);
        } else if first.is_alphabetic() || first == '_' {
            let length = word(self.rest);
            self.push(TokenKind::Name, self.rest[..length].to_owned(), length);
        } else if first.is_ascii_digit() {
            let length = word(self.rest);
            self.push(TokenKind::Other, self.rest[..length].to_owned(), length);
        } else {
            self.push(TokenKind::Mark, first.to_string(), first.len_utf8());
        }
        true
    }

    fn push(&mut self, kind: TokenKind, text: String, length: usize) {
        self.tokens.push(Token { kind, text, line: self.line });
        self.take(length);
    }

    fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.rest = rest;
    }
}

fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// The length of the comment at the start; comments nest.
fn block_comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut index = 0;
    while index + 1 < bytes.len() {
        match &bytes[index..index + 2] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                index += 1;
                continue;
            }
        }
        index += 2;
        if depth == 0 {
            return index;
        }
    }
    text.len()
}

/// The content's start and end, and the whole length, of a string literal at the start.
fn string(text: &str) -> Option<(usize, usize, usize)> {
    let prefix = ["br", "cr", "b", "c", "r"]
        .iter()
        .find(|prefix| text.strip_prefix(**prefix).is_some_and(|rest| rest.starts_with(['"', '#'])))
        .copied()
        .unwrap_or("");
    let rest = &text[prefix.len()..];
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let raw = prefix.ends_with('r');
    if !rest[hashes..].starts_with('"') || (hashes > 0 && !raw) {
        return None;
    }
    let start = prefix.len() + hashes + 1;
    if raw {
        let end_mark = format!("\"{}", "#".repeat(hashes));
        let end = text[start..].find(&end_mark).map_or(text.len(), |found| start + found);
        return Some((start, end, (end + end_mark.len()).min(text.len())));
    }
    let mut escaped = false;
    for (offset, c) in text[start..].char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == '"' {
            return Some((start, start + offset, start + offset + 1));
        }
    }
    Some((start, text.len(), text.len()))
}

/// The length of `'x'`, `'\n'` or `'a` at the start.
fn character_or_lifetime(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            let body = text.get(3..).unwrap_or_default();
            body.find('\'').map_or(text.len(), |found| 3 + found + 1)
        }
        Some((_, _)) => match characters.next() {
            Some((end, '\'')) => end + 1,
            _ => 1 + word(&text[1..]),
        },
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn quotes_are_strings_characters_or_lifetimes() {
        assert_eq!(
            texts(r#"'a' '\'' '\u{7d}' 'b "x\"y" b"z" ';'"#),
            ["'a'", r"'\''", r"'\u{7d}'", "'b", r#"x\"y"#, "z", "';'"]
        );
    }

    #[test]
    fn raw_strings_end_with_their_own_mark() {
        assert_eq!(texts(r###"r#"a"b"# br"c" r#type"###), ["a\"b", "c", "r", "#", "type"]);
    }

    #[test]
    fn broken_text_still_ends() {
        assert_eq!(texts("/* open").len(), 0);
        assert_eq!(texts("\"open"), ["open"]);
        assert_eq!(texts("'"), ["'"]);
        assert_eq!(texts("r#\"open"), ["open"]);
    }
}
