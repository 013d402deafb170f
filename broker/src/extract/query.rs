//! Questions in the part of an address after `?`.

use super::{field_below, wrong_field};
use crate::app::App;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

/// The query's parameters. Unknown, repeated and missing ones are named.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parse("query", parts.uri.query().unwrap_or_default().as_bytes()).map(Self)
    }
}

/// Reads `text` in the form of queries and HTML forms; `what` names it in refusals.
pub(super) fn parse<T: DeserializeOwned>(what: &str, text: &[u8]) -> Result<T, Problem> {
    let pairs = form_urlencoded::parse(text);
    let read = serde_urlencoded::Deserializer::new(pairs);
    serde_path_to_error::deserialize(read).map_err(|error| {
        let path = error.path().to_string();
        let message = error.into_inner().to_string();
        let field = field_below(&path, &message).unwrap_or(path);
        let detail = format!("The {what} is not valid: {field}: {message}.");
        wrong_field(detail, field, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use handfast_contracts::wire::{CanIDeployQuery, Paging};

    fn refusal<T: DeserializeOwned + std::fmt::Debug>(query: &str) -> (String, String) {
        match parse::<T>("query", query.as_bytes()).unwrap_err() {
            Problem::Invalid { fields, .. } => (fields[0].field.clone(), fields[0].message.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn parameters_are_decoded_and_have_defaults() {
        let query = "service=a%2Fb+c&version=1.0&environment=prod";
        let question: CanIDeployQuery = parse("query", query.as_bytes()).unwrap();
        assert_eq!(question.service.as_str(), "a/b c");
        assert_eq!(question.wait.get(), 30);
    }

    #[test]
    fn every_wrong_parameter_is_named() {
        assert_eq!(refusal::<Paging>("limit=500").0, "limit");
        assert_eq!(refusal::<Paging>("limit=many").0, "limit");
        assert_eq!(refusal::<Paging>("limit=5&limit=6").0, "limit");
        assert_eq!(refusal::<Paging>("pagesize=5").0, "pagesize");
        let (field, message) = refusal::<CanIDeployQuery>("service=a&version=1");
        assert_eq!(
            (field.as_str(), message.as_str()),
            ("environment", "missing field `environment`")
        );
        assert_eq!(refusal::<CanIDeployQuery>("service=&version=1&environment=e").0, "service");
    }
}
