//! Open dossiers of divided units that no rule sends anywhere: somebody decides, one by one or many at once,
//! and the decision is on record with its reason and its act. Their due dates run on.

use crate::error::Problem;
use crate::nodes::Why;
use crate::{App, AppError};
use domain::dossier::{HandOverReason, RefusalCode};
use domain::identity::{Actor, Place, Right, Scope, may, scope};
use domain::units::Destiny;
use domain::words::{DossierId, UnitId};
use std::collections::BTreeMap;
use store::DossierRow;

/// Most dossiers of one page, and of one decision.
const MOST: u32 = 500;

/// Which of them.
#[derive(Clone, Debug, Default)]
pub struct WaitingQuery {
    /// Of this closed unit; empty for all.
    pub unit: String,
    /// How many at most; 0 for a hundred.
    pub limit: u32,
}

/// What waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// How many each closed unit has, in order of unit.
    pub units: Vec<(UnitId, u64)>,
    /// The dossiers, the most urgent first.
    pub rows: Vec<DossierRow>,
    /// Who may take over what a closed unit of the rows has.
    pub candidates: BTreeMap<UnitId, Vec<UnitId>>,
    /// Where the applicant of each row lives: what most decisions turn on.
    pub addresses: BTreeMap<DossierId, String>,
}

/// A decision, as typed.
#[derive(Clone, Debug, Default)]
pub struct Decide {
    /// Which dossiers, by id.
    pub dossiers: Vec<String>,
    /// The unit that takes them over: its id or today's code.
    pub to: String,
    /// The document that the decision stands on.
    pub act: String,
    /// Why this unit.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Taken over now, or on their way to a unit with a machine of its own.
    pub moved: usize,
    /// Decided by somebody else before.
    pub before: usize,
    /// Where they went.
    pub to: UnitId,
}

/// Where a dossier stands before it is decided about.
enum Stands {
    /// In this closed unit.
    Waits(UnitId),
    /// Decided for that very unit, and not taken over yet from this one.
    OnItsWay(UnitId),
    /// Somebody decided before, or it isn't open any more.
    Decided,
}

impl App {
    /// What waits for a decision in the actor's province.
    pub async fn territory_waiting(&self, actor: &Actor, query: &WaitingQuery) -> Result<Waiting, AppError> {
        let Scope::Province(province) = scope(actor, Right::TerritoryManage) else {
            return Err(AppError::Forbidden);
        };
        let unit = match query.unit.as_str() {
            "" => None,
            id => Some(id.parse::<UnitId>().map_err(|_| AppError::invalid("unit", "problem-unit"))?),
        };
        let limit = if query.limit == 0 { 100 } else { query.limit.min(MOST) };
        let read = self.inner.store.read(move |r| {
            let rows = r.undecided(&province, unit.as_ref(), limit)?;
            let mut addresses = BTreeMap::new();
            for row in &rows {
                let address = r.dossier(row.id)?.map(|f| f.dossier.filing.applicant.address);
                addresses.extend(address.map(|text| (row.id, text)));
            }
            Ok((r.undecided_by_unit(&province)?, rows, addresses))
        });
        let (units, rows, addresses) = read.await?;
        let mut candidates = BTreeMap::new();
        for row in &rows {
            if !candidates.contains_key(&row.unit) {
                candidates.insert(row.unit.clone(), self.candidates(&row.unit));
            }
        }
        Ok(Waiting { units, rows, candidates, addresses })
    }

    /// The units that may take over what a closed one has: those that came out of it and exist today.
    pub fn candidates(&self, unit: &UnitId) -> Vec<UnitId> {
        let (world, today) = (self.world(), self.now().day());
        match world.units.destiny(unit, domain::units::Matter::Person, today) {
            Destiny::Decide(units) if !units.is_empty() => units,
            _ => world.units.descendants(unit, today).into_iter().collect(),
        }
    }

