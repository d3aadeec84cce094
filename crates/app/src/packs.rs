//! Packs on record: published by the province, version by version. A broken one is refused whole and what
//! runs goes on; one that is published ahead begins to run on its day.

use crate::catalogue::Running;
use crate::{App, AppError, World, WorldError};
use domain::packs::Definition;
use domain::packs::pack::{Fault, Files, Library, Overlay, Pack};
use domain::packs::published::{PackRecord, in_force};
use domain::records::{Body as _, RecordKind};
use domain::words::{Day, PartName};
use std::convert::Infallible;
use std::sync::Arc;
use store::{Loaded, Publication, Reads, RecordChange, Writes};

/// Why packs are not published. Nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    /// They have faults.
    #[error("the pack has faults")]
    Faults(Vec<Fault>),
    /// A version that isn't above the one that runs, or is on record.
    #[error("the version of {id} must be above {known}")]
    Version {
        /// Which pack.
        id: PartName,
        /// The version that was handed in.
        version: u32,
        /// The version that is known.
        known: u32,
    },
    /// Something else.
    #[error(transparent)]
    Other(#[from] AppError),
}

/// A pack that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPack {
    /// Which.
    pub id: PartName,
    /// In which version.
    pub version: u32,
    /// From which day on it holds, where that is still ahead.
    pub from: Option<Day>,
    /// How many procedures are new or changed.
    pub procedures: usize,
}

impl World {
    /// Lays packs on record over those that are built in: of each pack the newest version that holds today,
    /// and of a built-in one and one on record the higher version.
    pub(crate) fn with_packs(mut self, records: &[PackRecord], today: Day) -> Self {
        let counting = counting(&self.packs, records, today);
        if !counting.is_empty() {
            self.packs = Arc::new(laid(&self.packs, &counting));
        }
        self
    }
}

/// The packs on record that count on a day: those whose version is above the one that is built in.
fn counting<'a>(built_in: &Library, records: &'a [PackRecord], today: Day) -> Vec<&'a PackRecord> {
    let newer = |record: &&PackRecord| {
        let known = built_in.pack(record.id.as_str());
        known.is_none_or(|pack| pack.manifest.version < record.version)
    };
    in_force(records, today).into_iter().filter(newer).collect()
}

/// Packs over others. What an older program could read and this one can't is left out and told: the rest goes
/// on.
fn laid(over: &Library, records: &[&PackRecord]) -> Library {
    let read = |records: &[&PackRecord]| Library::read(&files(records), over, &World::catalogue_row);
    if let Ok(library) = read(records) {
        return library;
    }
    let mut library = over.clone();
    for record in records {
        match Library::read(&files(&[record]), &library, &World::catalogue_row) {
            Ok(more) => library = more,
            Err(faults) => {
                let fault = faults.first().map(ToString::to_string).unwrap_or_default();
                tracing::error!(pack = %record.id, version = record.version, fault, "a pack can't be read");
            }
        }
    }
    library
}

/// The files of packs, each under a folder of its own.
fn files(records: &[&PackRecord]) -> Files {
    let of = |r: &PackRecord| {
        let id = r.id.clone();
        r.files.clone().into_iter().map(move |(path, text)| (format!("{id}/{path}"), text))
    };
    records.iter().flat_map(|r| of(r)).collect()
}

impl App {
    /// The packs that hold today: those that are built in, and under them or over them what is on record.
    pub async fn packs(&self) -> Result<Library, AppError> {
        let on_record = self.packs_on_record().await?;
        let built_in = &self.inner.built_in.packs;
        Ok(laid(built_in, &counting(built_in, &on_record, self.now().day())))
    }

    /// Every version of a pack that the province published.
    pub async fn packs_on_record(&self) -> Result<Vec<PackRecord>, AppError> {
        let records = self.inner.store.read(|r| r.records(RecordKind::Pack)).await?;
        records.iter().map(|r| r.read().map_err(AppError::fault)).collect()
    }

    /// Publishes the packs whose folders stand in `files`, with their procedures, registers, guides and
    /// overlays: all of them, or nothing.
    pub async fn pack_publish(&self, files: &Files, by: &str) -> Result<Vec<PublishedPack>, NotPublished> {
        let on_record = self.packs_on_record().await?;
        let today = self.now().day();
        // What is published ahead counts here: a version is read against the newest of the others.
        let built_in = &self.inner.built_in.packs;
        let last = counting(built_in, &on_record, Day::from_number(99_991_231).unwrap_or(today));
        let base = laid(built_in, &last);
        let library = Library::read(files, &base, &World::catalogue_row).map_err(NotPublished::Faults)?;
        let library = self.printed(library, files).await?;
        let mut writes = Writes::default();
        let mut published = Vec::new();
        for (folder, pack) in library.in_folders(files) {
            let (id, version) = (&pack.manifest.id, pack.manifest.version);
            let built_in = self.inner.built_in.packs.pack(id.as_str()).map(|p| p.manifest.version);
            let known = on_record.iter().filter(|p| p.id == *id).map(|p| p.version).chain(built_in).max();
            if let Some(known) = known.filter(|known| version <= *known) {
                return Err(NotPublished::Version { id: id.clone(), version, known });
            }
            let procedures = self.publications(&library, pack, by)?;
            published.push(PublishedPack {
                id: id.clone(),
                version,
                from: pack.manifest.effective.filter(|day| *day > today),
                procedures: procedures.len(),
            });
            writes.procedures.extend(procedures);
            writes.records.push(self.on_record(pack, folder, files, by)?);
        }
        let run = move |_: &Loaded| Ok::<_, Infallible>(writes.clone());
        self.inner.store.submit(Reads::of(self.province()), run).await.map_err(AppError::from)?;
        self.reload().await?;
        self.overlays_settle().await?;
        Ok(published)
    }

