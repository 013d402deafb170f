//! Numbers as they are written, compared exactly.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number of any size, equal by value: `1`, `1.0` and `10e-1` are the same.
///
/// It is kept as digits and an exponent, so `1e999999999` takes a few bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// Never set for zero.
    negative: bool,
    /// ASCII digits without zeros at either end; empty for zero.
    digits: Box<str>,
    /// The number is `digits` × 10^`exponent`; 0 for zero.
    exponent: i64,
}

/// Exponents beyond this are refused, so that sums with lengths of texts cannot overflow.
const LARGEST_EXPONENT: i64 = 1 << 60;

impl Decimal {
    /// Reads a number as JSON writes it (RFC 8259, §6).
    ///
    /// `None` for other texts, and for exponents beyond ±2^60.
    pub fn parse(lexeme: &str) -> Option<Self> {
        let (negative, unsigned) = match lexeme.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, lexeme),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (unsigned, None),
        };
        let (integer, fraction) = match mantissa.split_once('.') {
            Some((integer, fraction)) => (integer, Some(fraction)),
            None => (mantissa, None),
        };
        let leading_zero = integer.len() > 1 && integer.starts_with('0');
        if !is_digits(integer) || leading_zero || !fraction.is_none_or(is_digits) {
            return None;
        }
        let exponent = exponent.map_or(Some(0), parse_exponent)?;
        let fraction = fraction.unwrap_or_default();
        let scale = exponent - i64::try_from(fraction.len()).ok()?;
        Some(Self::from_parts(negative, [integer, fraction].concat(), scale))
    }

    fn from_parts(negative: bool, digits: String, exponent: i64) -> Self {
        let trimmed = digits.trim_end_matches('0');
        let dropped = i64::try_from(digits.len() - trimmed.len()).unwrap_or(i64::MAX);
        let trimmed = trimmed.trim_start_matches('0');
        if trimmed.is_empty() {
            return Self { negative: false, digits: "".into(), exponent: 0 };
        }
        Self { negative, digits: trimmed.into(), exponent: exponent + dropped }
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether this is less than 0.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether this has no fractional part; `1.0` and `1e3` have none.
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// This number as an `i64`, if it is one.
    pub fn to_i64(&self) -> Option<i64> {
        if !self.is_integer() || self.magnitude() > 19 {
            return None;
        }
        let zeros = "0".repeat(usize::try_from(self.exponent).ok()?);
        let sign = if self.negative { "-" } else { "" };
        match self.is_zero() {
            true => Some(0),
            false => format!("{sign}{}{zeros}", self.digits).parse().ok(),
        }
    }

    /// The nearest `f64`; infinite beyond its range.
    pub fn to_f64(&self) -> f64 {
        let sign = if self.negative { "-" } else { "" };
        let digits = if self.is_zero() { "0" } else { &self.digits };
        format!("{sign}{digits}e{}", self.exponent).parse().unwrap_or(f64::NAN)
    }

    /// The one text of this value, which [`Decimal::parse`] reads back: digits as long as there
    /// are few, else one digit before the point and an exponent. The thresholds are those of
    /// ECMAScript's `Number::toString`, as in RFC 8785.
    pub fn to_canonical_string(&self) -> String {
        if self.is_zero() {
            return "0".into();
        }
        let sign = if self.negative { "-" } else { "" };
        let digits = &*self.digits;
        let magnitude = self.magnitude();
        let text = match (usize::try_from(magnitude), usize::try_from(self.exponent)) {
            (Ok(..=21), Ok(zeros)) => format!("{digits}{}", "0".repeat(zeros)),
            (Ok(point @ 1..=21), Err(_)) => format!("{}.{}", &digits[..point], &digits[point..]),
            _ if (-5..=0).contains(&magnitude) => {
                let zeros = usize::try_from(-magnitude).unwrap_or_default();
                format!("0.{}{digits}", "0".repeat(zeros))
            }
            _ => {
                let (first, rest) = digits.split_at(1);
                let point = if rest.is_empty() { "" } else { "." };
                format!("{first}{point}{rest}e{:+}", magnitude - 1)
            }
        };
        format!("{sign}{text}")
    }

    /// The place of the decimal point, counted from the first digit: 3 for `123.4`, 0 for `0.5`.
    fn magnitude(&self) -> i64 {
        self.exponent + i64::try_from(self.digits.len()).unwrap_or(i64::MAX >> 1)
    }

    fn compare_absolute(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // Without zeros at the end, the digits of fractions compare as texts do.
            (false, false) => self
                .magnitude()
                .cmp(&other.magnitude())
                .then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::from_parts(value < 0, value.unsigned_abs().to_string(), 0)
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self::from_parts(false, value.to_string(), 0)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.compare_absolute(other),
            (true, true) => other.compare_absolute(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    /// Writes the canonical text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_canonical_string())
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !is_digits(digits) {
        return None;
    }
    let exponent = text.parse::<i64>().ok()?;
    (-LARGEST_EXPONENT..=LARGEST_EXPONENT).contains(&exponent).then_some(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(lexeme: &str) -> Decimal {
        Decimal::parse(lexeme).unwrap()
    }

    #[test]
    fn equal_values_are_equal_however_they_are_written() {
        for one in ["1.0", "1e0", "10e-1", "0.1E+1", "1.000"] {
            assert_eq!(decimal(one), decimal("1"), "{one}");
        }
        assert_eq!(decimal("-0.0e7"), decimal("0"));
        assert_ne!(decimal("0.1"), decimal("0.10000000000000001"));
        assert_ne!(decimal("9007199254740993"), decimal("9007199254740992"));
    }

    #[test]
    fn what_json_does_not_write_is_no_number() {
        for text in ["", "-", "01", "+1", ".5", "1.", "1e", "1e+", "0x1", "1_0", "NaN", " 1", "--1"]
        {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn order_is_by_value() {
        let rising =
            ["-1e9", "-2", "-1.5", "-1e-9", "0", "1e-9", "0.05", "0.5", "1", "1.01", "2e8"];
        for pair in rising.windows(2) {
            assert!(decimal(pair[0]) < decimal(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn huge_exponents_cost_nothing() {
        let huge = decimal("1e999999999");
        assert!(huge > decimal("9e999999998") && huge.is_integer() && huge.to_i64().is_none());
        assert_eq!(huge.to_canonical_string(), "1e+999999999");
        assert!(huge.to_f64().is_infinite());
        assert_eq!(decimal("1e-999999999").to_f64(), 0.0);
        assert_eq!(Decimal::parse("1e99999999999999999999"), None);
    }

    #[test]
    fn the_canonical_text_is_short_and_one_per_value() {
        for (lexeme, canonical) in [
            ("1e2", "100"),
            ("-12.50", "-12.5"),
            ("0.00001", "0.00001"),
            ("0.0000001", "1e-7"),
            ("1e20", "100000000000000000000"),
            ("1.5e21", "1.5e+21"),
            ("123456789012345678901234", "1.23456789012345678901234e+23"),
        ] {
            assert_eq!(decimal(lexeme).to_canonical_string(), canonical);
        }
    }

    #[test]
    fn integers_are_known_as_such() {
        assert!(decimal("1.0").is_integer() && decimal("0").is_integer());
        assert!(!decimal("1.5").is_integer());
        assert_eq!(decimal("-9223372036854775808").to_i64(), Some(i64::MIN));
        assert_eq!(decimal("9223372036854775808").to_i64(), None);
        assert_eq!(Decimal::from(1200_i64), decimal("1.2e3"));
    }

    proptest! {
        #[test]
        fn the_canonical_text_reads_back(digits in "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?") {
            let number = decimal(&digits);
            prop_assert_eq!(&decimal(&number.to_canonical_string()), &number);
        }

        #[test]
        fn order_agrees_with_integers(a: i64, b: i64) {
            prop_assert_eq!(Decimal::from(a).cmp(&Decimal::from(b)), a.cmp(&b));
            prop_assert_eq!(Decimal::from(a).to_i64(), Some(a));
        }

        #[test]
        fn floats_survive(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
            prop_assert_eq!(decimal(&format!("{value:e}")).to_f64(), value);
        }
    }
}
