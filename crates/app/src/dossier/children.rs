//! Children between ledgers: the parent's entry says what is asked; the child is taken in by a unit of work
//! of its own, in the ledger of the unit that is asked; how it ended is noted on the parent by a third. Each
//! looks at what is there, so that doing it again does nothing; what breaks off is done by the job.

use super::{Answer, Follow};
use crate::catalogue::Catalogue;
use crate::{App, AppError, World};
use domain::calendar::Hours;
use domain::dossier::{
    self, Around, ChildAsked, Dossier, DossierCode, Event, Refusal, RefusalCode, Rules, child_filing, evolve,
};
use domain::identity::Place;
use domain::packs::Definition;
use domain::words::{DossierId, Moment, ProcedureCode, UnitId};
use std::sync::Arc;
use store::{Act, Loaded, Outcome, Reads, Stamp, Writes};

/// What was done between a dossier and its children.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Children that were taken in.
    pub received: usize,
    /// Ends that were noted on parents.
    pub reported: usize,
}

impl Settled {
    /// Both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self { received: self.received + other.received, reported: self.reported + other.reported }
    }
}

/// Units and procedures as they are now, for who asks others.
pub(crate) struct Here {
    world: Arc<World>,
    catalogue: Arc<Catalogue>,
    now: Moment,
}

impl Here {
    pub(crate) fn of(app: &App, now: Moment) -> Self {
        Self { world: app.world(), catalogue: app.catalogue(), now }
    }
}

impl Around for Here {
    fn place(&self, code: &str) -> Option<Place> {
        let unit = self.world.unit_at(code, self.now.day())?.id.clone();
        // Who gives no numbers takes no dossiers in.
        self.world.agency(&unit)?;
        Some(Place { province: self.world.province_of(&unit), unit })
    }

    fn hours(&self, unit: &UnitId) -> &Hours {
        self.world.hours(unit)
    }

    fn definition(&self, procedure: &ProcedureCode) -> Option<&Definition> {
        self.catalogue.get(procedure).map(|running| &*running.definition)
    }
}

/// What begins together with a dossier, as acts behind the one that made it `after`; with the dossier as they
/// leave it.
pub(crate) fn together(
    here: &Here,
    after: Dossier,
    definition: &Definition,
    wished: Option<&[ProcedureCode]>,
    stamps: &[Stamp],
    whole: bool,
) -> Result<(Vec<Act>, Dossier), Refusal> {
    if definition.with.is_empty() {
        return Ok((Vec::new(), after));
    }
    let events = dossier::begin_together(here.now, &after, definition, wished, here, whole)?;
    let (mut acts, mut state) = (Vec::with_capacity(events.len()), after);
    for (event, stamp) in events.into_iter().zip(stamps) {
        let id = state.id();
        state = evolve(Some(state), here.now, &event).ok_or(RefusalCode::NotHere)?;
        acts.push(Act { stamp: stamp.clone(), dossier: id, event, note: String::new() });
    }
    Ok((acts, state))
}

impl App {
    /// Does what an answer leaves to do in other ledgers. What can't be done now is done by the job: the
    /// answer stands.
    pub(crate) async fn follow(&self, answer: &Answer) {
        let parent = match &answer.follow {
            None => return,
            Some(Follow::Children) => answer.id.parse(),
            Some(Follow::Parent { id }) => id.parse(),
        };
        let Ok(parent) = parent else { return };
        if let Err(error) = self.children_settle(parent).await {
            tracing::warn!(dossier = %parent, %error, "what a dossier leaves to its children waits");
        }
    }

