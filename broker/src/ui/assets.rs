//! The style sheet and the icon, compiled in. Their addresses carry their hash, so that browsers
//! keep them for good and never show an old one.

use crate::problem::Problem;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use handfast_contracts::hash::Blob;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use std::sync::LazyLock;

const FOREVER: &str = "public, max-age=31536000, immutable";

struct Asset {
    address: String,
    media_type: &'static str,
    text: &'static str,
}

impl Asset {
    fn new(name: &str, ending: &str, media_type: &'static str, text: &'static str) -> Self {
        let hash = Blob::of(text.as_bytes()).to_string();
        let address = format!("/assets/{name}-{}.{ending}", hash.get(..12).unwrap_or(&hash));
        Self { address, media_type, text }
    }
}

static SHEET: LazyLock<Asset> = LazyLock::new(|| {
    let text = include_str!("../../../web/assets/app.css");
    Asset::new("app", "css", "text/css; charset=utf-8", text)
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let text = include_str!("../../../web/assets/icon.svg");
    Asset::new("icon", "svg", "image/svg+xml", text)
});

/// The address of the style sheet.
pub(super) fn sheet() -> &'static str {
    &SHEET.address
}

/// The address of the icon.
pub(super) fn icon() -> &'static str {
    &ICON.address
}

/// `GET /assets/{file}`.
pub(crate) async fn show(request: Request) -> Result<Response, Problem> {
    let path = request.uri().path();
    let found = [&*SHEET, &*ICON].into_iter().find(|asset| asset.address == path);
    let asset = found.ok_or_else(|| Problem::NotFound {
        what: "address",
        name: path.to_owned(),
        known: Vec::new(),
    })?;
    let headers = [(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, FOREVER)];
    Ok((headers, asset.text).into_response())
}
