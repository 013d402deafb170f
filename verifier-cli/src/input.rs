//! Reads inputs as contracts: fetches the bytes, finds the kind, and refuses what has errors.

use crate::broker_client::BrokerClient;
use crate::ci::Build;
use crate::context::Context;
use crate::failure::Failure;
use crate::source::{self, Source, Stored, StoredVersion};
use handfast_contracts::kind::{Contract, KindId, Source as Document};
use handfast_contracts::name::{EnvironmentName, ServiceName, VersionNumber};
use handfast_contracts::report::{Report, Subject};
use handfast_contracts::text::Limits;
use handfast_contracts::wire::{ContractRef, ServiceVersion};

/// A contract that has been read, and what to call it.
#[derive(Debug)]
pub struct Input {
    /// The contract; it has no errors.
    pub contract: Contract,
    /// What reports call it.
    pub subject: Subject,
}

/// Bytes with their name.
#[derive(Debug)]
pub struct Fetched {
    /// What positions and reports call them.
    pub label: String,
    /// The document.
    pub bytes: Vec<u8>,
    /// The version that they were published as.
    version: Option<VersionNumber>,
    /// The kind that they were published as.
    kind: Option<KindId>,
}

/// Reads inputs for one command.
#[derive(Debug)]
pub struct Reader<'a> {
    context: &'a Context,
    service: Option<&'a ServiceName>,
    limits: Limits,
}

impl<'a> Reader<'a> {
    /// A reader; `service` is the one that `@…` inputs are about.
    pub fn new(context: &'a Context, service: Option<&'a ServiceName>) -> Self {
        Self { context, service, limits: Limits::default() }
    }

    /// Reads two versions of a contract. Where one of them does not say its kind (the broker may
    /// hold several contracts of a version), it has that of the other.
    ///
    /// # Errors
    /// When either cannot be read as a contract.
    pub async fn pair(
        &self,
        (old, new): (&Source, &Source),
        kind: Option<KindId>,
    ) -> Result<(Input, Input), Failure> {
        if (old, new) == (&Source::Stdin, &Source::Stdin) {
            return Err(Failure::usage("only one input can be stdin"));
        }
        if matches!(old, Source::Broker(_)) {
            let new = self.contract(new, kind).await?;
            let old = self.contract(old, Some(new.contract.kind())).await?;
            Ok((old, new))
        } else {
            let old = self.contract(old, kind).await?;
            let stored = matches!(new, Source::Broker(_)).then(|| old.contract.kind());
            let new = self.contract(new, kind.or(stored)).await?;
            Ok((old, new))
        }
    }

    /// Judges the second of two versions of a contract against the first, under the repository's
    /// policy.
    ///
    /// # Errors
    /// When either cannot be read, or they are of different kinds.
    pub async fn report(
        &self,
        sources: (&Source, &Source),
        kind: Option<KindId>,
    ) -> Result<Report, Failure> {
        let policy = self.context.settings()?.policy();
        let (old, new) = self.pair(sources, kind).await?;
        let (old, new) = ((&old.contract, old.subject), (&new.contract, new.subject));
        Report::of(old, new, policy, self.context.now())
            .map_err(|unpaired| Failure::user(unpaired.to_string()))
    }

    /// Reads a contract, of `kind` where that is given.
    ///
    /// # Errors
    /// When it cannot be read, is of no known kind, or has errors.
    pub async fn contract(&self, source: &Source, kind: Option<KindId>) -> Result<Input, Failure> {
        let fetched = self.fetch(source, kind).await?;
        let contract = parse(&fetched.label, &fetched.bytes, kind.or(fetched.kind), &self.limits)?;
        let number = fetched.version.as_ref().map(ToString::to_string);
        let version = contract.declared_version().map(str::to_owned).or(number);
        Ok(Input { contract, subject: Subject { label: fetched.label, version } })
    }

    /// Fetches the bytes of an input.
    ///
    /// # Errors
    /// When they cannot be had.
    pub async fn fetch(&self, source: &Source, kind: Option<KindId>) -> Result<Fetched, Failure> {
        let limit = self.limits.bytes;
        let bytes = match source {
            Source::Path(path) => source::read_path(path, limit)?,
            Source::Stdin => source::read_stdin(limit)?,
            Source::Git { revision, path } => source::read_git(revision, path)?,
            Source::Url(url) => source::read_url(url, limit).await?,
            Source::Broker(stored) => return self.fetch_stored(stored, kind).await,
        };
        Ok(Fetched { label: source.to_string(), bytes, version: None, kind: None })
    }

