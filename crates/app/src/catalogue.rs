//! What can be asked for, held in memory: every revision that a dossier may keep.

use crate::board::lineage;
use crate::{App, AppError, World};
use domain::identity::Role;
use domain::packs::pack::Register;
use domain::packs::published::{PackRecord, runs};
use domain::packs::{Definition, Form, FormCheck};
use domain::registers::workers;
use domain::words::{Day, PartName, ProcedureCode, UnitId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};
use store::read::Published;

/// A procedure that runs, with its revision.
#[derive(Clone, Debug)]
pub struct Running {
    /// Its revision.
    pub revision: String,
    /// How it runs.
    pub definition: Arc<Definition>,
    /// Its form, ready to check what is typed.
    pub form: Option<Arc<FormCheck>>,
    /// The forms that its acts name, made ready when they are first asked for.
    forms: Arc<BTreeMap<PartName, OnceLock<FormCheck>>>,
}

impl Running {
    /// Whether anybody may ask for it; what only offices ask of each other is listed nowhere outside.
    pub fn is_public(&self) -> bool {
        !self.definition.internal
    }

    /// A procedure as it runs.
    pub fn new(revision: String, definition: Arc<Definition>) -> Self {
        let form = definition.form.as_ref().map(|form| Arc::new(FormCheck::of(form)));
        let forms = definition.forms.keys().map(|name| (name.clone(), OnceLock::new())).collect();
        Self { revision, definition, form, forms: Arc::new(forms) }
    }

    /// A form by its name, ready to check what is typed.
    pub fn form_named(&self, name: &PartName) -> Option<&FormCheck> {
        let schema = self.definition.forms.get(name)?;
        Some(self.forms.get(name)?.get_or_init(|| FormCheck::of(schema)))
    }
}

/// A register as it is kept now.
#[derive(Clone, Debug)]
pub struct RunningRegister {
    /// Its name.
    pub name: PartName,
    /// What its pack says about it.
    pub register: Register,
    /// The form whose fields a record has.
    pub form: Arc<Form>,
    /// The roles that work on dossiers that write into it.
    pub workers: BTreeSet<Role>,
    /// The procedures that write into it.
    pub procedures: Vec<ProcedureCode>,
    /// The version of its pack.
    version: u32,
}

/// The current procedures.
#[derive(Default)]
pub struct Catalogue {
    current: HashMap<ProcedureCode, Running>,
    /// What units lay over it for their own dossiers.
    own: HashMap<(UnitId, ProcedureCode), Running>,
    registers: BTreeMap<PartName, Arc<RunningRegister>>,
    /// The next day on which something published ahead begins to run.
    changes_on: Option<Day>,
    codes: Vec<ProcedureCode>,
}

impl Catalogue {
    /// A procedure that runs.
    pub fn get(&self, code: &ProcedureCode) -> Option<&Running> {
        self.current.get(code)
    }

    /// A procedure as it runs in a unit: as the unit lays its own steps over it, else as everywhere.
    pub fn running_in(&self, unit: &UnitId, code: &ProcedureCode) -> Option<&Running> {
        self.own.get(&(unit.clone(), code.clone())).or_else(|| self.current.get(code))
    }

    /// The revision that a unit laid over a procedure.
    pub(crate) fn own(&self, unit: &UnitId, code: &ProcedureCode) -> Option<&str> {
        self.own.get(&(unit.clone(), code.clone())).map(|running| running.revision.as_str())
    }

    /// A revision of a procedure that runs somewhere now.
    pub(crate) fn revision(&self, code: &ProcedureCode, revision: &str) -> Option<&Running> {
        let everywhere = self.current.get(code).filter(|r| r.revision == revision);
        let own = || self.own.iter().find(|((_, of), r)| of == code && r.revision == revision);
        everywhere.or_else(|| own().map(|(_, running)| running))
    }

    /// The next day on which something published ahead begins to run.
    pub(crate) const fn changes_on(&self) -> Option<Day> {
        self.changes_on
    }

    /// A procedure by its code as text.
    pub fn find(&self, code: &str) -> Option<&Running> {
        code.trim().parse().ok().and_then(|code: ProcedureCode| self.current.get(&code))
    }

    /// Every procedure, by code.
    pub fn all(&self) -> impl Iterator<Item = &Running> {
        self.codes.iter().filter_map(|c| self.current.get(c))
    }

    /// Every register, by name.
    pub fn registers(&self) -> impl Iterator<Item = &Arc<RunningRegister>> {
        self.registers.values()
    }

    /// A register by its name.
    pub fn register(&self, name: &str) -> Option<&Arc<RunningRegister>> {
        name.parse::<PartName>().ok().and_then(|name| self.registers.get(&name))
    }

    /// Every procedure that anybody may ask for, by code.
    pub fn public(&self) -> impl Iterator<Item = &Running> {
        self.all().filter(|r| r.is_public())
    }

    /// How many run.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether none runs.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }
}

impl App {
    /// Reads once more what the ledgers say about the world and about procedures.
    pub async fn reload(&self) -> Result<(), AppError> {
        self.reload_world().await?;
        self.reload_catalogue().await
    }

    /// Lays what the ledgers say over what is built in.
    pub(crate) async fn reload_world(&self) -> Result<(), AppError> {
        let _one_at_a_time = self.inner.reloading.lock().await;
        let built_in = World::clone(&self.inner.built_in);
        let read = |r: &store::Reader<'_>| Ok((World::time_records(r)?, World::territory_records(r)?));
        let (time, territory) = self.inner.store.read(read).await?;
        let world = built_in.with_territory(&territory).and_then(|world| world.with_time(&time));
        let packs = self.packs_on_record().await?;
        self.set_world(world.map_err(AppError::fault)?.with_packs(&packs, self.now().day()));
        Ok(())
    }

