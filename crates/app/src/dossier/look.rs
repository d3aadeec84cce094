//! Look at one dossier: what it is, where it stands, what may be done, what happened.

use super::{Family, FileAway};
use crate::{App, AppError};
use domain::dossier::{self, Colleague, Dossier, DossierCode, Event, Passing, SentAct};
use domain::identity::{Actor, Citizen, Place, Right, Role, Who, may};
use domain::ledger::{self, Digest};
use domain::packs::{ActDef, Definition};
use domain::records::RecordKind;
use domain::words::{DossierId, Moment, PersonId, UnitId};
use lang::Words;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use store::read::Found;
use store::{Reader, StoreError};

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// Who, by name; `system:…` for what no person did.
    pub by: String,
    /// For whom, by name, where the role was another's.
    pub stands_for: Option<String>,
    /// What; none where the entry was erased by law.
    pub event: Option<Event>,
    /// The officer's note.
    pub note: String,
    /// The unit in whose ledger the entry stands.
    pub unit: UnitId,
    /// The entry's number in that ledger.
    pub seq: u64,
    /// The dossier's version after it: names the entry among the dossier's.
    pub version: u32,
    /// The entry's hash.
    pub hash: Digest,
}

impl Happening {
    /// Who did it, as people read it: `Trần Văn B (thay Nguyễn Thị A)`, or the system.
    pub fn who(&self, words: &Words) -> String {
        if matches!(self.by.parse(), Ok(Who::System(_))) {
            return words.say("by-system");
        }
        // Accounts of other units stay where they are: here their people have an id and no name.
        let nameless = |who: &String| who.parse::<PersonId>().is_ok();
        if nameless(&self.by) {
            return words.say("by-elsewhere");
        }
        self.stands_for.as_ref().filter(|principal| !nameless(principal)).map_or_else(
            || self.by.clone(),
            |principal| {
                let args = [("name", self.by.as_str().into()), ("principal", principal.as_str().into())];
                words.say_with("person-for", &args)
            },
        )
    }
}

/// All of a dossier that a person who may see it sees.
#[derive(Clone, Debug)]
pub struct Look {
    /// The dossier.
    pub dossier: Dossier,
    /// The procedure in the revision that it keeps.
    pub definition: Arc<Definition>,
    /// What this person may do to it now; the first is the usual one.
    pub offered: Vec<ActDef>,
    /// What could be done but for what is missing, where the process says it.
    pub unmet: Vec<ActDef>,
    /// What happened, the first first.
    pub history: Vec<Happening>,
    /// Who took it on, by name.
    pub assignee: Option<String>,
    /// To whom this person may give it: who works at its step, where the person leads.
    pub colleagues: Vec<Colleague>,
    /// How this person may pass it on to another unit, or call it back.
    pub passings: Vec<Passing>,
    /// Its children and its parent.
    pub family: Family,
    /// Its files that are still on their way.
    pub files_away: Vec<FileAway>,
}

impl Look {
    /// Its events with their moments, the first first.
    pub fn events(&self) -> impl Iterator<Item = Option<(Moment, &Event)>> {
        events(&self.history)
    }
}

/// The events of a history with their moments; none for what was erased.
pub(crate) fn events(history: &[Happening]) -> impl Iterator<Item = Option<(Moment, &Event)>> {
    history.iter().map(|h| h.event.as_ref().map(|event| (h.at, event)))
}

impl App {
    /// A dossier that the actor may see; one that the actor may not see is not there.
    pub(crate) async fn dossier_seen(&self, actor: &Actor, id: DossierId) -> Result<Dossier, AppError> {
        let found = self.inner.store.read(move |r| r.dossier(id)).await?;
        found.filter(|f| sees(actor, f)).map(|f| f.dossier).ok_or(AppError::NotFound)
    }

    /// The id of a dossier that the actor may see, by its code.
    pub async fn dossier_id_of(&self, actor: &Actor, code: &DossierCode) -> Result<DossierId, AppError> {
        let code = code.clone();
        let found = self.inner.store.read(move |r| r.dossier_by_code(&code)).await?;
        let seen = found.filter(|f| sees(actor, f));
        seen.map(|f| f.dossier.id()).ok_or(AppError::NotFound)
    }

