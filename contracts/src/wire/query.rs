//! The query parameters of the broker's API, one type per address. An unknown parameter is an
//! error: a misspelt filter must not answer with everything.

use crate::hash::Meaning;
use crate::kind::KindId;
use crate::name::{BranchName, ContractName, EnvironmentName, ServiceName, VersionNumber};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// The `next` of the page before; without it, the first page.
    pub cursor: Option<String>,
    /// How many items at most.
    #[serde(default, skip_serializing_if = "Limit::is_default")]
    #[cfg_attr(feature = "utoipa", param(value_type = u32, required = false, minimum = 1, maximum = 200, default = 50))]
    pub limit: Limit,
}

macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident: $min:literal..=$max:literal, $default:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The largest.
            pub const MAX: Self = Self($max);

            /// The value, where it is within bounds.
            pub const fn new(value: u32) -> Option<Self> {
                match value {
                    $min..=$max => Some(Self(value)),
                    _ => None,
                }
            }

            /// The number.
            pub const fn get(self) -> u32 {
                self.0
            }

            /// Whether it is what holds where the question does not say.
            pub fn is_default(&self) -> bool {
                *self == Self::default()
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let value = u32::deserialize(from)?;
                Self::new(value).ok_or_else(|| {
                    serde::de::Error::custom(format_args!(
                        concat!($what, " is {} to {}, this one is {}"),
                        $min, $max, value
                    ))
                })
            }
        }
    };
}

bounded! {
    /// How many items a page has at most: 1 to 200, 50 where the question does not say.
    Limit: 1..=200, 50, "a limit"
}

bounded! {
    /// How many seconds to wait for an answer: 0 to 300, 30 where the question does not say.
    Wait: 0..=300, 30, "a wait in seconds"
}

/// `GET /api/services/{service}/versions`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct VersionsQuery {
    /// Only versions that were built on this branch.
    pub branch: Option<BranchName>,
    /// The `next` of the page before; without it, the first page.
    pub cursor: Option<String>,
    /// How many items at most.
    #[serde(default, skip_serializing_if = "Limit::is_default")]
    #[cfg_attr(feature = "utoipa", param(value_type = u32, required = false, minimum = 1, maximum = 200, default = 50))]
    pub limit: Limit,
}

impl VersionsQuery {
    /// Which page.
    pub fn paging(&self) -> Paging {
        Paging { cursor: self.cursor.clone(), limit: self.limit }
    }
}

/// `GET /api/diff`: what changed between two versions of a contract. With one version only, it is
/// the new one and is set against its baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DiffQuery {
    /// The service.
    pub service: ServiceName,
    /// The old version.
    pub from: Option<VersionNumber>,
    /// The new version.
    pub to: Option<VersionNumber>,
    /// The contract's kind; may be left out where the version has one contract.
    pub kind: Option<KindId>,
    /// The contract's name; `default` where absent.
    #[serde(default)]
    #[cfg_attr(feature = "utoipa", param(required = false))]
    pub name: ContractName,
}

/// `GET /api/deployments`: what is and was live, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DeploymentsQuery {
    /// Only this service.
    pub service: Option<ServiceName>,
    /// Only this environment.
    pub environment: Option<EnvironmentName>,
    /// The `next` of the page before; without it, the first page.
    pub cursor: Option<String>,
    /// How many items at most.
    #[serde(default, skip_serializing_if = "Limit::is_default")]
    #[cfg_attr(feature = "utoipa", param(value_type = u32, required = false, minimum = 1, maximum = 200, default = 50))]
    pub limit: Limit,
}

impl DeploymentsQuery {
    /// Which page.
    pub fn paging(&self) -> Paging {
        Paging { cursor: self.cursor.clone(), limit: self.limit }
    }
}

/// `GET /api/verification-set`: what a provider version must satisfy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct VerificationSetQuery {
    /// The provider.
    pub provider: ServiceName,
    /// The version that will be verified.
    pub version: Option<VersionNumber>,
    /// The branch that it was built from.
    pub branch: Option<BranchName>,
    /// Which consumer versions count, separated by commas; all of them where absent.
    #[serde(default, skip_serializing_if = "Selectors::is_everything")]
    #[cfg_attr(feature = "utoipa", param(value_type = Option<String>, example = "live,main-branch"))]
    pub select: Selectors,
}

/// A way in which consumer versions get into a verification set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selector {
    /// Versions that are deployed or released.
    Live,
    /// The head of each consumer's main branch.
    MainBranch,
    /// The head of each consumer's branch of the same name as the provider's.
    MatchingBranch,
}

