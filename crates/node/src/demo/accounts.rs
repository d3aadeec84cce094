//! `accounts.json`: what those who try the demonstration sign in with. Outside clients rely on its shape.

use crate::files;
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounts {
    /// Where the demonstration is served.
    pub url: String,
    /// One account a role, of one commune and of the provincial centre.
    pub accounts: Vec<Entry>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// `reception`, `specialist`, `leader`, `administrator`, `province`.
    pub role: String,
    /// The unit's code.
    pub unit: String,
    /// The unit's name.
    pub unit_name: String,
    /// The person's name.
    pub name: String,
    /// The name to sign in with.
    pub user_name: String,
    /// The password.
    pub password: String,
    /// A token for programs.
    pub bearer_key: String,
}

fn path(dir: &Path) -> PathBuf {
    dir.join("accounts.json")
}

impl Accounts {
    /// Reads the file of a folder; none when it isn't there.
    pub fn read(dir: &Path) -> Result<Option<Self>> {
        let path = path(dir);
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => {
                let read = read.with_context(|| path.display().to_string())?;
                Ok(Some(serde_json::from_slice(&read).with_context(|| path.display().to_string())?))
            }
        }
    }

    /// Writes the file, for its owner's eyes only.
    pub fn write(&self, dir: &Path) -> Result<()> {
        let path = path(dir);
        let json = serde_json::to_vec_pretty(self)?;
        files::replace(&path, &json, 0o600).with_context(|| path.display().to_string())
    }
}
