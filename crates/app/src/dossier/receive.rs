//! Take a dossier in: check what was typed, promise a date, give a number, write, answer.

use super::children::{Here, together};
use super::intake::{self, Checked, Intake};
use super::{Answer, asked};
use crate::catalogue::Running;
use crate::error::Problem;
use crate::{App, AppError, Once, key_of};
use domain::calendar::{self, Due};
use domain::dossier::{self, Dossier, DossierCode, Event, Filing, Refusal, RefusalCode, Rules, evolve};
use domain::identity::{Actor, Place, Right, Role, may};
use domain::packs::FormCheck;
use domain::words::{Channel, DossierId, Moment, ProcedureCode, UnitId};
use std::sync::Arc;
use store::{Act, Loaded, Outcome, Reads, Writes};

/// What would be promised if the dossier were received now.
#[derive(Clone, Debug)]
pub struct Promise {
    /// When, and why.
    pub due: Due,
    /// Fees in đồng, as the catalogue names them.
    pub fee_vnd: i64,
}

type Begin = fn(Moment, Rules<'_>, Filing, Option<Vec<ProcedureCode>>) -> Result<Event, Refusal>;

/// What is received begins what belongs to it at once: no wish is kept.
fn receive(
    now: Moment,
    rules: Rules<'_>,
    filing: Filing,
    _: Option<Vec<ProcedureCode>>,
) -> Result<Event, Refusal> {
    dossier::receive(now, rules, filing)
}

impl App {
    /// Receives a dossier: the clock starts.
    pub async fn dossier_receive(
        &self,
        actor: &Actor,
        intake: Intake,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        let stamp = |app: &Self| app.stamp_as(app.now(), actor, &[Role::Reception]);
        self.dossier_file(actor, intake, once, receive, &stamp).await
    }

    /// Receives what came without an officer: `what` says for the ledger which door it came through. The
    /// clock starts now.
    pub(crate) async fn dossier_file_by_system(
        &self,
        door: &Actor,
        intake: Intake,
        once: Option<Once>,
        what: &str,
    ) -> Result<(Answer, bool), AppError> {
        self.dossier_file(door, intake, once, receive, &|app| app.system_stamp(what)).await
    }

    /// Files a dossier that came online: it waits to be accepted.
    pub async fn dossier_submit(
        &self,
        actor: &Actor,
        mut intake: Intake,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        Channel::Online.as_str().clone_into(&mut intake.channel);
        let stamp = |app: &Self| app.stamp_as(app.now(), actor, &[Role::Reception]);
        self.dossier_file(actor, intake, once, dossier::submit_wishing, &stamp).await
    }

    /// What would be promised if this unit received it now; shown before confirming. Nothing while the case
    /// isn't known on which it depends.
    pub fn dossier_promise(
        &self,
        unit: &UnitId,
        procedure: &str,
        channel: &str,
        case: &str,
    ) -> Option<Promise> {
        let running = self.catalogue().find(procedure).cloned()?;
        let channel = if channel.is_empty() { Channel::Counter } else { Channel::parse(channel)? };
        let case = case.parse().ok().filter(|code| running.definition.case(code).is_some());
        if case.is_none() && running.definition.case_needed(channel) {
            return None;
        }
        let limit = running.definition.limit(channel, case.as_ref())?;
        let (world, cutoffs) = (self.world(), running.definition.cutoffs.as_ref());
        let due = calendar::due(self.now(), limit, channel, world.hours(unit), cutoffs);
        Some(Promise { due, fee_vnd: running.definition.fee_vnd(channel) })
    }

    async fn dossier_file(
        &self,
        actor: &Actor,
        intake: Intake,
        once: Option<Once>,
        begin: Begin,
        stamp: &(dyn Fn(&Self) -> store::Stamp + Sync),
    ) -> Result<(Answer, bool), AppError> {
        let now = self.now();
        let place = actor.place();
        if !may(actor, Right::DossierReceive, &place) {
            return Err(AppError::Forbidden);
        }
        self.works_on(&actor.unit, now)?;
        let competent = self.filed_for(actor, &intake)?;
        let (running, checked) = self.checked(actor, &intake, competent.as_ref())?;
        let (world, with) = (self.world(), running.definition.with.clone());
        let agency = world.agency(&actor.unit).map(str::to_owned);
        let agency = agency.ok_or_else(|| AppError::invalid("unit", "problem-unit"))?;
        let on = competent.as_ref().map(|_| stamp(self));
        let filing = Draft {
            on,
            app: self.clone(),
            id: self.dossier_id(now),
            place,
            competent,
            running,
            checked,
            agency,
            now,
            more: with.iter().map(|_| stamp(self)).collect(),
            stamp: stamp(self),
            begin,
        };
        let reads = Reads {
            number_on: Some(now.day()),
            numbers_of: world.numbers_before(&actor.unit),
            idempotency: key_of(once, actor, now)?,
            ..Reads::of(actor.unit.clone())
        };
        match self.inner.store.submit(reads, move |loaded: &Loaded| filing.decide(loaded)).await? {
            Outcome::Done { answer, replayed } => {
                let answer: Answer = serde_json::from_str(&answer).map_err(AppError::fault)?;
                self.follow(&answer).await;
                Ok((answer, replayed))
            }
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }

    /// The unit that is competent, where that isn't the one that takes in. A province's centre files what
    /// its portal brings for any unit of the province; everybody else files in the own unit, for others.
    fn filed_for(&self, actor: &Actor, intake: &Intake) -> Result<Option<Place>, AppError> {
        let mut code = intake.competent.trim();
        if !intake.unit.is_empty() {
            let world = self.world();
            let unit = world.unit_at(&intake.unit, self.now().day());
            let unit = unit.ok_or_else(|| AppError::invalid("unit", "problem-unit"))?;
            let centre = actor.unit == actor.province && world.province_of(&unit.id) == actor.province;
            if unit.id != actor.unit && !centre {
                return Err(AppError::Forbidden);
            }
            if code.is_empty() {
                code = intake.unit.trim();
            }
        }
        if code.is_empty() {
            return Ok(None);
        }
        let own = self.world().unit_at(code, self.now().day()).is_some_and(|unit| unit.id == actor.unit);
        if own { Ok(None) } else { self.competent(actor, code, "competent").map(Some) }
    }

    /// A request that is well formed, with the procedure as the competent unit does it.
    fn checked(
        &self,
        actor: &Actor,
        intake: &Intake,
        competent: Option<&Place>,
    ) -> Result<(Running, Checked), AppError> {
        let decides = competent.map_or(&actor.unit, |place| &place.unit);
        let code = intake.procedure.trim().parse().ok();
        let catalogue = self.catalogue();
        let Some(running) = code.and_then(|code| catalogue.running_in(decides, &code)).cloned() else {
            return Err(AppError::invalid("procedure", "problem-procedure"));
        };
        let files: Vec<_> = intake.documents.iter().flat_map(|piece| &piece.files).collect();
        let form = running.form.as_deref().map(FormCheck::form);
        let wrong = form.map(|form| self.values_wrong("data", form, &intake.data, &files));
        let wrong = wrong.unwrap_or_default();
        match intake::check(intake, &running, self.numbers()) {
            Ok(checked) if wrong.is_empty() => Ok((running, checked)),
            Ok(_) => Err(AppError::Invalid(wrong)),
            Err(mut problems) => {
                let known: Vec<String> = problems.iter().map(|p| p.field.clone()).collect();
                problems.extend(wrong.into_iter().filter(|w| !known.contains(&w.field)));
                Err(AppError::Invalid(problems))
            }
        }
    }

    /// Every problem of an intake, without receiving it.
    pub fn dossier_check(&self, actor: &Actor, intake: &Intake) -> Vec<Problem> {
        let (mut problems, competent) = match self.filed_for(actor, intake) {
            Err(AppError::Invalid(problems)) => (problems, None),
            found => (Vec::new(), found.ok().flatten()),
        };
        if let Err(AppError::Invalid(more)) = self.checked(actor, intake, competent.as_ref()) {
            problems.extend(more);
        }
        problems
    }
}

/// A filing that waits for its number.
struct Draft {
    app: App,
    id: DossierId,
    place: Place,
    /// The unit that decides it, where that isn't the one that takes it in.
    competent: Option<Place>,
    running: Running,
    checked: Checked,
    agency: String,
    now: Moment,
    stamp: store::Stamp,
    /// Of its way to the unit that is competent.
    on: Option<store::Stamp>,
    /// Stamps of what begins together with it.
    more: Vec<store::Stamp>,
    begin: Begin,
}

impl Draft {
    fn filing(&self, code: DossierCode) -> Filing {
        Filing {
            id: self.id,
            code,
            unit: self.place.unit.clone(),
            province: self.place.province.clone(),
            procedure: self.running.definition.code().clone(),
            revision: self.running.revision.clone(),
            case: self.checked.case.clone(),
            channel: self.checked.channel,
            applicant: self.checked.applicant.clone(),
            content: self.checked.content.clone(),
            documents: self.checked.documents.clone(),
            data: self.checked.data.clone(),
            fee_vnd: self.checked.fee_vnd.unwrap_or_default(),
            submitter: None,
        }
    }

    fn act(&self, stamp: &store::Stamp, event: Event) -> Act {
        Act { stamp: stamp.clone(), dossier: self.id, event, note: String::new() }
    }

    fn decide(&self, loaded: &Loaded) -> Result<Writes, Refusal> {
        let number = loaded.next_number;
        let code = DossierCode::new(&self.agency, self.now.day(), number);
        let mut filing = self.filing(code.map_err(|_| RefusalCode::NoDueDate)?);
        let world = self.app.world();
        let definition = Arc::as_ref(&self.running.definition);
        if self.checked.fee_vnd.is_none() {
            let asked = dossier::asked(definition, &filing);
            asked::told(&filing.procedure, &asked.faults);
            filing.fee_vnd = asked.fee_vnd;
        }
        // Whoever decides has so long, in hours in which somebody is there to work on it.
        let decides = self.competent.as_ref().unwrap_or(&self.place);
        let rules = Rules { definition, hours: world.hours(&decides.unit) };
        let wished = self.checked.with.clone();
        let event = (self.begin)(self.now, rules, filing, wished.clone())?;
        let received = matches!(event, Event::Received(_));
        let after = evolve(None, self.now, &event).ok_or(RefusalCode::NotHere)?;
        let here = Here::of(&self.app, self.now);
        // What begins together with it, the unit that decides it will ask for.
        let there = Dossier { owner: self.competent.clone(), ..after.clone() };
        let (mut acts, begun) = together(&here, there, definition, wished.as_deref(), &self.more, true)?;
        // What was sent online begins when it is accepted; that it can begin is looked at now.
        let mut after = if received { Dossier { owner: None, ..begun } } else { after };
        if !received {
            acts.clear();
        }
        acts.insert(0, self.act(&self.stamp, event));
        if let (Some(competent), Some(on)) = (&self.competent, &self.on) {
            let event = dossier::send_on(&after, competent.clone())?;
            after = evolve(Some(after), self.now, &event).ok_or(RefusalCode::NotHere)?;
            acts.push(self.act(on, event));
        }
        let answer = serde_json::to_string(&Answer::of(&after)).unwrap_or_default();
        Ok(Writes { acts, answer, ..Writes::default() })
    }
}
