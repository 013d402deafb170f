//! `handfast publish`: contracts of one version, in one request.

use crate::broker_client::{BrokerClient, BrokerError};
use crate::ci::Build;
use crate::cli::{PlainFormat, PublishArgs};
use crate::context::Context;
use crate::failure::Failure;
use crate::input;
use crate::outcome::Outcome;
use crate::output::Rendered;
use crate::source;
use crate::views::published;
use base64::Engine;
use handfast_contracts::hash::Blob;
use handfast_contracts::kind::{KindId, Role};
use handfast_contracts::name::{ContractName, ServiceName};
use handfast_contracts::report::Format;
use handfast_contracts::report::text::count;
use handfast_contracts::text::Limits;
use handfast_contracts::wire::{
    Content, OnConflict, ProblemBody, Publication, Published, PublishedContract, Target,
};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Publishes, and shows what became of it.
///
/// # Errors
/// When a file cannot be read as a contract, or the broker does not take the publication for
/// another reason than that this version already has the contract with another meaning.
pub(super) async fn run(args: &PublishArgs, context: &Context) -> Result<Outcome, Failure> {
    let documents = wanted(args, context)?.into_iter().map(Document::read);
    let documents = documents.collect::<Result<Vec<_>, _>>()?;
    let publication = publication(args, &documents, context)?;
    let broker = context.broker()?;
    match send(&broker, publication, &documents, context).await {
        Ok(published) => {
            show(&published, &broker, args.format.format, context)?;
            Ok(Outcome::Ok)
        }
        Err(error) => match error.problem() {
            Some(("conflict", body)) => conflict(body, args.format.format, context),
            _ => Err(error.into()),
        },
    }
}

/// A file that is to be published, and what was said about it.
struct Wanted {
    /// The file, as seen from here.
    path: PathBuf,
    /// The file, as the repository names it.
    file: PathBuf,
    kind: Option<KindId>,
    name: Option<ContractName>,
    target: Option<Target>,
}

fn wanted(args: &PublishArgs, context: &Context) -> Result<Vec<Wanted>, Failure> {
    if !args.all {
        let target = args.target.clone().map(|service| Target { service, contract: None });
        let of = |path: &PathBuf| Wanted {
            path: path.clone(),
            file: path.clone(),
            kind: args.kind,
            name: args.name.clone(),
            target: target.clone(),
        };
        return Ok(args.files.iter().map(of).collect());
    }
    let listed = context.settings()?.contracts().map(|(path, entry)| Wanted {
        path,
        file: entry.file.clone(),
        kind: entry.kind,
        name: entry.name.clone(),
        target: entry.target.clone(),
    });
    let listed: Vec<_> = listed.collect();
    if listed.is_empty() {
        return Err(Failure::usage("there is nothing to publish")
            .hint(format!("list contracts in {} under [[contracts]]", crate::settings::FILE)));
    }
    Ok(listed)
}

/// A file that has been read.
struct Document {
    bytes: Vec<u8>,
    blob: Blob,
    /// The consumer that the document itself names.
    consumer: Option<String>,
    contract: PublishedContract,
}

impl Document {
    fn read(wanted: Wanted) -> Result<Self, Failure> {
        let limits = Limits::default();
        let label = wanted.path.display().to_string();
        let bytes = source::read_path(&wanted.path, limits.bytes)?;
        let contract = input::parse(&label, &bytes, wanted.kind, &limits)?;
        let (consumer, provider) = contract.named_parties();
        let target = match contract.kind().role() {
            Role::Consumer => Some(target(&label, wanted.target, provider)?),
            Role::Provider if wanted.target.is_some() => {
                return Err(Failure::usage(format!(
                    "{label} is a provider's contract and has no target"
                )));
            }
            Role::Provider => None,
        };
        Ok(Self {
            consumer: consumer.map(str::to_owned),
            blob: contract.blob(),
            contract: PublishedContract {
                kind: contract.kind(),
                name: name(wanted.name, target.as_ref()),
                target,
                file: Some(wanted.file.display().to_string()),
                content: Content::Blob(contract.blob()),
                on_conflict: OnConflict::Fail,
            },
            bytes,
        })
    }

    fn content(&self) -> Content {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Content::Text(text.to_owned()),
            Err(_) => {
                Content::Base64(base64::engine::general_purpose::STANDARD.encode(&self.bytes))
            }
        }
    }
}

/// The provider that a consumer's contract is about: as given, else as the document names it.
fn target(label: &str, given: Option<Target>, named: Option<&str>) -> Result<Target, Failure> {
    if let Some(target) = given {
        return Ok(target);
    }
    let named = named.ok_or_else(|| {
        Failure::usage(format!("{label} does not name the provider that it is about"))
            .hint("pass --target SERVICE")
    })?;
    let service = ServiceName::new(named).map_err(|error| {
        Failure::user(format!("{label} names a provider {named:?}: {error}"))
            .hint("pass --target SERVICE")
    })?;
    Ok(Target { service, contract: None })
}

