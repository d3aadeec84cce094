//! Open children: ask other units, begin further procedures, set milestones. The parent's time runs on while
//! others work (Decree 61/2018/NĐ-CP art. 19.5–7: who is asked gets the content and a due time; several are
//! asked side by side), unless the article that the pack names lets it stand still; then the waiting is taken
//! out of both counts, as the waiting for a payment is.

use super::super::children::{Child, ChildAsked, ChildEnd, Opening, child_id};
use super::super::{Applicant, Dossier, Refusal, RefusalCode, Rules, Stage, scope};
use super::{pause, stand, unpause};
use crate::calendar::{self, Due, Hours, Limit};
use crate::identity::Place;
use crate::packs::condition::{ANSWERS, Condition, ConditionFault, EACH};
use crate::packs::pack::With;
use crate::packs::{ActDef, Counted, Definition, Join, Process, Units, form_data_faults};
use crate::words::{Channel, Day, DossierId, Moment, ProcedureCode, StepId, UnitId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Most children that are opened at once: more than any province has communes.
pub const MOST: usize = 200;

/// What is known of those who may be asked.
pub trait Around {
    /// The unit that has this code today and takes dossiers in.
    fn place(&self, code: &str) -> Option<Place>;
    /// When a unit is open.
    fn hours(&self, unit: &UnitId) -> &Hours;
    /// A procedure as it runs.
    fn definition(&self, procedure: &ProcedureCode) -> Option<&Definition>;
}

/// Who is asked for what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Worked out by [`asks`].
    pub asked: Vec<ChildAsked>,
}

/// `opened`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The act's name in the process; none where the children begin together with the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<StepId>,
    /// Where the dossier stands now.
    pub step: StepId,
    /// Whether the same people work there, so that who took it on keeps it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub same_role: bool,
    /// The step that isn't left before the join is met; where there is none, only the hand-over waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<StepId>,
    /// How many must have ended.
    pub join: Join,
    /// The article that lets the clock stand still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops_clock: Option<String>,
    /// Who is asked for what.
    pub children: Vec<ChildAsked>,
}

/// `child-ended`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildEnded {
    /// Which child.
    pub child: DossierId,
    /// How.
    pub end: ChildEnd,
    /// What is promised now, where the clock runs again from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// What the national score counts to now, where that is another date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_due: Option<Due>,
}

/// Works out who is asked for what. `answers` is what the act's form was filled with.
pub fn asks(
    now: Moment,
    dossier: &Dossier,
    open: &crate::packs::Open,
    answers: &Map<String, Value>,
    around: &dyn Around,
) -> Result<Vec<ChildAsked>, Refusal> {
    asked(now, dossier, open, answers, around, false)
}

fn asked(
    now: Moment,
    dossier: &Dossier,
    open: &crate::packs::Open,
    answers: &Map<String, Value>,
    around: &dyn Around,
    whole: bool,
) -> Result<Vec<ChildAsked>, Refusal> {
    let faulty = |fault: ConditionFault| Refusal::with(RefusalCode::GuardFaulty, "fault", &fault);
    let one = |each: Option<&Value>| {
        let known = |name: &str| match name {
            ANSWERS => Some(Value::Object(answers.clone())),
            EACH => each.cloned(),
            name => scope::known(dossier, name),
        };
        one(now, dossier, open, &known, around, whole)
    };
    let known = |name: &str| match name {
        ANSWERS => Some(Value::Object(answers.clone())),
        name => scope::known(dossier, name),
    };
    let mut asked = Vec::new();
    match &open.each {
        None => asked.extend(one(None)?),
        Some(each) => {
            let list = each.evaluate(&known).map_err(faulty)?;
            for thing in list.as_array().into_iter().flatten().take(MOST + 1) {
                asked.extend(one(Some(thing))?);
            }
        }
    }
    match asked.len() {
        0 => return Err(RefusalCode::ChildrenNobody.into()),
        n if n > MOST => return Err(Refusal::with(RefusalCode::ChildrenTooMany, "most", &MOST)),
        _ => {}
    }
    for (index, asked) in asked.iter_mut().enumerate() {
        asked.id = child_id(dossier.id(), dossier.opened.len(), index, now);
    }
    Ok(asked)
}

