//! Every page of the demo, in both themes, wide and narrow.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use handfast_browser_tests::{Browser, Demo, Look};
use std::path::{Path, PathBuf};

/// Every kind of page, with a word that it must show.
const PAGES: &[(&str, &str, &str)] = &[
    ("overview", "/", "orders"),
    ("service", "/services/orders", "shop-mobile"),
    ("version", "/services/orders/versions/1.5.0", "production"),
    ("diff", "/services/orders/diff?from=1.4.0&to=1.5.0&kind=openapi&name=default", "total"),
    ("gate-no", "/can-i-deploy?service=orders&version=1.5.0&environment=production", "shop-mobile"),
    (
        "gate-yes",
        "/can-i-deploy?service=orders&version=1.4.0&environment=production",
        "may be deployed",
    ),
    ("gate-unasked", "/can-i-deploy", "Ask"),
    ("rules", "/rules", "response-required-property-removed"),
    ("rule", "/rules/response-required-property-removed", "What to do instead"),
    ("sign-in", "/sign-in", "Token"),
    ("missing", "/services/nobody", "nobody"),
];

fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_shows_its_content_without_complaints_or_overflow_in_every_look() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    for look in Look::ALL {
        for (name, path, word) in PAGES {
            let case = format!("{name} {}", look.name());
            let page = browser.page(look).await.unwrap();
            page.open(&format!("{}{path}", demo.address)).await.unwrap();
            page.picture(&pictures().join(format!("{name}-{}.png", look.name()))).await.unwrap();
            let text = page.text("main").await.unwrap();
            assert!(text.contains(word), "{case} does not say {word:?}:\n{text}");
            assert_eq!(
                page.value("document.querySelectorAll('h1').length").await.unwrap(),
                1,
                "{case}: headings"
            );
            let overflow = "document.documentElement.scrollWidth - window.innerWidth";
            let overflow = page.value(overflow).await.unwrap().as_i64().unwrap();
            assert!(overflow <= 0, "{case} is {overflow} px too wide");
            let unnamed = "[...document.querySelectorAll('input:not([type=hidden]),select,button,a')]\
                 .filter(e => !(e.innerText || e.ariaLabel || e.labels?.length || e.title)).length";
            assert_eq!(page.value(unnamed).await.unwrap(), 0, "{case}: controls without a name");
            let complaints: Vec<_> = page
                .complaints()
                .into_iter()
                .filter(|text| !(*name == "missing" && text.contains("404")))
                .collect();
            assert!(complaints.is_empty(), "{case}: {complaints:?}");
        }
    }
    browser.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gate_can_be_asked_by_its_form_and_no_page_has_a_script() {
    let demo = Demo::start();
    let browser = Browser::start().await.unwrap();
    let page = browser.page(Look::ALL[0]).await.unwrap();
    page.open(&format!("{}/can-i-deploy", demo.address)).await.unwrap();
    page.write("input[name=service]", "orders").await.unwrap();
    page.write("input[name=version]", "1.5.0").await.unwrap();
    page.click("form.ask button", ".answer h2").await.unwrap();
    assert_eq!(page.value("document.scripts.length").await.unwrap(), 0);
    let answer = page.text(".answer h2").await.unwrap();
    let answer = answer.to_lowercase();
    assert!(["yes", "no", "undecided"].contains(&answer.as_str()), "{answer}");
    browser.stop().await.unwrap();
}
