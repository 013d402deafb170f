//! The decision: every fact becomes a row, the worst row is the answer.

use super::facts::{Dependent, EvidencePolicy, Facts, Need, Offer, Pairing, Party, Replay, Static};
use super::{Answer, Decision, Partner, Reason, ReasonCode};
use crate::name::{ServiceName, VersionNumber};
use crate::rule::Bump;
use crate::semver::Verdict;
use crate::wire::Audience;

/// Answers can-i-deploy from `facts`. Fails closed: whatever is not known to fit is at best
/// undecided.
pub fn decide(facts: &Facts) -> Decision {
    let mut reasons = Vec::new();
    reasons.extend(publication(facts));
    reasons.extend(facts.needs.iter().flat_map(|need| need_rows(facts, need)));
    reasons.extend(facts.dependents.iter().flat_map(|one| dependent_rows(facts, one)));
    reasons.extend(facts.offers.iter().flat_map(|offer| offer_rows(facts, offer)));
    if reasons.is_empty() {
        reasons.push(nothing_against(facts));
    }
    reasons.sort_by(|a, b| {
        (std::cmp::Reverse(a.verdict), a.code, &a.partner, &a.message).cmp(&(
            std::cmp::Reverse(b.verdict),
            b.code,
            &b.partner,
            &b.message,
        ))
    });
    let verdict = reasons.iter().map(|reason| reason.verdict).max().unwrap_or(Answer::Undecided);
    Decision {
        verdict,
        service: facts.service.clone(),
        version: facts.version.clone(),
        environment: facts.environment.clone(),
        summary: summary(facts, verdict, &reasons),
        reasons,
    }
}

fn summary(facts: &Facts, verdict: Answer, reasons: &[Reason]) -> String {
    let Facts { service, version, environment, .. } = facts;
    let against = reasons.iter().filter(|reason| reason.verdict == verdict).count();
    let count = if against == 1 { "1 reason".to_owned() } else { format!("{against} reasons") };
    match verdict {
        Answer::Yes => format!("{service} {version} may be deployed to {environment}"),
        Answer::No => {
            format!("{service} {version} must not be deployed to {environment}: {count} against it")
        }
        Answer::Undecided => format!(
            "whether {service} {version} may be deployed to {environment} is undecided: {count} open"
        ),
    }
}

fn row(verdict: Answer, code: ReasonCode, message: String) -> Reason {
    Reason { verdict, code, message, partner: None, next: None, page: None }
}

fn nothing_against(facts: &Facts) -> Reason {
    let Facts { service, environment, .. } = facts;
    if facts.needs.is_empty() && facts.dependents.is_empty() {
        let message = format!("nothing that is live in {environment} uses {service}");
        row(Answer::Yes, ReasonCode::NoConsumerDeployed, message)
    } else {
        let message = format!("{service} has nothing to check in {environment}");
        row(Answer::Yes, ReasonCode::NothingToCheck, message)
    }
}

fn publication(facts: &Facts) -> Vec<Reason> {
    let Facts { service, version, .. } = facts;
    let publish = format!("handfast publish --service {service} --version {version} FILE");
    // A provider that is only ever replayed against needs no contract of its own: its consumers'
    // rows say whether it fits.
    let judged = !facts.needs.is_empty() || !facts.dependents.is_empty();
    if !facts.published && !judged {
        let message = format!("{service} {version} is known and has published nothing");
        let next = Some(publish);
        let reason = row(Answer::Undecided, ReasonCode::PublishedNothing, message);
        return vec![Reason { next, ..reason }];
    }
    let incomplete = facts.missing.iter().map(|contract| {
        let message = format!(
            "{service} {version} lacks the {} contract {:?} that the previous version of its branch had",
            contract.kind,
            contract.name.as_str()
        );
        let next = format!("handfast publish --service {service} --version {version} --carry-forward");
        Reason { next: Some(next), ..row(Answer::Undecided, ReasonCode::Incomplete, message) }
    });
    incomplete.collect()
}

fn need_rows(facts: &Facts, need: &Need) -> Vec<Reason> {
    if need.live.is_empty() {
        return vec![provider_not_deployed(facts, need)];
    }
    let pair = |pairing: &Pairing| {
        let sides = Sides::new(
            (&facts.service, &facts.version),
            (&need.provider.service, &pairing.version),
        );
        pair_row(facts.policy, &need.provider, pairing, &sides)
    };
    need.live.iter().map(pair).collect()
}

fn provider_not_deployed(facts: &Facts, need: &Need) -> Reason {
    let (provider, environment) = (&need.provider.service, &facts.environment);
    let message = format!(
        "{} {} uses {provider}, of which no version is live in {environment}; deploy {provider} first",
        facts.service, facts.version
    );
    Reason {
        partner: Some(Partner {
            service: provider.clone(),
            version: None,
            owner: need.provider.owner.clone(),
            contact: need.provider.contact.clone(),
            meaning: None,
        }),
        next: Some(format!(
            "handfast can-i-deploy --service {provider} --version VERSION --to-environment {environment}"
        )),
        ..row(Answer::Undecided, ReasonCode::ProviderNotDeployed, message)
    }
}

