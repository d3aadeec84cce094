//! A machine: a disk with an office's folder on it, a clock, a key, and the program that runs on it or not.

use crate::chance::Seeded;
use crate::story::Story;
use crate::time::NodeClock;
use anyhow::{Context as _, bail};
use app::{App, Chance as _, Options, Parts, Press, Settings, Signer, Store, StoreError, World};
use domain::words::{BlobId, UnitId};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Blown, Fuse};

/// How often a folder is tried that the program before hasn't let go of yet: threads end when they end.
const TRIES: u32 = 2_000;

/// What every machine is made with.
pub struct Parcel {
    /// Units, calendar, packs: the same program everywhere.
    pub world: Arc<World>,
    /// The province.
    pub province: UnitId,
    /// Where the log goes.
    pub story: Story,
}

/// A machine.
pub struct Machine {
    /// What the log calls it.
    pub name: String,
    /// Its disk's number: a new machine has a new disk.
    pub disk: u32,
    /// Breaks its writing off.
    pub fuse: Fuse,
    /// Its clock.
    pub clock: Arc<NodeClock>,
    /// The units that it was asked to be home of.
    pub units: Vec<UnitId>,
    /// The invitation that it still has to use.
    pub token: Option<String>,
    /// Whether another machine took its place.
    pub replaced: bool,
    /// Whether its disk is full at the moment.
    pub full: bool,
    /// The program, where it runs.
    pub app: Option<App>,
    dir: PathBuf,
    chance: Arc<Seeded>,
    key: [u8; 32],
    parcel: Arc<Parcel>,
}

/// Who a machine is.
pub struct Born {
    /// What the log calls it.
    pub name: String,
    /// Its disk's number.
    pub disk: u32,
    /// Where its folder goes.
    pub dir: PathBuf,
    /// Its clock.
    pub clock: NodeClock,
    /// Its chance.
    pub chance: Seeded,
    /// The units that it is asked to be home of.
    pub units: Vec<UnitId>,
}

impl Machine {
    /// A machine with an empty disk, switched off.
    pub fn new(born: Born, parcel: &Arc<Parcel>) -> Self {
        let Born { name, disk, dir, clock, chance, units } = born;
        let mut key = [0; 32];
        chance.fill(&mut key);
        Self {
            name,
            disk,
            fuse: Fuse::default(),
            clock: Arc::new(clock),
            units,
            token: None,
            replaced: false,
            full: false,
            app: None,
            dir,
            chance: Arc::new(chance),
            key,
            parcel: Arc::clone(parcel),
        }
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The program, where it runs and isn't dying.
    pub fn running(&self) -> Option<App> {
        self.app.clone().filter(|_| self.full || !self.fuse.blown())
    }

    /// Starts the program on what the disk has.
    pub async fn switch_on(&mut self) -> anyhow::Result<()> {
        if self.app.is_some() {
            return Ok(());
        }
        self.mend();
        let options = Options { readers: 1, fuse: Some(self.fuse.clone()), ..Options::default() };
        let store = self.opened(options).await?;
        let settings = Settings {
            province: self.parcel.province.clone(),
            invented_numbers: true,
            upload_limit_bytes: 1024 * 1024,
        };
        let parts = Parts {
            store,
            clock: Arc::<NodeClock>::clone(&self.clock),
            chance: Arc::<Seeded>::clone(&self.chance),
            world: Arc::clone(&self.parcel.world),
            signer: Signer::from_secret(&self.key),
            press: Press::here(),
            settings,
        };
        self.app = Some(App::open(parts).await.with_context(|| format!("opening {}", self.name))?);
        self.parcel.story.tell(format!("{} is on", self.name));
        Ok(())
    }

    async fn opened(&self, options: Options) -> anyhow::Result<Store> {
        for _ in 0..TRIES {
            match Store::open(self.dir.as_path(), options.clone()) {
                Ok(store) => return Ok(store),
                Err(StoreError::InUse) => {
                    // Only threads are waited for here: nothing of the story depends on how long they take.
                    tokio::task::yield_now().await;
                    std::thread::sleep(Duration::from_millis(1));
                }
                Err(error) => {
                    return Err(error).with_context(|| format!("opening the disk of {}", self.name));
                }
            }
        }
        bail!("{}: something holds on to the store", self.name)
    }

    /// Ends the program, as when the power goes: what wasn't committed is gone.
    pub async fn switch_off(&mut self) {
        if self.app.take().is_some() {
            // Whatever was begun and nobody waits for any more is dropped at its next turn.
            for _ in 0..8 {
                tokio::task::yield_now().await;
            }
            self.parcel.story.tell(format!("{} is off", self.name));
        }
    }

    /// Whether it died while it wrote.
    pub fn died(&self) -> bool {
        self.app.is_some() && !self.full && self.fuse.blown()
    }

    /// It will die after so many more steps of writing.
    pub fn die_after(&mut self, steps: u64) {
        self.full = false;
        self.fuse.blow_after(steps, Blown::Dead);
    }

    /// Its disk will be full after so many more steps of writing.
    pub fn fill_after(&mut self, steps: u64) {
        self.full = true;
        self.fuse.blow_after(steps, Blown::Full);
    }

    /// There is room on the disk again, and nothing is about to die.
    pub fn mend(&mut self) {
        self.full = false;
        self.fuse.mend();
    }

    /// The files that its disk has, whole.
    pub fn files(&self) -> anyhow::Result<BTreeSet<BlobId>> {
        let mut found = BTreeSet::new();
        names(&self.dir.join("blobs"), &mut found)?;
        Ok(found)
    }

    /// Puts an older copy of the folder in the place of what the disk has. Switched off.
    pub fn set_back(&mut self, copy: PathBuf) -> anyhow::Result<()> {
        fs::remove_dir_all(&self.dir).context("clearing a disk")?;
        self.dir = copy;
        Ok(())
    }
}

/// The whole files in a folder and those in it.
fn names(dir: &Path, found: &mut BTreeSet<BlobId>) -> anyhow::Result<()> {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            // A file lies two folders deep, in folders that it gave two letters each; pieces lie elsewhere.
            if entry.file_name().len() == 2 {
                names(&entry.path(), found)?;
            }
        } else {
            found.extend(entry.file_name().to_str().and_then(|name| name.parse().ok()));
        }
    }
    Ok(())
}
