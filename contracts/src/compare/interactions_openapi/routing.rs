//! Which operation a request leads to.

use super::{Area, Judge, Said, wire};
use crate::interactions::{Interaction, Request, Response};
use crate::openapi::model::{Match, Operation, Slot};

impl<'m> Judge<'m> {
    /// The operation that serves the request, the most concrete of several whose path parameters
    /// admit the path's values. Says why when there is none.
    ///
    /// Consumers write paths with or without the server's base path: a provider under test often
    /// runs without its gateway. What fits with the base path is preferred.
    pub(super) fn route(
        &mut self,
        interaction: &Interaction,
        request: &Request,
        response: &Response,
    ) -> Option<&'m Operation> {
        let candidates =
            self.candidates(request, |judge, path| judge.provider.route(&request.method, path));
        let Some(first) = candidates.first() else {
            self.unrouted(interaction, request);
            return None;
        };
        if response.status >= 400 {
            return Some(first.operation);
        }
        let mut refused = None;
        for candidate in &candidates {
            match self.refused_value(candidate) {
                None => return Some(candidate.operation),
                Some(said) => refused = refused.or(Some(said)),
            }
        }
        if let Some(mut said) = refused {
            said.consumer = Some(request.location.clone());
            self.mismatch(interaction, Area::Path, said);
        }
        None
    }

    /// Matches with the path as it is, else under one of the base paths.
    pub(super) fn candidates(
        &self,
        request: &Request,
        find: impl Fn(&Self, &str) -> Vec<Match<'m>>,
    ) -> Vec<Match<'m>> {
        let found = find(self, &request.path);
        if !found.is_empty() {
            return found;
        }
        let based = self.bases.iter().filter(|base| !base.is_empty());
        based.flat_map(|base| find(self, &format!("{base}{}", request.path))).collect()
    }

    fn unrouted(&mut self, interaction: &Interaction, request: &Request) {
        let others = self.candidates(request, |judge, path| judge.provider.routes(path));
        let consumer = Some(request.location.clone());
        let said = match others.first() {
            Some(other) => {
                let mut methods: Vec<_> = others.iter().map(|one| &*one.operation.method).collect();
                methods.sort_unstable();
                methods.dedup();
                let message = format!(
                    "{} {} is not served; the path is, for {}",
                    request.method,
                    request.path,
                    methods.join(", ")
                );
                let provider = Some(other.operation.node);
                (Area::Method, Said { code: "request-method-unknown", message, consumer, provider })
            }
            None => {
                let hint = self.slash_hint(request);
                let message = format!("no operation is served at {}{hint}", request.path);
                let code = "request-path-unknown";
                (Area::Path, Said { code, message, consumer, provider: None })
            }
        };
        self.mismatch(interaction, said.0, said.1);
    }

    /// Says so when the path would be served but for the slash at its end.
    fn slash_hint(&self, request: &Request) -> &'static str {
        let path = match request.path.strip_suffix('/') {
            Some(shorter) => shorter.to_owned(),
            None => format!("{}/", request.path),
        };
        let other = Request { path, ..request.clone() };
        let found = self.candidates(&other, |judge, path| judge.provider.routes(path));
        if found.is_empty() { "" } else { "; one is that differs by the slash at the end" }
    }

    /// Why a path parameter does not admit its value.
    fn refused_value(&mut self, candidate: &Match<'m>) -> Option<Said> {
        for parameter in &candidate.operation.parameters {
            let Slot::Path(position) = parameter.slot else { continue };
            let at = usize::try_from(position).ok()?.checked_sub(1)?;
            let Some(value) = candidate.values.get(at) else { continue };
            let readings = wire::of_path(self.provider, parameter, value);
            let judged = wire::judge(&mut self.fit, parameter.schema, &readings);
            if let Some((_, findings)) = judged
                && let Some(misfit) = findings.misfits.first()
            {
                return Some(Said {
                    code: "request-path-incompatible",
                    message: format!("path parameter {:?}: {}", parameter.name, misfit.message),
                    consumer: None,
                    provider: Some(misfit.provider),
                });
            }
        }
        None
    }
}