fn dependent_rows(facts: &Facts, dependent: &Dependent) -> Vec<Reason> {
    let pair = |pairing: &Pairing| {
        let sides = Sides::new(
            (&dependent.consumer.service, &pairing.version),
            (&facts.service, &facts.version),
        );
        pair_row(facts.policy, &dependent.consumer, pairing, &sides)
    };
    dependent.live.iter().map(pair).collect()
}

/// How messages name the two sides of a pair, and the command that verifies it.
struct Sides {
    consumer: String,
    provider: String,
    replay: String,
    publish: String,
}

impl Sides {
    fn new(
        consumer: (&ServiceName, &VersionNumber),
        provider: (&ServiceName, &VersionNumber),
    ) -> Self {
        let (service, version) = provider;
        Self {
            consumer: format!("{} {}", consumer.0, consumer.1),
            provider: format!("{service} {version}"),
            replay: format!(
                "handfast replay --provider {service} --provider-version {version} --base-url URL"
            ),
            publish: format!("handfast publish --service {service} --version {version} FILE"),
        }
    }
}

/// The state of a pair, before policy says what it means.
fn pair_row(policy: EvidencePolicy, other: &Party, pairing: &Pairing, sides: &Sides) -> Reason {
    let partner = Some(Partner {
        service: other.service.clone(),
        version: Some(pairing.version.clone()),
        owner: other.owner.clone(),
        contact: other.contact.clone(),
        meaning: Some(pairing.meaning),
    });
    let failed = failure(pairing, sides);
    let reason = failed.unwrap_or_else(|| evidence(policy, pairing, sides));
    Reason { partner, ..reason }
}

/// A failure by any evidence is a no under every policy.
fn failure(pairing: &Pairing, sides: &Sides) -> Option<Reason> {
    let Sides { consumer, provider, .. } = sides;
    let message = match (&pairing.comparison, &pairing.replay) {
        (Static::Incompatible { mismatches: 1, reason }, _) => {
            format!("{consumer} does not fit {provider}: {reason}")
        }
        (Static::Incompatible { mismatches, reason }, _) => {
            format!("{consumer} does not fit {provider} in {mismatches} places, first: {reason}")
        }
        (_, Replay::Failed { reason }) => {
            format!("{provider} failed the replay of {consumer}: {reason}")
        }
        _ => return None,
    };
    Some(row(Answer::No, ReasonCode::Failed, message))
}

fn evidence(policy: EvidencePolicy, pairing: &Pairing, sides: &Sides) -> Reason {
    let replayed = pairing.replay == Replay::Passed;
    let compared = pairing.comparison == Static::Compatible;
    let enough = match policy {
        EvidencePolicy::Replay => replayed,
        EvidencePolicy::Static => compared,
        EvidencePolicy::Either => replayed || compared,
        EvidencePolicy::Both => replayed && compared,
    };
    if enough {
        return ok(replayed, compared, sides);
    }
    let by_comparison = match policy {
        EvidencePolicy::Replay => false,
        EvidencePolicy::Static => true,
        EvidencePolicy::Either => pairing.replay == Replay::Never || waits(&pairing.comparison),
        EvidencePolicy::Both => !compared,
    };
    if by_comparison && let Some(reason) = comparison_missing(policy, &pairing.comparison, sides) {
        return reason;
    }
    replay_missing(&pairing.replay, sides)
}

/// Whether a comparison is under way: then waiting may be enough.
fn waits(comparison: &Static) -> bool {
    *comparison == Static::Computing
}

fn ok(replayed: bool, compared: bool, sides: &Sides) -> Reason {
    let Sides { consumer, provider, .. } = sides;
    let how = match (replayed, compared) {
        (true, true) => "by replay and by comparison",
        (true, false) => "by replay",
        _ => "by comparison",
    };
    row(Answer::Yes, ReasonCode::Ok, format!("{consumer} fits {provider} {how}"))
}

fn comparison_missing(
    policy: EvidencePolicy,
    comparison: &Static,
    sides: &Sides,
) -> Option<Reason> {
    let Sides { consumer, provider, replay, publish } = sides;
    let replay_is_enough = policy == EvidencePolicy::Either;
    let (code, message, next) = match comparison {
        Static::Computing => (
            ReasonCode::Computing,
            format!("the comparison of {consumer} with {provider} is being computed"),
            None,
        ),
        Static::Undecided { reason } => (
            ReasonCode::Undecided,
            format!("the comparison of {consumer} with {provider} could not be decided: {reason}"),
            replay_is_enough.then(|| replay.clone()),
        ),
        Static::Impossible => (
            ReasonCode::NeverVerified,
            format!("{provider} has published no contract that {consumer} could be compared with"),
            Some(if replay_is_enough { replay.clone() } else { publish.clone() }),
        ),
        Static::Compatible | Static::Incompatible { .. } => return None,
    };
    Some(Reason { next, ..row(Answer::Undecided, code, message) })
}

