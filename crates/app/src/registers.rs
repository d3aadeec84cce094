//! Registers read: which ones a person sees, lists with search, a record with its history, and what everybody
//! may know who has a certificate.

use crate::catalogue::RunningRegister;
use crate::dossier::names_of;
use crate::{App, AppError};
use domain::identity::{Actor, Place, Scope, Who};
use domain::records::RecordKind;
use domain::registers::{Registered, Standing, key, register_scope};
use domain::words::{Day, Moment, PartName, UnitId};
use serde_json::{Map, Value};
use std::sync::Arc;
use store::read::{RegisterFilter, RegisterPage, RegisterRow};

/// Most rows of a page.
const MOST: u32 = 200;
/// Most characters of a search.
const TEXT: usize = 100;

/// What is asked of a register.
#[derive(Clone, Debug, Default)]
pub struct RegisterQuery {
    /// A unit's code; empty for all that the actor sees.
    pub unit: String,
    /// Words, with or without diacritics.
    pub text: String,
    /// Only what holds and runs out within so many days.
    pub ends_within: Option<u32>,
    /// Rows a page; 0 for 50.
    pub limit: u32,
    /// Where the page before ended.
    pub cursor: String,
}

/// A version of a record.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number: 1, 2, 3, …
    pub version: u32,
    /// When it was made.
    pub at: Moment,
    /// By whom, by name; `system:…` for what no person did.
    pub by: String,
    /// What it says; none where the entry was erased by law.
    pub said: Option<Registered>,
}

/// A record with its history.
#[derive(Clone, Debug)]
pub struct RecordLook {
    /// Its register.
    pub register: Arc<RunningRegister>,
    /// The record, and where it lies.
    pub row: RegisterRow,
    /// Its versions, the newest first.
    pub history: Vec<Version>,
    /// Where its certificate's QR code leads: a path on the public site.
    pub certificate: String,
}

/// What everybody may know of a record who has its certificate.
#[derive(Clone, Debug)]
pub struct Certified {
    /// Its register.
    pub register: Arc<RunningRegister>,
    /// Its number.
    pub number: String,
    /// The unit that keeps it.
    pub unit: UnitId,
    /// What the certificate is worth today.
    pub standing: Standing,
    /// The fields that are public, as they are now.
    pub fields: Map<String, Value>,
    /// Since when it holds.
    pub from: Day,
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// When it was ended.
    pub ended: Option<Day>,
}

/// What a certificate says of itself.
#[derive(Clone, Debug, Default)]
pub struct Certificate {
    /// The register.
    pub register: String,
    /// The record's number.
    pub number: String,
    /// The unit, for all time.
    pub unit: String,
    /// Which version of the record it shows.
    pub version: String,
    /// Its check code.
    pub code: String,
}

impl App {
    /// The registers that the actor sees something of, by name.
    pub fn registers(&self, actor: &Actor) -> Vec<Arc<RunningRegister>> {
        let catalogue = self.catalogue();
        let seen = |r: &&Arc<RunningRegister>| sees(actor, r) != Scope::Nobody;
        catalogue.registers().filter(seen).cloned().collect()
    }

    /// A register of which the actor sees something; another is not there.
    fn register_seen(&self, actor: &Actor, name: &str) -> Result<(Arc<RunningRegister>, Scope), AppError> {
        let register = self.catalogue().register(name).cloned().ok_or(AppError::NotFound)?;
        match sees(actor, &register) {
            Scope::Nobody => Err(AppError::NotFound),
            scope => Ok((register, scope)),
        }
    }

    /// A page of a register, the newest number first.
    pub async fn register_list(
        &self,
        actor: &Actor,
        name: &str,
        query: &RegisterQuery,
    ) -> Result<(Arc<RunningRegister>, RegisterPage), AppError> {
        let (register, scope) = self.register_seen(actor, name)?;
        let scope = self.inside(scope, &query.unit)?;
        let today = self.now().day();
        let filter = RegisterFilter {
            register: register.name.clone(),
            text: query.text.chars().take(TEXT).collect(),
            ends: query.ends_within.map(|days| (today, today.plus(i64::from(days)))),
        };
        let limit = if query.limit == 0 { 50 } else { query.limit.min(MOST) };
        let after = (!query.cursor.is_empty()).then(|| query.cursor.clone());
        if after.as_ref().is_some_and(|after| !after.contains('|')) {
            return Err(AppError::invalid("cursor", "problem-cursor"));
        }
        let read = move |r: &store::Reader<'_>| r.register(&scope, &filter, after.as_deref(), limit);
        Ok((register, self.inner.store.read(read).await?))
    }

