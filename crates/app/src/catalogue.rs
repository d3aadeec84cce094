//! What can be asked for, held in memory: every revision that a dossier may keep, the current ones
//! searchable.

use crate::board::lineage;
use crate::{App, AppError, World};
use domain::packs::catalogue::Procedure;
use domain::packs::search::Index;
use domain::identity::Role;
use domain::packs::pack::Register;
use domain::packs::{Definition, Form, FormCheck};
use domain::registers::workers;
use domain::words::{PartName, ProcedureCode};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

/// What a hit must score of what the best one does.
const WEAKEST: f64 = 0.4;

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
pub struct Catalogue {
    current: HashMap<ProcedureCode, Running>,
    registers: BTreeMap<PartName, Arc<RunningRegister>>,
    codes: Vec<ProcedureCode>,
    index: Index,
}

impl Default for Catalogue {
    fn default() -> Self {
        Self { current: HashMap::new(), registers: BTreeMap::new(), codes: Vec::new(), index: Index::new(&[]) }
    }
}

impl Catalogue {
    /// A procedure that runs.
    pub fn get(&self, code: &ProcedureCode) -> Option<&Running> {
        self.current.get(code)
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

    /// How many run.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether none runs.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Those that fit what a person typed, the best first; what fits far less than the best is left out, so
    /// that a clear question gets a short answer.
    pub fn search(&self, text: &str, limit: usize) -> Vec<&Running> {
        let hits = self.index.search(text, limit);
        let least = hits.first().map_or(0.0, |best| best.score * WEAKEST);
        let fits = hits.iter().take_while(|hit| hit.score >= least);
        fits.filter_map(|hit| self.current.get(&hit.code)).collect()
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
        self.set_world(world.map_err(AppError::fault)?);
        Ok(())
    }

    async fn reload_catalogue(&self) -> Result<(), AppError> {
        // A province that took another's place goes on with what that one published.
        let provinces = lineage(&self.world().units, &self.province());
        let read_all = self.inner.store.read(move |r| {
            let mut all = Vec::new();
            for province in &provinces {
                all.extend(r.procedures(province)?);
            }
            Ok(all)
        });
        let mut published = read_all.await?;
        published.sort_by_key(|row| row.at);
        let mut current = HashMap::new();
        for row in published {
            let definition = Arc::new(read(&row.body)?);
            current.insert(row.code, Running::new(row.revision, definition));
        }
        let mut codes: Vec<ProcedureCode> = current.keys().cloned().collect();
        codes.sort();
        let named = |c: &ProcedureCode| current.get(c).map(|r| searchable(&r.definition));
        let facts: Vec<Arc<Procedure>> = codes.iter().filter_map(named).collect();
        let index = Index::new(&facts).with_synonyms(self.world().synonyms.clone());
        let registers = registers(codes.iter().filter_map(|c| current.get(c)));
        self.set_catalogue(Catalogue { current, registers, codes, index });
        Ok(())
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
        if let Some(running) = self.catalogue().get(code).filter(|r| r.revision == revision) {
            return Ok(running.clone());
        }
        let (code, asked) = (code.clone(), revision.to_owned());
        let kept = self.inner.store.read(move |r| r.procedure_revision(&code, &asked)).await?;
        let definition = read(&kept.ok_or(AppError::NotFound)?.body)?;
        Ok(Running::new(revision.to_owned(), Arc::new(definition)))
    }
}

/// The registers that procedures name: each as the newest version of its pack has it, with all who write there.
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

fn read(body: &str) -> Result<Definition, AppError> {
    serde_json::from_str(body).map_err(AppError::fault)
}

fn searchable(definition: &Definition) -> Arc<Procedure> {
    Arc::new(definition.facts.clone())
}
