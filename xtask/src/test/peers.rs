//! The servers that our messages are tested against, none of which shares code with ours: a message centre
//! (the npm package `smpp`) and a mail server (the PyPI package `aiosmtpd`, which needs no root, no port of
//! its own and no settings on disk, unlike the mail servers of Debian). The tests start them.

use super::browser::{found, tools_folder};
use crate::debian::{install, is_root, succeed};
use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const SMPP: &str = "smpp@0.5.1";
const SMTP: &str = "aiosmtpd==1.4.6";
/// A tool, the variable that names it, and the Debian package that brings it.
const TOOLS: [(&str, &str, &str); 4] = [
    ("node", "MOTCUA_NODE_JS", "nodejs"),
    ("npm", "NPM", "npm"),
    ("python3", "MOTCUA_PYTHON", "python3"),
    ("pip3", "PIP", "python3-pip"),
];

/// Where the programs and their packages are, as variables for the tests; nothing when something is missing
/// that we may not install (what it is has then been said).
pub fn ready() -> anyhow::Result<Option<Vec<(&'static str, PathBuf)>>> {
    let lacking = TOOLS.iter().filter(|(tool, variable, _)| found(tool, variable).is_none());
    let wanted: Vec<&str> = lacking.map(|(_, _, package)| *package).collect();
    if !wanted.is_empty() {
        if !is_root() {
            println!("install what the tests' peers need: apt-get install {}", wanted.join(" "));
            return Ok(None);
        }
        install(&wanted)?;
    }
    let tools = tools_folder();
    let (modules, packages) = (tools.join("node_modules"), tools.join("python"));
    if !modules.join("smpp").is_dir() {
        fetch_smpp(&tools)?;
    }
    if !packages.join("aiosmtpd").is_dir() {
        fetch_smtp(&packages)?;
    }
    let path = |tool: &str, variable: &str| found(tool, variable).with_context(|| format!("no {tool}"));
    Ok(Some(vec![
        ("MOTCUA_NODE_JS", path("node", "MOTCUA_NODE_JS")?),
        ("MOTCUA_NODE_MODULES", modules),
        ("MOTCUA_PYTHON", path("python3", "MOTCUA_PYTHON")?),
        ("MOTCUA_PYTHON_PACKAGES", packages),
    ]))
}

fn fetch_smpp(tools: &Path) -> anyhow::Result<()> {
    println!("fetching {SMPP}");
    std::fs::create_dir_all(tools).with_context(|| format!("{} can't be made", tools.display()))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(tools).arg(SMPP);
    succeed(&mut npm)
}

fn fetch_smtp(packages: &Path) -> anyhow::Result<()> {
    println!("fetching {SMTP}");
    let mut pip = Command::new("pip3");
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--target"]).arg(packages).arg(SMTP);
    succeed(&mut pip)
}
