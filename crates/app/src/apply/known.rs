//! What is known of a citizen already, so that nobody asks for it again: from the own dossiers of the
//! province. Only who is known by face or fingerprint is told.

use crate::citizen::SignedCitizen;
use crate::dossier::{Known, Source};
use crate::{App, AppError};
use domain::identity::{Level, Scope};
use domain::packs::Origin;
use domain::words::{PersonalNumber, ProcedureCode};
use serde_json::Value;

/// Among how many of a person's last dossiers is looked.
const DOSSIERS: u32 = 40;

impl App {
    /// What the citizen's own earlier dossiers say, in the order of what is wanted.
    pub async fn citizen_known(
        &self,
        signed: &SignedCitizen,
        wanted: &[Origin],
    ) -> Result<Vec<Option<Known>>, AppError> {
        let sure = signed.citizen.level >= Level::Two;
        let number = signed.citizen.personal_number.as_ref().filter(|_| sure);
        let mut known = Vec::with_capacity(wanted.len());
        for origin in wanted {
            known.push(match (origin, number) {
                (Origin::Dossier { procedure, field }, Some(number)) => {
                    self.known_of_own(number, procedure, field).await?
                }
                _ => None,
            });
        }
        Ok(known)
    }

    async fn known_of_own(
        &self,
        number: &PersonalNumber,
        procedure: &ProcedureCode,
        field: &str,
    ) -> Result<Option<Known>, AppError> {
        let (scope, number, procedure) =
            (Scope::Province(self.province()), number.clone(), procedure.clone());
        let read = self.inner.store.read(move |r| {
            let rows = r.search(&scope, number.as_str(), DOSSIERS)?;
            let own = rows
                .iter()
                .filter(|row| row.number.as_deref() == Some(number.as_str()) && row.procedure == procedure);
            own.max_by_key(|row| row.filed_at).map(|row| r.dossier(row.id)).transpose()
        });
        Ok(read.await?.flatten().and_then(|found| {
            let filing = &found.dossier.filing;
            let pointer = format!("/{}", field.replace('.', "/"));
            let value = Value::Object(filing.data.clone()).pointer(&pointer).cloned()?;
            let source = Source::Dossier { code: filing.code.clone(), day: found.dossier.filed.day() };
            Some(Known { value, source })
        }))
    }
}
