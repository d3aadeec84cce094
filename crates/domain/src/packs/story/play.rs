//! Playing a story: the decisions of an office, over dossiers in memory.

use super::came::{Came, differences};
use super::{ActFields, HandIn, Scene, Story};
use crate::calendar::Hours;
use crate::dossier::{self, known_of_filing};
use crate::dossier::{
    Accept, Applicant, Approve, Assign, Charge, Colleague, Command, Correct, Deliver, Dossier, DossierCode,
    Entered, Event, Extend, Filing, Move, Piece, Refusal, Refuse, Resume, Rules, Supplement, Withdraw,
};
use crate::identity::{Actor, Role};
use crate::packs::condition::ConditionFault;
use crate::packs::pack::{Fault, FaultCode, Source, Wrong};
use crate::packs::{ActDef, ActKind, Definition, form_data_faults};
use crate::words::{DossierId, Moment, PersonId, ProcedureCode, UnitId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How a story went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// What went otherwise than told; nothing where all went well.
    pub faults: Vec<Fault>,
    /// How many scenes were played.
    pub scenes: usize,
}

/// Plays a story. It stops after the first scene that goes otherwise: what follows would only follow from it.
pub fn play(story: &Story, define: &dyn Fn(&ProcedureCode) -> Option<Definition>, hours: &Hours) -> Played {
    let mut stage = Stage { story, define, hours, dossiers: BTreeMap::new() };
    let source = Source::new(&story.file, &story.text);
    for (n, scene) in story.told.scenes.iter().enumerate() {
        let wrongs = match stage.scene(scene) {
            Ok(came) => differences(scene, &came, &format!("do.{n}")),
            Err(said) => vec![Wrong::new(format!("do.{n}"), FaultCode::StoryBroken).with("said", said)],
        };
        if !wrongs.is_empty() {
            return Played { faults: source.faults(wrongs), scenes: n + 1 };
        }
    }
    Played { faults: Vec::new(), scenes: story.told.scenes.len() }
}

pub(super) struct Stage<'a> {
    story: &'a Story,
    pub(super) define: &'a dyn Fn(&ProcedureCode) -> Option<Definition>,
    pub(super) hours: &'a Hours,
    /// By name; children by their ids.
    pub(super) dossiers: BTreeMap<String, (Dossier, Definition)>,
}

/// The unit in which stories play.
pub(super) fn here() -> Result<UnitId, String> {
    "15085@2025-07-01".parse().map_err(|_| "unit".to_owned())
}

pub(super) fn province() -> Result<UnitId, String> {
    "38@2025-07-01".parse().map_err(|_| "province".to_owned())
}

/// A person for each role, the same all through a story.
fn actor(role: Role, unit: UnitId) -> Result<Actor, String> {
    let person = PersonId(Uuid::from_u128(1 + role as u128));
    let name = role.as_str().to_owned();
    Ok(Actor { person, name, unit, province: province()?, roles: vec![role], standing_in: Vec::new() })
}

