//! The two functions everything turns on: decide and evolve.

use super::{
    Accept, Approve, Around, Assign, Charge, Correct, Deliver, Dossier, Event, Extend, Filing,
    HandOverReason, Move, Open, Opening, ParentOf, Passing, Receive, Recount, Refusal, RefusalCode, Refuse,
    Resume, Supplement, Withdraw, acts, scope,
};
use crate::calendar::{Due, Hours};
use crate::identity::{Actor, Place, Right, may};
use crate::packs::{ActDef, ActKind, Definition, Process};
use crate::words::{DossierId, Moment, ProcedureCode, UnitId};

/// What a decision is made by, besides the state: the procedure as published, and the unit's hours.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The procedure in the revision that the dossier keeps.
    pub definition: &'a Definition,
    /// When the unit is open: its office, its own days, the calendar.
    pub hours: &'a Hours,
}

/// What somebody wants done. One variant a kind of act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Take in what was submitted online.
    Accept(Accept),
    /// Go to another step.
    Move(Move),
    /// Ask for what is missing.
    Supplement(Supplement),
    /// Ask for a payment.
    Charge(Charge),
    /// What was asked for has come.
    Resume(Resume),
    /// Refuse.
    Refuse(Refuse),
    /// Promise a new date.
    Extend(Extend),
    /// Decide.
    Approve(Approve),
    /// Hand the result over.
    Deliver(Deliver),
    /// The person takes it back.
    Withdraw(Withdraw),
    /// Put something right.
    Correct(Correct),
    /// Take it on, or give it to a colleague.
    Assign(Assign),
    /// Open children.
    Open(Open),
}

impl Command {
    /// What kind of act it is.
    pub const fn kind(&self) -> ActKind {
        match self {
            Self::Accept(_) => ActKind::Accept,
            Self::Move(_) => ActKind::Move,
            Self::Supplement(_) => ActKind::Supplement,
            Self::Charge(_) => ActKind::Charge,
            Self::Resume(_) => ActKind::Resume,
            Self::Refuse(_) => ActKind::Refuse,
            Self::Extend(_) => ActKind::Extend,
            Self::Approve(_) => ActKind::Approve,
            Self::Deliver(_) => ActKind::Deliver,
            Self::Withdraw(_) => ActKind::Withdraw,
            Self::Correct(_) => ActKind::Correct,
            Self::Assign(_) => ActKind::Assign,
            Self::Open(_) => ActKind::Open,
        }
    }
}

/// Receives a dossier at the counter, by post, or from the portal when an officer takes it in at once.
pub fn receive(now: Moment, rules: Rules<'_>, filing: Filing) -> Result<Event, Refusal> {
    acts::receive::receive(now, rules, Receive { filing }).map(Event::Received)
}

/// Files a dossier that came online and waits to be accepted.
pub fn submit(now: Moment, rules: Rules<'_>, filing: Filing) -> Result<Event, Refusal> {
    submit_wishing(now, rules, filing, None)
}

/// Files a dossier that came online, with the procedures that are to begin together with it once it is
/// accepted; none where nobody was asked.
pub fn submit_wishing(
    now: Moment,
    rules: Rules<'_>,
    filing: Filing,
    wished: Option<Vec<ProcedureCode>>,
) -> Result<Event, Refusal> {
    acts::receive::submit(now, rules, Receive { filing }, wished).map(Event::Submitted)
}

/// What begins together with a dossier that was just received or accepted. `whole` asks that their forms are
/// filled whole: while whoever knows stands at the counter.
pub fn begin_together(
    now: Moment,
    dossier: &Dossier,
    definition: &Definition,
    wished: Option<&[ProcedureCode]>,
    around: &dyn Around,
    whole: bool,
) -> Result<Vec<Event>, Refusal> {
    let openings = acts::open::together(now, dossier, definition, wished, around, whole)?;
    Ok(openings.into_iter().map(Event::Opened).collect())
}

