//! Who may depend on whom, read from the manifests.

use anyhow::Context as _;
use toml::Table;

use super::Report;
use crate::tree::Tree;

/// Each crate of ours with those of ours that it may name. Arrows only point down.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("lang", &[]),
    ("store", &["domain"]),
    ("paper", &["domain", "lang"]),
    // Typst is half of all building: nothing else waits for it, and it waits for nothing of ours.
    ("press", &[]),
    // Who is at the door: speaks with an identity provider, keeps nothing.
    ("signin", &["domain"]),
    ("app", &["domain", "lang", "store", "paper", "press", "signin"]),
    ("web", &["app", "domain", "lang"]),
    ("node", &["domain", "lang", "store", "paper", "press", "signin", "app", "web"]),
    // Measures what the binary is made of.
    ("bench", &["domain", "lang", "store", "app", "node"]),
    // Plays with offices as they are, on lines and disks that fail.
    ("cuts", &["domain", "lang", "store", "app"]),
    // The tables of data/ are made by the same import that offices use.
    ("xtask", &["domain"]),
];

/// Checks the manifest of every crate: arrows, name, lints.
pub fn check(tree: &Tree, report: &mut Report) -> anyhow::Result<()> {
    for file in tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml")) {
        let Some(folder) = file.room() else { continue };
        let manifest: Table = file.text.parse().with_context(|| format!("{} is no manifest", file.path))?;
        let name =
            manifest.get("package").and_then(|package| package.get("name")).and_then(|name| name.as_str());
        if name != Some(folder) {
            let line = line_of(&file.text, "name");
            report.breach(&file.path, line, format!("a crate is called as its folder: name it {folder:?}"));
        }
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        if lints.and_then(toml::Value::as_bool) != Some(true) {
            report.breach(&file.path, 1, "lints are not the house's: add `[lints]` `workspace = true`");
        }
        check_arrows(&file.path, &file.text, folder, &manifest, report);
    }
    Ok(())
}

fn check_arrows(path: &str, text: &str, folder: &str, manifest: &Table, report: &mut Report) {
    let Some((_, may_use)) = MAY_USE.iter().find(|(name, _)| *name == folder) else {
        report.breach(
            path,
            1,
            "an unknown crate: give it a line in MAY_USE of xtask/src/tidy/arrows.rs, and a reason",
        );
        return;
    };
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let Some(dependencies) = manifest.get(table).and_then(toml::Value::as_table) else { continue };
        for name in dependencies.keys() {
            let is_ours = MAY_USE.iter().any(|(ours, _)| ours == name);
            if is_ours && !may_use.contains(&name.as_str()) {
                let what =
                    format!("{folder} must not know {name}: move the code to where the arrow allows it");
                report.breach(path, line_of(text, name), what);
            }
        }
    }
}

fn line_of(text: &str, key: &str) -> usize {
    text.lines().position(|line| line.starts_with(key)).map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, text: &str) -> Vec<String> {
        let mut report = Report::default();
        check(&Tree::of(&[(path, text)]), &mut report).unwrap();
        report.breaches.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_arrow_that_points_up_is_a_breach() {
        let manifest = concat!(
            "[package]\nname = \"domain\"\n[lints]\nworkspace = true\n",
            "[dev-dependencies]\nstore.workspace = true\n",
        );
        assert_eq!(
            breaches("crates/domain/Cargo.toml", manifest),
            [concat!(
                "crates/domain/Cargo.toml:6: domain must not know store: ",
                "move the code to where the arrow allows it"
            )]
        );
        assert!(breaches("crates/domain/Cargo.toml", &manifest.replace("store", "serde")).is_empty());
    }

    #[test]
    fn a_crate_has_its_folders_name_and_the_houses_lints() {
        let manifest = "[package]\nname = \"words\"\n";
        let with_lints = format!("{manifest}[lints]\nworkspace = true\n");
        assert_eq!(breaches("crates/lang/Cargo.toml", manifest).len(), 2);
        assert_eq!(breaches("crates/words/Cargo.toml", &with_lints).len(), 1);
    }
}
