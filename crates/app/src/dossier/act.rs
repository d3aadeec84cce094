//! Do something to a dossier: one of the acts that its process offers where it stands.

use super::Answer;
use super::children::{Here, together};
use super::enter::{self, Entering};
use super::intake::{self, ApplicantInput, PieceInput};
use crate::catalogue::Running;
use crate::error::Problem;
use crate::{App, AppError, Once, World, delegations, key_of};
use domain::dossier::{
    self, Accept, Approve, Assign, Attachment, Charge, Command, Correct, Deliver, Dossier, Event, Extend,
    HandOver, Move, Open, Refusal, RefusalCode, Refuse, Resume, Rules, Supplement, Withdraw, asks, evolve,
};
use domain::identity::{Actor, Delegation, Right, Role, may};
use domain::packs::{ActDef, ActKind, Process, RecordChange};
use domain::records::Body;
use domain::words::{Day, DossierId, Moment, StepId};
use serde_json::{Map, Value};
use std::sync::Arc;
use store::{Act, Loaded, Outcome, Reads, Stamp, Writes};

/// Most characters of a reason or note, and most items of a supplement.
const TEXT: usize = 2_000;
const ITEMS: usize = 40;

/// What an act is told, as typed. Each kind of act looks at its own fields.
#[derive(Clone, Debug, Default)]
pub struct ActInput {
    /// The version that the person saw.
    pub version: u32,
    /// The officer's note.
    pub note: String,
    /// Why: supplement, charge, refuse, extend, withdraw, correct.
    pub reason: String,
    /// What is missing: supplement; one a line.
    pub items: Vec<String>,
    /// Đồng: charge.
    pub amount: String,
    /// The new day: extend.
    pub until: String,
    /// Number of the decision: approve.
    pub number: String,
    /// What is decided: approve.
    pub summary: String,
    /// Who takes the result: deliver.
    pub receiver: String,
    /// `counter`, `post`, `electronic`: deliver.
    pub way: String,
    /// Papers added: resume.
    pub documents: Vec<PieceInput>,
    /// The procedure's form as it was completed, whole: resume; none where it stays as it is.
    pub data: Option<Map<String, Value>>,
    /// The signed result: approve.
    pub files: Vec<Attachment>,
    /// The applicant as it should read: correct.
    pub applicant: Option<ApplicantInput>,
    /// What is asked, as it should read: correct.
    pub content: Option<String>,
    /// Who gets it: assign; empty for oneself.
    pub person: String,
    /// What the act's own form is filled with, where it has one.
    pub answers: Map<String, Value>,
}