/// One child in each unit that is named.
fn one(
    now: Moment,
    dossier: &Dossier,
    open: &crate::packs::Open,
    known: &dyn Fn(&str) -> Option<Value>,
    around: &dyn Around,
    whole: bool,
) -> Result<Vec<ChildAsked>, Refusal> {
    let faulty = |fault: ConditionFault| Refusal::with(RefusalCode::GuardFaulty, "fault", &fault);
    let runs = around.definition(&open.procedure);
    let definition =
        runs.ok_or_else(|| Refusal::with(RefusalCode::ChildProcedure, "procedure", &open.procedure))?;
    let channel = dossier.filing.channel;
    let channel = if definition.facts.channel(channel).is_some() { channel } else { Channel::Counter };
    let data = data(open, definition, known, whole)?;
    let said = open.applicant.as_ref().map(|said| said.evaluate(known)).transpose().map_err(faulty)?;
    let by = open.by.as_ref().map(|by| day(by, known)).transpose()?;
    let limit = by.map(|by| Limit::CalendarDays(days(now.day(), by))).or(open.due);
    let limit = limit.or_else(|| definition.limit(channel, None)).ok_or(RefusalCode::NoDueDate)?;
    let mut asked = Vec::new();
    for code in codes(&open.units, dossier, known).map_err(faulty)? {
        let place = around.place(&code);
        let place = place.ok_or_else(|| Refusal::with(RefusalCode::ChildUnit, "unit", &code))?;
        let by = if open.hours == Counted::Asking { dossier.place().unit } else { place.unit.clone() };
        let due = calendar::due(now, limit, channel, around.hours(&by), definition.cutoffs.as_ref());
        asked.push(ChildAsked {
            id: dossier.id(),
            unit: place.unit,
            procedure: open.procedure.clone(),
            title: definition.facts.name.clone(),
            channel,
            limit,
            due,
            applicant: said.as_ref().and_then(applicant),
            data: data.clone(),
        });
    }
    Ok(asked)
}