    /// Takes in the children that a dossier asked for and that aren't there yet, and notes on it those that
    /// have ended: each where the ledger that it is written to lives here. The other half is done by the
    /// other unit's node, once it has read of it.
    pub async fn children_settle(&self, parent: DossierId) -> Result<Settled, AppError> {
        let (world, today) = (self.world(), self.now().day());
        let read = self.inner.store.read(move |r| {
            let Some(found) = r.dossier(parent)?.filter(|f| f.dossier.open()) else { return Ok(None) };
            let (among_nodes, told_here) = (r.me()?.is_some(), r.lives_here(&found.dossier.place().unit)?);
            let mut open = Vec::new();
            for child in found.dossier.children().filter(|c| c.ended.is_none()) {
                let stands = r.dossier(child.asked.id)?.map(|f| f.dossier);
                let asked = &child.asked;
                // A unit that ended meanwhile has somebody who goes on in its place.
                let unit = world.units.keeper(&asked.unit, today).unwrap_or_else(|| asked.unit.clone());
                let here = match &stands {
                    Some(_) => told_here,
                    // Where the old unit's node may still take it in, nobody else does: not before that unit
                    // wrote its last word.
                    None if among_nodes && unit != asked.unit && r.closed(&asked.unit)?.is_none() => false,
                    None => r.lives_here(&unit)?,
                };
                if here {
                    open.push((asked.clone(), unit, stands));
                }
            }
            Ok(Some((found.dossier, open)))
        });
        let mut done = Settled::default();
        let Some((parent, open)) = read.await? else { return Ok(done) };
        for (asked, unit, stands) in open {
            match stands {
                None => done.received += usize::from(self.child_receive(&parent, &asked, unit).await?),
                Some(child) if child.stage.ended() => {
                    done.reported += usize::from(self.child_report(&parent, child).await?);
                }
                Some(_) => {}
            }
        }
        Ok(done)
    }

    /// Takes one child in; says whether it wasn't there before.
    async fn child_receive(
        &self,
        parent: &Dossier,
        asked: &ChildAsked,
        unit: UnitId,
    ) -> Result<bool, AppError> {
        let (now, world, id) = (self.now(), self.world(), asked.id);
        let agency = world.agency(&unit).map(str::to_owned);
        let agency = agency.ok_or_else(|| AppError::invalid("unit", "problem-unit"))?;
        let running = self.catalogue().running_in(&unit, &asked.procedure).cloned();
        let running = running.ok_or(AppError::NotFound)?;
        let filing = &parent.filing;
        let title = self.definition(&filing.procedure, &filing.revision).await?.facts.name.clone();
        let place = Place { province: world.province_of(&unit), unit: unit.clone() };
        let (stamp, parent, asked) = (self.system_stamp("children"), parent.clone(), asked.clone());
        let numbers_of = world.numbers_before(&unit);
        let decide = move |loaded: &Loaded| {
            if loaded.dossier.is_some() {
                return Ok(Writes::default());
            }
            let code = DossierCode::new(&agency, now.day(), loaded.next_number);
            let code = code.map_err(|_| RefusalCode::NoDueDate)?;
            let mut filing = child_filing(&parent, &asked, place.clone(), code, running.revision.clone());
            let definition = Arc::as_ref(&running.definition);
            filing.fee_vnd = dossier::asked(definition, &filing).fee_vnd;
            let rules = Rules { definition, hours: world.hours(&place.unit) };
            let event = dossier::receive_child(rules, filing, &parent, &title, id)?;
            Ok::<_, Refusal>(written(&stamp, id, event))
        };
        let reads = Reads { dossier: Some(id), number_on: Some(now.day()), numbers_of, ..Reads::of(unit) };
        self.between(reads, decide).await
    }

    /// Notes on its parent how a child ended; says whether that wasn't known before.
    async fn child_report(&self, parent: &Dossier, child: Dossier) -> Result<bool, AppError> {
        let filing = &parent.filing;
        let definition = self.definition(&filing.procedure, &filing.revision).await?;
        let (now, world, id) = (self.now(), self.world(), parent.id());
        let stamp = self.system_stamp("children");
        let decide = move |loaded: &Loaded| {
            let open = loaded.dossier.as_ref().filter(|d| d.open());
            let waits = |d: &&Dossier| d.child(child.id()).is_some_and(|c| c.ended.is_none());
            let Some(parent) = open.filter(waits) else { return Ok(Writes::default()) };
            let rules = Rules { definition: &definition, hours: world.hours(parent.hours_of()) };
            let event = dossier::child_ended(now, rules, parent, &child)?;
            Ok::<_, Refusal>(written(&stamp, id, event))
        };
        let reads = Reads { dossier: Some(id), ..Reads::of(parent.place().unit) };
        self.between(reads, decide).await
    }

    async fn between(
        &self,
        reads: Reads,
        decide: impl Fn(&Loaded) -> Result<Writes, Refusal> + Send + 'static,
    ) -> Result<bool, AppError> {
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, .. } => Ok(!answer.is_empty()),
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }
}

/// What is written, with an answer that says that something was.
fn written(stamp: &Stamp, id: DossierId, event: Event) -> Writes {
    let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
    Writes { acts: vec![act], answer: id.to_string(), ..Writes::default() }
}
