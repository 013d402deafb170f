//! One file per command: resolve the arguments, ask a library or the broker, write the result.

mod can_i_deploy;
mod check;
mod compare;
mod completions;
mod diff;
mod environments;
mod explain;
mod login;
mod publish;
mod record;
mod replay;
mod services;

use crate::cli::Command;
use crate::context::Context;
use crate::failure::Failure;
use crate::outcome::Outcome;

/// Runs a command to its end.
///
/// # Errors
/// When the command comes to no answer.
pub fn run(command: Command, context: &Context) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::unexpected(format!("the runtime cannot start: {error}")))?;
    runtime.block_on(dispatch(command, context))
}

async fn dispatch(command: Command, context: &Context) -> Result<Outcome, Failure> {
    match command {
        Command::Diff(args) => diff::run(&args, context).await,
        Command::Check(args) => check::run(&args, context).await,
        Command::Compare(args) => compare::run(&args, context).await,
        Command::Explain(args) => explain::run(&args, context),
        Command::Publish(args) => publish::run(&args, context).await,
        Command::Replay(args) => replay::run(&args, context).await,
        Command::CanIDeploy(args) => can_i_deploy::run(&args, context).await,
        Command::RecordDeployment(args) => record::deployment(args, context).await,
        Command::RecordUndeployment(args) => record::undeployment(args, context).await,
        Command::RecordRelease(args) => record::release(args, context).await,
        Command::RecordSupportEnded(args) => record::support_ended(args, context).await,
        Command::Environments { command } => environments::run(command, context).await,
        Command::Services { command } => services::run(command, context).await,
        Command::Login => login::run(context).await,
        Command::Completions { shell } => completions::run(shell, context),
    }
}
