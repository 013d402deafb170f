//! `GET /api/services/{service}/versions/{version}/contracts/{kind}/{name}/content`.

use crate::access::headers::sandbox;
use crate::actions;
use crate::api::document::NotFound;
use crate::app::App;
use crate::extract::{ContractPath, Path};
use crate::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};

/// Gives the document of a contract, byte for byte as it was published.
#[utoipa::path(
    get,
    path = "/api/services/{service}/versions/{version}/contracts/{kind}/{name}/content",
    tag = "services",
    params(ContractPath),
    responses(
        (
            status = 200,
            description = "The document",
            body = Vec<u8>,
            content_type = "application/octet-stream",
        ),
        NotFound,
    )
)]
pub(crate) async fn contract_content(
    State(app): State<App>,
    Path(path): Path<ContractPath>,
) -> Result<Response, Problem> {
    let (version, contract) = ((&path.service, &path.version), (path.kind, &path.name));
    let document = actions::get_content(&app, version, contract).await?;
    let mut response = document.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_DISPOSITION, attachment(document.file.as_deref()));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", document.blob)) {
        headers.insert(ETAG, tag);
    }
    sandbox(headers);
    Ok(response)
}

/// Saves the document under the last part of its file's name, as far as every system can hold it.
fn attachment(file: Option<&str>) -> HeaderValue {
    let last = file.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = last.chars().map(plain).collect();
    let name = if name.trim_matches('.').is_empty() { "contract" } else { &name };
    HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_folder_or_its_header() {
        for (file, expected) in [
            (Some("specs/orders.v1.yaml"), "orders.v1.yaml"),
            (Some("..\\..\\boot\u{e9}.ini"), "boot_.ini"),
            (Some("a\"; x=\"b"), "a___x__b"),
            (Some("../.."), "contract"),
            (None, "contract"),
        ] {
            let expected = format!("attachment; filename=\"{expected}\"");
            assert_eq!(attachment(file).to_str().unwrap(), expected);
        }
    }
}
