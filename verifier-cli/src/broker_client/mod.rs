//! Typed calls of the broker's API. Nothing else speaks to the broker.

mod error;
pub mod http;

pub use error::BrokerError;

use crate::failure::{Failure, root_cause};
use handfast_contracts::gate::Decision;
use handfast_contracts::hash::Blob;
use handfast_contracts::name::{BranchName, EnvironmentName, ServiceName, VersionNumber};
use handfast_contracts::wire::{
    CanIDeployQuery, ContractRef, Deploy, Deployment, EndSupport, Environment, EnvironmentSettings,
    KnownAnswer, KnownQuestion, Limit, Page, Paging, ProblemBody, Publication, Published, Release,
    Service, ServiceSettings, ServiceVersion, Undeploy, VerificationReceipt, VerificationRun,
    VerificationSet, VerificationSetQuery, VersionsQuery, WhoAmI,
};
use http::Repeat;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use url::Url;

/// How long the broker may take for an answer, beside the time that it was asked to wait.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The most bytes of an answer; verification sets are the largest.
const MAX_ANSWER: usize = 512 << 20;

/// How many hashes are asked about at once.
const KNOWN_AT_ONCE: usize = 1000;

/// The query of an address that has none.
const NO_QUERY: &[(); 0] = &[];

/// What authenticates at the broker. Never shown.
#[derive(Clone)]
pub struct Token(HeaderValue);

impl Token {
    /// Checks that `text`, without white space around it, can be sent.
    ///
    /// # Errors
    /// When it is empty or holds characters that no token has.
    pub fn new(text: &str) -> Result<Self, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Failure::user("the token is empty"));
        }
        let mut value = HeaderValue::from_str(&format!("Bearer {text}"))
            .map_err(|_| Failure::user("the token holds characters that no token has"))?;
        value.set_sensitive(true);
        Ok(Self(value))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A broker, and who asks it.
#[derive(Debug, Clone)]
pub struct BrokerClient {
    http: reqwest::Client,
    url: Url,
    token: Option<Token>,
}

type Answer<T> = Result<T, BrokerError>;

impl BrokerClient {
    /// A client of the broker at `url`.
    ///
    /// # Errors
    /// When HTTP cannot be set up.
    pub fn new(url: Url, token: Option<Token>) -> Result<Self, Failure> {
        Ok(Self { http: http::client()?, url, token })
    }

    /// Whether others on the way can read the token.
    pub fn shows_its_token(&self) -> bool {
        let local = match self.url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        self.token.is_some() && self.url.scheme() == "http" && !local
    }

    /// The absolute address of a page that an answer names by its path.
    pub fn page(&self, path: &str) -> String {
        self.url.join(path).map_or_else(|_| path.to_owned(), String::from)
    }

    /// Who is asking.
    pub async fn whoami(&self) -> Answer<WhoAmI> {
        self.get(&["whoami"], NO_QUERY).await
    }

    /// Every service, sorted by name.
    pub async fn services(&self) -> Answer<Vec<Service>> {
        self.list(&["services"]).await
    }

    /// One service.
    pub async fn service(&self, name: &ServiceName) -> Answer<Service> {
        self.get(&["services", name.as_str()], NO_QUERY).await
    }

    /// Sets what is known about a service.
    pub async fn put_service(
        &self,
        name: &ServiceName,
        settings: &ServiceSettings,
    ) -> Answer<Service> {
        self.put(&["services", name.as_str()], settings).await
    }

    /// One version of a service.
    pub async fn version(
        &self,
        service: &ServiceName,
        version: &VersionNumber,
    ) -> Answer<ServiceVersion> {
        let path = ["services", service.as_str(), "versions", version.as_str()];
        self.get(&path, NO_QUERY).await
    }

    /// The newest versions of a branch, newest first.
    pub async fn newest(
        &self,
        service: &ServiceName,
        branch: &BranchName,
        count: u32,
    ) -> Answer<Vec<ServiceVersion>> {
        let path = ["services", service.as_str(), "versions"];
        let limit = Limit::new(count).unwrap_or_default();
        let query = VersionsQuery { branch: Some(branch.clone()), cursor: None, limit };
        let page: Page<ServiceVersion> = self.get(&path, &query).await?;
        Ok(page.items)
    }

    /// The document of a contract.
    pub async fn content(
        &self,
        service: &ServiceName,
        version: &VersionNumber,
        contract: &ContractRef,
    ) -> Answer<Vec<u8>> {
        let (service, version) = (service.as_str(), version.as_str());
        let (kind, name) = (contract.kind.as_str(), contract.name.as_str());
        let path = ["services", service, "versions", version, "contracts", kind, name, "content"];
        let request = self.request(Method::GET, &path, NO_QUERY)?.header(ACCEPT, "*/*");
        self.bytes(request, Repeat::Idempotent).await
    }

    /// Which of these documents the broker already holds.
    pub async fn known(&self, blobs: &[Blob]) -> Answer<Vec<Blob>> {
        let mut known = Vec::new();
        for some in blobs.chunks(KNOWN_AT_ONCE) {
            let question = KnownQuestion { blobs: some.to_vec() };
            let answer: KnownAnswer =
                self.post(&["contents", "known"], &question, Repeat::Idempotent).await?;
            known.extend(answer.known);
        }
        Ok(known)
    }

    /// Publishes contracts of one version.
    pub async fn publish(&self, publication: &Publication) -> Answer<Published> {
        self.post(&["publish"], publication, Repeat::Idempotent).await
    }

    /// Every environment, in the order of promotion.
    pub async fn environments(&self) -> Answer<Vec<Environment>> {
        self.list(&["environments"]).await
    }

