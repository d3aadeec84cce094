//! When a unit is open: read by everybody, set by its leader and administrator; the calendar of a province,
//! published by those who watch over it. Nothing set here reaches back, and a promise keeps its date.

mod typed;

pub use typed::{AnnouncementInput, ClosureInput, OfficeInput, OpeningInput};

use crate::error::Problem;
use crate::{App, AppError, Once, key_of};
use domain::calendar::{CalendarLines, Hours, LocalDay, OfficeFrom, OwnDay, PublishFault};
use domain::identity::{Actor, Place, Right, may};
use domain::records::{Body, Record, RecordKind};
use domain::words::{Day, Moment, PersonId, UnitId};
use std::collections::HashMap;
use std::convert::Infallible;
use store::{Loaded, Outcome, Reads, RecordChange, Writes};

/// Most records of a kind that are shown.
const MOST: u32 = 60;

/// Something published, with who did it when.
#[derive(Clone, Debug)]
pub struct Published<T> {
    /// What it says.
    pub body: T,
    /// How often it was set.
    pub version: u32,
    /// When it was set last.
    pub at: Moment,
    /// By whom, by name.
    pub by: String,
}

/// All there is to know of a unit's hours.
#[derive(Clone, Debug)]
pub struct HoursLook {
    /// The unit.
    pub unit: UnitId,
    /// As they count.
    pub hours: Hours,
    /// Offices it published, those set last first.
    pub offices: Vec<Published<OfficeFrom>>,
    /// Days of its own, those set last first; withdrawn ones among them.
    pub days: Vec<Published<OwnDay>>,
    /// What its province published.
    pub calendar: Option<Published<CalendarLines>>,
}

impl App {
    /// The hours of the actor's unit, with what was published and by whom.
    pub async fn hours_look(&self, actor: &Actor) -> Result<HoursLook, AppError> {
        let (unit, province) = (actor.unit.clone(), actor.province.clone());
        let (offices, days, calendar, names) = self
            .inner
            .store
            .read(move |r| {
                let offices = r.records_of(&unit, RecordKind::Office, None, MOST)?;
                let days = r.records_of(&unit, RecordKind::LocalDay, None, MOST)?;
                let calendar = r.record(&province, RecordKind::Calendar, CalendarLines::KEY)?;
                let mut names: HashMap<String, String> = HashMap::new();
                for record in offices.iter().chain(&days).chain(&calendar) {
                    if let Ok(person) = record.actor.parse::<PersonId>()
                        && !names.contains_key(&record.actor)
                    {
                        let name = r.account(person)?.map(|a| a.name);
                        names.extend(name.map(|name| (record.actor.clone(), name)));
                    }
                }
                Ok((offices, days, calendar, names))
            })
            .await?;
        Ok(HoursLook {
            hours: self.world().hours(&actor.unit).clone(),
            unit: actor.unit.clone(),
            offices: published(&offices, &names)?,
            days: published(&days, &names)?,
            calendar: published(calendar.as_slice(), &names)?.pop(),
        })
    }

    /// Sets the unit's hours and cut-offs from a day on.
    pub async fn office_set(
        &self,
        actor: &Actor,
        input: &OfficeInput,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        manages(actor)?;
        let office = input.check(self.now().day())?;
        let change = self.change(actor, &office, office.from.to_string())?;
        self.record_put(actor, vec![change], once).await
    }

    /// Closes the unit on a day or several, wholly or in part.
    pub async fn days_close(
        &self,
        actor: &Actor,
        input: &ClosureInput,
        once: Option<Once>,
    ) -> Result<usize, AppError> {
        manages(actor)?;
        let days = input.check(self.world().hours(&actor.unit), self.now().day())?;
        let changes = days.into_iter().map(|local| self.own_day(actor, local, false));
        let changes = changes.collect::<Result<Vec<_>, _>>()?;
        let count = changes.len();
        self.record_put(actor, changes, once).await?;
        Ok(count)
    }