impl App {
    /// Does one act. The answer says whether it is an earlier one given again.
    pub async fn dossier_act(
        &self,
        actor: &Actor,
        id: DossierId,
        act: &str,
        input: ActInput,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        let now = self.now();
        let input = match self.act_here(actor, id, act, input, once.clone(), now).await? {
            Tried::Done(answer, replayed) => {
                self.follow(&answer).await;
                return Ok((answer, replayed));
            }
            Tried::Look(input) => *input,
        };
        let dossier = self.dossier_seen(actor, id).await?;
        let place = dossier.place();
        if !may(actor, Right::DossierAct, &place) || actor.unit != place.unit {
            return Err(AppError::Forbidden);
        }
        self.works_on(&place.unit, now)?;
        let running = self.running(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let def = running.definition.process.act_at(&dossier.step, act);
        let mut reads =
            Reads { dossier: Some(id), idempotency: key_of(once, actor, now)?, ..Reads::of(place.unit) };
        if def.is_some_and(|def| def.kind == ActKind::Assign) {
            reads.people = true;
            reads.record_kinds = vec![Delegation::KIND];
        }
        let note = note(&input.note)?;
        let (effects, kind) = (def.map_or(0, |def| def.records.len()), def.map(|def| def.kind));
        let mut attempt = self.attempt(actor, act, note, input, now, effects);
        if kind == Some(ActKind::Accept) {
            attempt.more = running.definition.with.iter().map(|_| self.random()).collect();
        }
        if effects > 0 {
            // The dossier as it was seen says what will be written; if it is another by then, the act is
            // stale.
            let decided = attempt.decided(&dossier, &Loaded::default(), &running)?;
            enter::declare(&mut reads, &decided.changes, &running, now.day());
        }
        let decide = move |loaded: &Loaded| attempt.decide(loaded, &running);
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, replayed } => {
                let answer: Answer = serde_json::from_str(&answer).map_err(AppError::fault)?;
                self.follow(&answer).await;
                Ok((answer, replayed))
            }
            Outcome::Refused(error) => Err(error),
        }
    }

    /// Most acts are on a dossier of the actor's own unit under a procedure as it runs today. Then everything
    /// that is to be known is loaded with the writing, and nothing is read before: what reaches the writer
    /// first is done first. Whatever is otherwise is looked at before it is done or refused.
    async fn act_here(
        &self,
        actor: &Actor,
        id: DossierId,
        act: &str,
        input: ActInput,
        once: Option<Once>,
        now: Moment,
    ) -> Result<Tried, AppError> {
        let place = actor.place();
        let usual = may(actor, Right::DossierAct, &place) && may(actor, Right::DossierRead, &place);
        let (note, idempotency) = (note(&input.note), key_of(once, actor, now));
        let (true, Ok(()), Ok(note), Ok(idempotency)) =
            (usual, self.works_on(&place.unit, now), note, idempotency)
        else {
            return Ok(Tried::Look(Box::new(input)));
        };
        let reads = Reads { dossier: Some(id), idempotency, ..Reads::of(place.unit) };
        let attempt = Arc::new(self.attempt(actor, act, note, input, now, 0));
        let (catalogue, decides) = (self.catalogue(), Arc::clone(&attempt));
        let decide = move |loaded: &Loaded| {
            let here = loaded.dossier.as_ref().filter(|d| d.moved_to.is_none());
            let known = |d: &Dossier| {
                let running = catalogue.revision(&d.filing.procedure, &d.filing.revision)?;
                let def = running.definition.process.act_at(&d.step, &decides.act);
                // These need more than the dossier, or write more than one entry.
                let plain = |def: &ActDef| match def.kind {
                    ActKind::Assign => false,
                    ActKind::Accept => running.definition.with.is_empty() && def.records.is_empty(),
                    _ => def.records.is_empty(),
                };
                def.is_none_or(plain).then_some(running)
            };
            let running = here.and_then(known).ok_or(None)?;
            decides.decide(loaded, running).map_err(Some)
        };
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, replayed } => {
                Ok(Tried::Done(serde_json::from_str(&answer).map_err(AppError::fault)?, replayed))
            }
            Outcome::Refused(Some(error)) => Err(error),
            Outcome::Refused(None) => Ok(Tried::Look(Box::new(attempt.input.clone()))),
        }
    }

    fn attempt(
        &self,
        actor: &Actor,
        act: &str,
        note: String,
        input: ActInput,
        now: Moment,
        effects: usize,
    ) -> Attempt {
        Attempt {
            salts: (0..=effects).map(|_| self.random()).collect(),
            app: self.clone(),
            actor: actor.clone(),
            act: act.to_owned(),
            note,
            input,
            now,
            stamp: self.stamp(now, actor),
            more: Vec::new(),
        }
    }
}

/// What came of doing an act without looking first.
enum Tried {
    /// It is done; whether the answer is an earlier one given again.
    Done(Answer, bool),
    /// Something isn't as it mostly is.
    Look(Box<ActInput>),
}

fn note(raw: &str) -> Result<String, AppError> {
    let mut problems = Vec::new();
    let note = intake::text("note", raw, TEXT, &mut problems);
    if problems.is_empty() { Ok(note) } else { Err(AppError::Invalid(problems)) }
}

/// An act that is about to be decided.
struct Attempt {
    app: App,
    actor: Actor,
    act: String,
    note: String,
    input: ActInput,
    now: Moment,
    stamp: Stamp,
    /// Of the further entries: what it is filled with, and each effect.
    salts: Vec<[u8; 16]>,
    /// Of what begins together with a dossier that is accepted.
    more: Vec<[u8; 16]>,
}

/// What an act does to a dossier.
struct Decided {
    act: StepId,
    roles: Vec<Role>,
    event: Event,
    after: Dossier,
    answers: Map<String, Value>,
    changes: Vec<RecordChange>,
}

