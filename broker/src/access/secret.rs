//! Secrets of tokens and sessions: how they look, how a typo is noticed, and what is stored.
//!
//! A secret is `hf_<kind>_`, 32 random base-62 digits (190 bits) and 6 digits of checksum. The
//! checksum is the CRC-32 of everything before it: a mistyped or cut secret is refused without
//! asking the database, and scanners for leaked secrets know ours from random text. Only the
//! SHA-256 is stored; with 190 random bits nothing slower is needed.

use sha2::{Digest, Sha256};
use std::fmt;

/// What a secret opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// The API, as a person or pipeline.
    Token,
    /// The pages, as whoever signed in.
    Session,
}

impl SecretKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Token => "hf_tok_",
            Self::Session => "hf_ses_",
        }
    }
}

/// A secret in the clear. It is shown once and never stored or logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What is stored of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretHash([u8; 32]);

/// The machine's source of randomness failed.
#[derive(Debug)]
pub struct NoRandomness(getrandom::Error);

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_DIGITS: usize = 32;
const CHECKSUM_DIGITS: usize = 6;

impl Secret {
    /// A new secret.
    ///
    /// # Errors
    /// [`NoRandomness`] where the machine has none to give.
    pub fn generate(kind: SecretKind) -> Result<Self, NoRandomness> {
        let mut text = String::from(kind.prefix());
        while text.len() < kind.prefix().len() + RANDOM_DIGITS {
            let mut bytes = [0; 64];
            getrandom::fill(&mut bytes).map_err(NoRandomness)?;
            // 248 is the largest multiple of 62 in a byte: the rest would favour some digits.
            let digits = bytes.iter().filter(|&&byte| byte < 248).map(|byte| byte % 62);
            let missing = kind.prefix().len() + RANDOM_DIGITS - text.len();
            text.extend(digits.take(missing).map(|digit| char::from(DIGITS[usize::from(digit)])));
        }
        text.push_str(&checksum(&text));
        Ok(Self(text))
    }

    /// Reads `text` as a secret of `kind`; `None` when it never was one.
    pub fn parse(kind: SecretKind, text: &str) -> Option<Self> {
        let rest = text.strip_prefix(kind.prefix())?;
        let digits = rest.len() == RANDOM_DIGITS + CHECKSUM_DIGITS
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let (body, sum) = text.split_at_checked(text.len().checked_sub(CHECKSUM_DIGITS)?)?;
        (digits && checksum(body) == sum).then(|| Self(text.to_owned()))
    }

    /// What is stored of it.
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }

    /// The secret in the clear, to be shown to its owner.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl SecretHash {
    /// The hash of any text that serves as a secret.
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }

    /// The 32 bytes of the hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The CRC-32 of `text` in base 62, with leading zeros.
fn checksum(text: &str) -> String {
    let mut rest = crc32fast::hash(text.as_bytes()) as usize;
    let mut digits = [b'0'; CHECKSUM_DIGITS];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[rest % 62];
        rest /= 62;
    }
    digits.iter().map(|&digit| char::from(digit)).collect()
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the machine gives no randomness: {}", self.0)
    }
}

impl std::error::Error for NoRandomness {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_reads_back_and_never_repeats() {
        let one = Secret::generate(SecretKind::Token).unwrap();
        let two = Secret::generate(SecretKind::Token).unwrap();
        assert_eq!(Secret::parse(SecretKind::Token, one.reveal()), Some(one.clone()));
        assert_eq!(one.reveal().len(), "hf_tok_".len() + 38);
        assert_ne!(one.hash(), two.hash());
        assert_eq!(format!("{one:?}"), "Secret(…)");
    }

    #[test]
    fn a_token_is_no_session() {
        let token = Secret::generate(SecretKind::Token).unwrap();
        assert_eq!(Secret::parse(SecretKind::Session, token.reveal()), None);
    }

    #[test]
    fn every_single_wrong_digit_is_noticed() {
        let secret = Secret::generate(SecretKind::Token).unwrap();
        for at in 0..secret.reveal().len() {
            let mut bytes = secret.reveal().as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
            let typo = String::from_utf8(bytes).unwrap();
            assert_eq!(Secret::parse(SecretKind::Token, &typo), None, "{typo}");
        }
        for text in ["", "hf_tok_", "hf_tok_ü", "hf_tok_12345", &secret.reveal()[1..]] {
            assert_eq!(Secret::parse(SecretKind::Token, text), None, "{text}");
        }
    }
}
