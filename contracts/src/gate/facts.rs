//! What the gate rests its decision on. The broker gathers these values; the gate asks nobody.

use crate::hash::Meaning;
use crate::name::{EnvironmentName, ServiceName, TeamName, VersionNumber};
use crate::rule::Bump;
use crate::semver::Verdict;
use crate::wire::{Audience, ContractRef};
use serde::{Deserialize, Serialize};

/// Everything about one version that wants to go to one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The service.
    pub service: ServiceName,
    /// Its version.
    pub version: VersionNumber,
    /// Where it is to be deployed.
    pub environment: EnvironmentName,
    /// What missing evidence means.
    pub policy: EvidencePolicy,
    /// Who may consume the service's contracts.
    pub audience: Audience,
    /// Whether the version has published any contract.
    pub published: bool,
    /// Contracts that the previous version of its branch had and this one lacks.
    pub missing: Vec<ContractRef>,
    /// What the version uses of others: one entry per consumer contract.
    pub needs: Vec<Need>,
    /// Who is live there and uses this service: one entry per consumer.
    pub dependents: Vec<Dependent>,
    /// How each of its provider contracts differs from a version that is live there.
    pub offers: Vec<Offer>,
}

/// What missing evidence means. It never turns a failure into anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum EvidencePolicy {
    /// A passed replay is asked for.
    Replay,
    /// A compatible comparison is asked for.
    Static,
    /// One of the two is enough.
    #[default]
    Either,
    /// Both are asked for.
    Both,
}

impl EvidencePolicy {
    /// Every policy.
    pub const ALL: [Self; 4] = [Self::Replay, Self::Static, Self::Either, Self::Both];

    /// The word used in every output, configuration and column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Replay => "replay",
            Self::Static => "static",
            Self::Either => "either",
            Self::Both => "both",
        }
    }
}

/// A service on the other side of a dependency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The service.
    pub service: ServiceName,
    /// The team that owns it.
    pub owner: Option<TeamName>,
    /// How to reach the owner.
    pub contact: Option<String>,
}

/// What the version uses of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The consumer contract that says so.
    pub contract: ContractRef,
    /// The provider.
    pub provider: Party,
    /// One entry per provider version that is live there; empty where none is. A service that
    /// consumes its own contract is paired with the version that is asked about.
    pub live: Vec<Pairing>,
}

/// A consumer that is live there and uses the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependent {
    /// The consumer.
    pub consumer: Party,
    /// One entry per live version and contract.
    pub live: Vec<Pairing>,
    /// Whether its contracts say what it uses. A registered consumer that does not say counts as
    /// affected by every break.
    pub uses_published: bool,
}

/// A consumer's contract and a provider's version that would live together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// The version on the other side.
    pub version: VersionNumber,
    /// The meaning of the consumer's contract.
    pub meaning: Meaning,
    /// What replay says.
    pub replay: Replay,
    /// What comparison says.
    pub comparison: Static,
}

/// What replay says about a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// Every interaction was satisfied by this provider version.
    Passed,
    /// This provider version failed.
    Failed {
        /// The first thing that did not match.
        reason: String,
    },
    /// Only other provider versions were verified.
    NotByThisVersion {
        /// The newest of them.
        other: VersionNumber,
        /// Whether that one passed.
        passed: bool,
    },
    /// No provider version was ever verified.
    Never,
}

/// What comparison says about a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Static {
    /// The provider's contract serves what the consumer uses.
    Compatible,
    /// It does not.
    Incompatible {
        /// How many mismatches there are.
        mismatches: usize,
        /// The first, in one sentence.
        reason: String,
    },
    /// Could not be decided.
    Undecided {
        /// Why not.
        reason: String,
    },
    /// Is being computed.
    Computing,
    /// Cannot be made: the provider version has published no contract that fits.
    Impossible,
}

/// How one provider contract differs from a version that is live there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which contract.
    pub contract: ContractRef,
    /// The live version.
    pub against: VersionNumber,
    /// What the difference amounts to.
    pub verdict: Verdict,
    /// How many findings break somebody.
    pub breaking: usize,
    /// Whether every breaking finding is waived.
    pub waived: bool,
    /// The bump that the difference asks for.
    pub required: Bump,
    /// The bump that the two versions declare; `None` where they are no semantic versions.
    pub declared: Option<Bump>,
    /// The smallest version that declares the required bump.
    pub next_version: Option<String>,
    /// The page that shows the difference.
    pub page: String,
}
