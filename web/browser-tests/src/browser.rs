//! A headless Chromium and what tests ask of a page.

use chromiumoxide::browser::{Browser as Chromium, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::page::ScreenshotParams;
use futures::StreamExt;
use std::error::Error;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What can go wrong with a browser; tests report it and stop.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// A colour scheme that a visitor prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How wide a visitor's window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A desk: 1280 pixels.
    Wide,
    /// A telephone: 375 pixels.
    Narrow,
}

/// How a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The colour scheme.
    pub theme: Theme,
    /// The window.
    pub width: Width,
}

impl Look {
    /// Every way to look at a page.
    pub const ALL: [Self; 4] = [
        Self { theme: Theme::Light, width: Width::Wide },
        Self { theme: Theme::Dark, width: Width::Wide },
        Self { theme: Theme::Light, width: Width::Narrow },
        Self { theme: Theme::Dark, width: Width::Narrow },
    ];

    /// A part of a file's name.
    pub fn name(self) -> &'static str {
        match (self.theme, self.width) {
            (Theme::Light, Width::Wide) => "light-wide",
            (Theme::Dark, Width::Wide) => "dark-wide",
            (Theme::Light, Width::Narrow) => "light-narrow",
            (Theme::Dark, Width::Narrow) => "dark-narrow",
        }
    }
}

/// A headless Chromium with a profile of its own.
#[derive(Debug)]
pub struct Browser {
    chromium: Chromium,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts the browser that `HANDFAST_TEST_CHROMIUM` names.
    ///
    /// # Errors
    /// When the variable is not set, or the browser does not start.
    pub async fn start() -> Result<Self> {
        let program = std::env::var("HANDFAST_TEST_CHROMIUM").map_err(|_| {
            "HANDFAST_TEST_CHROMIUM does not name a browser; run `cargo xtask test`, which installs one"
        })?;
        let profile = tempfile::tempdir()?;
        let config = BrowserConfig::builder()
            .chrome_executable(program)
            .no_sandbox()
            .user_data_dir(profile.path())
            .args([
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
            ])
            .build()?;
        let (chromium, mut events) = Chromium::launch(config).await?;
        tokio::spawn(async move { while events.next().await.is_some() {} });
        Ok(Self { chromium, _profile: profile })
    }

    /// Opens an empty page that is looked at in this way.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn page(&self, look: Look) -> Result<Page> {
        let page = self.chromium.new_page("about:blank").await?;
        let (width, mobile) = match look.width {
            Width::Wide => (1280, false),
            Width::Narrow => (375, true),
        };
        page.execute(SetDeviceMetricsOverrideParams::new(width, 900, 1.0, mobile)).await?;
        let scheme = match look.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let prefers = MediaFeature::new("prefers-color-scheme", scheme);
        page.execute(SetEmulatedMediaParams::builder().features([prefers]).build()).await?;
        let complaints = Arc::new(Mutex::new(Vec::new()));
        page.enable_log().await?;
        let mut entries = page.event_listener::<EventEntryAdded>().await?;
        let heard = Arc::clone(&complaints);
        tokio::spawn(async move {
            while let Some(entry) = entries.next().await {
                if let Ok(mut heard) = heard.lock() {
                    heard.push(entry.entry.text.clone());
                }
            }
        });
        Ok(Page { page, complaints })
    }

    /// Stops the browser.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn stop(mut self) -> Result<()> {
        self.chromium.close().await?;
        self.chromium.wait().await?;
        Ok(())
    }
}

/// A page in one look.
#[derive(Debug)]
pub struct Page {
    page: chromiumoxide::Page,
    complaints: Arc<Mutex<Vec<String>>>,
}

impl Page {
    /// Goes to `address` and waits until it is there.
    ///
    /// # Errors
    /// When the page cannot be loaded.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.page.goto(address).await?;
        Ok(())
    }

    /// The value of an expression in the page.
    ///
    /// # Errors
    /// When the expression fails or its value has no JSON form.
    pub async fn value(&self, expression: &str) -> Result<serde_json::Value> {
        Ok(self.page.evaluate(expression).await?.into_value()?)
    }

    /// The text of the first element that `selector` finds.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, selector: &str) -> Result<String> {
        let element = self.page.find_element(selector).await?;
        Ok(element.inner_text().await?.unwrap_or_default())
    }

    /// Types into the first element that `selector` finds.
    ///
    /// # Errors
    /// When there is none.
    pub async fn write(&self, selector: &str, text: &str) -> Result<()> {
        self.page.find_element(selector).await?.click().await?.type_str(text).await?;
        Ok(())
    }

    /// Clicks the first element that `selector` finds, and waits until `appears` finds one.
    ///
    /// # Errors
    /// When there is none, or nothing appears within ten seconds.
    pub async fn click(&self, selector: &str, appears: &str) -> Result<()> {
        self.page.find_element(selector).await?.click().await?;
        for _ in 0..100 {
            if self.page.find_element(appears).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(format!("{appears} did not appear after a click on {selector}").into())
    }

    /// What the browser complained about: errors, and what the content policy blocked.
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.lock().map(|heard| heard.clone()).unwrap_or_default()
    }

    /// Writes a picture of the whole page.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        let whole = ScreenshotParams::builder().full_page(true).build();
        self.page.save_screenshot(whole, file).await?;
        Ok(())
    }
}