/// The codes of the units, each once.
fn codes(
    units: &Units,
    dossier: &Dossier,
    known: &dyn Fn(&str) -> Option<Value>,
) -> Result<Vec<String>, ConditionFault> {
    let named: Vec<String> = match units {
        Units::Own => vec![dossier.place().unit.code().to_owned()],
        Units::Named(codes) => codes.clone(),
        Units::Given(given) => match given.evaluate(known)? {
            Value::String(code) => vec![code],
            Value::Array(codes) => codes.into_iter().filter_map(|c| c.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        },
    };
    let mut codes: Vec<String> = Vec::with_capacity(named.len());
    for code in named.into_iter().filter(|code| !code.is_empty()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// What the child's form gets. What wasn't filled in is left out; what the form still misses, who works on
/// the child asks for, unless it is to be `whole`.
fn data(
    open: &crate::packs::Open,
    definition: &Definition,
    known: &dyn Fn(&str) -> Option<Value>,
    whole: bool,
) -> Result<Map<String, Value>, Refusal> {
    let mut data = Map::new();
    for (name, value) in &open.data {
        match value.evaluate(known) {
            Err(ConditionFault::NoField(_)) => {}
            Ok(value) if value.is_null() || value == "" => {}
            Ok(value) => {
                data.insert(name.clone(), value);
            }
            Err(fault) => return Err(Refusal::with(RefusalCode::GuardFaulty, "fault", &fault)),
        }
    }
    let faults = definition.form.as_ref().map(|form| form_data_faults(form, &data)).unwrap_or_default();
    match faults.into_iter().find(|f| whole || f.key != "problem-required") {
        Some(fault) => {
            let facts = vec![("field", fault.pointer), ("procedure", definition.facts.name.clone())];
            Err(Refusal::of(RefusalCode::ChildData, facts))
        }
        None => Ok(data),
    }
}

fn day(by: &Condition, known: &dyn Fn(&str) -> Option<Value>) -> Result<Day, Refusal> {
    let said = by.evaluate(known).map_err(|f| Refusal::with(RefusalCode::GuardFaulty, "fault", &f))?;
    said.as_str().and_then(Day::parse).ok_or_else(|| RefusalCode::NoDueDate.into())
}

fn days(from: Day, to: Day) -> u32 {
    u32::try_from(to.days_since(from)).unwrap_or(0)
}

fn applicant(said: &Value) -> Option<Applicant> {
    if let Some(name) = said.as_str().filter(|name| !name.is_empty()) {
        let name = name.to_owned();
        return Some(Applicant {
            name,
            personal_number: None,
            tax_code: None,
            phone: None,
            address: String::new(),
        });
    }
    serde_json::from_value(said.clone()).ok()
}

/// Decides.
pub fn decide(process: &Process, dossier: &Dossier, def: &ActDef, c: Open) -> Result<Opened, Refusal> {
    let open = def.open.as_ref().ok_or(RefusalCode::NotHere)?;
    if c.asked.is_empty() {
        return Err(RefusalCode::ChildrenNobody.into());
    }
    let step = def.to.clone().unwrap_or_else(|| dossier.step.clone());
    let role = |id: &StepId| process.step(id).map(|s| s.role);
    let (to, join) = (role(&step).ok_or(RefusalCode::NotHere)?, open.join.unwrap_or_default());
    // Nobody is waited for without end: a clock that stands still must have somebody to start it again.
    let stops = open
        .stops_clock
        .clone()
        .filter(|_| join != Join::UntilDue && !join.met(0, c.asked.len()) && dossier.finished().is_none());
    Ok(Opened {
        act: Some(def.id.clone()),
        same_role: role(&dossier.step) == Some(to),
        holds: Some(step.clone()),
        step,
        join,
        stops_clock: stops,
        children: c.asked,
    })
}

/// What begins together with a dossier that is received: one opening for each procedure that holds and that
/// the person wants; all that hold, where nobody was asked.
pub fn together(
    now: Moment,
    dossier: &Dossier,
    definition: &Definition,
    wished: Option<&[ProcedureCode]>,
    around: &dyn Around,
    whole: bool,
) -> Result<Vec<Opened>, Refusal> {
    // A condition that can't be answered keeps nobody from the counter: what hangs on it doesn't begin.
    let holds = super::super::asked(definition, &dossier.filing).with;
    let wanted = |with: &&With| wished.is_none_or(|w| w.contains(&with.open.procedure));
    let (mut state, mut openings) = (dossier.clone(), Vec::new());
    for with in holds.into_iter().filter(wanted) {
        let asked = asked(now, &state, &with.open, &Map::new(), around, whole)?;
        let opened = Opened {
            act: None,
            step: state.step.clone(),
            same_role: true,
            holds: None,
            join: with.open.join.unwrap_or(Join::Nobody),
            stops_clock: None,
            children: asked,
        };
        evolve(&mut state, now, &opened);
        openings.push(opened);
    }
    Ok(openings)
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment, e: &Opened) {
    let assignee = dossier.assignee.filter(|_| e.same_role);
    if e.act.is_some() && dossier.stage == Stage::Received {
        dossier.stage = Stage::Processing;
    }
    if dossier.step != e.step {
        stand(dossier, at, &e.step);
        dossier.assignee = dossier.assignee.or(assignee);
    }
    if e.stops_clock.is_some() && dossier.stage.running() {
        pause(dossier, at, Stage::AwaitingAnswers, None);
    }
    dossier.wished = None;
    dossier.opened.push(Opening {
        act: e.act.clone(),
        holds: e.holds.clone(),
        join: e.join,
        stops_clock: e.stops_clock.clone(),
        at,
        children: e.children.iter().map(|asked| Child { asked: asked.clone(), ended: None }).collect(),
    });
}

/// Decides that a child's end is known here; no person's act.
pub fn end(now: Moment, rules: Rules<'_>, dossier: &Dossier, child: &Dossier) -> Result<ChildEnded, Refusal> {
    if dossier.moved_to.is_some() {
        return Err(RefusalCode::InTransit.into());
    }
    if dossier.stage.ended() {
        return Err(RefusalCode::Ended.into());
    }
    dossier.child(child.id()).filter(|c| c.ended.is_none()).ok_or(RefusalCode::NotHere)?;
    let end = ChildEnd::of(child).ok_or(RefusalCode::NotHere)?;
    let mut ended = ChildEnded { child: child.id(), end, due: None, score_due: None };
    let mut after = dossier.clone();
    mark(&mut after, &ended);
    let waits = after.opened.iter().any(|o| o.stops_clock.is_some() && !o.met());
    if dossier.stage != Stage::AwaitingAnswers || waits {
        return Ok(ended);
    }
    let clock = dossier.clock.as_ref().ok_or(RefusalCode::NoDueDate)?;
    let open = clock.open_pause().ok_or(RefusalCode::NotHere)?;
    let pause = [calendar::Pause { from: open.from, to: now }];
    let moved = |due: &Due| calendar::subtract_pauses(clock.received, due, &pause, rules.hours);
    ended.due = Some(moved(&clock.due));
    ended.score_due = clock.score_due.as_ref().map(moved);
    Ok(ended)
}

fn mark(dossier: &mut Dossier, e: &ChildEnded) {
    let mut children = dossier.opened.iter_mut().flat_map(|o| &mut o.children);
    if let Some(child) = children.find(|c| c.asked.id == e.child) {
        child.ended = Some(e.end.clone());
    }
}

/// Folds.
pub fn ended(dossier: &mut Dossier, at: Moment, e: &ChildEnded) {
    mark(dossier, e);
    let Some(due) = &e.due else { return };
    dossier.stage = Stage::Processing;
    if let Some(clock) = &mut dossier.clock {
        unpause(clock, at);
        clock.due = due.clone();
        clock.score_due.clone_from(&e.score_due);
    }
}
