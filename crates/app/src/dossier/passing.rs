//! Passing dossiers on: to the unit that is competent, back to the unit that took them in, and back from
//! their way. The giver's half is a unit of work of its own ledger; the other unit's node takes over when it
//! reads of it, by a job.

use super::{Answer, intake};
use crate::catalogue::Running;
use crate::{App, AppError, Once, Problem, key_of};
use domain::dossier::{self, Dossier, Event, Passing, Refusal, RefusalCode, evolve};
use domain::identity::{Actor, Place, Role};
use domain::words::{DossierId, Moment, UnitCode, UnitId};
use store::{Act, Loaded, Outcome, Reads, Stamp, Writes};

/// Most characters of a reason.
const TEXT: usize = 2_000;

impl App {
    /// Sends a dossier to the unit of the province that is competent. `why` may be empty where reception
    /// looks at it first.
    pub async fn dossier_send(
        &self,
        actor: &Actor,
        id: DossierId,
        version: u32,
        to: &UnitCode,
        why: &str,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        let why = reason(why)?;
        let to = self.competent(&actor.province, to.as_str(), "to")?;
        let seen = self.passed(actor, id).await?;
        let (by, said) = (actor.clone(), why.clone());
        let decide = move |d: &Dossier, running: &Running| {
            let process = &running.definition.process;
            dossier::send(&by, process, d, version, to.clone(), &said)
        };
        self.pass(actor, seen, Passing::Send, why, once, decide).await
    }

    /// Hands a dossier back to the unit that took it in: mostly its result. `why` may be empty once it is
    /// decided.
    pub async fn dossier_return(
        &self,
        actor: &Actor,
        id: DossierId,
        version: u32,
        why: &str,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        let why = reason(why)?;
        let seen = self.passed(actor, id).await?;
        let decide = move |d: &Dossier, _: &Running| dossier::give_back(d, version, &why);
        // The reason stands in the event: it needs no note.
        self.pass(actor, seen, Passing::Return, String::new(), once, decide).await
    }

    /// Takes back what is on its way and, where `other` is named, sends it there instead. Refused once the
    /// other unit has it or its node has been told of it.
    pub async fn dossier_recall(
        &self,
        actor: &Actor,
        id: DossierId,
        version: u32,
        other: Option<UnitCode>,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        let now = self.now();
        let other = other.map(|code| self.competent(&actor.province, code.as_str(), "to")).transpose()?;
        let Seen { dossier, running, stamp } = self.passed(actor, id).await?;
        // What went on from somewhere else isn't this unit's to call back.
        let given = dossier.moved_to.as_ref().filter(|_| dossier.place().unit == actor.unit);
        let to = given.map(|place| place.unit.clone());
        let reach = match &to {
            Some(to) => self.reach(to).await?,
            None => Reach::Here,
        };
        let reads = Reads {
            dossier: Some(id),
            taking_over: to.clone(),
            served: to.clone().filter(|_| reach == Reach::Asked),
            idempotency: key_of(once, actor, now)?,
            ..Reads::of(actor.unit.clone())
        };
        let again = Stamp { salt: self.random(), ..stamp.clone() };
        let by = actor.clone();
        let decide = move |loaded: &Loaded| {
            let dossier = loaded.dossier.as_ref().ok_or(AppError::Forbidden)?;
            let fetched = Refusal::from(RefusalCode::Fetched);
            if dossier.place().unit != by.unit {
                return Err(fetched.into());
            }
            if !dossier::may_pass(Passing::Recall, &by, &running.definition.process, dossier) {
                return Err(AppError::Forbidden);
            }
            let on_its_way = dossier.moved_to.as_ref().map(|place| &place.unit);
            if on_its_way.is_some() && (on_its_way != to.as_ref() || !reach.can_recall(loaded)) {
                return Err(fetched.into());
            }
            let mut writing = Writing { at: now, state: dossier.clone(), acts: Vec::new() };
            let event = dossier::recall(dossier, version)?;
            writing.add(&stamp, event, "")?;
            if let Some(other) = &other {
                let event = dossier::send_on(&writing.state, other.clone())?;
                writing.add(&again, event, "")?;
            }
            writing.done()
        };
        self.written(reads, decide).await
    }

    /// The unit of the actor's province that has this code today and takes dossiers in; `field` names where
    /// it was typed.
    pub(crate) fn competent(&self, province: &UnitId, code: &str, field: &str) -> Result<Place, AppError> {
        let world = self.world();
        let unit = world.unit_at(code.trim(), self.now().day()).map(|unit| unit.id.clone());
        let place = unit.map(|unit| Place { province: world.province_of(&unit), unit });
        // Who gives no numbers takes no dossiers in.
        let place = place.filter(|p| p.province == *province && world.agency(&p.unit).is_some());
        place.ok_or_else(|| AppError::Invalid(vec![Problem::new(field, "problem-competent")]))
    }

