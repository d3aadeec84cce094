//! A unit's information page: where its office is, who works at its counter, what it announces, how long one
//! waits there now. Read by everybody, set by the unit's leader and administrator.

mod queue;
mod typed;

pub(crate) use queue::queues;
pub use queue::{Load, Near};
pub use typed::{InfoInput, ToAnnounce};

use crate::error::Problem;
use crate::{App, AppError, Once, key_of};
use domain::identity::{Actor, Right, Role, Scope, may};
use domain::places::{InfoFault, OfficeInfo, at_the_counter};
use domain::records::{Body, Record, RecordKind};
use domain::units::{Tier, Unit};
use domain::words::{UnitId, bare, fold};
use store::{Loaded, Outcome, Reads, RecordChange, Writes};

/// Somebody at the one-stop, as the door plate says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Family name first.
    pub name: String,
    /// The position.
    pub title: String,
    /// Leads, or receives.
    pub role: Role,
}

/// Why what was typed isn't put on record.
enum No {
    Fault(InfoFault),
    Unknown,
    Json(serde_json::Error),
}

impl App {
    /// The province and its communes of today, by name; with words only those in whose name each of them
    /// begins a word, with or without diacritics. Marks that are typed are looked for as they stand.
    pub fn offices(&self, words: &str) -> Vec<Unit> {
        let (world, today, province) = (self.world(), self.now().day(), self.province());
        let asked = bare(words);
        let fits = |unit: &&Unit| {
            let name = format!(" {} {}", fold(&unit.full_name), bare(&unit.full_name));
            asked.split_whitespace().all(|word| name.contains(&format!(" {word}")))
        };
        let centre = world.units.get(&province).into_iter();
        let communes = world.units.children(&province).into_iter().filter(|u| u.tier == Tier::Commune);
        let all = centre.chain(communes).filter(|u| u.exists_on(today)).filter(fits);
        let mut found: Vec<Unit> = all.cloned().collect();
        found.sort_by_cached_key(|u| (u.id != province, fold(&u.name)));
        found
    }

    /// The office of the province with this code today.
    pub fn office(&self, code: &str) -> Result<Unit, AppError> {
        let (world, province) = (self.world(), self.province());
        let unit = world.unit_at(code, self.now().day()).ok_or(AppError::NotFound)?;
        if world.province_of(&unit.id) == province { Ok(unit.clone()) } else { Err(AppError::NotFound) }
    }

    /// What a unit says of its office.
    pub fn office_info(&self, unit: &UnitId) -> OfficeInfo {
        self.world().info(unit).cloned().unwrap_or_default()
    }

    /// Who works at a unit's one-stop today: leaders first, then by name.
    pub async fn office_staff(&self, unit: &UnitId) -> Result<Vec<Staff>, AppError> {
        let (scope, today) = (Scope::Unit(unit.clone()), self.now().day());
        let accounts = self.inner.store.read(move |r| r.accounts(&scope)).await?;
        let one = |account: domain::identity::Account| {
            let role = at_the_counter(&account.roles_on(today)).filter(|_| account.moved_to.is_none())?;
            Some(Staff { name: account.name, title: account.title, role })
        };
        let mut staff: Vec<Staff> = accounts.into_iter().filter_map(one).collect();
        staff.sort_by_cached_key(|s| (s.role != Role::Leader, fold(&s.name)));
        Ok(staff)
    }

    /// Says where the actor's office is and how to reach it.
    pub async fn info_set(
        &self,
        actor: &Actor,
        input: &InfoInput,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        let typed = input.check()?;
        self.info_put(actor, once, move |before| Ok(before.reached_as(typed.clone()))).await
    }

    /// Announces something to everybody.
    pub async fn announce(
        &self,
        actor: &Actor,
        input: &ToAnnounce,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        let today = self.now().day();
        let new = input.check(today)?;
        let put = move |before: OfficeInfo| before.announce(new.clone(), today).map_err(No::Fault);
        self.info_put(actor, once, put).await
    }

    /// Takes an announcement back.
    pub async fn announcement_withdraw(
        &self,
        actor: &Actor,
        number: u32,
        once: Option<Once>,
    ) -> Result<(), AppError> {
        self.info_put(actor, once, move |before| before.without(number).ok_or(No::Unknown)).await
    }

    /// Puts the page of the actor's unit on record, as it follows from the one before.
    async fn info_put(
        &self,
        actor: &Actor,
        once: Option<Once>,
        after: impl Fn(OfficeInfo) -> Result<OfficeInfo, No> + Send + Sync + 'static,
    ) -> Result<(), AppError> {
        if !may(actor, Right::HoursManage, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        let now = self.now();
        let stamp = self.stamp_as(now, actor, &Right::HoursManage.roles());
        let reads = Reads {
            records: vec![(RecordKind::OfficeInfo, OfficeInfo::KEY.to_owned())],
            idempotency: key_of(once, actor, now)?,
            ..Reads::of(actor.unit.clone())
        };
        let run = move |loaded: &Loaded| -> Result<Writes, No> {
            let before = loaded.record(RecordKind::OfficeInfo, OfficeInfo::KEY).map(Record::read);
            let before: OfficeInfo = before.transpose().map_err(No::Json)?.unwrap_or_default();
            let body = after(before)?.text().map_err(No::Json)?;
            let (kind, key) = (RecordKind::OfficeInfo, OfficeInfo::KEY.to_owned());
            let records = vec![RecordChange { stamp: stamp.clone(), kind, key, body }];
            Ok(Writes { records, ..Writes::default() })
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => self.reload_world().await,
            Outcome::Refused(No::Fault(fault)) => {
                Err(AppError::Invalid(vec![Problem::new("until", fault.key())]))
            }
            Outcome::Refused(No::Unknown) => Err(AppError::NotFound),
            Outcome::Refused(No::Json(error)) => Err(AppError::fault(error)),
        }
    }
}
