//! Do something to a dossier: one of the acts that its process offers where it stands.

use super::Answer;
use super::intake::{self, ApplicantInput, PieceInput};
use crate::error::Problem;
use crate::{App, AppError, Once, delegations, key_of};
use domain::dossier::{
    self, Accept, Approve, Assign, Attachment, Charge, Command, Correct, Deliver, Dossier, Extend, HandOver,
    Move, Refusal, RefusalCode, Refuse, Resume, Rules, Supplement, Withdraw, evolve,
};
use domain::identity::{Actor, Delegation, Right, Role, may};
use domain::packs::{ActDef, ActKind, Definition};
use domain::records::Body;
use domain::words::{Day, DossierId, Moment};
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
    /// The signed result: approve.
    pub files: Vec<Attachment>,
    /// The applicant as it should read: correct.
    pub applicant: Option<ApplicantInput>,
    /// What is asked, as it should read: correct.
    pub content: Option<String>,
    /// Who gets it: assign; empty for oneself.
    pub person: String,
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
        let dossier = self.dossier_seen(actor, id).await?;
        let place = dossier.place();
        if !may(actor, Right::DossierAct, &place) || actor.unit != place.unit {
            return Err(AppError::Forbidden);
        }
        self.works_on(&place.unit, now)?;
        let definition = self.definition(&dossier.filing.procedure, &dossier.filing.revision).await?;
        let kind = definition.process.act_at(&dossier.step, act).map(|def| def.kind);
        let idempotency = key_of(once, actor, now)?;
        let attempt = Attempt {
            app: self.clone(),
            actor: actor.clone(),
            definition,
            act: act.to_owned(),
            note: note(&input.note)?,
            input,
            now,
            stamp: self.stamp(now, actor),
        };
        let mut reads = Reads { dossier: Some(id), idempotency, ..Reads::of(place.unit) };
        if kind == Some(ActKind::Assign) {
            reads.people = true;
            reads.record_kinds = vec![Delegation::KIND];
        }
        match self.inner.store.submit(reads, move |loaded: &Loaded| attempt.decide(loaded)).await? {
            Outcome::Done { answer, replayed } => {
                Ok((serde_json::from_str(&answer).map_err(AppError::fault)?, replayed))
            }
            Outcome::Refused(error) => Err(error),
        }
    }
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
    definition: Arc<Definition>,
    act: String,
    note: String,
    input: ActInput,
    now: Moment,
    stamp: Stamp,
}

impl Attempt {
    fn decide(&self, loaded: &Loaded) -> Result<Writes, AppError> {
        let dossier = loaded.dossier.as_ref().ok_or(AppError::NotFound)?;
        if self.input.version != dossier.version {
            return Err(Refusal::with(RefusalCode::Stale, "version", &dossier.version).into());
        }
        let (def, roles) = self.allowed(dossier)?;
        let command = self.command(def, dossier, loaded)?;
        let world = self.app.world();
        let rules = Rules { definition: &self.definition, hours: world.hours(&dossier.filing.unit) };
        let event = dossier::act(self.now, rules, dossier, self.input.version, def, command)?;
        let after = evolve(Some(dossier.clone()), self.now, &event).ok_or(AppError::NotFound)?;
        let answer = serde_json::to_string(&Answer::of(&after)).map_err(AppError::fault)?;
        let stamp = Stamp { actor: self.actor.hand(&roles).to_string(), ..self.stamp.clone() };
        let act = Act { stamp, dossier: dossier.id(), event, note: self.note.clone() };
        Ok(Writes { acts: vec![act], answer, ..Writes::default() })
    }

    /// The act as the process offers it here: not offered at all is a refusal, offered to others is
    /// forbidden. Tells whose it is.
    fn allowed(&self, dossier: &Dossier) -> Result<(&ActDef, Vec<Role>), AppError> {
        let process = &self.definition.process;
        let refused = if dossier.stage.ended() { RefusalCode::Ended } else { RefusalCode::NotHere };
        let def = process.act_at(&dossier.step, &self.act).ok_or(Refusal::from(refused))?;
        let roles = process.roles_of(&dossier.step, def);
        if roles.iter().any(|r| self.actor.is(*r)) { Ok((def, roles)) } else { Err(AppError::Forbidden) }
    }

    fn command(&self, def: &ActDef, dossier: &Dossier, loaded: &Loaded) -> Result<Command, AppError> {
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
                Command::Resume(Resume { documents: intake::pieces(&input.documents, &mut problems) })
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
