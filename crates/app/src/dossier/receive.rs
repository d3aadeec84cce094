//! Take a dossier in: check what was typed, promise a date, give a number, write, answer.

use super::children::{Here, together};
use super::intake::{self, Checked, Intake};
use super::{Answer, asked};
use crate::catalogue::Running;
use crate::error::Problem;
use crate::nodes::next_number;
use crate::{App, AppError, Once, key_of};
use domain::calendar::{self, Due};
use domain::dossier::{self, DossierCode, Event, Filing, Refusal, RefusalCode, Rules, evolve};
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
        self.dossier_file(actor, intake, once, receive).await
    }

    /// Files a dossier that came online: it waits to be accepted.
    pub async fn dossier_submit(
        &self,
        actor: &Actor,
        mut intake: Intake,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        Channel::Online.as_str().clone_into(&mut intake.channel);
        self.dossier_file(actor, intake, once, dossier::submit_wishing).await
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
    ) -> Result<(Answer, bool), AppError> {
        let now = self.now();
        let place = actor.place();
        if !may(actor, Right::DossierReceive, &place) {
            return Err(AppError::Forbidden);
        }
        self.works_on(&actor.unit, now)?;
        let (running, checked) = self.checked(actor, &intake, now)?;
        let (world, with) = (self.world(), running.definition.with.clone());
        let agency = world.agency(&actor.unit).map(str::to_owned);
        let agency = agency.ok_or_else(|| AppError::invalid("unit", "problem-unit"))?;
        let filing = Draft {
            app: self.clone(),
            id: self.dossier_id(now),
            place,
            running,
            checked,
            agency,
            now,
            more: with.iter().map(|_| self.stamp_as(now, actor, &[Role::Reception])).collect(),
            stamp: self.stamp_as(now, actor, &[Role::Reception]),
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

    fn checked(&self, actor: &Actor, intake: &Intake, now: Moment) -> Result<(Running, Checked), AppError> {
        if !intake.unit.is_empty() {
            let world = self.world();
            let unit = world.unit_at(&intake.unit, now.day());
            let unit = unit.ok_or_else(|| AppError::invalid("unit", "problem-unit"))?;
            if unit.id != actor.unit {
                return Err(AppError::Forbidden);
            }
        }
        let code = intake.procedure.trim().parse().ok();
        let catalogue = self.catalogue();
        let Some(running) = code.and_then(|code| catalogue.running_in(&actor.unit, &code)).cloned() else {
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
        match self.checked(actor, intake, self.now()) {
            Err(AppError::Invalid(problems)) => problems,
            _ => Vec::new(),
        }
    }
}

/// A filing that waits for its number.
struct Draft {
    app: App,
    id: DossierId,
    place: Place,
    running: Running,
    checked: Checked,
    agency: String,
    now: Moment,
    stamp: store::Stamp,
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
        }
    }

    fn decide(&self, loaded: &Loaded) -> Result<Writes, Refusal> {
        let number = next_number(loaded, self.now.day());
        let code = DossierCode::new(&self.agency, self.now.day(), number);
        let mut filing = self.filing(code.map_err(|_| RefusalCode::NoDueDate)?);
        let world = self.app.world();
        let definition = Arc::as_ref(&self.running.definition);
        if self.checked.fee_vnd.is_none() {
            let asked = dossier::asked(definition, &filing);
            asked::told(&filing.procedure, &asked.faults);
            filing.fee_vnd = asked.fee_vnd;
        }
        let rules = Rules { definition, hours: world.hours(&self.place.unit) };
        let wished = self.checked.with.clone();
        let event = (self.begin)(self.now, rules, filing, wished.clone())?;
        let received = matches!(event, Event::Received(_));
        let after = evolve(None, self.now, &event).ok_or(RefusalCode::NotHere)?;
        let here = Here::of(&self.app, self.now);
        let (mut acts, begun) =
            together(&here, after.clone(), definition, wished.as_deref(), &self.more, true)?;
        // What was sent online begins when it is accepted; that it can begin is looked at now.
        let after = if received { begun } else { after };
        if !received {
            acts.clear();
        }
        let answer = serde_json::to_string(&Answer::of(&after)).unwrap_or_default();
        acts.insert(0, Act { stamp: self.stamp.clone(), dossier: self.id, event, note: String::new() });
        Ok(Writes { acts, answer, ..Writes::default() })
    }
}