/// Takes a child in, in the unit that was asked, as its parent asked for it. No person's act.
pub fn receive_child(
    rules: Rules<'_>,
    filing: Filing,
    parent: &Dossier,
    title: &str,
    child: DossierId,
) -> Result<Event, Refusal> {
    let asked = parent.child(child).filter(|_| filing.id == child).ok_or(RefusalCode::NotHere)?;
    let from = ParentOf {
        dossier: parent.id(),
        code: parent.filing.code.clone(),
        unit: parent.place().unit,
        title: title.to_owned(),
    };
    acts::receive::child(rules, filing, &asked.asked, from).map(Event::Received)
}

/// Notes on the parent how a child ended; refused where the parent knows, or is past it. No person's act.
pub fn child_ended(
    now: Moment,
    rules: Rules<'_>,
    parent: &Dossier,
    child: &Dossier,
) -> Result<Event, Refusal> {
    acts::open::end(now, rules, parent, child).map(Event::ChildEnded)
}

/// Hands a dossier to another unit; whoever has the right to order it does. `along` says whether the unit's
/// people go there as well.
pub fn hand_over(dossier: &Dossier, to: Place, why: HandOverReason, along: bool) -> Result<Event, Refusal> {
    acts::hand_over::decide(dossier, to, why, along).map(Event::HandedOver)
}

/// Takes a dossier over in the unit `here`, as another unit handed it over.
pub fn take_over(here: &UnitId, dossier: Dossier) -> Result<Event, Refusal> {
    acts::take_over::decide(here, dossier).map(Event::TakenOver)
}

/// The ways in which `actor` may pass the dossier on to another unit, or call it back, as it stands.
pub fn passings(actor: &Actor, process: &Process, dossier: &Dossier) -> Vec<Passing> {
    let offered = |p: &Passing| {
        acts::passing::stands(*p, dossier).is_ok() && acts::passing::theirs(*p, actor, process, dossier)
    };
    Passing::ALL.into_iter().filter(offered).collect()
}

/// Whether it is `actor`'s to pass the dossier on so, wherever it stands.
pub fn may_pass(passing: Passing, actor: &Actor, process: &Process, dossier: &Dossier) -> bool {
    acts::passing::theirs(passing, actor, process, dossier)
}

/// Sends a dossier to the unit that is competent. `expected` is the version that the person saw; `why` may be
/// empty where reception looks at it first.
pub fn send(
    actor: &Actor,
    process: &Process,
    dossier: &Dossier,
    expected: u32,
    to: Place,
    why: &str,
) -> Result<Event, Refusal> {
    fresh(dossier, expected)?;
    acts::passing::send(actor, process, dossier, to, why).map(Event::HandedOver)
}

/// Sends what was just taken in, or called back, to the unit that is competent.
pub fn send_on(dossier: &Dossier, to: Place) -> Result<Event, Refusal> {
    acts::passing::send_on(dossier, to).map(Event::HandedOver)
}

/// Hands a dossier back to the unit that took it in. `expected` is the version that the person saw; `why` may
/// be empty once it is decided.
pub fn give_back(dossier: &Dossier, expected: u32, why: &str) -> Result<Event, Refusal> {
    fresh(dossier, expected)?;
    acts::passing::give_back(dossier, why).map(Event::HandedOver)
}

/// Takes back what is on its way. That nobody took it over or read of it at the other end is for the caller
/// to know.
pub fn recall(dossier: &Dossier, expected: u32) -> Result<Event, Refusal> {
    acts::passing::stands(Passing::Recall, dossier)?;
    fresh(dossier, expected)?;
    acts::recall::decide(dossier).map(Event::Recalled)
}

/// Refuses what was decided by an older version than there is.
pub(super) fn fresh(dossier: &Dossier, expected: u32) -> Result<(), Refusal> {
    if expected == dossier.version {
        return Ok(());
    }
    Err(Refusal::with(RefusalCode::Stale, "version", &dossier.version))
}

/// By when what was asked for must come; none while nothing is asked for.
pub fn lapses(dossier: &Dossier, rules: Rules<'_>) -> Option<Moment> {
    acts::lapse::lapses(dossier, rules)
}

/// Closes a dossier for which nothing came in time. No person's act: the system does it, in office hours.
pub fn lapse(now: Moment, rules: Rules<'_>, dossier: &Dossier) -> Result<Event, Refusal> {
    acts::lapse::decide(now, rules, dossier).map(Event::Lapsed)
}