impl Stage<'_> {
    fn scene(&mut self, scene: &Scene) -> Result<Came, String> {
        let came = match (&scene.receive, &scene.submit, &scene.act, scene.lapse) {
            (Some(hand_in), None, None, false) => self.hand_in(scene, hand_in, true),
            (None, Some(hand_in), None, false) => self.hand_in(scene, hand_in, false),
            (None, None, Some(act), false) => self.act(scene, act),
            (None, None, None, true) => self.change(scene, dossier::lapse),
            (None, None, None, false) => self.look(scene, Came::default()),
            _ => Err("one of receive, submit, act and lapse".to_owned()),
        }?;
        if came.refused.is_some() {
            return Ok(came);
        }
        // What the scene leaves to do in other units happens at once.
        self.settle(scene.at)?;
        self.look(scene, came)
    }

    fn hand_in(&mut self, scene: &Scene, said: &HandIn, at_once: bool) -> Result<Came, String> {
        let code = said.procedure.as_ref().unwrap_or(&self.story.told.procedure);
        let definition = (self.define)(code).ok_or_else(|| format!("no procedure {code}"))?;
        let number = u32::try_from(self.dossiers.len() + 1).unwrap_or(u32::MAX);
        let mut filing = filing(scene.at, said, code, number)?;
        let known = |name: &str| known_of_filing(&filing, name);
        let conditions = |e: ConditionFault| e.to_string();
        let fee = definition.fee_of(said.channel, &known).map_err(conditions)?;
        let documents = definition.documents_of(&known).map_err(conditions)?;
        let documents = documents.into_iter().map(|d| d.name.clone()).collect();
        let with = definition.with_of(&known).map_err(conditions)?;
        let with = with.into_iter().map(|w| w.open.procedure.clone()).collect();
        filing.fee_vnd = fee;
        let mut came =
            Came { documents: Some(documents), fee_vnd: Some(fee), with: Some(with), ..Came::default() };
        let wrong =
            definition.form.as_ref().and_then(|f| form_data_faults(f, &filing.data).into_iter().next());
        if let Some(wrong) = wrong {
            came.refused = Some(format!("form:{}", wrong.pointer));
            return Ok(came);
        }
        if said.case.is_none() && definition.case_needed(said.channel) {
            came.refused = Some("form:/case".to_owned());
            return Ok(came);
        }
        let rules = Rules { definition: &definition, hours: self.hours };
        let decided = if at_once {
            dossier::receive(scene.at, rules, filing)
        } else {
            dossier::submit_wishing(scene.at, rules, filing, said.with.clone())
        };
        match decided {
            Err(refusal) => came.refused = Some(refusal_code(&refusal)),
            Ok(event) => {
                let mut state = dossier::evolve(None, scene.at, &event).ok_or("no dossier came of it")?;
                let others = self.others(&definition, None);
                let wished = said.with.as_deref();
                let begun = dossier::begin_together(scene.at, &state, &definition, wished, &others, true);
                match begun {
                    Err(refusal) => {
                        came.refused = Some(refusal_code(&refusal));
                        return Ok(came);
                    }
                    Ok(_) if !at_once => {}
                    Ok(events) => state = folded(state, scene.at, &events)?,
                }
                self.dossiers.insert(scene.dossier.clone(), (state, definition));
            }
        }
        self.look(scene, came)
    }

    fn act(&mut self, scene: &Scene, act: &str) -> Result<Came, String> {
        let role = scene.who.ok_or("who does it")?;
        let actor = actor(role, self.unit(scene)?)?;
        let (dossier, definition) = self.dossier(scene)?;
        let offered = dossier::offered(&actor, definition, dossier).into_iter().any(|a| a.id.as_str() == act);
        let def = definition.process.act_at(&dossier.step, act).cloned();
        let known_act = definition.process.acts().any(|(_, a)| a.id.as_str() == act);
        if !known_act {
            return Err(format!("no act {act}"));
        }
        let Some(def) = def else { return self.not_offered(scene) };
        let roles = definition.process.roles_of(&dossier.step, &def);
        // What the role may do and the dossier isn't ready for is refused by the decision, with its code.
        if !offered && !roles.contains(&role) || actor.unit != dossier.place().unit {
            return self.not_offered(scene);
        }
        if let Err(refusal) = dossier::ready(scene.at, dossier, dossier.version, &def) {
            return self.look(scene, Came { refused: Some(refusal_code(&refusal)), ..Came::default() });
        }
        let completed = definition.form.as_ref().zip(scene.fields.data.as_ref());
        let wrong = completed.and_then(|(form, data)| form_data_faults(form, data).into_iter().next());
        let wrong = wrong.map(|fault| fault.pointer);
        if let Some(pointer) = wrong.or_else(|| unanswered(&def, definition, &scene.fields)) {
            return self.look(scene, Came { refused: Some(format!("form:{pointer}")), ..Came::default() });
        }
        let others = self.others(definition, Some(&def));
        let command = match (def.kind, &def.open) {
            (ActKind::Open, Some(open)) => {
                match dossier::asks(scene.at, dossier, open, &scene.fields.answers, &others) {
                    Ok(asked) => Command::Open(dossier::Open { asked }),
                    Err(refusal) => {
                        let refused = Some(refusal_code(&refusal));
                        return self.look(scene, Came { refused, ..Came::default() });
                    }
                }
            }
            _ => command(&def, &scene.fields, dossier, &actor)?,
        };
        let papers = papers(&def, definition);
        let version = dossier.version;
        let mut came =
            self.change(scene, |now, rules, d| dossier::act(now, rules, d, version, &def, command))?;
        if came.refused.is_none() {
            let (dossier, definition) = self.dossier(scene)?;
            let said = &scene.fields.answers;
            came.records = Some(dossier::effects(&def, dossier, said).map_err(|r| fault_of(&r))?);
            came.papers = Some(papers);
            let entered = Entered { act: def.id, answers: said.clone(), records: Vec::new() };
            let next = dossier::evolve(Some(dossier.clone()), scene.at, &Event::Entered(entered));
            let (name, next) =
                (self.name(scene)?, (next.ok_or("no dossier came of it")?, definition.clone()));
            self.dossiers.insert(name, next);
        }
        Ok(came)
    }

    fn not_offered(&self, scene: &Scene) -> Result<Came, String> {
        self.look(scene, Came { refused: Some("not-offered".to_owned()), ..Came::default() })
    }

    /// Decides and folds.
    fn change(
        &mut self,
        scene: &Scene,
        decide: impl FnOnce(Moment, Rules<'_>, &Dossier) -> Result<Event, Refusal>,
    ) -> Result<Came, String> {
        let mut came = Came::default();
        let (dossier, definition) = self.dossier(scene)?;
        match decide(scene.at, Rules { definition, hours: self.hours }, dossier) {
            Err(refusal) => came.refused = Some(refusal_code(&refusal)),
            Ok(event) => {
                let next = dossier::evolve(Some(dossier.clone()), scene.at, &event);
                let mut next = next.ok_or("no dossier came of it")?;
                if matches!(event, Event::Accepted(_)) {
                    let (others, wished) = (self.others(definition, None), dossier.wished.as_deref());
                    let begun = dossier::begin_together(scene.at, &next, definition, wished, &others, false);
                    next = folded(next, scene.at, &begun.map_err(|r| r.to_string())?)?;
                }
                let (name, next) = (self.name(scene)?, (next, definition.clone()));
                self.dossiers.insert(name, next);
            }
        }
        self.look(scene, came)
    }

    fn dossier(&self, scene: &Scene) -> Result<&(Dossier, Definition), String> {
        self.dossiers.get(&self.name(scene)?).ok_or_else(|| format!("no dossier {}", scene.dossier))
    }

    /// How the dossier stands now.
    fn look(&self, scene: &Scene, mut came: Came) -> Result<Came, String> {
        let Some((dossier, definition)) = self.dossiers.get(&self.name(scene)?) else { return Ok(came) };
        came.step = dossier.step.to_string();
        dossier.stage.as_str().clone_into(&mut came.stage);
        came.due = dossier.due();
        dossier.punctuality(scene.at).as_str().clone_into(&mut came.punctuality);
        came.children = self.children(dossier);
        for role in scene.expect.offered.keys() {
            let acts = dossier::offered(&actor(*role, self.unit(scene)?)?, definition, dossier);
            came.offered.insert(*role, acts.into_iter().map(|a| a.id.to_string()).collect());
        }
        Ok(came)
    }
}

