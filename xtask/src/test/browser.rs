//! The browser that tests drive, the rules of accessibility that they ask it to check, the programs that
//! read what we print, and the identity provider that people sign in at.
//!
//! Chromium with its driver, qpdf, poppler and Node.js are Debian packages, axe-core and oidc-provider are
//! npm packages. What is missing is installed when we are root; otherwise one line says what to install.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context as _;

use crate::debian::{install, is_root, succeed};
use crate::tree;

/// A tool, the variable that tells tests where it is, and the Debian package that brings it.
const TOOLS: [(&str, &str, &str); 5] = [
    ("chromium", "MOTCUA_CHROMIUM", "chromium"),
    ("chromedriver", "MOTCUA_CHROMEDRIVER", "chromium-driver"),
    ("qpdf", "MOTCUA_QPDF", "qpdf"),
    ("pdftotext", "MOTCUA_PDFTOTEXT", "poppler-utils"),
    ("node", "MOTCUA_NODE_JS", "nodejs"),
];
/// npm packages: the variable that tells tests where the file is, the package, and the file in it.
const PACKAGES: [(&str, &str, &str); 2] = [
    ("MOTCUA_AXE", "axe-core@4", "axe-core/axe.min.js"),
    // The last one that runs on the Node.js of Debian 12.
    ("MOTCUA_OP", "oidc-provider@8", "oidc-provider/lib/index.js"),
];

/// Where each tool is, as variables for the tests; nothing when something is missing that we may not install
/// (what it is has then been said).
pub fn ready() -> anyhow::Result<Option<Vec<(&'static str, PathBuf)>>> {
    let tools = tools_folder();
    let files = PACKAGES.map(|(variable, package, file)| {
        let usual = || tools.join("node_modules").join(file);
        (variable, package, env::var_os(variable).map_or_else(usual, PathBuf::from))
    });
    let missing: Vec<&str> =
        files.iter().filter(|(_, _, path)| !path.is_file()).map(|(_, package, _)| *package).collect();
    let mut wanted: Vec<&str> = TOOLS
        .iter()
        .filter(|(tool, variable, _)| found(tool, variable).is_none())
        .map(|(_, _, package)| *package)
        .collect();
    if !missing.is_empty() && found("npm", "NPM").is_none() {
        wanted.push("npm");
    }
    if !wanted.is_empty() {
        if !is_root() {
            println!("install what the browser tests need: apt-get install {}", wanted.join(" "));
            return Ok(None);
        }
        install(&wanted)?;
    }
    if !missing.is_empty() {
        fetch(&tools, &missing)?;
    }
    let mut ready: Vec<_> = files.into_iter().map(|(variable, _, path)| (variable, path)).collect();
    for (tool, variable, package) in TOOLS {
        let path = found(tool, variable).with_context(|| format!("{package} brought no {tool}"))?;
        ready.push((variable, path));
    }
    Ok(Some(ready))
}

/// Beside what cargo builds, so that fetching happens once and leaves the repository clean.
pub(super) fn tools_folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree::root().join("target"), PathBuf::from);
    // A relative folder is relative to where cargo was called; tests run elsewhere.
    std::path::absolute(&target).unwrap_or(target).join("tools")
}

/// The path that the variable names, or the tool on the search path.
pub(super) fn found(tool: &str, variable: &str) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file()) {
        return Some(named);
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(tool)).find(|path| path.is_file())
}

fn fetch(tools: &Path, packages: &[&str]) -> anyhow::Result<()> {
    println!("fetching {}", packages.join(" "));
    std::fs::create_dir_all(tools).with_context(|| format!("{} can't be made", tools.display()))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(tools).args(packages);
    succeed(&mut npm)
}
