//! A place becomes a running office.
//!
//! In the folder: `motcua.db`, unless a server has the database, and `blobs/` (the store's), `node.key`
//! (the key that signs receipts, made once), `spool/` (notices on their way out), in a demonstration
//! `accounts.json`.

use crate::clock::OsChance;
use crate::files;
use crate::line::{Address, Https};
use anyhow::{Context as _, Result, anyhow};
use app::{App, Chance as _, Clock, Parts, Press, Settings, World};
use domain::words::UnitId;
use lang::Words;
use paper::Signer;
use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;
use store::{Beside, Location, Options, Store, StoreError};

/// Largest file that is taken.
const UPLOAD_LIMIT_BYTES: u64 = 10 * 1024 * 1024;

/// The command that prints, for the program's own use.
pub const PRESS: &str = "press";

/// The setting that names the province's unit.
const PROVINCE: &str = "province";
/// The setting that lets invented personal numbers through.
const INVENTED: &str = "invented";
/// The settings that say what this node is: its id, whether it is the centre, where the centre answers, and
/// whose signature the centre's certificate carries (the PEM text; none for the system's authorities).
const NODE: &str = "node";
const CENTRE: &str = "node-centre";
const ADDRESS: &str = "node-address";
const AUTHORITY: &str = "node-ca";
/// The setting that says that setting up the demonstration came to its end.
const DEMO_COMPLETE: &str = "demo-complete";

/// What a folder says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The province's unit; none before the folder is set up.
    pub province: Option<UnitId>,
    /// Whether invented personal numbers are let through: a demonstration.
    pub invented: bool,
    /// Whether the demonstration was set up to its end.
    pub demo_complete: bool,
    /// Its id among nodes; none in an office that is alone.
    pub node: Option<String>,
    /// Whether it is the centre of its province.
    pub centre: bool,
    /// On a box, where its centre answers.
    pub address: Option<String>,
    /// On a box, whose signature the centre's certificate carries.
    pub authority: Option<String>,
}

impl Facts {
    /// Whether this is a box: enrolled, and not the centre itself.
    pub fn is_box(&self) -> bool {
        self.node.is_some() && !self.centre
    }
}

/// Whether there is a database of ours.
pub fn is_office(at: &Location, words: &Words) -> Result<bool> {
    match at.exists() {
        Err(StoreError::Unverified) => Err(anyhow!(words.say("cli-db-unverified"))),
        exists => exists.with_context(|| at.to_string()),
    }
}

/// Says so, and how to make one, where there is no office.
pub fn must_be_office(at: &Location, words: &Words) -> Result<()> {
    if is_office(at, words)? {
        return Ok(());
    }
    Err(no_office(at, words))
}

fn no_office(at: &Location, words: &Words) -> anyhow::Error {
    match &at.server {
        None => anyhow!(words.say_one("cli-no-office", "dir", shown(&at.dir))),
        Some(_) => anyhow!(words.say_one("cli-no-office-server", "db", at.to_string())),
    }
}

/// Opens a store for writing; says what to do when another program has it. A folder that isn't there is made
/// for its owner alone: it holds personal data.
pub fn open_store(at: &Location, words: &Words) -> Result<Store> {
    open_store_or(at, Options::default(), "cli-in-use", words)
}

/// The same as the operator says, with words of its own for when another program has it.
pub fn open_store_or(at: &Location, options: Options, in_use: &str, words: &Words) -> Result<Store> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&at.dir).with_context(|| shown(&at.dir))?;
    match Store::open(at.clone(), options) {
        Err(StoreError::Unverified) => Err(anyhow!(words.say("cli-db-unverified"))),
        Err(StoreError::InUse) => Err(anyhow!(words.say_one(in_use, "dir", at.to_string()))),
        opened => opened.with_context(|| at.to_string()),
    }
}

/// Opens a store that another program may be writing to.
pub fn open_to_read(at: &Location) -> Result<Store> {
    Store::open_read_only(at.clone()).with_context(|| at.to_string())
}

