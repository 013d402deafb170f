//! The report as text for terminals.