    /// One environment.
    pub async fn environment(&self, name: &EnvironmentName) -> Answer<Environment> {
        self.get(&["environments", name.as_str()], NO_QUERY).await
    }

    /// Creates an environment, or sets what it is.
    pub async fn put_environment(
        &self,
        name: &EnvironmentName,
        settings: &EnvironmentSettings,
    ) -> Answer<Environment> {
        self.put(&["environments", name.as_str()], settings).await
    }

    /// What is live in an environment.
    pub async fn live(&self, environment: &EnvironmentName) -> Answer<Vec<Deployment>> {
        self.list(&["environments", environment.as_str(), "live"]).await
    }

    /// Records a deployment.
    pub async fn deploy(&self, what: &Deploy) -> Answer<Deployment> {
        self.post(&["deployments"], what, Repeat::OnlyUndone).await
    }

    /// Records that nothing runs any more.
    pub async fn undeploy(&self, what: &Undeploy) -> Answer<Deployment> {
        self.post(&["undeployments"], what, Repeat::OnlyUndone).await
    }

    /// Records a release.
    pub async fn release(&self, what: &Release) -> Answer<Deployment> {
        self.post(&["releases"], what, Repeat::OnlyUndone).await
    }

    /// Records the end of a release's support.
    pub async fn end_support(&self, what: &EndSupport) -> Answer<Deployment> {
        self.post(&["support-ended"], what, Repeat::OnlyUndone).await
    }

    /// The interactions that a provider version must satisfy.
    pub async fn verification_set(&self, query: &VerificationSetQuery) -> Answer<VerificationSet> {
        self.get(&["verification-set"], query).await
    }

    /// Stores the results of a run. Sending the same run again changes nothing.
    pub async fn post_verifications(&self, run: &VerificationRun) -> Answer<VerificationReceipt> {
        self.post(&["verifications"], run, Repeat::Idempotent).await
    }

    /// May this version be deployed there?
    pub async fn can_i_deploy(&self, query: &CanIDeployQuery) -> Answer<Decision> {
        let request = self.request(Method::GET, &["can-i-deploy"], query)?;
        let wait = Duration::from_secs(query.wait.get().into());
        self.answer(request.timeout(TIMEOUT + wait), Repeat::Idempotent).await
    }

    async fn list<T: DeserializeOwned>(&self, path: &[&str]) -> Answer<Vec<T>> {
        let mut items = Vec::new();
        let mut paging = Paging { cursor: None, limit: Limit::MAX };
        loop {
            let page: Page<T> = self.get(path, &paging).await?;
            items.extend(page.items);
            match page.next {
                Some(next) if paging.cursor.as_ref() != Some(&next) => paging.cursor = Some(next),
                _ => return Ok(items),
            }
        }
    }

    async fn get<T: DeserializeOwned>(&self, path: &[&str], query: &impl Serialize) -> Answer<T> {
        self.answer(self.request(Method::GET, path, query)?, Repeat::Idempotent).await
    }

    async fn put<T: DeserializeOwned>(&self, path: &[&str], body: &impl Serialize) -> Answer<T> {
        let request = self.request(Method::PUT, path, NO_QUERY)?.json(body);
        self.answer(request, Repeat::Idempotent).await
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &[&str],
        body: &impl Serialize,
        repeat: Repeat,
    ) -> Answer<T> {
        self.answer(self.request(Method::POST, path, NO_QUERY)?.json(body), repeat).await
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        repeat: Repeat,
    ) -> Answer<T> {
        let bytes = self.bytes(request, repeat).await?;
        serde_json::from_slice(&bytes).map_err(|error| BrokerError::Strange {
            url: self.url.clone(),
            what: format!("answers with something else than what was asked for: {error}"),
        })
    }

    async fn bytes(&self, request: RequestBuilder, repeat: Repeat) -> Answer<Vec<u8>> {
        let unreachable = |cause| BrokerError::Unreachable { url: self.url.clone(), cause };
        let request = request.build().map_err(|error| unreachable(root_cause(&error)))?;
        let url = request.url().clone();
        let response = http::send(&self.http, request, repeat)
            .await
            .map_err(|error| unreachable(root_cause(&error.without_url())))?;
        let status = response.status();
        let location = response.headers().get("location").cloned();
        let bytes = http::body(response, MAX_ANSWER).await.map_err(unreachable)?;
        if status.is_success() {
            return Ok(bytes);
        }
        if let Ok(problem) = serde_json::from_slice::<ProblemBody>(&bytes) {
            return Err(BrokerError::Refused(Box::new(problem)));
        }
        let what = match location.as_ref().and_then(|location| location.to_str().ok()) {
            Some(to) if status.is_redirection() => format!("redirects to {to}"),
            _ => format!("answers with {status}, and not as a Handfast broker does"),
        };
        Err(BrokerError::Strange { url, what })
    }

    /// A request of `/api/…`; every part of the path is encoded.
    fn request(
        &self,
        method: Method,
        path: &[&str],
        query: &impl Serialize,
    ) -> Answer<RequestBuilder> {
        if let Some(dots) = path.iter().find(|part| matches!(**part, "." | "..")) {
            let failure = Failure::usage(format!("{dots:?} cannot be a name in an address"));
            return Err(BrokerError::NotSent(failure));
        }
        let mut url = self.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("api").extend(path);
        }
        let mut request = self.http.request(method, url).query(query).timeout(TIMEOUT);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, token.0.clone());
        }
        Ok(request)
    }
}

/// Nothing where the broker says that there is no such thing.
///
/// # Errors
/// Every other error.
pub fn if_found<T>(answer: Answer<T>) -> Answer<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(BrokerError::Refused(body)) if body.status == StatusCode::NOT_FOUND => Ok(None),
        Err(other) => Err(other),
    }
}
