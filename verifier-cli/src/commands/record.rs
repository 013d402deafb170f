//! `handfast record-…`: tell the broker what is live where.

use crate::ci::Build;
use crate::cli::{
    BuildArgs, RecordDeploymentArgs, RecordReleaseArgs, RecordSupportEndedArgs,
    RecordUndeploymentArgs, VersionArgs,
};
use crate::context::Context;
use crate::failure::Failure;
use crate::outcome::Outcome;
use handfast_contracts::name::{ServiceName, VersionNumber};
use handfast_contracts::wire::{Deploy, EndSupport, Release, Undeploy};

/// The version that the arguments mean.
///
/// # Errors
/// When the service or the version is not known.
pub(super) fn resolve(
    args: &VersionArgs,
    context: &Context,
) -> Result<(ServiceName, VersionNumber), Failure> {
    let service = context.settings()?.service(args.service.as_ref())?;
    let version = match &args.version {
        Some(version) => version.clone(),
        None => Build::resolve(&BuildArgs::default(), &context.output)?.version,
    };
    Ok((service, version))
}

/// Records a deployment.
///
/// # Errors
/// When the broker does not take it.
pub(super) async fn deployment(
    args: RecordDeploymentArgs,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (service, version) = resolve(&args.version, context)?;
    let (environment, instance) = (args.environment, args.instance);
    let deploy = Deploy { service, version, environment, instance };
    context.broker()?.deploy(&deploy).await?;
    let Deploy { service, version, environment, instance } = deploy;
    let instance = instance.map(|name| format!(" as {name}")).unwrap_or_default();
    done(context, &format!("{service}@{version} is deployed in {environment}{instance}"))
}

/// Records that nothing runs any more.
///
/// # Errors
/// When the broker does not take it.
pub(super) async fn undeployment(
    args: RecordUndeploymentArgs,
    context: &Context,
) -> Result<Outcome, Failure> {
    let service = context.settings()?.service(args.service.as_ref())?;
    let undeploy = Undeploy { service, environment: args.environment, instance: args.instance };
    context.broker()?.undeploy(&undeploy).await?;
    let Undeploy { service, environment, instance } = undeploy;
    let instance = instance.map(|name| format!(" as {name}")).unwrap_or_default();
    done(context, &format!("{service} is no longer deployed in {environment}{instance}"))
}

/// Records a release.
///
/// # Errors
/// When the broker does not take it.
pub(super) async fn release(
    args: RecordReleaseArgs,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (service, version) = resolve(&args.version, context)?;
    let (environment, supported_until) = (args.environment, args.supported_until);
    let release = Release { service, version, environment, supported_until };
    context.broker()?.release(&release).await?;
    let Release { service, version, environment, supported_until } = release;
    let until = supported_until.map(|time| format!(" until {time}")).unwrap_or_default();
    done(context, &format!("{service}@{version} is released in {environment}{until}"))
}

/// Records the end of a release's support.
///
/// # Errors
/// When the broker does not take it.
pub(super) async fn support_ended(
    args: RecordSupportEndedArgs,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (service, version) = resolve(&args.version, context)?;
    let ended = EndSupport { service, version, environment: args.environment };
    context.broker()?.end_support(&ended).await?;
    let EndSupport { service, version, environment } = ended;
    done(context, &format!("{service}@{version} is no longer supported in {environment}"))
}

fn done(context: &Context, text: &str) -> Result<Outcome, Failure> {
    context.output.result(&format!("{text}\n"))?;
    Ok(Outcome::Ok)
}