/// What would be promised if the promise were counted anew today; none where that is not later.
pub fn recounted(rules: Rules<'_>, dossier: &Dossier) -> Option<Due> {
    acts::recount::anew(rules, dossier)
}

/// Counts the promise anew under the hours of today, as the unit's leader decides.
pub fn recount(now: Moment, rules: Rules<'_>, dossier: &Dossier, c: &Recount) -> Result<Event, Refusal> {
    acts::recount::decide(now, rules, dossier, c).map(Event::Recounted)
}

/// Goes on under the procedure as it runs now, in revision `to`.
pub fn revise(dossier: &Dossier, old: &Definition, new: &Definition, to: &str) -> Result<Event, Refusal> {
    acts::revise::decide(dossier, old, new, to).map(Event::Revised)
}

/// The acts that `actor` may do to the dossier as it stands: what a page shows as buttons, and what
/// [`act`] will not refuse for the wrong place or person.
pub fn offered<'a>(actor: &Actor, definition: &'a Definition, dossier: &Dossier) -> Vec<&'a ActDef> {
    theirs(actor, definition, dossier).filter(|a| guarded(a, dossier)).collect()
}

/// The acts that `actor` could do but for their guards, where the process says what is missing.
pub fn unmet<'a>(actor: &Actor, definition: &'a Definition, dossier: &Dossier) -> Vec<&'a ActDef> {
    theirs(actor, definition, dossier).filter(|a| a.unmet.is_some() && !guarded(a, dossier)).collect()
}

/// The acts at the dossier's step that are of the actor's roles, whatever their guards say.
fn theirs<'a>(
    actor: &Actor,
    definition: &'a Definition,
    dossier: &Dossier,
) -> impl Iterator<Item = &'a ActDef> {
    let place = dossier.place();
    let here =
        dossier.moved_to.is_none() && may(actor, Right::DossierAct, &place) && actor.unit == place.unit;
    let process = &definition.process;
    let stands = move |a: &&ActDef| here && acts::fits(a.kind, dossier);
    let person = move |a: &&ActDef| process.roles_of(&dossier.step, a).iter().any(|r| actor.is(*r));
    process.acts_at(&dossier.step).filter(stands).filter(person)
}

/// Whether the act's guard lets it be offered. What a faulty condition guards stays in sight: who tries it
/// reads whose fault it is.
fn guarded(def: &ActDef, dossier: &Dossier) -> bool {
    scope::guard(def, dossier).map_or(true, |holds| holds)
}

/// Whether the dossier stands where the act may be done, whatever it is filled with. `expected` is the
/// version that the person saw.
pub fn ready(now: Moment, dossier: &Dossier, expected: u32, def: &ActDef) -> Result<(), Refusal> {
    fresh(dossier, expected)?;
    if dossier.moved_to.is_some() {
        return Err(RefusalCode::InTransit.into());
    }
    if dossier.stage.ended() {
        return Err(RefusalCode::Ended.into());
    }
    if !acts::fits(def.kind, dossier) {
        return Err(RefusalCode::NotHere.into());
    }
    match scope::guard(def, dossier) {
        Ok(true) => {}
        Ok(false) => return Err(Refusal::unmet(def)),
        Err(fault) => return Err(Refusal::with(RefusalCode::GuardFaulty, "fault", &fault)),
    }
    held_by(now, dossier, def).map_or(Ok(()), Err)
}