impl Attempt {
    fn decided(&self, dossier: &Dossier, loaded: &Loaded, running: &Running) -> Result<Decided, AppError> {
        let definition = running.definition.as_ref();
        if self.input.version != dossier.version {
            return Err(Refusal::with(RefusalCode::Stale, "version", &dossier.version).into());
        }
        let (def, roles) = self.allowed(dossier, &definition.process)?;
        // Nobody mends a form to read then that the dossier isn't ready for it.
        let world = self.app.world();
        let told = |refusal| named(&world, self.now.day(), refusal);
        dossier::ready(self.now, dossier, self.input.version, def).map_err(told)?;
        let answers = enter::answers(def, running, &self.input.answers)?;
        let command = self.command(def, dossier, loaded, running)?;
        let rules = Rules { definition, hours: world.hours(dossier.hours_of()) };
        let event = dossier::act(self.now, rules, dossier, self.input.version, def, command).map_err(told)?;
        let after = evolve(Some(dossier.clone()), self.now, &event).ok_or(AppError::NotFound)?;
        let changes = dossier::effects(def, &after, &answers)?;
        Ok(Decided { act: def.id.clone(), roles, event, after, answers, changes })
    }

    fn decide(&self, loaded: &Loaded, running: &Running) -> Result<Writes, AppError> {
        let dossier = loaded.dossier.as_ref().ok_or(AppError::NotFound)?;
        let Decided { act, roles, event, mut after, answers, changes } =
            self.decided(dossier, loaded, running)?;
        let actor = self.actor.hand(&roles).to_string();
        let stamp = |salt: [u8; 16]| Stamp { actor: actor.clone(), salt, ..self.stamp.clone() };
        let own = stamp(self.stamp.salt);
        let done = Act { stamp: own, dossier: dossier.id(), event: event.clone(), note: self.note.clone() };
        let mut writes = Writes { acts: vec![done], ..Writes::default() };
        let entering = Entering { act: &act, after: &after, answers, changes };
        let stamps = self.salts.iter().map(|salt| stamp(*salt));
        if let Some(entered) = entering.write(running, loaded, stamps, &mut writes)? {
            let before = evolve(Some(dossier.clone()), self.now, &entered);
            after = evolve(before, self.now, &event).ok_or(AppError::NotFound)?;
        }
        if matches!(event, Event::Accepted(_)) {
            let (here, wished) = (Here::of(&self.app, self.now), dossier.wished.as_deref());
            let more: Vec<Stamp> = self.more.iter().map(|salt| stamp(*salt)).collect();
            let definition = running.definition.as_ref();
            let (with, begun) = together(&here, after, definition, wished, &more, false)?;
            after = begun;
            writes.acts.extend(with);
        }
        writes.answer = serde_json::to_string(&Answer::of(&after)).map_err(AppError::fault)?;
        Ok(writes)
    }