    /// Looks at a dossier.
    pub async fn dossier_look(&self, actor: &Actor, id: DossierId) -> Result<Look, AppError> {
        let dossier = self.dossier_seen(actor, id).await?;
        let definition = self.definition(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let offered = dossier::offered(actor, &definition, &dossier).into_iter().cloned().collect();
        let unmet = dossier::unmet(actor, &definition, &dossier).into_iter().cloned().collect();
        let history = self.history(id).await?;
        let colleagues = self.heirs(actor, &definition, &dossier).await?;
        let assignee = match dossier.assignee {
            Some(person) => self.inner.store.read(move |r| r.account(person)).await?.map(|a| a.name),
            None => None,
        };
        let family = self.family(actor, &dossier).await?;
        let mut passings = dossier::passings(actor, &definition.process, &dossier);
        if !self.recallable(&dossier).await? {
            passings.retain(|passing| *passing != Passing::Recall);
        }
        let files_away = self.files_away(&dossier).await?;
        Ok(Look {
            dossier,
            definition,
            offered,
            unmet,
            history,
            assignee,
            colleagues,
            passings,
            family,
            files_away,
        })
    }

    /// Who works at the dossier's step today, for a leader who may give it to one of them.
    async fn heirs(
        &self,
        actor: &Actor,
        definition: &Definition,
        dossier: &Dossier,
    ) -> Result<Vec<Colleague>, AppError> {
        let Some(role) = definition.process.step(&dossier.step).map(|s| s.role) else {
            return Ok(Vec::new());
        };
        if !actor.is(Role::Leader) || actor.unit != dossier.place().unit {
            return Ok(Vec::new());
        }
        let mut colleagues = self.colleagues(actor.unit.clone()).await?;
        colleagues.retain(|c| c.roles.contains(&role));
        Ok(colleagues)
    }

    /// What happened to a dossier, the first first.
    pub(crate) async fn history(&self, id: DossierId) -> Result<Vec<Happening>, AppError> {
        let province = self.province();
        let read = self.inner.store.read(move |r| {
            let entries = r.dossier_history(id)?;
            let mut names = names_of(r, &entries)?;
            // Who is nobody's colleague may be a citizen, on record in the province.
            for (person, name) in names.iter_mut().filter(|(person, name)| **name == person.to_string()) {
                let known = r.record(&province, RecordKind::Citizen, &person.to_string())?;
                let known = known.and_then(|record| record.read::<Citizen>().ok());
                if let Some(citizen) = known {
                    *name = citizen.name;
                    continue;
                }
                // A unit's own machine knows of citizens what it was sent of their acts.
                let acts = r.records_under(&province, RecordKind::SentAct, &SentAct::keys_of(id))?;
                let mut acts = acts.iter().filter_map(|record| record.read::<SentAct>().ok());
                if let Some(act) = acts.find(|act| act.person == *person) {
                    *name = act.name;
                }
            }
            Ok((entries, names))
        });
        let (entries, names) = read.await?;
        let mut history = Vec::with_capacity(entries.len());
        for entry in entries {
            let head = &entry.head;
            let read = entry.body().map(|b| Event::read(&head.kind, head.body_version, b)).transpose();
            let (event, note) =
                read.map_err(AppError::fault)?.map_or((None, String::new()), |(e, n)| (Some(e), n));
            let (by, stands_for) = match head.actor.parse() {
                Ok(Who::Person { person, stands_for }) => (names.get(&person), stands_for),
                _ => (None, None),
            };
            history.push(Happening {
                at: head.at,
                by: by.cloned().unwrap_or_else(|| head.actor.clone()),
                stands_for: stands_for.and_then(|p| names.get(&p).cloned()),
                event,
                note,
                unit: head.ledger.clone(),
                seq: head.seq,
                version: head.version,
                hash: entry.hash,
            });
        }
        Ok(history)
    }
}

/// Whether somebody may see a dossier: where it lies; in the unit that took it in, which answers to the
/// person for it wherever it is; and in the one that it was sent to, which answers for the decision.
pub(crate) fn sees(actor: &Actor, found: &Found) -> bool {
    let filing = &found.dossier.filing;
    let taken_in = Place { unit: filing.unit.clone(), province: filing.province.clone() };
    let places = [Some(&found.kept), Some(&taken_in), found.dossier.competent.as_ref()];
    places.into_iter().flatten().any(|place| may(actor, Right::DossierRead, place))
}

/// The names of those who made entries, and of those whom they stood in for.
pub(crate) fn names_of(
    r: &Reader<'_>,
    entries: &[ledger::Entry],
) -> Result<HashMap<PersonId, String>, StoreError> {
    let mut names: HashMap<PersonId, String> = HashMap::new();
    for entry in entries {
        if let Ok(Who::Person { person, stands_for }) = entry.head.actor.parse() {
            for person in std::iter::once(person).chain(stands_for) {
                if let Entry::Vacant(place) = names.entry(person) {
                    let name = r.account(person)?.map(|a| a.name);
                    place.insert(name.unwrap_or_else(|| person.to_string()));
                }
            }
        }
    }
    Ok(names)
}
