//! How this node stands to the others: for the sign in every page's header, the page behind it, and
//! `motcua node status`. A handful of indexed reads; made again only after something was written.

use super::note::{CLOCK, CONTACT, CUT, REFUSED};
use super::view::{SILENT_MINUTES, nodes_of, seen_of};
use super::wire::FULL;
use crate::{App, AppError};
use domain::nodes::{Me, NodeFault, Settled, Stray, files};
use domain::records::Body as _;
use domain::words::{Moment, NodeId, UnitId};
use std::sync::{Mutex, PoisonError};
use store::{Beside, Reader, StoreError};

/// How long a standing is told again when nothing was written meanwhile.
const KEPT_MILLIS: i64 = 2_000;
/// What waits for a shorter time is on its way as always: nobody is told of it.
const USUAL_MILLIS: i64 = 60_000;
/// The setting that says how many files of ours the centre lacks, and their bytes.
const FILES: &str = "line-files";
/// Most entries that wait in which files are looked for, and their bytes.
const LOOK: u32 = 500;
const LOOK_BYTES: usize = 4 * 1024 * 1024;

/// What a node is to the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineRole {
    /// An office without boxes.
    #[default]
    Alone,
    /// A commune's machine.
    Box,
    /// The province's machine.
    Centre,
}

/// How the line to the centre is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineState {
    /// There is none: a lone office, or the centre.
    #[default]
    None,
    /// It holds, and everything is sent as it happens.
    Online,
    /// It holds, and what waited is on its way.
    CatchingUp,
    /// The centre can't be reached.
    Cut,
    /// The centre answers, and its disk is full: it takes nothing until somebody there makes room.
    Full,
    /// The centre answers and takes nothing from this box, or nothing of one of its ledgers.
    Refused,
}

impl LineRole {
    /// The name in the API and in message keys (`line-role-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Box => "box",
            Self::Centre => "centre",
        }
    }
}

impl LineState {
    /// The name in the API and in message keys (`line-state-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Online => "online",
            Self::CatchingUp => "catching-up",
            Self::Cut => "cut",
            Self::Full => "full",
            Self::Refused => "refused",
        }
    }
}

/// How this node stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineStanding {
    /// What it is.
    pub role: LineRole,
    /// How its line is.
    pub state: LineState,
    /// Which node it is.
    pub node: Option<NodeId>,
    /// The centre's address, on a box.
    pub address: Option<String>,
    /// When the centre answered last.
    pub contact: Option<Moment>,
    /// Since when it can't be reached.
    pub cut: Option<Moment>,
    /// Why it takes nothing.
    pub refused: Option<Refusal>,
    /// How far this node's clock is ahead of the centre's, in milliseconds; behind where it is negative.
    pub clock_millis: Option<i64>,
    /// What waits to be sent.
    pub unsent: Unsent,
    /// When the oldest entry was written that waits.
    pub oldest: Option<Moment>,
    /// Files that entries here name and that aren't here.
    pub lacking: Files,
    /// The ledgers that this box writes.
    pub ledgers: Vec<LedgerLine>,
    /// At the centre: boxes that came and haven't spoken for a while.
    pub silent: u64,
    /// At the centre: faults that nobody settled.
    pub faults: u64,
    /// At the centre: stray entries that nobody settled.
    pub strays: u64,
}

/// That the centre takes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code: the cause of a fault, as [`domain::nodes::FaultCause`] names it.
    pub code: String,
    /// What the centre said, for support.
    pub text: String,
}

/// What waits to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Entries.
    pub entries: u64,
    /// Dossiers that they are about.
    pub dossiers: u64,
    /// Files that they name, and those that the centre lacked when it said so last.
    pub files: Files,
}

/// So many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// How many.
    pub count: u64,
    /// How large together.
    pub bytes: u64,
}

/// A ledger of this box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// Whose.
    pub unit: UnitId,
    /// What it is called.
    pub name: String,
    /// The last entry that is here.
    pub here: u64,
    /// The last one that the centre signed for.
    pub there: u64,
}