/// The dossier after all of it.
fn folded(dossier: Dossier, at: Moment, events: &[Event]) -> Result<Dossier, String> {
    let all = events.iter().try_fold(dossier, |d, event| dossier::evolve(Some(d), at, event));
    all.ok_or_else(|| "no dossier came of it".to_owned())
}

/// Where an act's form isn't filled as it asks; nothing where it is.
fn unanswered(def: &ActDef, definition: &Definition, said: &ActFields) -> Option<String> {
    let form = def.form.as_ref().and_then(|name| definition.forms.get(name));
    let Some(form) = form else { return said.answers.keys().next().map(|name| format!("/{name}")) };
    form_data_faults(form, &said.answers).into_iter().next().map(|fault| fault.pointer)
}

fn fault_of(refusal: &Refusal) -> String {
    refusal.facts.first().map_or_else(|| refusal_code(refusal), |(_, said)| said.clone())
}

/// A refusal as stories write it: `guard-not-met`.
pub fn refusal_code(refusal: &Refusal) -> String {
    let key = refusal.code.key();
    key.strip_prefix("refusal-").unwrap_or(key).to_owned()
}

fn filing(at: Moment, said: &HandIn, code: &ProcedureCode, number: u32) -> Result<Filing, String> {
    let piece = |name: &String| Piece { name: name.clone(), originals: 1, copies: 0, files: Vec::new() };
    Ok(Filing {
        id: DossierId(Uuid::from_u128(u128::from(number))),
        code: DossierCode::new("H56.148", at.day(), number).map_err(|e| e.to_string())?,
        unit: here()?,
        province: province()?,
        procedure: code.clone(),
        revision: "000000000000".to_owned(),
        case: said.case.clone(),
        channel: said.channel,
        applicant: applicant(&said.applicant),
        content: String::new(),
        documents: said.documents.iter().map(piece).collect(),
        data: said.data.clone(),
        fee_vnd: 0,
        submitter: None,
    })
}