    /// Opens the unit on a day with sessions of its own.
    pub async fn day_open(
        &self,
        actor: &Actor,
        input: &OpeningInput,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        manages(actor)?;
        let local = input.check(self.world().hours(&actor.unit), self.now().day())?;
        let change = self.own_day(actor, local, false)?;
        self.record_put(actor, vec![change], once).await
    }

    /// Takes a day of the unit's own back, while it hasn't passed.
    pub async fn day_withdraw(&self, actor: &Actor, day: &str, once: Option<Once>) -> Result<(), AppError> {
        manages(actor)?;
        let day = Day::parse(day).ok_or(AppError::NotFound)?;
        let world = self.world();
        let local = world.hours(&actor.unit).local_days().find(|l| l.day == day).cloned();
        let local = local.ok_or(AppError::NotFound)?;
        if day < self.now().day() {
            return Err(AppError::Invalid(vec![Problem::new("", PublishFault::Past.key())]));
        }
        let change = self.own_day(actor, local, true)?;
        self.record_put(actor, vec![change], once).await
    }

    /// Publishes a line of the calendar, or the two of a swap, for the whole province.
    pub async fn calendar_publish(
        &self,
        actor: &Actor,
        input: &AnnouncementInput,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        let province = Place { unit: actor.province.clone(), province: actor.province.clone() };
        if !may(actor, Right::CalendarPublish, &province) {
            return Err(AppError::Forbidden);
        }
        let now = self.now();
        let lines = input.check(self.world().hours(&actor.province), now.day())?;
        let stamp = self.stamp_as(now, actor, &Right::CalendarPublish.roles());
        let reads = Reads {
            records: vec![(RecordKind::Calendar, CalendarLines::KEY.to_owned())],
            idempotency: key_of(once, actor, now)?,
            ..Reads::of(actor.province.clone())
        };
        let run = move |loaded: &Loaded| -> Result<Writes, serde_json::Error> {
            let before = loaded.record(RecordKind::Calendar, CalendarLines::KEY);
            let before: CalendarLines = before.map_or_else(|| Ok(CalendarLines::default()), Record::read)?;
            let after = lines.iter().cloned().fold(before, CalendarLines::with);
            let (kind, key) = (RecordKind::Calendar, CalendarLines::KEY.to_owned());
            let records = vec![RecordChange { stamp: stamp.clone(), kind, key, body: after.text()? }];
            Ok(Writes { records, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => self.reload_world().await,
            Outcome::Refused(error) => Err(AppError::fault(error)),
        }
    }

    fn own_day(&self, actor: &Actor, local: LocalDay, withdrawn: bool) -> Result<RecordChange, AppError> {
        let key = local.day.to_string();
        self.change(actor, &OwnDay { local, withdrawn }, key)
    }

    fn change<T: Body>(&self, actor: &Actor, body: &T, key: String) -> Result<RecordChange, AppError> {
        let stamp = self.stamp_as(self.now(), actor, &Right::HoursManage.roles());
        let kind = T::KIND;
        Ok(RecordChange { stamp, kind, key, body: body.text().map_err(AppError::fault)? })
    }

    /// Writes records of the actor's unit; from then on they count.
    async fn record_put(
        &self,
        actor: &Actor,
        records: Vec<RecordChange>,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        let idempotency = key_of(once, actor, self.now())?;
        let reads = Reads { idempotency, ..Reads::of(actor.unit.clone()) };
        let run =
            move |_: &Loaded| Ok::<_, Infallible>(Writes { records: records.clone(), ..Writes::default() });
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => self.reload_world().await,
            Outcome::Refused(never) => match never {},
        }
    }
}

fn manages(actor: &Actor) -> Result<(), AppError> {
    if may(actor, Right::HoursManage, &actor.place()) { Ok(()) } else { Err(AppError::Forbidden) }
}

fn published<T: Body>(
    records: &[Record],
    names: &HashMap<String, String>,
) -> Result<Vec<Published<T>>, AppError> {
    let one = |r: &Record| {
        let by = names.get(&r.actor).cloned().unwrap_or_else(|| r.actor.clone());
        Ok(Published { body: r.read()?, version: r.version, at: r.at, by })
    };
    records.iter().map(one).collect::<Result<_, serde_json::Error>>().map_err(AppError::fault)
}
