//! What a publication means for others: against the baseline, for the versions on the other
//! side, and for every environment where it could go.

use super::plan::Outcome;
use crate::actions::diff::report;
use crate::actions::partners::{self, Pending};
use crate::actions::subject::{Subject, SubjectContract};
use crate::actions::{baseline, gate};
use crate::address;
use crate::app::App;
use crate::jobs::answers::{self, Answer, Key, Question};
use crate::problem::Problem;
use crate::store::answers::{self as kept, Compared};
use crate::store::contracts;
use crate::store::environments::{self, EnvironmentRow};
use crate::store::versions::Having;
use crate::store::{Row, StoreError, Tx, reading};
use handfast_contracts::hash::Meaning;
use handfast_contracts::name::{EnvironmentName, VersionNumber};
use handfast_contracts::report::{ENGINE, Report};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{GateAnswer, Published, PublishedOutcome};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How long a publication waits for comparisons of small documents. Those of large ones go on
/// while it is answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// One contract of the publication with what it is set against.
struct Case {
    outcome: Outcome,
    contract: SubjectContract,
    baseline: Option<(VersionNumber, SubjectContract)>,
    comparisons: Vec<Pending>,
}

/// What a publication is to be judged by.
pub(super) struct Consequences {
    subject: Subject,
    cases: Vec<Case>,
    environments: Vec<EnvironmentRow>,
}

impl Consequences {
    /// Reads what is stored on the other sides.
    pub(super) async fn gather(
        tx: &mut Tx,
        subject: Subject,
        outcomes: Vec<Outcome>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let cases = cases(tx, &subject, outcomes, now).await?;
        let environments = places(tx, &subject, &cases, now).await?;
        Ok(Self { subject, cases, environments })
    }

    /// The answer to the publication; `at` is absent when it was only tried out.
    pub(super) async fn answer(
        self,
        app: &App,
        at: Option<Timestamp>,
    ) -> Result<Published, Problem> {
        let Self { subject, cases, environments } = self;
        let compared = compared(app, &cases).await?;
        let mut contracts = Vec::new();
        for case in cases {
            contracts.push(published(app, &subject, case, &compared).await?);
        }
        let mut gates = Vec::new();
        for environment in &environments {
            let decision = gate::decide(app, &subject, environment, PATIENCE).await?;
            let environment = environment.environment.name.clone();
            gates.push(GateAnswer { environment, decision });
        }
        Ok(Published {
            url: address::version(&subject.service, &subject.version),
            service: subject.service,
            version: subject.version,
            at,
            contracts,
            missing: subject.missing,
            gates,
        })
    }
}

async fn cases(
    tx: &mut Tx,
    subject: &Subject,
    outcomes: Vec<Outcome>,
    now: Timestamp,
) -> Result<Vec<Case>, StoreError> {
    let mut cases = Vec::new();
    for outcome in outcomes {
        let all = subject.contracts.iter();
        let found = all.clone().find(|one| one.contract == outcome.contract);
        let Some(contract) = found.cloned() else { continue };
        let partners = partners::of(tx, subject, &contract, now).await?;
        let baseline = baseline(tx, subject, &contract).await?;
        let comparisons = partners::comparisons(subject, &contract, &partners);
        cases.push(Case { outcome, contract, baseline, comparisons });
    }
    Ok(cases)
}

async fn baseline(
    tx: &mut Tx,
    subject: &Subject,
    contract: &SubjectContract,
) -> Result<Option<(VersionNumber, SubjectContract)>, StoreError> {
    let Some(of) = subject.of() else { return Ok(None) };
    let (kind, name) = (contract.contract.kind, &contract.contract.name);
    let Some(version) = baseline::find(tx, of, Having::Contract(kind, name)).await? else {
        return Ok(None);
    };
    let row = contracts::find(tx, version.row, kind, name).await?;
    Ok(row.map(|row| (version.number, SubjectContract::stored(&row))))
}

/// The environments where the service itself or somebody on its other side is live, in the order
/// of promotion.
async fn places(
    tx: &mut Tx,
    subject: &Subject,
    cases: &[Case],
    now: Timestamp,
) -> Result<Vec<EnvironmentRow>, StoreError> {
    let mut names: BTreeSet<EnvironmentName> = cases
        .iter()
        .flat_map(|case| &case.comparisons)
        .flat_map(Pending::environments)
        .cloned()
        .collect();
    let mut parties: BTreeSet<Row> =
        subject.contracts.iter().filter_map(|one| one.target.as_ref()?.0).collect();
    parties.extend(subject.service_row.as_ref().map(|service| service.row));
    let parties: Vec<Row> = parties.into_iter().collect();
    let live = crate::store::deployments::live(tx, &parties, now).await?;
    names.extend(live.into_values().flatten().map(|one| one.environment_name));
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let all = environments::list(tx).await?;
    Ok(all.into_iter().filter(|one| names.contains(&one.environment.name)).collect())
}

/// The answers to all comparisons, as far as they are known soon enough.
async fn compared(app: &App, cases: &[Case]) -> Result<BTreeMap<Key, Compared>, Problem> {
    let pending = cases.iter().flat_map(|case| &case.comparisons);
    let mut open: BTreeMap<Key, Question> =
        pending.filter_map(Pending::question).map(|one| (one.key, one.clone())).collect();
    if open.is_empty() {
        return Ok(BTreeMap::new());
    }
    let asked: Vec<(Meaning, Meaning)> = open
        .keys()
        .filter_map(|key| match key {
            Key::Compare(consumer, provider) => Some((*consumer, *provider)),
            Key::Differ(..) => None,
        })
        .collect();
    let kept = reading!(app.db, |tx| kept::comparisons(tx, &asked, ENGINE).await)?;
    let mut known: BTreeMap<Key, Compared> = kept
        .into_iter()
        .map(|((consumer, provider), one)| (Key::Compare(consumer, provider), one))
        .collect();
    open.retain(|key, _| !known.contains_key(key));
    let (small, large): (Vec<_>, Vec<_>) = open.into_values().partition(Question::is_small);
    for (questions, patience) in [(large, Duration::ZERO), (small, PATIENCE)] {
        if questions.is_empty() {
            continue;
        }
        for (key, answer) in answers::ask(app, questions, patience).await {
            if let Answer::Compared(compared) = answer {
                known.insert(key, compared);
            }
        }
    }
    Ok(known)
}

async fn published(
    app: &App,
    subject: &Subject,
    case: Case,
    compared: &BTreeMap<Key, Compared>,
) -> Result<PublishedOutcome, Problem> {
    let Case { outcome, contract, baseline, comparisons } = case;
    let mut report: Option<Report> = None;
    let mut diff_url = None;
    if let Some((from, old)) = &baseline {
        let old = (answers::contract(app, old.side.document.clone()).await?, from);
        let new = (answers::contract(app, contract.side.document).await?, &subject.version);
        report = Some(self::report(app, subject.service.as_str(), old, new).await?);
        let numbers = (from, &subject.version);
        diff_url = Some(address::diff(&subject.service, numbers, &contract.contract));
    }
    Ok(PublishedOutcome {
        contract: outcome.contract,
        outcome: outcome.outcome,
        blob: outcome.blob,
        meaning: outcome.meaning,
        diagnostics: outcome.diagnostics,
        report,
        baseline: baseline.map(|(number, _)| number),
        comparisons: comparisons.iter().map(|one| one.summary(compared)).collect(),
        diff_url,
    })
}
