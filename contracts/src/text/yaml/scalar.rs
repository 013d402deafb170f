//! What a plain scalar means: the core schema of YAML 1.2.2 (§10.3.2).
//!
//! Only what this schema names is not a string: `no`, `y`, `on`, `2020-01-01` and `1:30` are.

use std::borrow::Cow;

/// The meaning of a plain scalar.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plain<'s> {
    Null,
    Bool(bool),
    /// A number, as JSON writes it.
    Number(Cow<'s, str>),
    /// A number that begins with superfluous zeros: YAML 1.1 reads `010` as eight.
    LeadingZeros(&'s str),
    /// `.inf` or `.nan`, which JSON does not have.
    NotFinite,
    String,
}

impl<'s> Plain<'s> {
    /// Finds the meaning of `text`.
    pub(super) fn of(text: &'s str) -> Self {
        match text.as_bytes().first() {
            None => Self::Null,
            Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F') => match text {
                "~" | "null" | "Null" | "NULL" => Self::Null,
                "true" | "True" | "TRUE" => Self::Bool(true),
                "false" | "False" | "FALSE" => Self::Bool(false),
                _ => Self::String,
            },
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text),
            _ => Self::String,
        }
    }
}

fn number(text: &str) -> Plain<'_> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return integer_of_radix(digits, radix);
        }
    }
    let negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => return Plain::NotFinite,
        ".nan" | ".NaN" | ".NAN" if unsigned.len() == text.len() => return Plain::NotFinite,
        _ => {}
    }
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => unsigned.split_at(at),
        None => (unsigned, ""),
    };
    let (integer, fraction) = match mantissa.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent_digits = exponent.get(1..).unwrap_or_default();
    let exponent_digits = exponent_digits.strip_prefix(['+', '-']).unwrap_or(exponent_digits);
    let is_number = are_digits(integer)
        && are_digits(fraction.unwrap_or_default())
        && are_digits(exponent_digits)
        && !(integer.is_empty() && fraction.is_none_or(str::is_empty))
        && exponent.is_empty() == exponent_digits.is_empty();
    if !is_number {
        return Plain::String;
    }
    if integer.len() > 1 && integer.starts_with('0') {
        return Plain::LeadingZeros(text);
    }
    if !integer.is_empty() && fraction != Some("") && !text.starts_with('+') {
        return Plain::Number(Cow::Borrowed(text));
    }
    Plain::Number(Cow::Owned(json_number(negative, integer, fraction, exponent)))
}

fn json_number(negative: bool, integer: &str, fraction: Option<&str>, exponent: &str) -> String {
    let sign = if negative { "-" } else { "" };
    let integer = if integer.is_empty() { "0" } else { integer };
    let point = if fraction.is_some() { "." } else { "" };
    let fraction = match fraction {
        Some("") => "0",
        other => other.unwrap_or_default(),
    };
    format!("{sign}{integer}{point}{fraction}{exponent}")
}

/// The number of [`Plain::LeadingZeros`], as JSON writes it.
pub(super) fn without_leading_zeros(text: &str) -> String {
    let negative = text.starts_with('-');
    let unsigned = text.trim_start_matches(['+', '-']).trim_start_matches('0');
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => unsigned.split_at(at),
        None => (unsigned, ""),
    };
    let (integer, fraction) = match mantissa.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (mantissa, None),
    };
    json_number(negative, integer, fraction, exponent)
}

/// Numbers of 128 bits at most; longer ones are texts, for converting takes quadratic time.
fn integer_of_radix(digits: &str, radix: u32) -> Plain<'_> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Plain::String;
    }
    match u128::from_str_radix(digits, radix) {
        Ok(value) => Plain::Number(Cow::Owned(value.to_string())),
        Err(_) => Plain::NotFinite,
    }
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Option<String> {
        match Plain::of(text) {
            Plain::Number(number) => Some(number.into_owned()),
            _ => None,
        }
    }

    #[test]
    fn only_the_core_schema_is_not_a_string() {
        for text in [
            "no",
            "yes",
            "y",
            "n",
            "on",
            "off",
            "No",
            "nULL",
            "tRue",
            "2020-01-01",
            "12:30:45",
            "1_000",
            "0b11",
            "0x",
            "0xg",
            "-0x1",
            "0o8",
            "1.2.3",
            "1e",
            "e3",
            ".",
            "-",
            "+",
            "--1",
            ".e3",
            "1e+",
            "-.nan",
            "+.NaN",
            ".infinity",
            "1 2",
            "\u{661}",
        ] {
            assert_eq!(Plain::of(text), Plain::String, "{text}");
        }
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(Plain::of(text), Plain::Null);
        }
        assert_eq!(Plain::of("TRUE"), Plain::Bool(true));
        assert_eq!(Plain::of("False"), Plain::Bool(false));
    }

    #[test]
    fn numbers_are_written_as_json_writes_them() {
        for (yaml, number) in [
            ("12", "12"),
            ("-12.50e+3", "-12.50e+3"),
            ("+7", "7"),
            (".5", "0.5"),
            ("-.5E2", "-0.5E2"),
            ("5.", "5.0"),
            ("+5.e2", "5.0e2"),
            ("-0", "-0"),
            ("0x1F", "31"),
            ("0o17", "15"),
        ] {
            assert_eq!(json(yaml).as_deref(), Some(number), "{yaml}");
            assert!(crate::text::Decimal::parse(number).is_some());
        }
    }

    #[test]
    fn leading_zeros_are_told_apart() {
        for (yaml, number) in
            [("010", "10"), ("-007.50e1", "-7.50e1"), ("+00", "0"), ("00.", "0.0"), ("00e1", "0e1")]
        {
            assert_eq!(Plain::of(yaml), Plain::LeadingZeros(yaml));
            assert_eq!(without_leading_zeros(yaml), number);
        }
    }

    #[test]
    fn what_json_cannot_write_is_told_apart() {
        for text in [".inf", "-.INF", "+.Inf", ".nan", ".NaN"] {
            assert_eq!(Plain::of(text), Plain::NotFinite, "{text}");
        }
        assert_eq!(Plain::of(&format!("0x{}", "f".repeat(33))), Plain::NotFinite);
    }
}