    /// The packs, if all that they print can be printed.
    async fn printed(&self, library: Library, files: &Files) -> Result<Library, NotPublished> {
        let (world, press) = (self.world(), Arc::clone(&self.inner.press));
        let asked = library.in_folders(files).into_iter();
        let asked: Vec<(String, PartName)> =
            asked.map(|(folder, pack)| (folder.to_owned(), pack.manifest.id.clone())).collect();
        let print = move || {
            let mut all = Vec::new();
            for (folder, id) in asked {
                let Some(pack) = library.pack(id.as_str()) else { continue };
                for mut fault in crate::papers::faults(pack, &library, &world, &press)? {
                    fault.file = format!("{folder}/{}", fault.file);
                    all.push(fault);
                }
            }
            Ok::<_, WorldError>((library, all))
        };
        let (library, faults) =
            tokio::task::spawn_blocking(print).await.map_err(AppError::fault)?.map_err(AppError::fault)?;
        if faults.is_empty() { Ok(library) } else { Err(NotPublished::Faults(faults)) }
    }

    /// The procedures of a pack that it changes.
    fn publications(&self, library: &Library, pack: &Pack, by: &str) -> Result<Vec<Publication>, AppError> {
        let catalogue = self.catalogue();
        let mut all = Vec::new();
        for code in pack.procedures.keys() {
            let defined = match World::catalogue_row(code) {
                Some(row) => Some(library.define(row, &self.inner.built_in.process)),
                None => library.define_local(code),
            };
            let body = defined.ok_or(AppError::NotFound)?.body().map_err(AppError::fault)?;
            let revision = Definition::revision_of(&body);
            if catalogue.get(code).is_none_or(|running| running.revision != revision) {
                all.push(Publication { stamp: self.system_stamp(by), code: code.clone(), body });
            }
        }
        Ok(all)
    }

    /// The record that a pack becomes.
    fn on_record(
        &self,
        pack: &Pack,
        folder: &str,
        files: &Files,
        by: &str,
    ) -> Result<RecordChange, AppError> {
        let inside = format!("{folder}/");
        let own = |(path, text): (&String, &String)| {
            path.strip_prefix(&inside).map(|path| (path.to_owned(), text.clone()))
        };
        let manifest = &pack.manifest;
        let record = PackRecord {
            id: manifest.id.clone(),
            version: manifest.version,
            decision: manifest.decision.clone(),
            effective: manifest.effective,
            running: manifest.running,
            files: files.iter().filter_map(own).collect(),
        };
        let body = record.text().map_err(AppError::fault)?;
        Ok(RecordChange { stamp: self.system_stamp(by), kind: RecordKind::Pack, key: record.key(), body })
    }

    /// Publishes in each unit's own ledger what overlays make of a procedure, so that a dossier keeps exactly
    /// that. What stands there already stays; says how many were new.
    pub async fn overlays_settle(&self) -> Result<usize, AppError> {
        let (world, catalogue, mut new) = (self.world(), self.catalogue(), 0);
        let living = self.living().await?;
        // Only the centre publishes: what a box would publish, the centre would not take.
        if living.at_box() {
            return Ok(0);
        }
        for overlay in world.packs.packs().iter().flat_map(|pack| &pack.overlays) {
            let Some(unit) = world.units.at(&overlay.unit, self.now().day()).map(|u| u.id.clone()) else {
                continue;
            };
            if !living.here(&unit) {
                continue;
            }
            let Some(running) = catalogue.get(&overlay.procedure) else { continue };
            let Some(body) = laid_over(running, overlay)? else { continue };
            if catalogue.own(&unit, &overlay.procedure) == Some(Definition::revision_of(&body).as_str()) {
                continue;
            }
            let code = overlay.procedure.clone();
            let publication = Publication { stamp: self.system_stamp("overlay"), code, body };
            let run = move |_: &Loaded| {
                Ok::<_, Infallible>(Writes { procedures: vec![publication.clone()], ..Writes::default() })
            };
            self.inner.store.submit(Reads::of(unit), run).await?;
            new += 1;
        }
        if new > 0 {
            self.reload().await?;
        }
        Ok(new)
    }

    /// Reads once more what is held, if the day on which something published ahead begins to run has come.
    pub async fn day_turned(&self) -> Result<bool, AppError> {
        let today = self.now().day();
        let turned = self.catalogue().changes_on().is_some_and(|day| day <= today);
        if turned {
            self.reload().await?;
        }
        Ok(turned)
    }
}

/// What an overlay makes of a procedure; nothing where it doesn't fit it any more, which is told.
fn laid_over(running: &Running, overlay: &Overlay) -> Result<Option<String>, AppError> {
    let laid = overlay.over(&running.definition);
    if laid.is_none() {
        let (unit, procedure) = (&overlay.unit, &overlay.procedure);
        tracing::error!(%unit, %procedure, "an overlay doesn't fit the procedure that runs");
    }
    laid.map(|definition| definition.body().map_err(AppError::fault)).transpose()
}
