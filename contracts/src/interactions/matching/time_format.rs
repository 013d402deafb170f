//! Dates and times in the notation of Java, which Pact files name in their matchers
//! (`java.time.format.DateTimeFormatter`, the letters that describe dates and times).

use jiff::civil::Date;

/// Whether `text` is a date or time in the format `pattern`; `None` for patterns that use what is
/// not supported here: optional sections, padding, localised and calendar-system letters.
pub(super) fn fits(pattern: &str, text: &str) -> Option<bool> {
    let items = parse(pattern)?;
    let mut read = Read::default();
    let mut rest = text;
    for (at, item) in items.iter().enumerate() {
        let followed = matches!(items.get(at + 1), Some(Item::Field(next, _)) if is_digits(*next));
        match read.item(item, rest, followed) {
            Some(next) => rest = next,
            None => return Some(false),
        }
    }
    Some(rest.is_empty() && read.is_possible())
}

enum Item {
    Literal(String),
    Field(char, usize),
}

const FIELDS: &str = "yuMLdDEaHkKhmsSnXxZzG";

fn is_digits(letter: char) -> bool {
    !"EaXxZzG".contains(letter)
}

fn parse(pattern: &str) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(one) = chars.next() {
        if one == '\'' {
            let mut literal = String::new();
            loop {
                match chars.next()? {
                    '\'' if chars.peek() == Some(&'\'') => literal.extend(chars.next()),
                    '\'' => break,
                    other => literal.push(other),
                }
            }
            items.push(Item::Literal(if literal.is_empty() { "'".into() } else { literal }));
        } else if one.is_ascii_alphabetic() {
            let mut count = 1;
            while chars.next_if_eq(&one).is_some() {
                count += 1;
            }
            if !FIELDS.contains(one) || count > 20 {
                return None;
            }
            items.push(Item::Field(one, count));
        } else if "[]{}#".contains(one) {
            return None;
        } else {
            items.push(Item::Literal(one.to_string()));
        }
    }
    Some(items)
}

/// What was read so far of a date.
#[derive(Default)]
struct Read {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Read {
    /// Reads one item from the front of `text`; gives what is left.
    fn item<'t>(&mut self, item: &Item, text: &'t str, followed: bool) -> Option<&'t str> {
        let (letter, count) = match item {
            Item::Literal(literal) => return text.strip_prefix(literal.as_str()),
            Item::Field(letter, count) => (*letter, *count),
        };
        match letter {
            'M' | 'L' if count >= 3 => {
                let (month, rest) = name(&MONTHS, text, count)?;
                self.month = u32::try_from(month + 1).ok();
                Some(rest)
            }
            'E' => Some(name(&DAYS, text, count)?.1),
            'a' => ["AM", "PM", "am", "pm"].iter().find_map(|half| text.strip_prefix(half)),
            'G' => ["AD", "BC"].iter().find_map(|era| text.strip_prefix(era)),
            'X' | 'x' | 'Z' => offset(letter, count, text),
            'z' => {
                let zone = |one: char| one.is_ascii_alphanumeric() || "+-:/_".contains(one);
                let end = text.find(|one| !zone(one)).unwrap_or(text.len());
                (end > 0).then(|| &text[end..])
            }
            _ => {
                let (value, rest) = number(letter, count, followed, text)?;
                match letter {
                    'y' | 'u' if count != 2 => self.year = Some(value),
                    'M' | 'L' => self.month = Some(value),
                    'd' => self.day = Some(value),
                    _ => {}
                }
                Some(rest)
            }
        }
    }

    /// Whether the day exists in its month and year.
    fn is_possible(&self) -> bool {
        let (Some(month), Some(day)) = (self.month, self.day) else { return true };
        // Without a year the 29th of February is possible.
        let year = self.year.unwrap_or(2000).min(9999);
        match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
            (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).is_ok(),
            _ => false,
        }
    }
}