impl LedgerLine {
    /// How many entries wait.
    pub const fn unsent(&self) -> u64 {
        self.here.saturating_sub(self.there)
    }
}

/// A standing with what was true when it was made.
#[derive(Default)]
pub(super) struct Kept(Mutex<Option<(u64, Moment, LineStanding)>>);

impl App {
    /// How this node stands to the others.
    pub async fn standing(&self) -> Result<LineStanding, AppError> {
        let now = self.now();
        // A store that is only read hears of no commits: nothing is kept.
        let commits = self.inner.store.commits().ok().map(|commits| *commits.borrow());
        if let Some(kept) = commits.and_then(|asked| self.standing_kept(asked, now)) {
            return Ok(kept);
        }
        let province = self.province();
        let mut standing = self.inner.store.read(move |r| read(r, &province, now)).await?;
        let world = self.world();
        for ledger in &mut standing.ledgers {
            ledger.name = world.unit_name(&ledger.unit);
        }
        if let Some(asked) = commits {
            *self.inner.nodes.standing.lock() = Some((asked, now, standing.clone()));
        }
        Ok(standing)
    }

    fn standing_kept(&self, asked: u64, now: Moment) -> Option<LineStanding> {
        let kept = self.inner.nodes.standing.lock();
        let (commits, at, standing) = kept.as_ref()?;
        let fresh = (0..=KEPT_MILLIS).contains(&now.millis().saturating_sub(at.millis()));
        (*commits == asked && fresh).then(|| standing.clone())
    }
}