fn replay_missing(replay: &Replay, sides: &Sides) -> Reason {
    let Sides { consumer, provider, .. } = sides;
    let (code, message) = match replay {
        Replay::NotByThisVersion { other, passed } => (
            ReasonCode::NotVerifiedByThisVersion,
            format!(
                "{provider} has not replayed {consumer}; the newest version that has is {other}, which {}",
                if *passed { "passed" } else { "failed" }
            ),
        ),
        _ => (
            ReasonCode::NeverVerified,
            format!("no version of the provider has replayed {consumer}; {provider} has not"),
        ),
    };
    let next = Some(sides.replay.clone());
    Reason { next, ..row(Answer::Undecided, code, message) }
}

/// What a provider contract's own change says: the known consumers are judged by their pairs,
/// this row speaks for those that nobody knows, and for the version number.
fn offer_rows(facts: &Facts, offer: &Offer) -> Vec<Reason> {
    let change = match offer.verdict {
        Verdict::Compatible => None,
        _ if offer.waived && offer.verdict == Verdict::Breaking => None,
        _ if offer.declared == Some(Bump::Major) => Some(declared_break(facts, offer)),
        Verdict::Breaking => Some(undeclared_break(facts, offer)),
        Verdict::Undecided => undecided_change(facts, offer),
    };
    let bump = bump_too_small(facts, offer);
    let page = Some(offer.page.clone());
    change.into_iter().chain(bump).map(|reason| Reason { page: page.clone(), ..reason }).collect()
}

fn changes(offer: &Offer) -> String {
    match offer.breaking {
        1 => "1 breaking change".to_owned(),
        n => format!("{n} breaking changes"),
    }
}

fn declared_break(facts: &Facts, offer: &Offer) -> Reason {
    let message = format!(
        "{} {} declares a major version over {}; consumers that do not publish here may break",
        facts.service, facts.version, offer.against
    );
    row(Answer::Yes, ReasonCode::BreakDeclared, message)
}

fn undeclared_break(facts: &Facts, offer: &Offer) -> Reason {
    let Facts { service, version, environment, .. } = facts;
    let what = format!("{} against {service} {}", changes(offer), offer.against);
    match facts.audience {
        Audience::Open => {
            let message = format!(
                "{service} {version} has {what}, and consumers may exist that do not publish here"
            );
            let next = offer.next_version.as_ref().map(|next| {
                format!("publish it as {next} or later, or keep the old form beside the new one")
            });
            Reason { next, ..row(Answer::No, ReasonCode::BreaksUnknownConsumers, message) }
        }
        Audience::Registered => {
            let hit = names(facts, |one| one.live.iter().any(fails));
            let silent = names(facts, |one| !one.uses_published);
            let (answer, code, rest) = if !hit.is_empty() {
                (Answer::No, ReasonCode::BreaksConsumer, format!("which {hit} cannot live with"))
            } else if !silent.is_empty() {
                let rest = format!("and {silent} in {environment} does not say what it uses");
                (Answer::No, ReasonCode::BreaksConsumer, rest)
            } else {
                let rest = format!("and none touches a consumer that is live in {environment}");
                (Answer::Yes, ReasonCode::BreakTouchesNobody, rest)
            };
            row(answer, code, format!("{service} {version} has {what}, {rest}"))
        }
    }
}

/// Whether some evidence says that the pair does not fit.
fn fails(pairing: &Pairing) -> bool {
    matches!(pairing.comparison, Static::Incompatible { .. })
        || matches!(pairing.replay, Replay::Failed { .. })
}

fn names(facts: &Facts, of: impl Fn(&Dependent) -> bool) -> String {
    let found = facts.dependents.iter().filter(|one| of(one));
    found.map(|one| one.consumer.service.as_str()).collect::<Vec<_>>().join(", ")
}

fn undecided_change(facts: &Facts, offer: &Offer) -> Option<Reason> {
    match facts.audience {
        Audience::Registered => None,
        Audience::Open => {
            let message = format!(
                "whether {} {} breaks consumers of {} could not be decided",
                facts.service, facts.version, offer.against
            );
            Some(row(Answer::Undecided, ReasonCode::Undecided, message))
        }
    }
}

/// A break is judged by itself, with the audience in mind; this is about versions that promise
/// less than they bring.
fn bump_too_small(facts: &Facts, offer: &Offer) -> Option<Reason> {
    let declared = offer.declared.filter(|declared| *declared < offer.required)?;
    if offer.verdict == Verdict::Breaking {
        return None;
    }
    let message = format!(
        "{} {} declares a {declared} version over {}, its changes ask for a {} one",
        facts.service, facts.version, offer.against, offer.required
    );
    let next = offer.next_version.as_ref().map(|next| format!("publish it as {next} or later"));
    Some(Reason { next, ..row(Answer::No, ReasonCode::BumpTooSmall, message) })
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod table;
