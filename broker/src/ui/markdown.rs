//! Rule pages as HTML. Raw HTML is shown as text and links lead only to the web or this site.

use pulldown_cmark::{Event, Options, Parser, Tag, html};

/// Renders `markdown`.
pub(crate) fn render(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if is_safe(&dest_url) { dest_url } else { "#".into() };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, title, id, .. }) => {
            Event::Start(Tag::Link { link_type, dest_url: "#".into(), title, id })
        }
        other => other,
    });
    let mut page = String::new();
    html::push_html(&mut page, events);
    page
}

fn is_safe(address: &str) -> bool {
    ["https://", "http://", "/", "#"].iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_is_text_and_script_addresses_lead_nowhere() {
        let page = render("# a\n\n<script>x</script>\n\n[b](javascript:x) [c](/rules)");
        assert!(page.contains("&lt;script&gt;"), "{page}");
        assert!(!page.contains("javascript:"), "{page}");
        assert!(page.contains("href=\"/rules\""), "{page}");
    }
}
