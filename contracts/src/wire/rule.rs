//! Rules as the broker shows them.

use crate::rule::{Area, Bump, Direction, Level, RuleInfo};
use serde::{Deserialize, Serialize};

/// A rule, without its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct RuleSummary {
    /// The rule's permanent name.
    pub id: String,
    /// One sentence: what happened.
    pub summary: String,
    /// The part of the contract that it is about.
    pub area: Area,
    /// The bump that the change asks for.
    pub bump: Bump,
    /// How loudly its findings are reported where no policy says otherwise.
    pub level: Level,
    /// Who breaks; empty for changes that break nobody.
    pub breaks: Vec<Direction>,
    /// The version of Handfast that brought the rule.
    pub since: String,
    /// Ids of the same rule in the field's reference tool.
    pub aliases: Vec<String>,
    /// The path of the rule's page on this broker.
    pub url: String,
}

/// `GET /api/rules/{id}`: a rule with its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct RulePage {
    /// The rule.
    #[serde(flatten)]
    pub rule: RuleSummary,
    /// What, why, who breaks, examples, and what to do instead, in Markdown.
    pub page: String,
}

impl RuleSummary {
    /// The summary of `rule`.
    pub fn of(rule: &RuleInfo) -> Self {
        Self {
            id: rule.id.to_owned(),
            summary: rule.summary.to_owned(),
            area: rule.area,
            bump: rule.bump,
            level: rule.default_level(),
            breaks: rule.breaks.to_vec(),
            since: rule.since.to_owned(),
            aliases: rule.aliases.iter().map(|&alias| alias.to_owned()).collect(),
            url: rule.path(),
        }
    }
}
