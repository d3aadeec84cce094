//! The papers of packs: the result, and what acts print.

use super::{PaperName, Printed, broken};
use crate::dossier::{Happening, Look};
use crate::{App, AppError};
use domain::dossier::{Dossier, Event};
use domain::packs::{ActDef, ActKind, Definition};
use domain::units::Tier;
use domain::words::{PartName, StepId, UnitId};
use lang::{Lang, Words};
use paper::papers::{self, Authority, Entry, Own};
use serde_json::{Map, Value};

/// The kind of act that an event is of.
fn kind(event: &Event) -> Option<ActKind> {
    Some(match event {
        Event::Accepted(_) => ActKind::Accept,
        Event::SupplementAsked(_) => ActKind::Supplement,
        Event::PaymentAsked(_) => ActKind::Charge,
        Event::Resumed(_) => ActKind::Resume,
        Event::Refused(_) => ActKind::Refuse,
        Event::Extended(_) => ActKind::Extend,
        Event::Approved(_) => ActKind::Approve,
        Event::Delivered(_) => ActKind::Deliver,
        Event::Withdrawn(_) => ActKind::Withdraw,
        Event::Corrected(_) => ActKind::Correct,
        Event::Assigned(_) => ActKind::Assign,
        _ => return None,
    })
}

/// The act that an event was, at the step where the dossier stood before it.
fn act_of<'a>(definition: &'a Definition, event: &Event, before: Option<&StepId>) -> Option<&'a ActDef> {
    let process = &definition.process;
    if let Event::Moved(moved) = event {
        return process.acts().map(|(_, act)| act).find(|act| act.id == moved.act);
    }
    let kind = kind(event)?;
    let here = before.into_iter().flat_map(|step| process.acts_at(step)).find(|act| act.kind == kind);
    here.or_else(|| process.acts().map(|(_, act)| act).find(|act| act.kind == kind))
}

/// The paper that the act of an entry prints.
fn paper_of(look: &Look, at: usize) -> Option<&PartName> {
    act_at(look, at)?.paper.as_ref()
}

/// The act of an entry.
fn act_at(look: &Look, at: usize) -> Option<&ActDef> {
    let event = look.history.get(at)?.event.as_ref()?;
    let stood = look.history.get(..at)?.iter().rev().find_map(|h| stands(h.event.as_ref()?));
    act_of(&look.definition, event, stood)
}

/// Where an event leaves a dossier, where it says so.
const fn stands(event: &Event) -> Option<&StepId> {
    match event {
        Event::Received(e) => Some(&e.step),
        Event::Moved(e) => Some(&e.step),
        Event::Approved(e) => Some(&e.step),
        _ => None,
    }
}

impl Look {
    /// The entries whose acts print a paper of the pack: the dossier's version after each, and the paper.
    pub fn act_papers(&self) -> impl Iterator<Item = (u32, &PartName)> {
        let entries = self.history.iter().enumerate();
        entries.filter_map(|(at, h)| Some((h.version, paper_of(self, at)?)))
    }

    /// The paper on which the result is printed, once there is a decision to prepare.
    pub fn result_paper(&self) -> Option<&PartName> {
        let asked = self.dossier.clock.is_some() && (self.dossier.outcome.is_some() || self.dossier.open());
        self.definition.result.as_ref().filter(|_| asked)?.paper.as_ref()
    }
}

impl App {
    /// A paper of the dossier's pack: the State's, and so in Vietnamese whoever prints it.
    pub(super) async fn of_pack(
        &self,
        look: &Look,
        name: PaperName,
        link: &str,
        base_url: &str,
    ) -> Result<Printed, AppError> {
        let words = Words::of(Lang::Vi);
        let (dossier, definition) = (&look.dossier, &look.definition);
        let (template, at) = if let PaperName::Act(version) = name {
            let at = look.history.iter().position(|h| h.version == version).ok_or(AppError::NotFound)?;
            (paper_of(look, at), Some(at))
        } else {
            let decided = |h: &Happening| matches!(h.event, Some(Event::Approved(_)));
            (look.result_paper(), look.history.iter().rposition(decided))
        };
        let (entry, act) = (at.and_then(|at| look.history.get(at)), at.and_then(|at| act_at(look, at)));
        let template = template.ok_or(AppError::NotFound)?;
        let text = definition.papers.get(template).ok_or(AppError::NotFound)?;
        let entered = self.entered(dossier, definition).await?;
        let certificate = entered.as_ref().map(|(_, path)| format!("{base_url}{path}"));
        let none = Map::new();
        let answers = act.and_then(|act| dossier.answers.get(&act.id)).unwrap_or(&none);
        let office = self.office_of(&dossier.filing.unit);
        let case = dossier.filing.case.as_ref();
        let case = case.and_then(|code| paper::case_name(definition, code, words));
        let world = self.world();
        let day = self.now().day();
        let own = Own {
            dossier,
            definition,
            case: case.as_deref().unwrap_or_default(),
            issuer: office.as_issuer(),
            unit: &self.authority(&dossier.place().unit),
            signer: &entry.map(|h| h.who(words)).unwrap_or_default(),
            answers,
            record: entered.as_ref().map(|(entry, _)| entry),
            proof_link: certificate.as_deref().unwrap_or(link),
            at: entry.map_or_else(|| self.now(), |h| h.at),
            names: &|code| world.unit_at(code, day).map(|u| format!("{} {}", u.kind.vi(), u.name)),
        };
        let filled = papers::own(template, &own, words).map_err(broken)?;
        let pack = definition.pack.as_ref().map(|p| p.id.as_str().to_owned()).unwrap_or_default();
        let of = dossier.filing.code.as_str().to_owned();
        Ok(Printed { filled, pack, template: text.clone(), of })
    }

    /// The entry of the result's register that the dossier made last, and where its certificate is checked.
    pub(crate) async fn entered(
        &self,
        dossier: &Dossier,
        definition: &Definition,
    ) -> Result<Option<(Entry, String)>, AppError> {
        let register = definition.result.as_ref().and_then(|r| r.register.as_ref());
        let made = dossier.records.iter().rev().find(|r| register.is_none_or(|of| *of == r.register));
        let Some(made) = made else { return Ok(None) };
        let (unit, key) = (dossier.place().unit, made.key());
        let Some(row) = self.inner.store.read(move |r| r.registered_in(&unit, &key)).await? else {
            return Ok(None);
        };
        let path = self.certificate_link(&row.unit, &row.registered, row.version);
        let fields = Value::Object(row.registered.fields.clone());
        Ok(Some((Entry { number: row.registered.number.clone(), fields }, path)))
    }

    /// In whose name a unit decides.
    fn authority(&self, unit: &UnitId) -> Authority {
        let world = self.world();
        let Some(found) = world.units.get(unit) else {
            return Authority { name: unit.code().to_owned(), ..Authority::default() };
        };
        let named = |kind: &str, name: &str| format!("{kind} {name}").trim().to_owned();
        let province = world.units.get(&world.province_of(unit));
        let province = province.map(|p| named(p.kind.vi(), &p.name)).unwrap_or_default();
        let name = named(found.kind.vi(), &found.name);
        let body = if found.tier == Tier::Agency { String::new() } else { "Ủy ban nhân dân".to_owned() };
        Authority { body, name, place: found.name.clone(), province }
    }
}