    /// What is to be passed on, as the actor sees it, with the procedure as it keeps it.
    async fn passed(&self, actor: &Actor, id: DossierId) -> Result<Seen, AppError> {
        let now = self.now();
        let dossier = self.dossier_seen(actor, id).await?;
        self.works_on(&actor.unit, now)?;
        let running = self.running(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let step = running.definition.process.step(&dossier.step).map(|step| step.role);
        let roles: Vec<Role> = step.into_iter().chain([Role::Reception]).collect();
        let stamp = self.stamp_as(now, actor, &roles);
        Ok(Seen { dossier, running, stamp })
    }

    /// The giver's half of a hand-over that a person wants.
    async fn pass(
        &self,
        actor: &Actor,
        seen: Seen,
        passing: Passing,
        note: String,
        once: Option<Once>,
        decided: impl Fn(&Dossier, &Running) -> Result<Event, Refusal> + Send + 'static,
    ) -> Result<(Answer, bool), AppError> {
        let now = self.now();
        let Seen { dossier, running, stamp } = seen;
        // Of the actor's own unit, also when it went on since: a repeated request finds its answer there.
        let reads = Reads {
            dossier: Some(dossier.id()),
            idempotency: key_of(once, actor, now)?,
            ..Reads::of(actor.unit.clone())
        };
        let by = actor.clone();
        let decide = move |loaded: &Loaded| {
            let dossier = loaded.dossier.as_ref().ok_or(AppError::Forbidden)?;
            if !dossier::may_pass(passing, &by, &running.definition.process, dossier) {
                return Err(AppError::Forbidden);
            }
            let event = decided(dossier, &running)?;
            let mut writing = Writing { at: now, state: dossier.clone(), acts: Vec::new() };
            writing.add(&stamp, event, &note)?;
            writing.done()
        };
        self.written(reads, decide).await
    }

    async fn written(
        &self,
        reads: Reads,
        decide: impl Fn(&Loaded) -> Result<Writes, AppError> + Send + 'static,
    ) -> Result<(Answer, bool), AppError> {
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, replayed } => {
                let answer: Answer = serde_json::from_str(&answer).map_err(AppError::fault)?;
                self.follow(&answer).await;
                Ok((answer, replayed))
            }
            Outcome::Refused(error) => Err(error),
        }
    }

    /// Whether somebody here may still call back what is on its way: nobody at a box can know what was read.
    pub(super) async fn recallable(&self, dossier: &Dossier) -> Result<bool, AppError> {
        match &dossier.moved_to {
            Some(place) => Ok(self.reach(&place.unit).await? != Reach::Beyond),
            None => Ok(true),
        }
    }

    /// What is known here of a unit's node.
    async fn reach(&self, to: &UnitId) -> Result<Reach, AppError> {
        let to = to.clone();
        let (here, me) = self.inner.store.read(move |r| Ok((r.lives_here(&to)?, r.me()?))).await?;
        Ok(if here {
            Reach::Here
        } else if me.is_some_and(|me| me.centre) {
            Reach::Asked
        } else {
            Reach::Beyond
        })
    }
}

/// What can be known here of what another unit has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// It lives on this node: what it has stands beside.
    Here,
    /// It lives on another node, which asks this one for what concerns it.
    Asked,
    /// It lives where nobody here knows what was read.
    Beyond,
}

impl Reach {
    /// Whether nobody at the other end can have read of a hand-over that is on its way.
    const fn can_recall(self, loaded: &Loaded) -> bool {
        match self {
            // Taken over, it would have been loaded as the other unit has it.
            Self::Here => true,
            Self::Asked => loaded.served < loaded.dossier_seq,
            Self::Beyond => false,
        }
    }
}

/// A dossier that is to be passed on.
struct Seen {
    dossier: Dossier,
    running: Running,
    stamp: Stamp,
}

/// Entries of one dossier that are being put together.
struct Writing {
    at: Moment,
    state: Dossier,
    acts: Vec<Act>,
}

impl Writing {
    fn add(&mut self, stamp: &Stamp, event: Event, note: &str) -> Result<(), AppError> {
        let after = evolve(Some(self.state.clone()), self.at, &event).ok_or(AppError::NotFound)?;
        let (stamp, dossier, note) = (stamp.clone(), after.id(), note.to_owned());
        self.acts.push(Act { stamp, dossier, event, note });
        self.state = after;
        Ok(())
    }

    fn done(self) -> Result<Writes, AppError> {
        let answer = serde_json::to_string(&Answer::of(&self.state)).map_err(AppError::fault)?;
        Ok(Writes { acts: self.acts, answer, ..Writes::default() })
    }
}

/// A reason as it was typed, which may be empty.
fn reason(typed: &str) -> Result<String, AppError> {
    let mut problems = Vec::new();
    let reason = intake::text("reason", typed, TEXT, &mut problems);
    if problems.is_empty() { Ok(reason) } else { Err(AppError::Invalid(problems)) }
}
