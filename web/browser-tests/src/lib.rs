//! Drives Chromium over the demo's pages. Not for behaviour that a plain request can show: that
//! is tested in the broker.

mod broker;
mod browser;

pub use broker::Demo;
pub use browser::{Browser, Look, Page, Result, Theme, Width};
