//! What a reorganisation would do, told before anybody does it. Nothing is written.

use super::apply::may_carry_out;
use super::ending;
use super::plan::Plan;
use crate::{App, AppError};
use domain::identity::{Account, Actor, Right, Role, Scope, may, moving};
use domain::ledger::Digest;
use domain::records::RecordKind;
use domain::units::Destiny;
use domain::units::reorganise::Fault;
use domain::words::{Day, Moment, PersonId, StepId, UnitId};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::DossierRow;

/// Open dossiers that go from a unit to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveLine {
    /// From where.
    pub from: UnitId,
    /// Where to.
    pub to: UnitId,
    /// By which rule.
    pub rule: &'static str,
    /// How many.
    pub dossiers: u64,
    /// Of these late.
    pub late: u64,
}

/// Open dossiers of a divided unit that somebody must decide about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLine {
    /// Which unit.
    pub unit: UnitId,
    /// Who may take them over.
    pub candidates: Vec<UnitId>,
    /// How many.
    pub dossiers: u64,
    /// The most urgent due date.
    pub first: Option<Moment>,
}

/// Due dates: none changes, which the checksum shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dues {
    /// How many open dossiers have one.
    pub count: u64,
    /// SHA-256 over ids and due dates in order of id.
    pub checksum: String,
}

/// A person who goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Who.
    pub person: PersonId,
    /// By name.
    pub name: String,
    /// From where.
    pub from: UnitId,
    /// Where to.
    pub to: UnitId,
    /// Roles that go along.
    pub roles: Vec<Role>,
    /// Roles that the new unit can't give.
    pub dropped: Vec<Role>,
}

/// A role that nobody has in a unit that takes dossiers over: work without hands, or signatures without a
/// signer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRole {
    /// Where.
    pub unit: UnitId,
    /// Which role; a leader is who signs.
    pub role: Role,
}

/// Powers lent in a unit that ends: they end with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LapsingLine {
    /// In which unit.
    pub unit: UnitId,
    /// How many that would have lasted.
    pub delegations: u64,
}

/// A series of dossier numbers that ends or goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesLine {
    /// Whose.
    pub unit: UnitId,
    /// The agency identifier before the numbers.
    pub agency: String,
    /// The last number, and its day.
    pub last: Option<(Day, u32)>,
    /// The unit that goes on under the same identifier; none where the series ends.
    pub goes_on: Option<UnitId>,
}

/// How many dossiers stand at a step in a unit after the move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
    /// In which unit.
    pub unit: UnitId,
    /// At which step.
    pub step: StepId,
    /// How many come.
    pub dossiers: u64,
}

/// What a reorganisation would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The key under which it would be recorded.
    pub key: String,
    /// Whether it is on record already.
    pub recorded: bool,
    /// The legal act.
    pub act: String,
    /// The first day of the new order; none where the file can't be read.
    pub day: Option<Day>,
    /// What is wrong with the file: it would be refused.
    pub faults: Vec<Fault>,
    /// Units that end and decided dossiers on the day or later, with how many: it would be refused.
    pub decided_since: Vec<(UnitId, u64)>,
    /// Units that end, in all.
    pub ending: usize,
    /// Of these, how many keep a ledger here.
    pub ending_here: usize,
    /// Dossiers that go.
    pub moves: Vec<MoveLine>,
    /// Dossiers that wait for a decision.
    pub decisions: Vec<DecisionLine>,
    /// Their due dates, before and after.
    pub due: Dues,
    /// People.
    pub people: Vec<PersonLine>,
    /// Roles without anybody.
    pub missing: Vec<MissingRole>,
    /// Delegations that end.
    pub lapsing: Vec<LapsingLine>,
    /// Dossier numbers.
    pub series: Vec<SeriesLine>,
    /// Work that comes, by unit and step.
    pub queues: Vec<QueueLine>,
    /// Notices of ending units that still leave.
    pub notices_waiting: u64,
}