fn number(letter: char, count: usize, followed: bool, text: &str) -> Option<(u32, &str)> {
    let most = match (letter, count) {
        ('S' | 'n', 1) => 9,
        ('y' | 'u', 1) => 9,
        ('D', 1) => 3,
        (_, 1) => 2,
        (_, count) => count,
    };
    let most = if followed { count } else { most };
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if digits < count || digits > 9 {
        return None;
    }
    let value: u32 = text[..digits].parse().ok()?;
    let range = match letter {
        'M' | 'L' | 'h' => 1..=12,
        'd' => 1..=31,
        'D' => 1..=366,
        'H' => 0..=23,
        'k' => 1..=24,
        'K' => 0..=11,
        'm' => 0..=59,
        's' => 0..=60,
        _ => 0..=u32::MAX,
    };
    range.contains(&value).then(|| (value, &text[digits..]))
}

fn name<'t>(names: &[&str], text: &'t str, count: usize) -> Option<(usize, &'t str)> {
    names.iter().enumerate().find_map(|(at, name)| {
        let name = if count >= 4 { name } else { &name[..3] };
        Some((at, text.strip_prefix(name)?))
    })
}

/// An offset from UTC: `X` and `x` as `+hh`, `+hhmm` or `+hh:mm`, `X` with `Z` for none; `Z` as
/// `+hhmm`, five of them as `+hh:mm`.
fn offset(letter: char, count: usize, text: &str) -> Option<&str> {
    if let (Some(rest), true) = (text.strip_prefix('Z'), letter == 'X' || count == 5) {
        return Some(rest);
    }
    let text = if letter == 'Z' && count == 4 { text.strip_prefix("GMT")? } else { text };
    let rest = text.strip_prefix(['+', '-'])?;
    let two = |text: &str, most: u32| -> Option<()> {
        let digits = text.get(..2).filter(|two| two.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<u32>().is_ok_and(|value| value <= most).then_some(())
    };
    two(rest, 18)?;
    let rest = &rest[2..];
    let colon = matches!((letter, count), ('X' | 'x', 3 | 5) | ('Z', 4 | 5));
    match (letter, count) {
        ('X' | 'x', 1) if two(rest, 59).is_none() => Some(rest),
        _ => {
            let rest = if colon { rest.strip_prefix(':')? } else { rest };
            two(rest, 59)?;
            Some(&rest[2..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn usual_formats() {
        for (pattern, text) in [
            ("yyyy-MM-dd", "2024-02-29"),
            ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2000-10-31T01:30:00.000+10:00"),
            ("yyyy-MM-dd'T'HH:mm:ssX", "2000-10-31T01:30:00Z"),
            ("yyyyMMddHHmmss", "20240229235959"),
            ("EEE, d MMM yyyy HH:mm:ss Z", "Wed, 4 Jul 2001 12:08:56 -0700"),
            ("h:mm a", "12:08 PM"),
            ("HH 'o''clock'", "07 o'clock"),
        ] {
            assert_eq!(fits(pattern, text), Some(true), "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_no_such_date_is_refused() {
        for (pattern, text) in [
            ("yyyy-MM-dd", "2023-02-29"),
            ("yyyy-MM-dd", "2023-2-9"),
            ("yyyy-MM-dd", "2023-02-09T00:00"),
            ("HH:mm:ss", "24:00:00"),
            ("yyyy-MM-dd'T'HH:mm:ssXXX", "2000-10-31T01:30:00+1000"),
            ("yyyy", "äöüß"),
        ] {
            assert_eq!(fits(pattern, text), Some(false), "{pattern} {text}");
        }
    }

    #[test]
    fn unsupported_patterns_have_no_answer() {
        assert_eq!(fits("yyyy[-MM]", "2024"), None);
        assert_eq!(fits("YYYY-'W'ww", "2024-W01"), None);
        assert_eq!(fits("'open", "open"), None);
    }
}
