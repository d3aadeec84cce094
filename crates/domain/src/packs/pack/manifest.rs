//! `pack.toml`: which pack it is, from when it holds, and by whose decision.

use crate::packs::Text;
use crate::packs::catalogue::DecidingTier;
use crate::words::{Day, PartName};
use serde::{Deserialize, Serialize};

/// What a pack says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its name, for all time.
    pub id: PartName,
    /// Its version: 1, 2, 3, …
    pub version: u32,
    /// What people call the field.
    pub title: Text,
    /// Which tier looks after it.
    pub owner: DecidingTier,
    /// Packs whose processes it uses.
    #[serde(default)]
    pub depends: Vec<PartName>,
    /// The decision that announced it.
    #[serde(default)]
    pub decision: Option<Decision>,
    /// From which day on it holds.
    #[serde(default)]
    pub effective: Option<Day>,
    /// What becomes of dossiers that are under way when a new version comes.
    #[serde(default)]
    pub running: Running,
}

/// The decision that announced a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its number.
    pub number: String,
    /// Its day.
    pub day: Day,
    /// Who issued it.
    pub issuer: String,
}

/// What becomes of dossiers that are under way when a new version comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Running {
    /// They end under the version that they began with.
    #[default]
    Keep,
    /// Those that nobody examines yet go over to the new one.
    Migrate,
    /// The unit's leader decides, one by one.
    Ask,
}

impl Running {
    /// The name in data and message keys (`pack-running-…`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Migrate => "migrate",
            Self::Ask => "ask",
        }
    }
}

/// What a published procedure keeps of the pack that it came with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackRef {
    /// Which pack.
    pub id: PartName,
    /// In which version.
    pub version: u32,
    /// The decision that announced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// From which day on it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Day>,
    /// What becomes of dossiers that are under way.
    #[serde(default)]
    pub running: Running,
}

impl Manifest {
    /// What a published procedure keeps.
    pub fn reference(&self) -> PackRef {
        PackRef {
            id: self.id.clone(),
            version: self.version,
            decision: self.decision.clone(),
            effective: self.effective,
            running: self.running,
        }
    }
}