/// A path as people read it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Reads what a folder says about itself.
pub async fn facts(store: &Store) -> Result<Facts> {
    let read = store.read(|r| {
        Ok(Facts {
            province: r.meta(PROVINCE)?.and_then(|id| id.parse().ok()),
            invented: r.meta(INVENTED)?.as_deref() == Some("1"),
            demo_complete: r.meta(DEMO_COMPLETE)?.as_deref() == Some("1"),
            node: r.meta(NODE)?,
            centre: r.meta(CENTRE)?.as_deref() == Some("1"),
            address: r.meta(ADDRESS)?,
            authority: r.meta(AUTHORITY)?.filter(|pem| !pem.is_empty()),
        })
    });
    Ok(read.await?)
}

/// Says in the folder whose it is.
pub async fn mark(store: &Store, province: &UnitId, invented: bool) -> Result<()> {
    let invented = if invented { "1" } else { "0" };
    let meta = |key: &str, value: &str| Beside::Meta { key: key.to_owned(), value: value.to_owned() };
    let marks = vec![meta(INVENTED, invented), meta(PROVINCE, province.as_str())];
    Ok(store.put_beside(province.clone(), marks).await?)
}

/// Says in the folder that setting up the demonstration came to its end.
pub async fn mark_demo_complete(store: &Store, province: &UnitId) -> Result<()> {
    let mark = Beside::Meta { key: DEMO_COMPLETE.to_owned(), value: "1".to_owned() };
    Ok(store.put_beside(province.clone(), vec![mark]).await?)
}

/// Says in the folder of a box where its centre answers, and whom to believe there.
pub async fn mark_line(
    store: &Store,
    province: &UnitId,
    address: &Address,
    authority: Option<&str>,
) -> Result<()> {
    let meta = |key: &str, value: String| Beside::Meta { key: key.to_owned(), value };
    let marks =
        vec![meta(ADDRESS, address.to_string()), meta(AUTHORITY, authority.unwrap_or_default().to_owned())];
    Ok(store.put_beside(province.clone(), marks).await?)
}

/// The line of a box to its centre; none where there is no centre to speak to.
pub fn line(facts: &Facts, words: &Words) -> Result<Option<Https>> {
    let Some(address) = facts.address.as_deref().filter(|_| facts.is_box()) else { return Ok(None) };
    let unreadable = || anyhow!(words.say_one("cli-line-address", "address", address));
    let address = Address::parse(address).ok_or_else(unreadable)?;
    Https::new(address, facts.authority.as_deref(), words).map(Some)
}

/// The node's key: made once, never written over.
fn signer(dir: &Path) -> Result<Signer> {
    let path = dir.join("node.key");
    if !path.exists() {
        let mut secret = [0; 32];
        OsChance.fill(&mut secret);
        files::create(&path, &secret, 0o600).with_context(|| shown(&path))?;
    }
    let bytes = fs::read(&path).with_context(|| shown(&path))?;
    let secret: [u8; 32] = bytes.try_into().map_err(|_| anyhow!("{}: not 32 bytes", path.display()))?;
    Ok(Signer::from_secret(&secret))
}

/// The data that is built in.
pub fn world() -> Result<Arc<World>> {
    Ok(Arc::new(World::built_in()?))
}

/// Opens the office of a store that says whose it is.
pub async fn open(store: Store, clock: Arc<dyn Clock>, words: &Words) -> Result<App> {
    let facts = facts(&store).await?;
    let province = facts.province.ok_or_else(|| no_office(store.location(), words))?;
    open_with(store, province, facts.invented, clock).await
}

/// Opens an office of a province, whatever its store says: one that is only about to be made.
pub async fn open_as(store: Store, province: UnitId, clock: Arc<dyn Clock>) -> Result<App> {
    open_with(store, province, false, clock).await
}

async fn open_with(store: Store, province: UnitId, invented: bool, clock: Arc<dyn Clock>) -> Result<App> {
    let settings = Settings { province, invented_numbers: invented, upload_limit_bytes: UPLOAD_LIMIT_BYTES };
    let (chance, world, signer, press) = (Arc::new(OsChance), world()?, signer(store.dir())?, press()?);
    Ok(App::open(Parts { store, clock, chance, world, signer, press, settings }).await?)
}

/// A press in processes of this program.
pub fn press() -> Result<Press> {
    let program = std::env::current_exe().context("this program's own path")?;
    Ok(Press::apart(program, vec![PRESS.into()]))
}
