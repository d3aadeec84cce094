//! What the simulation reads of a machine, beside what people see.

use anyhow::Context as _;
use app::App;
use domain::dossier::{Dossier, Event};
use domain::identity::{Account, Role, Scope};
use domain::ledger::{Digest, Entry};
use domain::nodes::{FaultCause, Home, NodeFault, Stray, files};
use domain::records::RecordKind;
use domain::words::{BlobId, DossierId, NodeId, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use store::read::{Reader, Sort, WorklistFilter};
use store::{DossierRow, StoreError};

/// Most rows of a list.
const ROWS: u32 = 60;
/// How many entries are read at a time.
const ENTRIES: u32 = 500;

/// Number and hash of each ledger's last entry, in order.
pub async fn heads(app: &App, ledgers: &[UnitId]) -> anyhow::Result<Vec<(UnitId, u64, Digest)>> {
    let ledgers = ledgers.to_vec();
    let read = move |r: &Reader<'_>| {
        let head = |unit: UnitId| {
            let (seq, hash) = r.head(&unit)?.unwrap_or_default();
            Ok((unit, seq, hash))
        };
        ledgers.into_iter().map(head).collect::<Result<Vec<_>, StoreError>>()
    };
    Ok(app.store().read(read).await?)
}

/// The hash of one entry.
pub async fn hash(app: &App, unit: &UnitId, seq: u64) -> anyhow::Result<Option<Digest>> {
    let unit = unit.clone();
    Ok(app.store().read(move |r| r.entry_hash(&unit, seq)).await?)
}

/// Who a machine is.
pub async fn node(app: &App) -> anyhow::Result<Option<NodeId>> {
    Ok(app.store().read(|r| Ok(r.me()?.map(|me| me.node))).await?)
}

/// Where units live, as a machine knows it.
pub async fn homes(app: &App) -> anyhow::Result<BTreeMap<UnitId, NodeId>> {
    let read = |r: &Reader<'_>| Ok(r.homes()?.into_iter().map(|(unit, home)| (unit, home.node)).collect());
    Ok(app.store().read(read).await?)
}

/// People of a role whose unit is worked for on this machine.
pub async fn staff(app: &App, province: &UnitId, role: Role) -> anyhow::Result<Vec<Account>> {
    let scope = Scope::Province(province.clone());
    let read = move |r: &Reader<'_>| {
        let (me, mut here) = (r.me()?, Vec::new());
        for account in r.accounts(&scope)? {
            let lives = Home::lives_at(r.home(&account.unit)?.as_ref(), me.as_ref());
            if lives && account.open && account.moved_to.is_none() && account.roles.contains(&role) {
                here.push(account);
            }
        }
        Ok(here)
    };
    Ok(app.store().read(read).await?)
}

/// Open dossiers of a unit, the newest first.
pub async fn open(app: &App, unit: &UnitId) -> anyhow::Result<Vec<DossierRow>> {
    let (scope, filter) = (Scope::Unit(unit.clone()), WorklistFilter { open: true, ..Default::default() });
    let read = move |r: &Reader<'_>| r.worklist(&scope, &filter, Sort::Newest, None, ROWS);
    Ok(app.store().read(read).await?.rows)
}

/// A dossier as a machine knows it.
pub async fn dossier(app: &App, id: DossierId) -> anyhow::Result<Option<Dossier>> {
    Ok(app.store().read(move |r| r.dossier(id)).await?.map(|found| found.dossier))
}

/// What a machine knows of a dossier's story, in order.
pub async fn history(app: &App, id: DossierId) -> anyhow::Result<Vec<Entry>> {
    Ok(app.store().read(move |r| r.dossier_history(id)).await?)
}

/// A dossier that was filed.
pub struct Filed {
    /// Its id.
    pub id: DossierId,
    /// Its code.
    pub code: String,
    /// What the person wrote: who made it and no child.
    pub content: String,
    /// Whether another dossier asked for it.
    pub child: bool,
}

/// Everything that was ever filed, as a machine has it.
pub async fn filed(app: &App, ledgers: &[UnitId]) -> anyhow::Result<Vec<Filed>> {
    let mut found = Vec::new();
    for unit in ledgers {
        let mut after = 0;
        loop {
            let of = unit.clone();
            let entries = app.store().read(move |r| r.entries_after(&of, after, ENTRIES)).await?;
            let Some(last) = entries.last() else { break };
            after = last.head.seq;
            for entry in &entries {
                found.extend(filing(entry).with_context(|| format!("{unit}/{}", entry.head.seq))?);
            }
        }
    }
    Ok(found)
}

/// What an entry files, where it does.
fn filing(entry: &Entry) -> anyhow::Result<Option<Filed>> {
    let head = &entry.head;
    let first = head.subject.kind == "dossier" && ["received", "submitted"].contains(&head.kind.as_str());
    let Some(body) = entry.body().filter(|_| first) else { return Ok(None) };
    let (filing, child) = match Event::read(&head.kind, head.body_version, body)?.0 {
        Event::Received(e) => (e.filing, e.parent.is_some()),
        Event::Submitted(e) => (e.filing, false),
        _ => return Ok(None),
    };
    let (id, code, content) = (filing.id, filing.code.to_string(), filing.content);
    Ok(Some(Filed { id, code, content, child }))
}

/// The hashes of entries that wait as strays.
pub async fn strays(app: &App) -> anyhow::Result<Vec<Digest>> {
    let records = app.store().read(|r| r.records(RecordKind::Stray)).await?;
    let mut found = Vec::new();
    for record in records {
        found.push(record.read::<Stray>()?.entry.hash);
    }
    Ok(found)
}

/// The files that strays name.
pub async fn strays_files(app: &App) -> anyhow::Result<BTreeSet<BlobId>> {
    let records = app.store().read(|r| r.records(RecordKind::Stray)).await?;
    let mut found = BTreeSet::new();
    for record in records {
        let stray = record.read::<Stray>()?;
        let named = stray.entry.body.as_deref().map(files::named).unwrap_or_default();
        found.extend(named.into_iter().map(|file| file.blob));
    }
    Ok(found)
}

/// What was refused, by cause, with the program's words.
pub async fn faults(app: &App) -> anyhow::Result<Vec<(FaultCause, String)>> {
    let records = app.store().read(|r| r.records(RecordKind::NodeFault)).await?;
    let mut found = Vec::new();
    for record in records {
        let fault = record.read::<NodeFault>()?;
        found.push((fault.cause, fault.detail));
    }
    Ok(found)
}
