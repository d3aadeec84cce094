//! Which provider, and what its words mean here: a TOML file beside the node's folder, with the client's
//! secret in a file of its own.

use crate::Hidden;
use domain::identity::{CitizenKind, Level};
use openidconnect::url::{Host, Url};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The longest that a citizen's page waits for the provider.
const LONGEST_SECONDS: u64 = 30;

/// Why a configuration can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    /// A file can't be read.
    #[error("{} can't be read: {why}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        #[source]
        why: std::io::Error,
    },
    /// It isn't the TOML that is wanted.
    #[error("the configuration of the identity provider can't be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// A value is wrong.
    #[error("{0}")]
    Value(&'static str),
}

/// How the client proves who it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientProof {
    /// `client_secret_basic`.
    #[default]
    Basic,
    /// `client_secret_post`.
    Post,
}

/// How the person's claims are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserInfo {
    /// `GET`, where the provider has an address for it.
    #[default]
    Get,
    /// `POST`, where the provider has an address for it.
    Post,
    /// Everything is in the ID token.
    Never,
}

/// What is written in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    redirect: String,
    after_sign_out: Option<String>,
    #[serde(default = "usual_scopes")]
    scopes: Vec<String>,
    #[serde(default)]
    client_proof: ClientProof,
    #[serde(default)]
    user_info: UserInfo,
    #[serde(default = "usual_timeout")]
    timeout_seconds: u64,
    #[serde(default)]
    levels: Levels,
    #[serde(default)]
    claims: Names,
    #[serde(default)]
    kinds: Kinds,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Levels {
    #[serde(default)]
    level1: Vec<String>,
    #[serde(default)]
    level2: Vec<String>,
    /// What counts when the provider says nothing.
    without: Option<Level>,
}

/// Which of the provider's claims say what; the first that is there counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Names {
    pub(super) name: Vec<String>,
    pub(super) personal_number: Vec<String>,
    pub(super) tax_codes: Vec<String>,
    pub(super) phone: Vec<String>,
    pub(super) email: Vec<String>,
    pub(super) kind: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    /// Values of the claim `kind` that mean a business.
    #[serde(default)]
    business: Vec<String>,
}

/// Which provider, and what its words mean here.
#[derive(Clone, Debug)]
pub struct Config {
    pub(super) issuer: String,
    pub(super) client_id: String,
    pub(super) client_secret: Option<Hidden>,
    pub(super) redirect: String,
    pub(super) after_sign_out: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) client_proof: ClientProof,
    pub(super) user_info: UserInfo,
    pub(super) timeout: Duration,
    pub(super) names: Names,
    without: Option<Level>,
    levels: BTreeMap<String, Level>,
    business: Vec<String>,
}

fn usual_scopes() -> Vec<String> {
    ["openid", "profile", "email", "phone"].map(str::to_owned).to_vec()
}

const fn usual_timeout() -> u64 {
    8
}

impl Default for Names {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            name: names(&["name", "HoVaTen"]),
            personal_number: names(&["personal_number", "SoDinhDanh"]),
            tax_codes: names(&["tax_codes", "MaSoThue"]),
            phone: names(&["phone_number", "SoDienThoai"]),
            email: names(&["email", "Email"]),
            kind: names(&["kind", "LoaiTaiKhoan"]),
        }
    }
}

impl Config {
    /// Reads a file, and the secret from the file that it names (beside it, unless the path is whole).
    pub fn load(file: &Path) -> Result<Self, ConfigFault> {
        let text = read(file)?;
        let written: Written = toml::from_str(&text)?;
        let beside = file.parent().unwrap_or(Path::new(""));
        let secret =
            written.client_secret_file.as_ref().map(|named| read(&beside.join(named))).transpose()?;
        Self::of(written, secret.as_deref())
    }

    /// Reads a text with the secret that belongs to it.
    pub fn parse(text: &str, secret: Option<&str>) -> Result<Self, ConfigFault> {
        Self::of(toml::from_str(text)?, secret)
    }

    fn of(written: Written, secret: Option<&str>) -> Result<Self, ConfigFault> {
        let wrong = |what| Err(ConfigFault::Value(what));
        if !may_be_asked(&written.issuer) {
            return wrong("issuer: https:// and a name; http:// only on this machine");
        }
        if !may_be_asked(&written.redirect) {
            return wrong("redirect: our own address that the provider sends people back to, with https://");
        }
        if written.client_id.is_empty() {
            return wrong("client_id: the name under which the provider knows us");
        }
        if !written.scopes.iter().any(|scope| scope == "openid") {
            return wrong("scopes: `openid` must be among them");
        }
        if !(1..=LONGEST_SECONDS).contains(&written.timeout_seconds) {
            return wrong("timeout_seconds: from 1 to 30");
        }
        let secret = secret.map(str::trim).filter(|secret| !secret.is_empty());
        let Levels { level1, level2, without } = written.levels;
        let ones = level1.into_iter().map(|acr| (acr, Level::One));
        let levels: BTreeMap<String, Level> =
            ones.chain(level2.into_iter().map(|acr| (acr, Level::Two))).collect();
        if levels.is_empty() && without.is_none() {
            return wrong("levels: what the provider calls levels 1 and 2, or what counts without");
        }
        Ok(Self {
            issuer: written.issuer,
            client_id: written.client_id,
            client_secret: secret.map(Hidden::new),
            redirect: written.redirect,
            after_sign_out: written.after_sign_out,
            scopes: written.scopes,
            client_proof: written.client_proof,
            user_info: written.user_info,
            timeout: Duration::from_secs(written.timeout_seconds),
            names: written.claims,
            without,
            levels,
            business: written.kinds.business,
        })
    }

    /// The same with another patience: for tests.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Who the provider is.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What the provider means by this assurance.
    pub(super) fn level(&self, acr: Option<&str>) -> Option<Level> {
        match acr {
            Some(acr) => self.levels.get(acr).copied(),
            None => self.without,
        }
    }

    /// What the provider calls this level and those above it.
    pub(super) fn acr_values(&self, least: Level) -> String {
        let names = self.levels.iter().filter(|(_, level)| **level >= least).map(|(name, _)| name.as_str());
        names.collect::<Vec<_>>().join(" ")
    }

    /// In whose name somebody is here.
    pub(super) fn kind(&self, said: Option<&str>) -> CitizenKind {
        match said {
            Some(said) if self.business.iter().any(|kind| kind == said) => CitizenKind::Business,
            _ => CitizenKind::Person,
        }
    }
}

fn read(file: &Path) -> Result<String, ConfigFault> {
    fs::read_to_string(file).map_err(|why| ConfigFault::File { file: file.to_owned(), why })
}

/// Whether secrets may go to this address: encrypted, or without leaving this machine.
pub(super) fn may_be_asked(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        },
        _ => false,
    }
}