    /// Decides which unit takes dossiers over: every one of them is handed over and, where the unit lives
    /// here, taken over at once. What somebody decided before stays as it was decided.
    pub async fn territory_decide(&self, actor: &Actor, decide: &Decide) -> Result<Decided, AppError> {
        let place = self.decided_place(actor, decide)?;
        let mut ids = Vec::with_capacity(decide.dossiers.len());
        for id in &decide.dossiers {
            let id: DossierId = id.parse().map_err(|_| AppError::invalid("dossiers", "problem-choice"))?;
            ids.push((id, self.waiting_here(actor, id, &place).await?));
        }
        let here = self.lives_here(&place.unit).await?;
        let mut decided = Decided { moved: 0, before: 0, to: place.unit.clone() };
        for (id, from) in ids {
            let from = match from {
                Stands::Waits(from) => {
                    let (act, reason) = (decide.act.clone(), decide.reason.clone());
                    let why = HandOverReason::Decision { act, reason };
                    let why = Why { why, along: self.people_went(&from).await? == Some(place.unit.clone()) };
                    self.give(
                        self.stamp_as(self.now(), actor, &Right::TerritoryManage.roles()),
                        id,
                        from.clone(),
                        place.clone(),
                        why,
                    )
                    .await?;
                    from
                }
                // An answer that was interrupted half-way: the other half is done now.
                Stands::OnItsWay(from) => from,
                Stands::Decided => {
                    decided.before += 1;
                    continue;
                }
            };
            // A unit that lives on another node takes it over there.
            if here {
                let stamp = self.stamp_as(self.now(), actor, &Right::TerritoryManage.roles());
                self.take(stamp, id, from, place.unit.clone()).await?;
            }
            decided.moved += 1;
        }
        Ok(decided)
    }

    /// Where the people of a closed unit went: to the keeper of its archive.
    async fn people_went(&self, unit: &UnitId) -> Result<Option<UnitId>, AppError> {
        let unit = unit.clone();
        let closed = self.inner.store.read(move |r| r.closed(&unit)).await?;
        Ok(closed.map(|c| c.keeper.unit))
    }

    /// The unit that was chosen, with everything else that was typed in order.
    fn decided_place(&self, actor: &Actor, decide: &Decide) -> Result<Place, AppError> {
        let mut problems = Vec::new();
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        if decide.dossiers.is_empty() || decide.dossiers.len() > most {
            problems.push(Problem::new("dossiers", "problem-none-chosen").with("most", most));
        }
        for (field, text) in [("act", &decide.act), ("reason", &decide.reason)] {
            if text.trim().chars().count() < 3 {
                problems.push(Problem::new(field, RefusalCode::ReasonMissing.key()));
            } else if text.chars().count() > 2_000 {
                problems.push(Problem::new(field, "problem-too-long").with("most", 2_000));
            }
        }
        let (world, today) = (self.world(), self.now().day());
        let named = decide.to.parse().ok().and_then(|id: UnitId| world.units.get(&id));
        let unit = named.or_else(|| world.unit_at(&decide.to, today)).filter(|u| u.exists_on(today));
        let place = unit.map(|u| Place { unit: u.id.clone(), province: world.province_of(&u.id) });
        let place = place.filter(|place| may(actor, Right::TerritoryManage, place));
        match place {
            Some(place) if problems.is_empty() => Ok(place),
            Some(_) => Err(AppError::Invalid(problems)),
            None => {
                problems.push(Problem::new("to", "problem-unit"));
                Err(AppError::Invalid(problems))
            }
        }
    }

    /// Where a dossier stands before it is decided about. One that waits nowhere the actor may decide about
    /// is not there.
    async fn waiting_here(&self, actor: &Actor, id: DossierId, to: &Place) -> Result<Stands, AppError> {
        let read = self.inner.store.read(move |r| {
            let Some(found) = r.dossier(id)? else { return Ok(None) };
            let closed = r.closed(&found.dossier.place().unit)?.is_some();
            Ok(Some((found, closed)))
        });
        let (found, closed) = read.await?.ok_or(AppError::NotFound)?;
        if !may(actor, Right::TerritoryManage, &found.kept) {
            return Err(AppError::NotFound);
        }
        let from = found.dossier.place().unit;
        if found.dossier.moved_to.as_ref() == Some(to) {
            return Ok(Stands::OnItsWay(from));
        }
        if !closed || !found.dossier.open() {
            return Ok(Stands::Decided);
        }
        let candidates = self.candidates(&from);
        if !candidates.is_empty() && !candidates.contains(&to.unit) {
            let name = self.world().unit_name(&to.unit);
            let code = found.dossier.filing.code.to_string();
            let problem = Problem::new("to", "problem-not-a-successor");
            return Err(AppError::Invalid(vec![problem.with("unit", name).with("code", code)]));
        }
        Ok(Stands::Waits(from))
    }
}