impl Selector {
    /// Every selector.
    pub const ALL: [Self; 3] = [Self::Live, Self::MainBranch, Self::MatchingBranch];

    /// The word used in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::MainBranch => "main-branch",
            Self::MatchingBranch => "matching-branch",
        }
    }
}

/// A set of selectors, sorted; on the wire a list separated by commas. The default is all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selectors(Vec<Selector>);

impl Selectors {
    /// Whether consumer versions get in by `selector`.
    pub fn contains(&self, selector: Selector) -> bool {
        self.0.contains(&selector)
    }

    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        self.0.len() == Selector::ALL.len()
    }
}

impl Default for Selectors {
    fn default() -> Self {
        Self(Selector::ALL.to_vec())
    }
}

impl std::str::FromStr for Selectors {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut selectors = Vec::new();
        for word in text.split(',') {
            let known = Selector::ALL.into_iter().find(|one| one.as_str() == word);
            selectors.push(known.ok_or_else(|| {
                format!("unknown selector {word:?}; known are live, main-branch, matching-branch")
            })?);
        }
        selectors.sort();
        selectors.dedup();
        Ok(Self(selectors))
    }
}

impl fmt::Display for Selectors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, selector) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            write!(f, "{separator}{}", selector.as_str())?;
        }
        Ok(())
    }
}

impl Serialize for Selectors {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Selectors {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// `GET /api/verifications`: stored verifications, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct VerificationsQuery {
    /// Only of this provider.
    pub provider: Option<ServiceName>,
    /// Only of this version of the provider.
    pub version: Option<VersionNumber>,
    /// Only of this meaning.
    pub meaning: Option<Meaning>,
    /// The `next` of the page before; without it, the first page.
    pub cursor: Option<String>,
    /// How many items at most.
    #[serde(default, skip_serializing_if = "Limit::is_default")]
    #[cfg_attr(feature = "utoipa", param(value_type = u32, required = false, minimum = 1, maximum = 200, default = 50))]
    pub limit: Limit,
}

impl VerificationsQuery {
    /// Which page.
    pub fn paging(&self) -> Paging {
        Paging { cursor: self.cursor.clone(), limit: self.limit }
    }
}

/// `GET /api/comparisons`: how a consumer version fits a provider version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ComparisonsQuery {
    /// The consumer.
    pub consumer: ServiceName,
    /// The consumer's version.
    pub consumer_version: VersionNumber,
    /// The provider.
    pub provider: ServiceName,
    /// The provider's version.
    pub provider_version: VersionNumber,
}

/// `GET /api/can-i-deploy`: may this version be deployed there?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CanIDeployQuery {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
    /// The environment.
    pub environment: EnvironmentName,
    /// How many seconds to wait for comparisons that are being computed.
    #[serde(default, skip_serializing_if = "Wait::is_default")]
    #[cfg_attr(feature = "utoipa", param(value_type = u32, required = false, minimum = 0, maximum = 300, default = 30))]
    pub wait: Wait,
}

/// `GET /api/events`: what was ever done, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "utoipa", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct EventsQuery {
    /// Only what was done to this, as a path: `services/orders`.
    pub resource: Option<String>,
    /// The `next` of the page before; without it, the first page.
    pub cursor: Option<String>,
    /// How many items at most.
    #[serde(default, skip_serializing_if = "Limit::is_default")]
    #[cfg_attr(feature = "utoipa", param(value_type = u32, required = false, minimum = 1, maximum = 200, default = 50))]
    pub limit: Limit,
}

impl EventsQuery {
    /// Which page.
    pub fn paging(&self) -> Paging {
        Paging { cursor: self.cursor.clone(), limit: self.limit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_has_bounds_and_a_default() {
        assert_eq!(Limit::default().get(), 50);
        assert_eq!((Limit::new(0), Limit::new(201)), (None, None));
        let error = serde_json::from_str::<Limit>("201").unwrap_err().to_string();
        assert_eq!(error, "a limit is 1 to 200, this one is 201");
    }

    #[test]
    fn selectors_are_a_sorted_list_of_known_words() {
        let selectors: Selectors = "main-branch,live,live".parse().unwrap();
        assert_eq!(selectors.to_string(), "live,main-branch");
        assert!(Selectors::default().is_everything());
        assert!("".parse::<Selectors>().unwrap_err().contains("known are live"));
    }
}
