//! The report as Markdown for pull requests.
