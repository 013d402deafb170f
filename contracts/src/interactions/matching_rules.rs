//! Matching rules in one form, whichever version of Pact wrote them. What they mean for a value
//! is up to [`super::matching`].

use super::body_path::BodyPath;
use super::json::Json;
use super::pattern::Pattern;

/// The rules of one request, response or message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatchingRules {
    /// What holds where no rule applies.
    pub fallback: Fallback,
    /// For the request's path.
    pub path: Option<Matchers>,
    /// For the response's status.
    pub status: Option<Matchers>,
    /// For query parameters.
    pub query: Vec<NamedMatchers>,
    /// For headers; names in the case in which they were written.
    pub headers: Vec<NamedMatchers>,
    /// For the metadata of messages.
    pub metadata: Vec<NamedMatchers>,
    /// For values in the body, sorted by path.
    pub body: Vec<(BodyPath, Matchers)>,
}

/// What is compared where no rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fallback {
    /// Values, as Pact files mean it. An expected `null` body is also met by an empty one.
    #[default]
    Equal,
    /// The shape, as for recorded traffic: status, media type, presence of headers, keys and
    /// their types. Recorded values are examples. An array holds any number of items, each like
    /// one of the recorded ones; a recorded `null` says nothing about the type.
    Shape,
}

/// The matchers at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Matchers {
    /// Whether all must be met, or one.
    pub combine: Combine,
    /// The matchers, at least one.
    pub all: Vec<Matcher>,
}

impl Matchers {
    /// One matcher alone.
    pub fn one(matcher: Matcher) -> Self {
        Self { combine: Combine::And, all: vec![matcher] }
    }
}

/// How several matchers of one place work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Combine {
    /// Every matcher must be met.
    And,
    /// One is enough.
    Or,
}

impl Combine {
    /// Pact's word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
        }
    }
}

/// The matchers of a query parameter, header or metadata entry.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedMatchers {
    /// The name.
    pub name: String,
    /// The value among several of that name; `None` for each.
    pub index: Option<usize>,
    /// What must be met.
    pub matchers: Matchers,
}

/// One condition on a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Matcher {
    /// The expected value itself.
    Equality,
    /// The JSON type of the expected value, for arrays also bounds on their length.
    Type {
        /// The least number of items.
        min: Option<usize>,
        /// The greatest number of items.
        max: Option<usize>,
    },
    /// A text in which the pattern is found.
    Regex(Pattern),
    /// A text that holds this one.
    Include(String),
    /// A number without fraction.
    Integer,
    /// A number with a fraction.
    Decimal,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// A date in this format (Java's notation); ISO 8601 without one.
    Date(Option<String>),
    /// A time in this format; ISO 8601 without one.
    Time(Option<String>),
    /// A date with a time in this format; ISO 8601 without one.
    DateTime(Option<String>),
    /// A body of this media type.
    ContentType(String),
    /// A status of this class.
    StatusCode(StatusClass),
    /// A value that is neither empty nor missing.
    NotEmpty,
    /// A version as semver.org defines it.
    Semver,
    /// An object whose keys do not matter, each value like one of the expected values.
    Values,
    /// An array in which each of these is found somewhere.
    ArrayContains(Vec<Variant>),
    /// An object each key of which meets these.
    EachKey(Matchers),
    /// An object or array each value of which meets these.
    EachValue(Matchers),
    /// A matcher that this version does not know, by its name: what depends on it is undecided.
    Unknown {
        /// The matcher's name, or why it cannot be understood.
        name: String,
        /// How it is written.
        text: String,
    },
}

/// One element that an array must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Which of the expected elements is the example.
    pub index: usize,
    /// The rules for it; their paths begin at the element.
    pub rules: Vec<(BodyPath, Matchers)>,
}

/// Which statuses are meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum StatusClass {
    /// 100–199
    Information,
    /// 200–299
    Success,
    /// 300–399
    Redirect,
    /// 400–499
    ClientError,
    /// 500–599
    ServerError,
    /// Below 400.
    NonError,
    /// 400 and above.
    Error,
    /// These.
    Codes(Vec<u16>),
}

impl StatusClass {
    /// Reads Pact's word for a class.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "info" => Self::Information,
            "success" => Self::Success,
            "redirect" => Self::Redirect,
            "clientError" => Self::ClientError,
            "serverError" => Self::ServerError,
            "nonError" => Self::NonError,
            "error" => Self::Error,
            _ => return None,
        })
    }

    /// Whether `status` is meant.
    pub fn holds(&self, status: u16) -> bool {
        match self {
            Self::Information => (100..200).contains(&status),
            Self::Success => (200..300).contains(&status),
            Self::Redirect => (300..400).contains(&status),
            Self::ClientError => (400..500).contains(&status),
            Self::ServerError => (500..600).contains(&status),
            Self::NonError => status < 400,
            Self::Error => status >= 400,
            Self::Codes(codes) => codes.contains(&status),
        }
    }
}

impl MatchingRules {
    /// Whether there is no rule at all.
    pub fn is_empty(&self) -> bool {
        self.path.is_none()
            && self.status.is_none()
            && self.query.is_empty()
            && self.headers.is_empty()
            && self.metadata.is_empty()
            && self.body.is_empty()
    }
}

/// Parameters of provider states and values of metadata, in the order of the text.
pub type Parameters = Vec<(String, Json)>;