    async fn fetch_stored(
        &self,
        stored: &Stored,
        kind: Option<KindId>,
    ) -> Result<Fetched, Failure> {
        let broker = self.context.broker()?;
        let version = self.version(&broker, &stored.version).await?;
        let contract = match &stored.contract {
            Some((kind, name)) => ContractRef { kind: *kind, name: name.clone() },
            None => only_contract(&version, kind)?,
        };
        let bytes = broker.content(&version.service, &version.version, &contract).await?;
        let label = format!("{}@{}", version.service, version.version);
        self.context.output.note(&format!("read {} {} of {label}", contract.kind, contract.name));
        Ok(Fetched { label, bytes, version: Some(version.version), kind: Some(contract.kind) })
    }

    async fn version(
        &self,
        broker: &BrokerClient,
        wanted: &StoredVersion,
    ) -> Result<ServiceVersion, Failure> {
        let own = || self.context.settings()?.service(self.service);
        match wanted {
            StoredVersion::Number(service, number) => Ok(broker.version(service, number).await?),
            StoredVersion::Branch(branch) => {
                let service = own()?;
                let newest = broker.newest(&service, branch, 1).await?;
                newest.into_iter().next().ok_or_else(|| {
                    Failure::user(format!("{service} has no version of the branch {branch}"))
                })
            }
            StoredVersion::Environment(environment) => {
                live_version(broker, &own()?, environment).await
            }
            StoredVersion::Baseline => baseline(broker, &own()?).await,
        }
    }
}

/// The one version of a service that is live in an environment.
async fn live_version(
    broker: &BrokerClient,
    service: &ServiceName,
    environment: &EnvironmentName,
) -> Result<ServiceVersion, Failure> {
    let live = broker.live(environment).await?;
    let mut numbers: Vec<_> =
        live.into_iter().filter(|one| one.service == *service).map(|one| one.version).collect();
    numbers.sort();
    numbers.dedup();
    match numbers.as_slice() {
        [number] => Ok(broker.version(service, number).await?),
        [] => Err(Failure::user(format!("{service} is not live in {environment}"))),
        several => {
            let names: Vec<_> =
                several.iter().map(|number| format!("broker:{service}@{number}")).collect();
            let what = format!("{service} is live in {environment} in {} versions", several.len());
            Err(Failure::user(what).hint(format!("name one of them: {}", names.join(", "))))
        }
    }
}

/// The newest version of the current branch that is not of the current commit; on a branch that
/// has none, that of the main branch.
async fn baseline(broker: &BrokerClient, service: &ServiceName) -> Result<ServiceVersion, Failure> {
    let (branch, commit) = Build::current();
    if let Some(branch) = branch {
        let newest = broker.newest(service, &branch, 2).await?;
        let mut before = newest.into_iter().filter(|one| commit.is_none() || one.commit != commit);
        if let Some(version) = before.next() {
            return Ok(version);
        }
    }
    match broker.service(service).await?.main_head {
        Some(number) => Ok(broker.version(service, &number).await?),
        None => Err(Failure::user(format!("{service} has no version to compare with"))
            .hint("publish one from its main branch, or name a version")),
    }
}

/// The only contract of a version, or the only one of a kind.
fn only_contract(version: &ServiceVersion, kind: Option<KindId>) -> Result<ContractRef, Failure> {
    let of_kind = |one: &ContractRef| kind.is_none_or(|kind| kind == one.kind);
    let candidates: Vec<_> =
        version.contracts.iter().map(|one| &one.contract).filter(|one| of_kind(one)).collect();
    let (service, number) = (&version.service, &version.version);
    let of_what = kind.map(|kind| format!(" of kind {kind}")).unwrap_or_default();
    match candidates.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Failure::user(format!("{service}@{number} has no contract{of_what}"))),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|one| format!("broker:{service}@{number}/{}/{}", one.kind, one.name))
                .collect();
            let what = format!("{service}@{number} has {} contracts{of_what}", several.len());
            Err(Failure::user(what).hint(format!("name one of them: {}", names.join(", "))))
        }
    }
}

/// Reads bytes as a contract, of `kind` where that is known.
///
/// # Errors
/// When the bytes are of no known kind, cannot be read, or have errors.
pub fn parse(
    label: &str,
    bytes: &[u8],
    kind: Option<KindId>,
    limits: &Limits,
) -> Result<Contract, Failure> {
    let kind = kind.or_else(|| KindId::detect(label, bytes)).ok_or_else(|| {
        let known: Vec<_> = KindId::all().map(KindId::as_str).collect();
        Failure::user(format!("{label} does not look like any kind of contract"))
            .hint(format!("pass --kind to say what it is: {}", known.join(", ")))
    })?;
    let contract = Contract::parse(kind, Document { name: label, bytes }, limits)
        .map_err(|unreadable| Failure::user(unreadable.to_string()))?;
    match contract.error() {
        Some(_) => Err(Failure::document(label, contract.diagnostics())),
        None => Ok(contract),
    }
}