impl Report {
    /// Whether it could be applied.
    pub fn applicable(&self) -> bool {
        self.faults.is_empty() && self.decided_since.is_empty()
    }

    /// How many dossiers go.
    pub fn moving(&self) -> u64 {
        self.moves.iter().map(|m| m.dossiers).sum()
    }

    /// How many wait for a decision.
    pub fn undecided(&self) -> u64 {
        self.decisions.iter().map(|d| d.dossiers).sum()
    }
}

impl Dues {
    /// Of these dossiers, whatever unit has them.
    pub fn of<'a>(rows: impl Iterator<Item = &'a DossierRow>) -> Self {
        let due: BTreeMap<_, Moment> = rows.filter_map(|r| Some((r.id, r.due_at?))).collect();
        let mut sum = Sha256::new();
        for (id, at) in &due {
            sum.update(format!("{id} {}\n", at.millis()));
        }
        let count = u64::try_from(due.len()).unwrap_or(u64::MAX);
        Self { count, checksum: Digest(sum.finalize().into()).to_string() }
    }
}

/// What one unit that ends has.
struct Inside {
    unit: UnitId,
    open: Vec<DossierRow>,
    people: Vec<Account>,
    last: Option<(Day, u32)>,
    notices: u64,
    delegations: u64,
}

impl App {
    /// What a file would do.
    pub async fn territory_dry_run(&self, actor: Option<&Actor>, text: &str) -> Result<Report, AppError> {
        if let Some(actor) = actor
            && !may(actor, Right::TerritoryManage, &actor.place())
        {
            return Err(AppError::Forbidden);
        }
        let key = crate::session::digest(text).to_string();
        let recorded = self.world().recorded(&key).is_some();
        let (file, after) = match self.territory_file(text) {
            Ok(read) => read,
            Err(faults) => return Ok(Report { key, recorded, faults, ..Report::default() }),
        };
        let (day, act, all) = (file.day, file.act.clone(), ending(&file, &after.units));
        let count = all.len();
        let plan = self.plan(Arc::new(after), day, act.clone(), key.clone(), all).await?;
        if let Some(actor) = actor {
            may_carry_out(actor, &plan)?;
        }
        let decided_since = if recorded { Vec::new() } else { self.decided_since(&plan).await? };
        let mut report = Report {
            key,
            recorded,
            act,
            day: Some(day),
            decided_since,
            ending: count,
            ending_here: plan.ending.len(),
            ..Report::default()
        };
        let inside = self.territory_inside(&plan).await?;
        let now = self.now();
        dossiers(&mut report, &plan, &inside, now);
        self.report_people(&mut report, &plan, &inside).await?;
        for unit in &inside {
            report.series.extend(series(&plan, unit));
            report.notices_waiting += unit.notices;
            if unit.delegations > 0 {
                let (unit, delegations) = (unit.unit.clone(), unit.delegations);
                report.lapsing.push(LapsingLine { unit, delegations });
            }
        }
        Ok(report)
    }

    async fn territory_inside(&self, plan: &Plan) -> Result<Vec<Inside>, AppError> {
        let (units, day) = (plan.ending.clone(), plan.day);
        let read = self.inner.store.read(move |r| {
            let lasts = |record: &domain::records::Record| {
                let delegation = serde_json::from_str::<domain::identity::Delegation>(&record.body);
                delegation.is_ok_and(|d| d.lasts(day))
            };
            let mut all = Vec::with_capacity(units.len());
            for unit in units {
                let delegations = r.records_of(&unit, RecordKind::Delegation, None, u32::MAX)?;
                all.push(Inside {
                    open: r.open_in(&unit)?,
                    people: r.accounts(&Scope::Unit(unit.clone()))?,
                    last: r.last_number(&unit)?,
                    notices: r.notices_waiting(&unit)?,
                    delegations: delegations.iter().filter(|d| lasts(d)).map(|_| 1).sum(),
                    unit,
                });
            }
            Ok(all)
        });
        Ok(read.await?)
    }