fn applicant(name: &str) -> Applicant {
    let name = if name.is_empty() { "Người nộp" } else { name }.to_owned();
    Applicant { name, personal_number: None, tax_code: None, phone: None, address: String::new() }
}

/// The papers that an act prints: its own, and where it decides the result's.
fn papers(def: &ActDef, definition: &Definition) -> Vec<String> {
    let result = definition.result.as_ref().filter(|_| def.kind == ActKind::Approve);
    let result = result.and_then(|r| r.paper.as_ref());
    let mut papers: Vec<String> = def.paper.iter().chain(result).map(ToString::to_string).collect();
    papers.dedup();
    papers
}

fn command(def: &ActDef, said: &ActFields, dossier: &Dossier, actor: &Actor) -> Result<Command, String> {
    let reason = said.reason.clone();
    let piece = |name: &String| Piece { name: name.clone(), originals: 1, copies: 0, files: Vec::new() };
    Ok(match def.kind {
        ActKind::Accept => Command::Accept(Accept {}),
        ActKind::Move => Command::Move(Move {}),
        ActKind::Supplement => Command::Supplement(Supplement { items: said.items.clone(), reason }),
        ActKind::Charge => Command::Charge(Charge { amount_vnd: said.amount_vnd, reason }),
        ActKind::Resume => {
            let documents = said.documents.iter().map(piece).collect();
            Command::Resume(Resume { documents, data: said.data.clone() })
        }
        ActKind::Refuse => Command::Refuse(Refuse { reason }),
        ActKind::Extend => Command::Extend(Extend { until: said.until.ok_or("fields.until")?, reason }),
        ActKind::Approve => {
            let (number, summary) = (said.number.clone(), said.summary.clone());
            Command::Approve(Approve { number, summary, files: Vec::new() })
        }
        ActKind::Deliver => Command::Deliver(Deliver { receiver: said.receiver.clone(), way: said.way }),
        ActKind::Withdraw => Command::Withdraw(Withdraw { reason }),
        ActKind::Correct => {
            let mut applicant = dossier.filing.applicant.clone();
            applicant.name = said.applicant.clone().unwrap_or(applicant.name);
            Command::Correct(Correct { applicant, content: dossier.filing.content.clone(), reason })
        }
        ActKind::Assign => {
            let (person, name, roles) = (actor.person, actor.name.clone(), actor.roles.clone());
            let leads = actor.is(Role::Leader);
            Command::Assign(Assign { to: Colleague { person, name, roles }, by: person, leads })
        }
        ActKind::Open => Command::Open(dossier::Open::default()),
    })
}
