//! What Debian brings: installed when we are root, otherwise somebody is told what to install.

use anyhow::{Context as _, bail};
use std::process::Command;

/// Whether we may install.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Installs packages.
pub fn install(packages: &[&str]) -> anyhow::Result<()> {
    println!("installing {}", packages.join(" "));
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    succeed(apt.args(["-qq", "update"]))?;
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    succeed(apt.args(["-qq", "install", "-y", "--no-install-recommends"]).args(packages))
}

/// Runs a command that must succeed.
pub fn succeed(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} can't be started"))?;
    if !status.success() {
        bail!("{name} failed");
    }
    Ok(())
}