impl Kept {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(u64, Moment, LineStanding)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(r: &Reader<'_>, province: &UnitId, now: Moment) -> Result<LineStanding, StoreError> {
    match r.me()? {
        None => Ok(LineStanding::default()),
        Some(me) if me.centre => centre(r, me, province, now),
        Some(me) => of_box(r, me, now),
    }
}

fn centre(r: &Reader<'_>, me: Me, province: &UnitId, now: Moment) -> Result<LineStanding, StoreError> {
    let mut standing =
        LineStanding { role: LineRole::Centre, node: Some(me.node), ..LineStanding::default() };
    let homes = r.homes()?;
    for (id, node) in nodes_of(r, province)? {
        // Nobody waits for one that was replaced: it has nothing to say.
        let works = homes.iter().any(|(_, home)| home.node == id);
        if node.centre || !node.trusted() || !works {
            continue;
        }
        // One that came just now hasn't had the time to speak.
        let last = seen_of(r, id)?.map(|s| s.at).or(node.enrolled);
        let silent = last.is_none_or(|at| now.minutes_since(at) > SILENT_MINUTES);
        standing.silent += u64::from(silent);
    }
    standing.faults = r.records_without_count(province, NodeFault::KIND, Settled::MARK)?;
    standing.strays = r.records_without_count(province, Stray::KIND, Settled::MARK)?;
    standing.lacking = lacking(r)?;
    Ok(standing)
}

fn of_box(r: &Reader<'_>, me: Me, now: Moment) -> Result<LineStanding, StoreError> {
    let (ledgers, unsent, oldest) = waiting(r, me)?;
    let there = files_there(r)?;
    let files = Files { count: unsent.files.count + there.count, bytes: unsent.files.bytes + there.bytes };
    let unsent = Unsent { files, ..unsent };
    let (contact, cut) = (moment(r, CONTACT)?, moment(r, CUT)?);
    let refused = setting(r, REFUSED)?.map(|text| {
        let (code, said) = text.split_once(": ").unwrap_or((text.as_str(), ""));
        Refusal { code: code.to_owned(), text: said.to_owned() }
    });
    let late = oldest.is_some_and(|at| now.millis().saturating_sub(at.millis()) > USUAL_MILLIS);
    let state = match (&refused, cut) {
        (Some(no), None) if no.code == FULL => LineState::Full,
        (Some(no), Some(_)) if no.code == FULL => LineState::Cut,
        (Some(_), _) => LineState::Refused,
        (None, Some(_)) => LineState::Cut,
        (None, None) if late => LineState::CatchingUp,
        (None, None) => LineState::Online,
    };
    Ok(LineStanding {
        role: LineRole::Box,
        state,
        node: Some(me.node),
        address: setting(r, "node-address")?,
        contact,
        cut,
        refused,
        clock_millis: setting(r, CLOCK)?.and_then(|text| text.parse().ok()),
        unsent,
        oldest,
        lacking: lacking(r)?,
        ledgers,
        ..LineStanding::default()
    })
}

/// The ledgers of this box, what waits of them, and since when the oldest of it does.
fn waiting(r: &Reader<'_>, me: Me) -> Result<(Vec<LedgerLine>, Unsent, Option<Moment>), StoreError> {
    let sent = r.sent()?;
    let (mut ledgers, mut unsent, mut oldest) = (Vec::new(), Unsent::default(), None);
    for (unit, _) in r.homes()?.into_iter().filter(|(_, home)| home.node == me.node) {
        let there = sent.iter().find(|s| s.unit == unit).map_or(0, |s| s.seq);
        let here = r.head(&unit)?.map_or(0, |(seq, _)| seq);
        if here > there {
            unsent.entries += here - there;
            unsent.dossiers += r.dossiers_after(&unit, there)?;
            oldest = oldest.into_iter().chain(r.first_after(&unit, there)?).min();
            for entry in r.entries_batch(&unit, there, LOOK, LOOK_BYTES)? {
                for file in entry.body().map(files::named).unwrap_or_default() {
                    // What itself is on its way here is fetched, not sent.
                    if r.file_is_wanted(&file.blob)? {
                        continue;
                    }
                    unsent.files.count += 1;
                    unsent.files.bytes += file.size_bytes;
                }
            }
        }
        ledgers.push(LedgerLine { unit, name: String::new(), here, there });
    }
    Ok((ledgers, unsent, oldest))
}

fn lacking(r: &Reader<'_>) -> Result<Files, StoreError> {
    let add = |sum: Files, l: store::read::Lacking| Files {
        count: sum.count + l.files,
        bytes: sum.bytes + l.bytes,
    };
    Ok(r.files_lacking()?.into_iter().fold(Files::default(), add))
}

/// Files of this box that the centre lacked when it was asked last.
fn files_there(r: &Reader<'_>) -> Result<Files, StoreError> {
    let said = setting(r, FILES)?.unwrap_or_default();
    let mut numbers = said.split(' ').map(|n| n.parse().unwrap_or(0));
    Ok(Files { count: numbers.next().unwrap_or(0), bytes: numbers.next().unwrap_or(0) })
}

impl App {
    /// How many files of these units aren't here.
    pub(super) async fn files_lacking(&self, units: &[UnitId]) -> Result<Files, AppError> {
        let lacking = self.inner.store.read(|r| r.files_lacking());
        let lacking = lacking.await?;
        let own = lacking.into_iter().filter(|l| units.contains(&l.unit));
        Ok(own.fold(Files::default(), |sum, l| Files {
            count: sum.count + l.files,
            bytes: sum.bytes + l.bytes,
        }))
    }

    /// Notes how many files of ours the centre lacks, where that isn't what it said before.
    pub(super) async fn files_unsent_noted(&self, there: Files) -> Result<(), AppError> {
        if self.inner.store.read(files_there).await? == there {
            return Ok(());
        }
        let value = format!("{} {}", there.count, there.bytes);
        let kept = vec![Beside::Meta { key: FILES.to_owned(), value }];
        let province = self.settings().province.clone();
        Ok(self.inner.store.put_beside(province, kept).await?)
    }
}

/// A setting that says something.
fn setting(r: &Reader<'_>, key: &str) -> Result<Option<String>, StoreError> {
    Ok(r.meta(key)?.filter(|text| !text.is_empty()))
}

fn moment(r: &Reader<'_>, key: &str) -> Result<Option<Moment>, StoreError> {
    Ok(setting(r, key)?.and_then(|text| text.parse().ok()).map(Moment::from_millis))
}
