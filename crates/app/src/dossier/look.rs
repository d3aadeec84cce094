//! Look at one dossier: what it is, where it stands, what may be done, what happened.

use crate::{App, AppError};
use domain::dossier::{self, Dossier, DossierCode, Event};
use domain::identity::{Actor, Right, may};
use domain::ledger::Digest;
use domain::packs::{ActDef, Definition};
use domain::words::{DossierId, Moment, PersonId, UnitId};
use std::collections::HashMap;
use std::sync::Arc;

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Happening {
    /// When.
    pub at: Moment,
    /// Who, by name; `system:…` for what no person did.
    pub by: String,
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

/// All of a dossier that a person who may see it sees.
#[derive(Clone, Debug)]
pub struct Look {
    /// The dossier.
    pub dossier: Dossier,
    /// The procedure in the revision that it keeps.
    pub definition: Arc<Definition>,
    /// What this person may do to it now; the first is the usual one.
    pub offered: Vec<ActDef>,
    /// What happened, the first first.
    pub history: Vec<Happening>,
}

impl App {
    /// A dossier that the actor may see; one that the actor may not see is not there.
    pub(crate) async fn dossier_seen(&self, actor: &Actor, id: DossierId) -> Result<Dossier, AppError> {
        let found = self.inner.store.read(move |r| r.dossier(id)).await?;
        found.filter(|f| may(actor, Right::DossierRead, &f.kept)).map(|f| f.dossier).ok_or(AppError::NotFound)
    }

    /// The id of a dossier that the actor may see, by its code.
    pub async fn dossier_id_of(&self, actor: &Actor, code: &DossierCode) -> Result<DossierId, AppError> {
        let code = code.clone();
        let found = self.inner.store.read(move |r| r.dossier_by_code(&code)).await?;
        let seen = found.filter(|f| may(actor, Right::DossierRead, &f.kept));
        seen.map(|f| f.dossier.id()).ok_or(AppError::NotFound)
    }

    /// Looks at a dossier.
    pub async fn dossier_look(&self, actor: &Actor, id: DossierId) -> Result<Look, AppError> {
        let dossier = self.dossier_seen(actor, id).await?;
        let definition = self.definition(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let offered = dossier::offered(actor, &definition, &dossier).into_iter().cloned().collect();
        let history = self.history(id).await?;
        Ok(Look { dossier, definition, offered, history })
    }

    async fn history(&self, id: DossierId) -> Result<Vec<Happening>, AppError> {
        let read = self.inner.store.read(move |r| {
            let entries = r.dossier_history(id)?;
            let mut names: HashMap<String, String> = HashMap::new();
            for entry in &entries {
                let actor = &entry.head.actor;
                if let (false, Ok(person)) = (names.contains_key(actor), actor.parse::<PersonId>()) {
                    let name = r.account(person)?.map(|a| a.name);
                    names.insert(actor.clone(), name.unwrap_or_else(|| actor.clone()));
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
            history.push(Happening {
                at: head.at,
                by: names.get(&head.actor).cloned().unwrap_or_else(|| head.actor.clone()),
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
