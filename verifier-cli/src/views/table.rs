//! Columns for terminals.

/// Rows under their headers, as wide as the widest cell, two blanks apart.
pub fn render<const N: usize>(
    headers: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut lines = vec![headers.map(str::to_owned)];
    lines.extend(rows);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..N).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for line in &lines {
        let cells: Vec<_> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["orders", "Ömer"], ["a", "b"]].map(|row| row.map(str::to_owned));
        assert_eq!(
            super::render(["SERVICE", "OWNER"], rows),
            "SERVICE  OWNER\norders   Ömer\na        b\n"
        );
    }
}