/// A consumer has one contract with each provider unless names say otherwise, so that one
/// without a name is called after its provider.
fn name(given: Option<ContractName>, target: Option<&Target>) -> ContractName {
    let of_target = || ContractName::new(target?.service.as_str()).ok();
    given.or_else(of_target).unwrap_or_default()
}

fn publication(
    args: &PublishArgs,
    documents: &[Document],
    context: &Context,
) -> Result<Publication, Failure> {
    let service = service(args, documents, context)?;
    let build = Build::resolve(&args.build, &context.output)?;
    let on_conflict = if args.merge { OnConflict::Merge } else { OnConflict::Fail };
    let mut seen = BTreeSet::new();
    for Document { contract, .. } in documents {
        if !seen.insert((contract.kind, &contract.name)) {
            let (kind, name) = (contract.kind, &contract.name);
            return Err(Failure::usage(format!("two contracts of kind {kind} are called {name}"))
                .hint(format!("give them names in {} and pass --all", crate::settings::FILE)));
        }
    }
    let contracts = documents.iter().map(|document| document.contract.clone());
    let contracts = contracts.map(|contract| PublishedContract { on_conflict, ..contract });
    Ok(Publication {
        service,
        version: build.version,
        branch: build.branch,
        tags: args.tags.clone(),
        commit: build.commit,
        build_url: build.build_url,
        contracts: contracts.collect(),
        carry_forward: args.carry_forward,
        dry_run: args.dry_run,
    })
}

/// The service that publishes: as given, else as `handfast.toml` or the documents name it.
fn service(
    args: &PublishArgs,
    documents: &[Document],
    context: &Context,
) -> Result<ServiceName, Failure> {
    let settled = args.service.as_ref().or(context.settings()?.own_service());
    let named: BTreeSet<_> = documents.iter().filter_map(|one| one.consumer.as_deref()).collect();
    let mut named = named.into_iter();
    match (settled, named.next(), named.next()) {
        (Some(service), Some(other), None) if other != service.as_str() => {
            let what = format!("the documents name the consumer {other:?}, published is {service}");
            context.output.warn(&what);
            Ok(service.clone())
        }
        (Some(service), ..) => Ok(service.clone()),
        (None, Some(name), None) => ServiceName::new(name).map_err(|error| {
            Failure::user(format!("the documents name a consumer {name:?}: {error}"))
        }),
        (None, Some(_), Some(_)) => {
            Err(Failure::usage("the documents name several consumers").hint("pass --service"))
        }
        (None, None, _) => context.settings()?.service(None),
    }
}

/// Sends the documents that the broker does not hold yet, and only the hashes of the others.
async fn send(
    broker: &BrokerClient,
    mut publication: Publication,
    documents: &[Document],
    context: &Context,
) -> Result<Published, BrokerError> {
    let blobs: Vec<_> = documents.iter().map(|document| document.blob).collect();
    let known = broker.known(&blobs).await?;
    let unknown = |document: &Document| !known.contains(&document.blob);
    fill(&mut publication, documents, unknown);
    let sent = documents.iter().filter(|one| unknown(one)).count();
    context.output.note(&format!("sending {sent} of {}", count(documents.len(), "document")));
    match broker.publish(&publication).await {
        // The broker has let go of a document since it was asked.
        Err(error) if error.problem().is_some_and(|(slug, _)| slug == "content-needed") => {
            fill(&mut publication, documents, |_| true);
            broker.publish(&publication).await
        }
        answer => answer,
    }
}

fn fill(publication: &mut Publication, documents: &[Document], needed: impl Fn(&Document) -> bool) {
    for (contract, document) in publication.contracts.iter_mut().zip(documents) {
        contract.content =
            if needed(document) { document.content() } else { Content::Blob(document.blob) };
    }
}

fn show(
    published: &Published,
    broker: &BrokerClient,
    format: PlainFormat,
    context: &Context,
) -> Result<(), Failure> {
    let page = |path: &str| broker.page(path);
    match format {
        PlainFormat::Json => context.output.json(published),
        PlainFormat::Text => {
            context.output.result(&published::text(published, &page, context.output.paint()))
        }
    }
}

/// This version already has a contract of this name with another meaning: what differs, and what
/// to do.
fn conflict(
    body: &ProblemBody,
    format: PlainFormat,
    context: &Context,
) -> Result<Outcome, Failure> {
    match (format, &body.report) {
        (PlainFormat::Json, _) => context.output.json(body)?,
        (PlainFormat::Text, Some(report)) => {
            context.output.result(&report.render(Format::Text, context.output.paint()))?;
        }
        (PlainFormat::Text, None) => {}
    }
    let mut failure = Failure::user(&body.detail);
    for hint in &body.hints {
        failure = failure.hint(hint);
    }
    context.output.failure(&failure);
    Ok(Outcome::No)
}
