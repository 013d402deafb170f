//! What a rule is: a documented judgement about one kind of change.
//!
//! A rule sees one change, with the context that the change carries. It never sees configuration,
//! levels or other rules. Only [`crate::judge`] runs rules.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// How much the version number must grow because of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// Nothing that a user of the contract can notice.
    Patch,
    /// Something new that breaks nobody.
    Minor,
    /// Somebody who obeyed the old contract may break.
    Major,
}

impl Bump {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How loudly a finding is reported. Policy may change it; a rule only has a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Worth a look before release.
    Warning,
    /// Breaks somebody.
    Error,
}

impl Level {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Those who send requests and read responses.
    Clients,
    /// Those who receive requests, or who implement a webhook's or callback's provider side.
    Servers,
    /// Statements that read a table.
    Readers,
    /// Statements that write a table.
    Writers,
}

impl Direction {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Servers => "servers",
            Self::Readers => "readers",
            Self::Writers => "writers",
        }
    }
}

/// The part of a contract that a rule is about: the folder in which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Operations and paths.
    Operation,
    /// Path, query, header and cookie parameters.
    Parameter,
    /// Request bodies and their media types.
    Request,
    /// Responses, their headers and media types.
    Response,
    /// Values of bodies and parameters.
    Schema,
    /// Authentication and authorisation.
    Security,
    /// Deprecation, sunset, stability.
    Lifecycle,
    /// What a consumer asks for.
    Interaction,
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Request => "request",
            Self::Response => "response",
            Self::Schema => "schema",
            Self::Security => "security",
            Self::Lifecycle => "lifecycle",
            Self::Interaction => "interaction",
        })
    }
}

/// Which side of an exchange a rule is about. Rules for one side exist for the other side too, or
/// are waived in writing: see the laws in `tests/rule_laws.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// What clients send.
    Request,
    /// What servers send.
    Response,
    /// Neither alone.
    Both,
}

/// What happened to a rule's subject; with [`Side`] and the subject it places the rule among its
/// mirrors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// The subject is new.
    Added,
    /// The subject is gone.
    Removed,
    /// The subject admits fewer values, or asks for more.
    Narrowed,
    /// The subject admits more values, or asks for less.
    Widened,
    /// The subject is another one, neither narrower nor wider.
    Changed,
}

/// How sure a rule is that its change breaks somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The documents alone decide.
    Certain,
    /// The documents do not hold enough to decide: such a finding makes the verdict undecided,
    /// never compatible.
    Undecided,
}

/// Everything about a rule but its check.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// The rule's permanent name: its file's stem with hyphens.
    pub id: &'static str,
    /// One sentence: what happened.
    pub summary: &'static str,
    /// The bump that the change asks for.
    pub bump: Bump,
    /// How sure the rule is.
    pub certainty: Certainty,
    /// Who breaks; empty for changes that break nobody.
    pub breaks: &'static [Direction],
    /// The part of the contract.
    pub area: Area,
    /// The side of the exchange.
    pub side: Side,
    /// What the rule is about within its side, for example `property`.
    pub subject: &'static str,
    /// What happened to the subject.
    pub action: Action,
    /// The version of Handfast that brought the rule.
    pub since: &'static str,
    /// Ids of the same rule in the field's reference tool, so that its severity and ignore files
    /// carry over.
    pub aliases: &'static [&'static str],
    /// The rule's page in Markdown, which is also its test.
    pub page: &'static str,
}

impl RuleInfo {
    /// The level of the rule's findings where no policy says otherwise.
    pub const fn default_level(&self) -> Level {
        match (self.certainty, self.bump) {
            (Certainty::Undecided, _) => Level::Warning,
            (Certainty::Certain, Bump::Major) => Level::Error,
            (Certainty::Certain, Bump::Minor | Bump::Patch) => Level::Info,
        }
    }

    /// The path of the rule's page on a broker: `/rules/<id>`.
    pub fn path(&self) -> String {
        format!("/rules/{}", self.id)
    }
}

/// A rule over changes of type `C`.
#[derive(Debug)]
pub struct Rule<C: 'static> {
    /// What the rule is called, says and means.
    pub info: RuleInfo,
    /// The finding's sentence when the rule applies to the change, else `None`.
    pub check: fn(&C) -> Option<String>,
}

/// A rule's id as it stands in reports, also in reports read back from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct RuleId(pub Cow<'static, str>);

impl RuleId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