    async fn reload_catalogue(&self) -> Result<(), AppError> {
        // A province that took another's place goes on with what that one published.
        let provinces = lineage(&self.world().units, &self.province());
        let packs = self.packs_on_record().await?;
        let packed: BTreeSet<ProcedureCode> = packs.iter().flat_map(PackRecord::procedures).collect();
        let (asked, today) = (packed.clone(), self.now().day());
        let read_all = self.inner.store.read(move |r| {
            let (mut all, mut versions, mut own) = (Vec::new(), Vec::new(), Vec::new());
            for unit in r.publishing_units()? {
                if !provinces.contains(&unit) {
                    own.extend(r.procedures(&unit)?.into_iter().map(|row| (unit.clone(), row)));
                }
            }
            for province in &provinces {
                all.extend(r.procedures(province)?);
                for code in &asked {
                    versions.extend(r.procedure_versions(province, code)?);
                }
            }
            Ok((all, versions, own))
        });
        let (mut published, versions, own) = read_all.await?;
        published.sort_by_key(|row| row.at);
        let mut current = HashMap::new();
        for row in published.into_iter().filter(|row| !packed.contains(&row.code)) {
            let definition = Arc::new(read(&row.body)?);
            current.insert(row.code, Running::new(row.revision, definition));
        }
        let changes_on = chosen(versions, today, &mut current)?;
        let own = self.own(own, &current)?;
        let mut codes: Vec<ProcedureCode> = current.keys().cloned().collect();
        codes.sort();
        let registers = registers(codes.iter().filter_map(|c| current.get(c)));
        self.set_catalogue(Catalogue { current, own, registers, changes_on, codes });
        Ok(())
    }

    /// What units lay over procedures: as long as their packs say so, over the version that runs.
    fn own(
        &self,
        rows: Vec<(UnitId, Published)>,
        current: &HashMap<ProcedureCode, Running>,
    ) -> Result<HashMap<(UnitId, ProcedureCode), Running>, AppError> {
        let world = self.world();
        let overlays: Vec<_> = world.packs.packs().iter().flat_map(|pack| &pack.overlays).collect();
        let mut own = HashMap::new();
        for (unit, row) in rows {
            let laid = overlays.iter().any(|o| o.unit.as_str() == unit.code() && o.procedure == row.code);
            let Some(running) = current.get(&row.code).filter(|_| laid) else { continue };
            let definition: Definition = read(&row.body)?;
            if definition.pack == running.definition.pack {
                own.insert((unit, row.code), Running::new(row.revision, Arc::new(definition)));
            }
        }
        Ok(own)
    }

    /// The revision of a procedure that a dossier keeps.
    pub async fn definition(
        &self,
        code: &ProcedureCode,
        revision: &str,
    ) -> Result<Arc<Definition>, AppError> {
        Ok(self.running(code, revision).await?.definition)
    }

    /// The same, with its forms ready to check what is typed.
    pub(crate) async fn running(&self, code: &ProcedureCode, revision: &str) -> Result<Running, AppError> {
        if let Some(running) = self.catalogue().revision(code, revision) {
            return Ok(running.clone());
        }
        let (code, asked) = (code.clone(), revision.to_owned());
        let kept = self.inner.store.read(move |r| r.procedure_revision(&code, &asked)).await?;
        let definition = read(&kept.ok_or(AppError::NotFound)?.body)?;
        Ok(Running::new(revision.to_owned(), Arc::new(definition)))
    }
}

/// The registers that procedures name: each as the newest version of its pack has it, with all who write
/// there.
fn registers<'a>(running: impl Iterator<Item = &'a Running>) -> BTreeMap<PartName, Arc<RunningRegister>> {
    let mut found: BTreeMap<PartName, RunningRegister> = BTreeMap::new();
    for running in running {
        let definition = &running.definition;
        let version = definition.pack.as_ref().map_or(0, |pack| pack.version);
        for (name, register) in &definition.registers {
            let form = definition.forms.get(&register.form).map(Form::of).unwrap_or_default();
            let known = found.entry(name.clone()).or_insert_with(|| RunningRegister {
                name: name.clone(),
                register: register.clone(),
                form: Arc::new(form.clone()),
                workers: BTreeSet::new(),
                procedures: Vec::new(),
                version,
            });
            if version > known.version {
                (known.register, known.form, known.version) = (register.clone(), Arc::new(form), version);
            }
            known.workers.extend(workers(definition, name));
            known.procedures.push(definition.code().clone());
        }
    }
    found.into_iter().map(|(name, register)| (name, Arc::new(register))).collect()
}

/// Of the versions of procedures that packs brought those that run today. Tells when the next one begins.
fn chosen(
    mut versions: Vec<Published>,
    today: Day,
    current: &mut HashMap<ProcedureCode, Running>,
) -> Result<Option<Day>, AppError> {
    versions.sort_by_key(|row| row.at);
    let mut by: BTreeMap<ProcedureCode, Vec<(String, Definition)>> = BTreeMap::new();
    for row in versions {
        by.entry(row.code).or_default().push((row.revision, read(&row.body)?));
    }
    let mut next: Option<Day> = None;
    for (code, versions) in by {
        let days = versions.iter().filter_map(|(_, d)| d.pack.as_ref()?.effective);
        next = next.into_iter().chain(days.filter(|day| *day > today)).min();
        if let Some((revision, definition)) = runs(&versions, |(_, definition)| definition, today) {
            current.insert(code, Running::new(revision.clone(), Arc::new(definition.clone())));
        }
    }
    Ok(next)
}

fn read(body: &str) -> Result<Definition, AppError> {
    serde_json::from_str(body).map_err(AppError::fault)
}
