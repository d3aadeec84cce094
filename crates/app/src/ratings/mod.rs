//! Ratings: who holds the receipt's proof says once how a dossier was served, after it was answered.
//!
//! A rating waits beside the ledger under the dossier's mark, which only the node can make, with its day
//! and no more of the time. No idempotency key is kept for it: its digest would give the answer away to
//! whoever tries all three. The mark makes repeating harmless. What is written and told of it: `gather`,
//! `figures`.

mod figures;
mod gather;
mod tablet;

pub use figures::{Heard, UnitSatisfaction};
pub use tablet::{OnTablet, TabletLink};

use crate::error::Problem;
use crate::{App, AppError};
use domain::dossier::{Dossier, DossierCode};
use domain::ratings::{Rating, RatingFault, Waiting, may_be_rated};
use domain::words::{ProcedureCode, UnitId};
use store::Beside;
use store::read::Reader;

/// Whether a dossier can be rated now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingStanding {
    /// It isn't answered yet.
    Early,
    /// It can.
    Open,
    /// It was rated.
    Rated,
}

/// A dossier that somebody wants to rate: what everybody who has its proof may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingAsked {
    /// The code.
    pub code: DossierCode,
    /// Who served.
    pub unit: UnitId,
    /// What was asked for.
    pub procedure: ProcedureCode,
    /// Whether it can be rated.
    pub standing: RatingStanding,
}

/// A rating as it was typed.
#[derive(Clone, Debug, Default)]
pub struct RatingInput {
    /// One of the three answers.
    pub answer: String,
    /// Reasons.
    pub reasons: Vec<String>,
    /// Free words.
    pub words: String,
}

impl RatingInput {
    /// Reads it; names every problem.
    pub fn read(&self) -> Result<Rating, AppError> {
        let reasons: Vec<&str> = self.reasons.iter().map(String::as_str).collect();
        let problem = |fault: RatingFault| {
            Problem::new(fault.field(), fault.key()).with("most", domain::ratings::WORDS)
        };
        let read = Rating::read(&self.answer, &reasons, &self.words);
        read.map_err(|faults| AppError::Invalid(faults.into_iter().map(problem).collect()))
    }
}

/// A dossier with what the mark says.
struct Marked {
    dossier: Dossier,
    mark: String,
    rated: bool,
}

impl Marked {
    /// Who served: who had it when it was answered.
    fn unit(&self) -> UnitId {
        self.dossier.place().unit
    }

    fn asked(&self) -> RatingAsked {
        let standing = match (self.rated, may_be_rated(&self.dossier)) {
            (true, _) => RatingStanding::Rated,
            (false, true) => RatingStanding::Open,
            (false, false) => RatingStanding::Early,
        };
        RatingAsked {
            code: self.dossier.filing.code.clone(),
            unit: self.unit(),
            procedure: self.dossier.filing.procedure.clone(),
            standing,
        }
    }
}

impl App {
    /// What lets somebody rate this dossier: for links in notices and on the page behind a receipt's QR code.
    pub fn rating_proof(&self, code: &DossierCode) -> String {
        self.signer().rating_proof(code)
    }

    /// Whether this is a unit's own machine: its dossiers are rated at the province's address.
    pub async fn rated_elsewhere(&self) -> Result<bool, AppError> {
        Ok(self.living().await?.at_box())
    }

    /// The dossier that a proof belongs to; not found where the proof is another's or none.
    pub async fn rating_ask(&self, code: &str, proof: &str) -> Result<RatingAsked, AppError> {
        Ok(self.marked(code, proof).await?.asked())
    }

    /// Rates it, and says how it stood before: nothing is written unless it could be rated.
    pub async fn rate(
        &self,
        code: &str,
        proof: &str,
        input: &RatingInput,
    ) -> Result<RatingStanding, AppError> {
        let rating = input.read()?;
        let marked = self.marked(code, proof).await?;
        let standing = marked.asked().standing;
        if standing == RatingStanding::Open {
            let unit = marked.unit();
            let waiting = Waiting { mark: marked.mark, day: self.now().day(), rating };
            self.inner.store.put_beside(unit, vec![Beside::Rated(waiting)]).await?;
        }
        Ok(standing)
    }

    async fn marked(&self, code: &str, proof: &str) -> Result<Marked, AppError> {
        let code: DossierCode = code.parse().map_err(|_| AppError::NotFound)?;
        if !self.signer().proves_rating(&code, proof) {
            return Err(AppError::NotFound);
        }
        // Where everybody reaches it, and there alone: two nodes with two keys could not tell that it was
        // rated.
        if self.rated_elsewhere().await? {
            return Err(AppError::NotFound);
        }
        let (app, province) = (self.clone(), self.province());
        let read = move |r: &Reader<'_>| {
            let Some(found) = r.dossier_by_code(&code)? else { return Ok(None) };
            let id = found.dossier.id();
            let dossier = found.dossier;
            let mark = app.signer().rating_mark(id);
            let mut rated = false;
            // A dossier that went on to another unit was perhaps rated before.
            for unit in r.dossier_units(id)? {
                rated = rated || r.rated(&ledgers(&unit, &province), &unit, &mark)?;
            }
            Ok(Some(Marked { dossier, mark, rated }))
        };
        self.inner.store.read(read).await?.ok_or(AppError::NotFound)
    }
}

/// The ledgers in which a unit's batches may stand: its own, and the province's where its own is written
/// elsewhere.
fn ledgers(unit: &UnitId, province: &UnitId) -> Vec<UnitId> {
    if unit == province { vec![unit.clone()] } else { vec![unit.clone(), province.clone()] }
}