    async fn report_people(
        &self,
        report: &mut Report,
        plan: &Plan,
        inside: &[Inside],
    ) -> Result<(), AppError> {
        let mut there: BTreeMap<UnitId, BTreeSet<Role>> = BTreeMap::new();
        for unit in inside {
            let to = plan.keeper(&unit.unit);
            for account in &unit.people {
                let left = moving::handed_over(account, &to);
                let Some((after, dropped)) = left.as_ref().and_then(|a| moving::taken_over(a, &to)) else {
                    continue;
                };
                if after.open {
                    there.entry(to.unit.clone()).or_default().extend(after.roles_on(plan.day));
                }
                report.people.push(PersonLine {
                    person: after.person,
                    name: after.name.clone(),
                    from: account.unit.clone(),
                    to: to.unit.clone(),
                    roles: after.roles,
                    dropped,
                });
            }
        }
        let takers: BTreeSet<UnitId> = report.moves.iter().map(|m| m.to.clone()).collect();
        let (units, day) = (takers.clone(), plan.day);
        let read = self.inner.store.read(move |r| {
            let mut roles: BTreeMap<UnitId, BTreeSet<Role>> = BTreeMap::new();
            for unit in units {
                let accounts = r.accounts(&Scope::Unit(unit.clone()))?;
                let held = accounts.iter().filter(|a| a.may_sign_in()).flat_map(|a| a.roles_on(day));
                roles.insert(unit, held.collect());
            }
            Ok(roles)
        });
        for (unit, mut roles) in read.await? {
            roles.extend(there.remove(&unit).unwrap_or_default());
            let needed = [Role::Reception, Role::Specialist, Role::Leader, Role::Administrator];
            let missing = needed.into_iter().filter(|role| !roles.contains(role));
            report.missing.extend(missing.map(|role| MissingRole { unit: unit.clone(), role }));
        }
        Ok(())
    }
}

fn dossiers(report: &mut Report, plan: &Plan, inside: &[Inside], now: Moment) {
    let mut moves: BTreeMap<(UnitId, UnitId), (u64, u64)> = BTreeMap::new();
    let mut queues: BTreeMap<(UnitId, StepId), u64> = BTreeMap::new();
    let mut decisions: BTreeMap<UnitId, DecisionLine> = BTreeMap::new();
    for row in inside.iter().flat_map(|unit| &unit.open) {
        match plan.destiny(&row.unit, &row.procedure) {
            Destiny::To(to) => {
                let sums = moves.entry((row.unit.clone(), to.clone())).or_default();
                sums.0 += 1;
                sums.1 += u64::from(row.runs_to.is_some_and(|at| at < now));
                *queues.entry((to, row.step.clone())).or_default() += 1;
            }
            Destiny::Decide(candidates) => {
                let unit = row.unit.clone();
                let line = DecisionLine { unit: unit.clone(), candidates, dossiers: 0, first: row.due_at };
                decisions.entry(unit).or_insert(line).dossiers += 1;
            }
            Destiny::Stays => {}
        }
    }
    let line = |((from, to), (dossiers, late))| {
        let rule = plan.rule(&from, &to);
        MoveLine { from, to, rule, dossiers, late }
    };
    report.moves = moves.into_iter().map(line).collect();
    report.decisions = decisions.into_values().collect();
    report.due = Dues::of(inside.iter().flat_map(|unit| &unit.open));
    let queue = |((unit, step), dossiers)| QueueLine { unit, step, dossiers };
    report.queues = queues.into_iter().map(queue).collect();
}

fn series(plan: &Plan, inside: &Inside) -> Option<SeriesLine> {
    let agency = plan.world.agency(&inside.unit)?.to_owned();
    let same = |u: &&UnitId| plan.world.agency(u) == Some(agency.as_str());
    let goes_on = plan.world.units.descendants(&inside.unit, plan.day).iter().find(same).cloned();
    Some(SeriesLine { unit: inside.unit.clone(), agency, last: inside.last, goes_on })
}