    /// The act as the process offers it here: not offered at all is a refusal, offered to others is
    /// forbidden. Tells whose it is.
    fn allowed<'a>(
        &self,
        dossier: &Dossier,
        process: &'a Process,
    ) -> Result<(&'a ActDef, Vec<Role>), AppError> {
        let refused = if dossier.stage.ended() { RefusalCode::Ended } else { RefusalCode::NotHere };
        let def = process.act_at(&dossier.step, &self.act).ok_or(Refusal::from(refused))?;
        let roles = process.roles_of(&dossier.step, def);
        if roles.iter().any(|r| self.actor.is(*r)) { Ok((def, roles)) } else { Err(AppError::Forbidden) }
    }

    /// The procedure's form as the person completed it.
    fn completed(
        &self,
        dossier: &Dossier,
        running: &Running,
        problems: &mut Vec<Problem>,
    ) -> Option<Map<String, Value>> {
        let (data, form) = (self.input.data.as_ref()?, running.form.as_deref()?);
        intake::form_data("data", data, Some(form), problems);
        let papers = dossier.filing.documents.iter().flat_map(|piece| &piece.files);
        let files: Vec<_> = papers.chain(self.input.documents.iter().flat_map(|p| &p.files)).collect();
        problems.extend(self.app.values_wrong("data", form.form(), data, &files));
        Some(data.clone())
    }

    fn command(
        &self,
        def: &ActDef,
        dossier: &Dossier,
        loaded: &Loaded,
        running: &Running,
    ) -> Result<Command, AppError> {
        let mut problems = Vec::new();
        let input = &self.input;
        let reason = || input.reason.clone();
        let command = match def.kind {
            ActKind::Accept => Command::Accept(Accept {}),
            ActKind::Move => Command::Move(Move {}),
            ActKind::Supplement => {
                if input.items.len() > ITEMS {
                    problems.push(Problem::new("items", "problem-too-many-items").with("most", ITEMS));
                }
                Command::Supplement(Supplement { items: input.items.clone(), reason: reason() })
            }
            ActKind::Charge => {
                Command::Charge(Charge { amount_vnd: amount(&input.amount, &mut problems), reason: reason() })
            }
            ActKind::Resume => {
                let documents = intake::pieces(&input.documents, &mut problems);
                Command::Resume(Resume { documents, data: self.completed(dossier, running, &mut problems) })
            }
            ActKind::Refuse => Command::Refuse(Refuse { reason: reason() }),
            ActKind::Extend => {
                Command::Extend(Extend { until: day(&input.until, &mut problems), reason: reason() })
            }
            ActKind::Approve => {
                let number = intake::text("number", &input.number, 60, &mut problems);
                let summary = intake::text("summary", &input.summary, TEXT, &mut problems);
                Command::Approve(Approve { number, summary, files: input.files.clone() })
            }
            ActKind::Deliver => {
                let receiver = intake::text("receiver", &input.receiver, 200, &mut problems);
                Command::Deliver(Deliver { receiver, way: way(&input.way, &mut problems) })
            }
            ActKind::Withdraw => Command::Withdraw(Withdraw { reason: reason() }),
            ActKind::Correct => self.correct(dossier, &mut problems),
            ActKind::Assign => Command::Assign(self.assign(loaded)?),
            ActKind::Open => {
                let open = def.open.as_ref().ok_or(Refusal::from(RefusalCode::NotHere))?;
                let here = Here::of(&self.app, self.now);
                let asked = asks(self.now, dossier, open, &self.input.answers, &here)?;
                Command::Open(Open { asked })
            }
        };
        intake::text("reason", &input.reason, TEXT, &mut problems);
        if problems.is_empty() { Ok(command) } else { Err(AppError::Invalid(problems)) }
    }

    /// To whom the dossier goes: who isn't among the unit's people is nobody's colleague.
    fn assign(&self, loaded: &Loaded) -> Result<Assign, AppError> {
        let by = self.actor.person;
        let to = match self.input.person.trim() {
            "" => Some(by),
            typed => typed.parse().ok(),
        };
        let given = loaded.records_as::<Delegation>().map_err(AppError::fault)?;
        let given: Vec<Delegation> = given.into_iter().map(|(_, d)| d).collect();
        let mut people = delegations::able(&loaded.people, &given, self.now.day()).into_iter();
        let to = people.find(|c| Some(c.person) == to);
        let to = to.ok_or_else(|| AppError::invalid("person", "problem-choice"))?;
        Ok(Assign { to, by, leads: self.actor.is(Role::Leader) })
    }

    fn correct(&self, dossier: &Dossier, problems: &mut Vec<Problem>) -> Command {
        let applicant = match &self.input.applicant {
            Some(typed) => intake::applicant(typed, self.app.numbers(), problems),
            None => dossier.filing.applicant.clone(),
        };
        let content = match &self.input.content {
            Some(typed) => intake::text("content", typed, TEXT, problems),
            None => dossier.filing.content.clone(),
        };
        Command::Correct(Correct { applicant, content, reason: self.input.reason.clone() })
    }
}

/// A refusal that names units by their names instead of by their codes.
pub(super) fn named(world: &World, today: Day, mut refusal: Refusal) -> Refusal {
    if refusal.code == RefusalCode::ChildrenOpen {
        for (_, units) in refusal.facts.iter_mut().filter(|(name, _)| *name == "units") {
            let name = |code: &str| {
                world.unit_at(code, today).map_or_else(|| code.to_owned(), |u| u.full_name.clone())
            };
            *units = units.split(", ").map(name).collect::<Vec<_>>().join(", ");
        }
    }
    refusal
}

fn amount(typed: &str, problems: &mut Vec<Problem>) -> i64 {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !".,₫đ".contains(*c)).collect();
    let amount = if digits.is_empty() { Some(0) } else { digits.parse().ok() };
    amount.filter(|a| (0..=100_000_000_000).contains(a)).unwrap_or_else(|| {
        problems.push(Problem::new("amount", "problem-amount"));
        0
    })
}

fn day(typed: &str, problems: &mut Vec<Problem>) -> Day {
    Day::parse(typed).unwrap_or_else(|| {
        problems.push(Problem::new("until", "problem-date"));
        Moment::from_millis(0).day()
    })
}

fn way(typed: &str, problems: &mut Vec<Problem>) -> HandOver {
    match typed {
        "" | "counter" => HandOver::Counter,
        "post" => HandOver::Post,
        "electronic" => HandOver::Electronic,
        _ => {
            problems.push(Problem::new("way", "problem-choice"));
            HandOver::Counter
        }
    }
}
