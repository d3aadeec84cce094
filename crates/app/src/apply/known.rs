//! What is known of a citizen already, so that nobody asks for it again: from the own dossiers of the
//! province. Only who is known by face or fingerprint is told.

use crate::citizen::SignedCitizen;
use crate::dossier::{Known, Source};
use crate::own::own_of;
use crate::{App, AppError};
use domain::identity::{Level, Own, Scope};
use domain::packs::Origin;
use domain::words::ProcedureCode;
use serde_json::Value;
use store::read::{Sort, WorklistFilter};

impl App {
    /// What the citizen's own earlier dossiers say, in the order of what is wanted.
    pub async fn citizen_known(
        &self,
        signed: &SignedCitizen,
        wanted: &[Origin],
    ) -> Result<Vec<Option<Known>>, AppError> {
        let own = Some(own_of(signed)).filter(|own| own.level >= Level::Two);
        let mut known = Vec::with_capacity(wanted.len());
        for origin in wanted {
            known.push(match (origin, &own) {
                (Origin::Dossier { procedure, field }, Some(own)) => {
                    self.known_of_own(own, procedure, field).await?
                }
                _ => None,
            });
        }
        Ok(known)
    }

    async fn known_of_own(
        &self,
        own: &Own,
        procedure: &ProcedureCode,
        field: &str,
    ) -> Result<Option<Known>, AppError> {
        let scope = Scope::Own(Box::new(own.clone()));
        let filter = WorklistFilter { procedure: Some(procedure.clone()), ..WorklistFilter::default() };
        let read = self.inner.store.read(move |r| {
            let last = r.worklist(&scope, &filter, Sort::Newest, None, 1)?.rows;
            last.first().map(|row| r.dossier(row.id)).transpose()
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
