//! What is known of a person already, so that nobody asks for it again: from the person's last dossier of a
//! procedure in the unit, and from the person's newest record in a register that the officer sees. It is
//! proposed to officers, and to nobody else.

use crate::registers::RegisterQuery;
use crate::{App, AppError};
use domain::dossier::DossierCode;
use domain::identity::{Actor, Right, Scope, may};
use domain::packs::{Origin, Text};
use domain::words::{Day, PersonalNumber, ProcedureCode};
use serde_json::{Map, Value};
use store::read::RegisterRow;

/// Among how many of a person's last dossiers is looked.
const DOSSIERS: u32 = 40;

/// Where a value was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In a dossier that was filed on this day.
    Dossier {
        /// Its code.
        code: DossierCode,
        /// When it was filed.
        day: Day,
    },
    /// In a record of a register that holds.
    Register {
        /// What the register is called.
        title: Text,
        /// The record's number.
        number: String,
    },
}

/// A value that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// What it is.
    pub value: Value,
    /// Where it was found.
    pub source: Source,
}

impl App {
    /// What is known of the person of a number, in the order of what is wanted. What the applicant says of
    /// oneself is on the page already, and not looked for.
    pub async fn known(
        &self,
        actor: &Actor,
        number: &str,
        wanted: &[Origin],
    ) -> Result<Vec<Option<Known>>, AppError> {
        let place = actor.place();
        let nothing = || wanted.iter().map(|_| None).collect();
        if !may(actor, Right::DossierReceive, &place) || !may(actor, Right::DossierRead, &place) {
            return Ok(nothing());
        }
        let Ok(number) = PersonalNumber::parse(number, self.numbers()) else { return Ok(nothing()) };
        let mut known = Vec::with_capacity(wanted.len());
        for origin in wanted {
            known.push(match origin {
                Origin::Dossier { procedure, field } => {
                    self.known_of_dossier(actor, &number, procedure, field).await?
                }
                Origin::Register { register, field } => {
                    self.known_of_register(actor, &number, register.as_str(), field).await?
                }
                Origin::Identity(_) => None,
            });
        }
        Ok(known)
    }

    async fn known_of_register(
        &self,
        actor: &Actor,
        number: &PersonalNumber,
        register: &str,
        field: &str,
    ) -> Result<Option<Known>, AppError> {
        let unit = actor.unit.code().to_owned();
        let query = RegisterQuery { unit, text: number.as_str().to_owned(), ..RegisterQuery::default() };
        let (register, page) = match self.register_list(actor, register, &query).await {
            Ok(found) => found,
            // A register that this office doesn't keep, or this person doesn't see, says nothing.
            Err(AppError::NotFound | AppError::Forbidden) => return Ok(None),
            Err(other) => return Err(other),
        };
        let of_person = |row: &&RegisterRow| {
            row.registered.holder.personal_number.as_ref() == Some(number) && row.registered.ended.is_none()
        };
        Ok(page.rows.iter().find(of_person).and_then(|row| {
            let value = at(&row.registered.fields, field)?;
            let (title, number) = (register.register.title.clone(), row.registered.number.clone());
            Some(Known { value, source: Source::Register { title, number } })
        }))
    }

    async fn known_of_dossier(
        &self,
        actor: &Actor,
        number: &PersonalNumber,
        procedure: &ProcedureCode,
        field: &str,
    ) -> Result<Option<Known>, AppError> {
        let (unit, number, procedure) = (actor.unit.clone(), number.clone(), procedure.clone());
        let read = self.inner.store.read(move |r| {
            let rows = r.search(&Scope::Unit(unit), number.as_str(), DOSSIERS)?;
            let of_person = rows
                .iter()
                .filter(|row| row.number.as_deref() == Some(number.as_str()) && row.procedure == procedure);
            of_person.max_by_key(|row| row.filed_at).map(|row| r.dossier(row.id)).transpose()
        });
        let found = read.await?.flatten().filter(|f| may(actor, Right::DossierRead, &f.kept));
        Ok(found.and_then(|f| {
            let filing = &f.dossier.filing;
            let value = at(&filing.data, field)?;
            let source = Source::Dossier { code: filing.code.clone(), day: f.dossier.filed.day() };
            Some(Known { value, source })
        }))
    }
}

/// A field of data by its name; dots lead into groups.
fn at(data: &Map<String, Value>, field: &str) -> Option<Value> {
    Value::Object(data.clone()).pointer(&format!("/{}", field.replace('.', "/"))).cloned()
}