/// Decides one act. `expected` is the version that the person saw.
pub fn act(
    now: Moment,
    rules: Rules<'_>,
    dossier: &Dossier,
    expected: u32,
    def: &ActDef,
    command: Command,
) -> Result<Event, Refusal> {
    ready(now, dossier, expected, def)?;
    if def.kind != command.kind() {
        return Err(RefusalCode::NotHere.into());
    }
    let process = &rules.definition.process;
    Ok(match command {
        Command::Accept(c) => Event::Accepted(acts::accept::decide(now, rules, dossier, &c)?),
        Command::Move(c) => Event::Moved(acts::moving::decide(process, dossier, def, &c)?),
        Command::Supplement(c) => Event::SupplementAsked(acts::supplement::decide(now, rules, dossier, c)?),
        Command::Charge(c) => Event::PaymentAsked(acts::charge::decide(c)?),
        Command::Resume(c) => Event::Resumed(acts::resume::decide(now, rules, dossier, c)?),
        Command::Refuse(c) => Event::Refused(acts::refuse::decide(dossier, c)?),
        Command::Extend(c) => Event::Extended(acts::extend::decide(now, rules, dossier, c)?),
        Command::Approve(c) => Event::Approved(acts::approve::decide(def, c)?),
        Command::Deliver(c) => Event::Delivered(acts::deliver::decide(&c)?),
        Command::Withdraw(c) => Event::Withdrawn(acts::withdraw::decide(c)?),
        Command::Correct(c) => Event::Corrected(acts::correct::decide(dossier, c)?),
        Command::Assign(c) => Event::Assigned(acts::assign::decide(process, dossier, &c)?),
        Command::Open(c) => Event::Opened(acts::open::decide(process, dossier, def, c)?),
    })
}

/// What holds an act back: how many children must still end, and who is to answer.
pub fn held_by(now: Moment, dossier: &Dossier, def: &ActDef) -> Option<Refusal> {
    let held: Vec<&Opening> = dossier.held(now, def).collect();
    if held.is_empty() {
        return None;
    }
    let wanting: usize = held.iter().map(|o| o.awaited(now)).sum();
    let mut units: Vec<&str> = held.iter().flat_map(|o| o.left()).map(|asked| asked.unit.code()).collect();
    units.sort_unstable();
    units.dedup();
    let facts = vec![("count", wanting.to_string()), ("units", units.join(", "))];
    Some(Refusal::of(RefusalCode::ChildrenOpen, facts))
}

/// Folds an event into the state. The first event makes the dossier; so does a take-over, which carries it
/// whole into another unit's ledger.
pub fn evolve(state: Option<Dossier>, at: Moment, event: &Event) -> Option<Dossier> {
    let mut next = match (state, event) {
        (None, Event::Submitted(e)) => return Some(acts::receive::submitted(at, e)),
        (None, Event::Received(e)) => return Some(acts::receive::received(at, e)),
        (_, Event::TakenOver(e)) => return acts::take_over::taken(e),
        (None, _) => return None,
        (Some(d), _) => d,
    };
    match event {
        Event::Submitted(_) | Event::Received(_) | Event::TakenOver(_) => {}
        Event::Accepted(e) => acts::accept::evolve(&mut next, at, e),
        Event::Moved(e) => acts::moving::evolve(&mut next, at, e),
        Event::SupplementAsked(e) => acts::supplement::evolve(&mut next, at, e),
        Event::PaymentAsked(e) => acts::charge::evolve(&mut next, at, e),
        Event::Resumed(e) => acts::resume::evolve(&mut next, at, e),
        Event::Refused(e) => acts::refuse::evolve(&mut next, at, e),
        Event::Extended(e) => acts::extend::evolve(&mut next, e),
        Event::Approved(e) => acts::approve::evolve(&mut next, at, e),
        Event::Delivered(_) => acts::deliver::evolve(&mut next, at),
        Event::Withdrawn(_) => acts::withdraw::evolve(&mut next, at),
        Event::Corrected(e) => acts::correct::evolve(&mut next, e),
        Event::HandedOver(e) => acts::hand_over::evolve(&mut next, e),
        Event::Recalled(_) => acts::recall::evolve(&mut next),
        Event::Assigned(e) => acts::assign::evolve(&mut next, e),
        Event::Lapsed(_) => acts::lapse::evolve(&mut next, at),
        Event::Recounted(e) => acts::recount::evolve(&mut next, e),
        Event::Revised(e) => acts::revise::evolve(&mut next, at, e),
        Event::Entered(e) => acts::enter::evolve(&mut next, e),
        Event::Opened(e) => acts::open::evolve(&mut next, at, e),
        Event::ChildEnded(e) => acts::open::ended(&mut next, at, e),
        Event::PaymentTold(e) => acts::paid::evolve(&mut next, at, e),
    }
    next.version += 1;
    Some(next)
}
