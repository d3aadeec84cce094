//! What an act's changes make of a unit's registers.

use super::{Holder, MadeBy, Registered, key, series, year_of};
use crate::dossier::{Dossier, Refusal, RefusalCode};
use crate::packs::pack::{Register, Validity};
use crate::packs::{Change, Definition, RecordChange, form_data_faults};
use crate::words::{Day, PartName, StepId};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is known of a unit's registers while an act writes into them.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Records by key.
    pub records: BTreeMap<String, Registered>,
    /// The last number of each series, 0 before the first.
    pub last: BTreeMap<String, u32>,
}

/// The act that writes.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The procedure in the revision that the dossier keeps.
    pub definition: &'a Definition,
    /// The dossier as the act leaves it.
    pub dossier: &'a Dossier,
    /// The act.
    pub act: &'a StepId,
    /// When.
    pub day: Day,
}

/// What must be known before changes are written: keys of records, and series.
pub fn wanted(changes: &[RecordChange], definition: &Definition, day: Day) -> (Vec<String>, Vec<String>) {
    let (mut keys, mut all) = (Vec::new(), Vec::new());
    for change in changes {
        let Some(register) = definition.registers.get(&change.register) else { continue };
        match (&change.number, change.change) {
            (_, Change::Create) => all.push(series(&change.register, year_of(register, day))),
            (Some(number), _) => keys.push(key(&change.register, number)),
            (None, _) => {}
        }
    }
    all.dedup();
    (keys, all)
}

/// Writes changes one after another; gives the records as they are from now on, in that order.
pub fn write(changes: &[RecordChange], at: Writing<'_>, book: &mut Book) -> Result<Vec<Registered>, Refusal> {
    let mut written = Vec::with_capacity(changes.len());
    for change in changes {
        let registers = &at.definition.registers;
        let register =
            registers.get(&change.register).ok_or_else(|| faulty(format!("register {}", change.register)))?;
        let record = match change.change {
            Change::Create => at.create(change, register, book)?,
            Change::Change | Change::Renew | Change::End => at.alter(change, register, book)?,
        };
        at.fits(register, &record)?;
        book.records.insert(record.key(), record.clone());
        written.push(record);
    }
    Ok(written)
}

impl Writing<'_> {
    fn create(
        &self,
        change: &RecordChange,
        register: &Register,
        book: &mut Book,
    ) -> Result<Registered, Refusal> {
        let year = year_of(register, self.day);
        // A number is only given by who knows the last one.
        let series = series(&change.register, year);
        let last = book.last.get_mut(&series).ok_or_else(|| faulty(format!("series {series}")))?;
        let sequence = last.saturating_add(1);
        let place = self.dossier.place();
        let number = register.number(u64::from(sequence), self.day.0.year(), place.unit.code());
        let number = number.ok_or_else(|| faulty(register.number.clone()))?;
        if book.records.contains_key(&key(&change.register, &number)) {
            return Err(refused(RefusalCode::RecordTaken, &change.register, &number));
        }
        *last = sequence;
        let who = &self.dossier.filing.applicant;
        let mut record = Registered {
            register: change.register.clone(),
            number,
            year,
            sequence,
            fields: change.fields.clone(),
            from: self.day,
            until: None,
            ended: None,
            holder: Holder {
                name: who.name.clone(),
                personal_number: who.personal_number.clone(),
                tax_code: who.tax_code.clone(),
                phone: who.phone.clone(),
            },
            change: Change::Create,
            made_by: self.made_by(),
            province: place.province,
        };
        record.until = until(register, &record)?;
        Ok(record)
    }

    fn alter(&self, change: &RecordChange, register: &Register, book: &Book) -> Result<Registered, Refusal> {
        let number = change.number.clone().unwrap_or_default();
        let missing = || refused(RefusalCode::RecordMissing, &change.register, &number);
        let before = book.records.get(&key(&change.register, &number)).ok_or_else(missing)?;
        if before.ended.is_some() {
            return Err(refused(RefusalCode::RecordEnded, &change.register, &number));
        }
        let province = self.dossier.place().province;
        let (change_kind, made_by) = (change.change, self.made_by());
        let mut record = Registered { change: change_kind, made_by, province, ..before.clone() };
        record.fields.extend(change.fields.clone());
        match change.change {
            Change::End => record.ended = Some(self.day),
            Change::Renew => {
                record.from = self.day;
                record.until = until(register, &record)?;
            }
            // What follows from its fields follows from them still.
            Change::Change if matches!(register.validity, Some(Validity::Until(_))) => {
                record.until = until(register, &record)?;
            }
            Change::Create | Change::Change => {}
        }
        Ok(record)
    }

    fn made_by(&self) -> MadeBy {
        let filing = &self.dossier.filing;
        MadeBy {
            dossier: filing.id,
            code: filing.code.clone(),
            procedure: filing.procedure.clone(),
            revision: filing.revision.clone(),
            act: self.act.clone(),
        }
    }

    /// Whether a record is what its register's form asks for.
    fn fits(&self, register: &Register, record: &Registered) -> Result<(), Refusal> {
        let form = self.definition.forms.get(&register.form);
        let form = form.ok_or_else(|| faulty(format!("form {}", register.form)))?;
        let Some(fault) = form_data_faults(form, &record.fields).into_iter().next() else { return Ok(()) };
        let mut refusal = refused(RefusalCode::RecordUnfit, &record.register, &record.number);
        refusal.facts.push(("field", fault.pointer.trim_start_matches('/').to_owned()));
        Err(refusal)
    }
}

/// The last day on which a record holds that begins on its day.
fn until(register: &Register, record: &Registered) -> Result<Option<Day>, Refusal> {
    let (from, months) = (record.from, |n: u32| record.from.plus_months(i64::from(n)));
    Ok(match &register.validity {
        None => None,
        Some(Validity::Days(n)) => Some(from.plus(i64::from(*n))),
        Some(Validity::Months(n)) => Some(months(*n)),
        Some(Validity::Years(n)) => Some(months(n.saturating_mul(12))),
        Some(Validity::Until(expression)) => {
            let known = |name: &str| Some(record.fields.get(name).cloned().unwrap_or(Value::Null));
            let value = expression.evaluate(&known).map_err(|fault| faulty(fault.to_string()))?;
            match value {
                Value::Null => None,
                value => {
                    let day = value.as_str().and_then(Day::parse);
                    Some(day.ok_or_else(|| faulty(format!("{}: {value}", expression.source())))?)
                }
            }
        }
    })
}

fn refused(code: RefusalCode, register: &PartName, number: &str) -> Refusal {
    Refusal::of(code, vec![("register", register.to_string()), ("number", number.to_owned())])
}

fn faulty(fault: String) -> Refusal {
    Refusal::of(RefusalCode::GuardFaulty, vec![("fault", fault)])
}
