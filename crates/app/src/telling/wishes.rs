//! How citizens want to be told.

use crate::{App, AppError, Problem};
use domain::dossier::DossierCode;
use domain::notify::{Contact, Notice, Wish, Wished};
use domain::records::{Body as _, RecordKind};
use domain::words::PersonId;
use store::{Loaded, Reads, RecordChange, Stamp, Writes};

impl App {
    /// How a citizen wants to be told; nothing special where they never said.
    pub async fn wishes(&self, person: PersonId) -> Result<Wished, AppError> {
        let (province, key) = (self.province(), person.to_string());
        let found = self.inner.store.read(move |r| r.record(&province, RecordKind::Wish, &key)).await?;
        found.map_or_else(|| Ok(Wished::default()), |record| record.read().map_err(AppError::fault))
    }

    /// Sets it, whole. What is as it was adds no entry.
    pub async fn wishes_set(&self, person: PersonId, wished: &Wished) -> Result<(), AppError> {
        let problems = wished.problems();
        if !problems.is_empty() {
            let problems = problems.into_iter().map(|(field, key)| Problem::new(field, key));
            return Err(AppError::Invalid(problems.collect()));
        }
        let (kind, key) = (RecordKind::Wish, person.to_string());
        let body = wished.text().map_err(AppError::fault)?;
        let stamp = Stamp { at: self.now(), actor: key.clone(), salt: self.random() };
        let change = RecordChange { stamp, kind, key: key.clone(), body };
        let reads = Reads { records: vec![(kind, key.clone())], ..Reads::of(self.province()) };
        let decide = move |loaded: &Loaded| match loaded.record(kind, &key) {
            Some(known) if known.body == change.body => Err(()),
            _ => Ok(Writes { records: vec![change.clone()], ..Writes::default() }),
        };
        self.inner.store.submit(reads, decide).await?;
        Ok(())
    }

    /// Where somebody can be reached about a notice, and how they want to be: who sent the dossier said so.
    pub(crate) async fn reached(&self, notice: &Notice) -> Result<(Contact, Wish), AppError> {
        let nothing = || (Wished::default().contact(&notice.phone), Wish::default());
        // What officers are told is theirs, and a code goes to the telephone that it is about.
        if notice.officers.is_some() {
            return Ok(nothing());
        }
        let Ok(code) = notice.code.parse::<DossierCode>() else { return Ok(nothing()) };
        let found = self.inner.store.read(move |r| r.dossier_by_code(&code)).await?;
        let submitter = found.and_then(|found| found.dossier.filing.submitter);
        // Who applied for somebody else is not who is told.
        let Some(person) = submitter.filter(|s| s.intermediary.is_none()).map(|s| s.person) else {
            return Ok(nothing());
        };
        let wished = self.wishes(person).await?;
        Ok((wished.contact(&notice.phone), wished.wish))
    }
}
