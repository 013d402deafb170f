//! A rule's page as text for terminals: headings underlined, blocks indented.
//!
//! It knows the little Markdown that the pages are written in, and nothing more.

use super::text::Paint;

/// Writes the page with a final line break.
pub fn render(markdown: &str, paint: Paint) -> String {
    let mut text = String::with_capacity(markdown.len() + markdown.len() / 8);
    let mut in_block = false;
    for line in markdown.lines() {
        if let Some(info) = line.strip_prefix("```") {
            in_block = !in_block;
            if in_block {
                text += &paint.faint(&format!("{}:", title(info)));
                text.push('\n');
            }
        } else if in_block {
            text += &format!("    {line}\n");
        } else if let Some(heading) = line.strip_prefix("# ") {
            text += &underlined(heading, '=', paint);
        } else if let Some(heading) = line.strip_prefix("## ") {
            text += &underlined(heading, '-', paint);
        } else {
            text += &without_links(line);
            text.push('\n');
        }
    }
    text
}

/// What a block holds: `yaml old request body` is the old request body.
fn title(info: &str) -> String {
    let info = info.trim();
    match info.strip_prefix("yaml").map(str::trim_start) {
        Some(rest) => match rest.split_once(' ') {
            Some((which, wrapping)) => format!("{which} ({wrapping})"),
            None => rest.to_owned(),
        },
        None => info.to_owned(),
    }
}

fn underlined(heading: &str, with: char, paint: Paint) -> String {
    let heading = without_links(heading);
    let line: String = std::iter::repeat_n(with, heading.chars().count()).collect();
    format!("{}\n{line}\n", paint.strong(&heading))
}

/// `[text](address)` becomes its text.
fn without_links(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text += before;
        let link = after
            .split_once("](")
            .and_then(|(name, after)| after.split_once(')').map(|(_, after)| (name, after)));
        match link {
            Some((name, after)) if !name.contains('[') => {
                text += name;
                rest = after;
            }
            _ => {
                text.push('[');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_like_plain_text() {
        let page = "# a-rule\n\nSee [another](another-rule) [x].\n\n## Reported\n\n\
                    ```yaml old request body\ntype: [string]\n```\n\n```findings\n```\n";
        let text = "a-rule\n======\n\nSee another [x].\n\nReported\n--------\n\n\
                    old (request body):\n    type: [string]\n\nfindings:\n";
        assert_eq!(render(page, Paint::Plain), text);
    }
}
