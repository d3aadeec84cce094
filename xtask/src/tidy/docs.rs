//! Documents name files that exist: a page that no test reads goes stale.

use super::Report;
use crate::{
    source,
    tree::{File, Tree},
};

/// Folders at the root; a `code` span that begins with one of them is a path.
const FOLDERS: [&str; 8] = ["crates/", "docs/", "packs/", "data/", "bench/", "xtask/", ".ci/", ".cargo/"];

const DEPENDENCIES: &str = "docs/decisions/0001-dependencies.md";

/// Checks the paths and links of README.md and docs/.
pub fn check(tree: &Tree, report: &mut Report) {
    for file in tree.of_kind("md").filter(|file| file.path == "README.md" || file.path.starts_with("docs/")) {
        check_spans(tree, file, report);
        check_links(tree, file, report);
    }
    check_dependencies(tree, report);
}

/// Every dependency of the workspace has its line, with its reason.
fn check_dependencies(tree: &Tree, report: &mut Report) {
    let reasons = tree.text(DEPENDENCIES).unwrap_or_default();
    let manifest = tree.text("Cargo.toml").unwrap_or_default();
    let Some((_, table)) = manifest.split_once("[workspace.dependencies]") else { return };
    let above = manifest.lines().count() - table.lines().count();
    for (at, line) in table.lines().enumerate().take_while(|(_, line)| !line.starts_with('[')) {
        let Some((name, version)) = line.split_once(" = ") else { continue };
        if !version.contains("path = ") && !reasons.contains(&format!("| `{name}` |")) {
            let what = format!("{name} has no reason: give it a line in {DEPENDENCIES}, or do without it");
            report.breach("Cargo.toml", above + at + 1, what);
        }
    }
}

fn check_spans(tree: &Tree, file: &File, report: &mut Report) {
    for (at, line) in file.text.lines().enumerate() {
        for span in line.split('`').skip(1).step_by(2) {
            let path = span.trim_end_matches('/');
            let is_path = FOLDERS.iter().any(|folder| span.starts_with(folder));
            let is_pattern = path.contains(|c: char| c.is_whitespace() || "<>{}*…$".contains(c));
            if is_path && !is_pattern && !tree.paths.contains(path) {
                report.breach(
                    &file.path,
                    at + 1,
                    format!("`{span}` doesn't exist: write the path as it is today"),
                );
            }
        }
    }
}

fn check_links(tree: &Tree, file: &File, report: &mut Report) {
    for (at, _) in file.text.match_indices("](") {
        let Some(target) = source::bracketed(&file.text, at + 1) else { continue };
        let path = target.split('#').next().unwrap_or_default();
        if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
            continue;
        }
        if !tree.paths.contains(&resolved(&file.path, path)) {
            let line = source::line_at(&file.text, at);
            report.breach(
                &file.path,
                line,
                format!("the link to {target} leads nowhere: write the path as it is today"),
            );
        }
    }
}

/// A link's path from the root, given the page that it stands on.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(text: &str) -> usize {
        let mut report = Report::default();
        let tree = Tree::of(&[("docs/how-to/a.md", text), ("crates/lang/src/lib.rs", ""), ("README.md", "")]);
        check(&tree, &mut report);
        report.breaches.len()
    }

    #[test]
    fn a_named_path_exists() {
        assert_eq!(breaches("see `crates/lang/src/lib.rs` and `crates/lang/`"), 0);
        assert_eq!(breaches("see `crates/lang/src/gone.rs`"), 1);
        assert_eq!(
            breaches("write `crates/lang/locales/vi/<room>.ftl`, run `cargo test`, call `docs/x y`"),
            0
        );
    }

    #[test]
    fn a_dependency_has_its_reason() {
        let manifest = concat!(
            "[workspace]\n\n[workspace.dependencies]\nlang = { path = \"x\" }\ncsv = \"1\"\n",
            "\n[profile.dev]\na = 1\n",
        );
        let mut report = Report::default();
        check_dependencies(&Tree::of(&[("Cargo.toml", manifest), (DEPENDENCIES, "")]), &mut report);
        assert_eq!(report.breaches.len(), 1);
        assert!(report.breaches[0].to_string().starts_with("Cargo.toml:5: csv has no reason"));
        let mut report = Report::default();
        check_dependencies(
            &Tree::of(&[("Cargo.toml", manifest), (DEPENDENCIES, "| `csv` | why |")]),
            &mut report,
        );
        assert_eq!(report.breaches, []);
    }

    #[test]
    fn a_link_leads_somewhere() {
        assert_eq!(breaches("[top](../../README.md#start), [web](https://example.org), [here](#part)"), 0);
        assert_eq!(breaches("[gone](b.md)"), 1);
    }
}