    /// A scope, inside one unit where one is named. A unit outside is not there.
    fn inside(&self, scope: Scope, unit: &str) -> Result<Scope, AppError> {
        if unit.is_empty() {
            return Ok(scope);
        }
        let world = self.world();
        let found = world.unit_at(unit, self.now().day()).ok_or(AppError::NotFound)?;
        let place = Place { unit: found.id.clone(), province: world.province_of(&found.id) };
        if scope.holds(&place) { Ok(Scope::Unit(place.unit)) } else { Err(AppError::NotFound) }
    }

    /// A record with its history. Where several units number alike, `unit` says whose is meant.
    pub async fn register_look(
        &self,
        actor: &Actor,
        name: &str,
        number: &str,
        unit: &str,
    ) -> Result<RecordLook, AppError> {
        let (register, scope) = self.register_seen(actor, name)?;
        let scope = self.inside(scope, unit)?;
        let record = key(&register.name, number);
        let read = move |r: &store::Reader<'_>| {
            let mut rows = r.registered(&scope, &record)?;
            if rows.is_empty() {
                return Ok(None);
            }
            let row = rows.remove(0);
            let entries = r.record_history(&row.unit, RecordKind::Register, &record)?;
            let names = names_of(r, &entries)?;
            Ok(Some((row, entries, names)))
        };
        let (row, entries, names) = self.inner.store.read(read).await?.ok_or(AppError::NotFound)?;
        let mut history = Vec::with_capacity(entries.len());
        for entry in entries.iter().rev() {
            let said = entry.body().map(serde_json::from_str).transpose().map_err(AppError::fault)?;
            let by = match entry.head.actor.parse() {
                Ok(Who::Person { person, .. }) => names.get(&person).cloned(),
                _ => None,
            };
            history.push(Version {
                version: entry.head.version,
                at: entry.head.at,
                by: by.unwrap_or_else(|| entry.head.actor.clone()),
                said,
            });
        }
        let certificate = self.certificate_link(&row.unit, &row.registered, row.version);
        Ok(RecordLook { register, row, history, certificate })
    }

    /// Where the QR code on a certificate leads: a path on the public site, with the code that only this node
    /// can make.
    pub fn certificate_link(&self, unit: &UnitId, record: &Registered, version: u32) -> String {
        let code = self.signer().check_code(unit.as_str(), &record.key(), version);
        // A number may have any letter: it is written byte by byte where a path can't have it.
        let number: String = record.number.bytes().map(escaped).collect();
        format!("/register/{}/{number}?u={unit}&v={version}&c={code}", record.register)
    }

    /// What a certificate is worth today; one that this node didn't make is not there.
    pub async fn certificate_check(&self, said: &Certificate) -> Result<Certified, AppError> {
        let unit: UnitId = said.unit.parse().map_err(|_| AppError::NotFound)?;
        let version: u32 = said.version.parse().map_err(|_| AppError::NotFound)?;
        let name: PartName = said.register.parse().map_err(|_| AppError::NotFound)?;
        let record = key(&name, &said.number);
        if !self.signer().checks(unit.as_str(), &record, version, &said.code) {
            return Err(AppError::NotFound);
        }
        let register = self.catalogue().register(name.as_str()).cloned().ok_or(AppError::NotFound)?;
        let read = move |r: &store::Reader<'_>| r.registered_in(&unit, &record);
        let row = self.inner.store.read(read).await?.ok_or(AppError::NotFound)?;
        let found = row.registered;
        let public = |(name, _): &(String, Value)| register.register.public.contains(name);
        Ok(Certified {
            standing: found.certified(version, row.version, self.now().day()),
            fields: found.fields.into_iter().filter(public).collect(),
            number: found.number,
            unit: row.kept.unit,
            from: found.from,
            until: found.until,
            ended: found.ended,
            register,
        })
    }
}

impl App {
    /// What everybody may know of a record who only found it: the fields that its register lists. A record of
    /// a register that lists none is not there.
    pub async fn record_listed(
        &self,
        register: &str,
        number: &str,
        unit: &str,
    ) -> Result<Certified, AppError> {
        let register = self.catalogue().register(register).cloned().ok_or(AppError::NotFound)?;
        let unit: UnitId = unit.parse().map_err(|_| AppError::NotFound)?;
        let listed = register.register.listed.clone();
        if listed.is_empty() {
            return Err(AppError::NotFound);
        }
        let record = key(&register.name, number);
        let read = move |r: &store::Reader<'_>| r.registered_in(&unit, &record);
        let row = self.inner.store.read(read).await?.ok_or(AppError::NotFound)?;
        let found = row.registered;
        Ok(Certified {
            standing: found.standing(self.now().day()),
            fields: found.fields.into_iter().filter(|(name, _)| listed.contains(name)).collect(),
            number: found.number,
            unit: row.kept.unit,
            from: found.from,
            until: found.until,
            ended: found.ended,
            register,
        })
    }
}

/// What an actor sees of a register: the policy of lists and single records.
fn sees(actor: &Actor, register: &RunningRegister) -> Scope {
    register_scope(actor, &register.register, &register.workers)
}

pub(crate) fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
