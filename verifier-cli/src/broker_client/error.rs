//! What the broker, or the way to it, answers instead of what was asked for.

use crate::failure::Failure;
use handfast_contracts::wire::ProblemBody;
use url::Url;

/// Why the broker gave no answer.
#[derive(Debug)]
pub enum BrokerError {
    /// No answer came.
    Unreachable {
        /// The broker's address.
        url: Url,
        /// What went wrong.
        cause: String,
    },
    /// The broker explained why not.
    Refused(Box<ProblemBody>),
    /// The answer does not read as one of this broker.
    Strange {
        /// The address that answered.
        url: Url,
        /// What is strange about the answer.
        what: String,
    },
    /// The request cannot be made.
    NotSent(Failure),
}

impl BrokerError {
    /// The last part of a problem's address, such as `conflict`.
    pub fn problem(&self) -> Option<(&str, &ProblemBody)> {
        match self {
            Self::Refused(body) => Some((slug(body), body)),
            _ => None,
        }
    }
}

fn slug(body: &ProblemBody) -> &str {
    body.kind.rsplit('/').next().unwrap_or_default()
}

impl From<BrokerError> for Failure {
    fn from(error: BrokerError) -> Self {
        match error {
            BrokerError::Unreachable { url, cause } => {
                Self::broker(format!("the broker at {url} cannot be reached: {cause}"))
            }
            BrokerError::Refused(body) => refused(&body),
            BrokerError::Strange { url, what } => Self::broker(format!("{url} {what}"))
                .hint("check that --url or HANDFAST_URL is the address of a Handfast broker"),
            BrokerError::NotSent(failure) => failure,
        }
    }
}

/// A broker that does not know a name or does not accept a value was asked the wrong question;
/// everything else is the broker's side of the matter.
fn refused(body: &ProblemBody) -> Failure {
    let message = match body.detail.is_empty() {
        true => body.title.clone(),
        false => body.detail.clone(),
    };
    let mut failure = match body.status {
        400 | 404 | 409 | 413 | 415 | 422 => Failure::user(message),
        _ => Failure::broker(message),
    };
    for field in &body.fields {
        failure = failure.detail(format!("{}: {}", field.field, field.message));
    }
    for one in &body.diagnostics {
        failure = failure.detail(format!("{}: {} [{}]", one.location, one.message, one.code));
    }
    if let (Some(instance), 500..) = (&body.instance, body.status) {
        failure = failure.detail(format!("the broker's log has it as {instance}"));
    }
    for hint in &body.hints {
        failure = failure.hint(hint);
    }
    if body.status == 401 && body.hints.is_empty() {
        failure = failure.hint("run `handfast login`, or set HANDFAST_TOKEN");
    }
    failure
}
