//! The meaning of a whole document.

use crate::hash::Meaning;
use crate::openapi::model::{
    Content, Header, Lifecycle, Model, Operation, Parameter, ParameterForm, RequestBody, Response,
    SchemaId, Security,
};
use sha2::{Digest, Sha256};

/// The version of the canonical form: another one gives every document another meaning.
const ALGORITHM: &str = "openapi/1";

/// The hash of the canonical form: of what is on the wire and in generated code, without
/// documentation and without `info.version`.
pub fn meaning(model: &Model) -> Meaning {
    let mut operations: Vec<[u8; 32]> = model
        .operations()
        .iter()
        .map(|operation| {
            let mut form = Form { model, bytes: Vec::new() };
            form.operation(operation);
            Sha256::digest(&form.bytes).into()
        })
        .collect();
    operations.sort_unstable();
    let canonical: Vec<u8> = ALGORITHM.bytes().chain(operations.into_iter().flatten()).collect();
    Meaning::of(&canonical)
}

struct Form<'m> {
    model: &'m Model,
    bytes: Vec<u8>,
}

impl Form<'_> {
    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn optional(&mut self, text: Option<&str>) {
        self.number(u64::from(text.is_some()));
        self.text(text.unwrap_or_default());
    }

    fn number(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| each(self, item));
    }

    fn schema(&mut self, id: SchemaId) {
        self.bytes.extend_from_slice(&self.model.class(id).0);
    }

    fn operation(&mut self, operation: &Operation) {
        self.text(operation.place_under("").as_str());
        self.number(u64::from(operation.is_inverted()));
        self.list(&operation.bases, |form, base| form.text(&base.path));
        self.optional(operation.id.as_deref());
        self.list(&operation.tags, |form, tag| form.text(tag));
        self.lifecycle(&operation.lifecycle);
        self.text(operation.stability.as_str());
        self.list(&operation.parameters, Self::parameter);
        self.list(operation.request.as_slice(), Self::request);
        self.list(&operation.responses, Self::response);
        self.security(&operation.security);
    }

    fn lifecycle(&mut self, lifecycle: &Lifecycle) {
        self.number(u64::from(lifecycle.deprecated));
        self.optional(lifecycle.sunset.as_deref());
    }

    fn parameter(&mut self, parameter: &Parameter) {
        self.text(&parameter.slot.to_string());
        self.number(u64::from(parameter.required));
        self.lifecycle(&parameter.lifecycle);
        self.form(&parameter.form);
        self.schema(parameter.schema);
    }

    fn form(&mut self, form: &ParameterForm) {
        match form {
            ParameterForm::Style { style, explode, allow_reserved, allow_empty } => {
                self.text(style);
                self.bytes.extend([*explode, *allow_reserved, *allow_empty].map(u8::from));
            }
            ParameterForm::Content(media_type) => self.text(&format!("content {media_type}")),
        }
    }

    fn request(&mut self, request: &RequestBody) {
        self.number(u64::from(request.required));
        self.list(&request.content, Self::content);
    }

    fn content(&mut self, content: &Content) {
        self.text(content.media_type.as_str());
        self.schema(content.schema);
        self.list(&content.encoding, |form, encoding| {
            form.text(&encoding.property);
            form.text(&encoding.says);
        });
    }

    fn response(&mut self, response: &Response) {
        self.text(&response.status.to_string());
        self.list(&response.content, Self::content);
        self.list(&response.headers, Self::header);
        self.list(&response.links, |form, link| {
            form.text(&link.name);
            form.text(&link.leads);
        });
    }

    fn header(&mut self, header: &Header) {
        self.text(&header.name);
        self.number(u64::from(header.required));
        self.form(&header.form);
        self.schema(header.schema);
    }

    fn security(&mut self, security: &Security) {
        let mut alternatives: Vec<Vec<String>> = Vec::new();
        for requirement in &security.alternatives {
            let mut schemes: Vec<String> = requirement
                .schemes
                .iter()
                .map(|(id, scopes)| {
                    let scheme = self.model.scheme(*id);
                    format!("{} {:?} {scopes:?}", scheme.identity(), scheme.addresses)
                })
                .collect();
            schemes.sort_unstable();
            alternatives.push(schemes);
        }
        alternatives.sort_unstable();
        self.list(&alternatives, |form, schemes| {
            form.list(schemes, |form, scheme| form.text(scheme));
        });
    }
}
