//! A tablet at the counter. It is signed in as nobody: it has an address that is good for one day and one
//! officer, and shows the dossier that this officer put on it until somebody answers on it, or for a quarter
//! of an hour: whether it was rated elsewhere changes nothing. The officer's own page never says whether it
//! was rated, and what was tapped is told to nobody.

use super::RatingAsked;
use crate::{App, AppError};
use domain::dossier::DossierCode;
use domain::identity::{Actor, Right, may};
use domain::words::{Day, DossierId, Moment, PersonId, UnitId};
use store::read::Reader;
use store::{Beside, DossierRow, StoreError};

/// How long a dossier stays on a tablet, in minutes.
const MINUTES: i64 = 15;
/// How many dossiers the officer chooses from.
const LAST: u32 = 20;

/// What a tablet's address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabletLink {
    /// Whose tablet.
    pub officer: String,
    /// On which day.
    pub day: String,
    /// What only the node could write.
    pub proof: String,
}

/// What a tablet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTablet {
    /// The dossier, with the proof that lets the person rate it; none while nobody is to rate anything.
    pub dossier: Option<(RatingAsked, String)>,
}

/// What lies on a tablet.
struct Lying {
    /// Since when.
    at: Moment,
    /// Beside whose ledger that is kept.
    unit: UnitId,
    code: DossierCode,
}

impl Lying {
    fn text(&self) -> String {
        format!("{}|{}|{}", self.at.millis(), self.unit, self.code)
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '|');
        let at = Moment::from_millis(parts.next()?.parse().ok()?);
        Some(Self { at, unit: parts.next()?.parse().ok()?, code: parts.next()?.parse().ok()? })
    }
}

fn setting(officer: PersonId) -> String {
    format!("tablet:{officer}")
}

impl App {
    /// The address of the officer's tablet, today.
    pub fn tablet_link(&self, actor: &Actor) -> TabletLink {
        let (officer, day) = (actor.person, self.now().day());
        let proof = self.signer().tablet_proof(officer, day);
        TabletLink { officer: officer.to_string(), day: day.to_string(), proof }
    }

    /// What the officer's unit handed over last, the newest first.
    pub async fn tablet_choices(&self, actor: &Actor) -> Result<Vec<DossierRow>, AppError> {
        let (unit, scope) = (actor.unit.clone(), domain::identity::scope(actor, Right::DossierReceive));
        let read = move |r: &Reader<'_>| -> Result<_, StoreError> {
            let mut rows: Vec<DossierRow> = Vec::new();
            for id in r.delivered_last(&unit, LAST)? {
                let Some(found) = r.dossier(id)? else { continue };
                let code = found.dossier.filing.code.as_str().to_owned();
                rows.extend(r.search(&scope, &code, 1)?.into_iter().filter(|row| row.id == id));
            }
            Ok(rows)
        };
        Ok(self.inner.store.read(read).await?)
    }

    /// Puts a dossier of the officer's unit on the officer's tablet.
    pub async fn tablet_show(&self, actor: &Actor, id: DossierId) -> Result<DossierCode, AppError> {
        let dossier = self.dossier_seen(actor, id).await?;
        let place = dossier.place();
        if !may(actor, Right::DossierReceive, &place) {
            return Err(AppError::Forbidden);
        }
        let code = dossier.filing.code.clone();
        let lying = Lying { at: self.now(), unit: actor.unit.clone(), code: code.clone() };
        let meta = Beside::Meta { key: setting(actor.person), value: lying.text() };
        self.inner.store.put_beside(actor.unit.clone(), vec![meta]).await?;
        Ok(code)
    }

    /// What a tablet shows now; not found where the address is not of today, or nobody's.
    pub async fn tablet_now(&self, link: &TabletLink) -> Result<OnTablet, AppError> {
        let officer = self.tablet_of(link)?;
        if self.rated_elsewhere().await? {
            return Err(AppError::NotFound);
        }
        let nothing = OnTablet { dossier: None };
        let Some(lying) = self.tablet_lying(officer).await? else { return Ok(nothing) };
        if lying.at.plus_minutes(MINUTES) < self.now() {
            return Ok(nothing);
        }
        let proof = self.rating_proof(&lying.code);
        let asked = self.rating_ask(lying.code.as_str(), &proof).await?;
        Ok(OnTablet { dossier: asked.answered.then_some((asked, proof)) })
    }

    /// Whose tablet an address of today is of.
    pub(super) fn tablet_of(&self, link: &TabletLink) -> Result<PersonId, AppError> {
        let officer: PersonId = link.officer.parse().map_err(|_| AppError::NotFound)?;
        let day = Day::parse(&link.day).ok_or(AppError::NotFound)?;
        let opens = day == self.now().day() && self.signer().opens_tablet(officer, day, &link.proof);
        if opens { Ok(officer) } else { Err(AppError::NotFound) }
    }

    /// Somebody answered on a tablet: it is idle, unless another dossier was put there meanwhile.
    pub(super) async fn tablet_answered(
        &self,
        officer: PersonId,
        code: &DossierCode,
    ) -> Result<(), AppError> {
        if let Some(lying) = self.tablet_lying(officer).await?.filter(|lying| lying.code == *code) {
            let idle = Beside::Meta { key: setting(officer), value: String::new() };
            self.inner.store.put_beside(lying.unit, vec![idle]).await?;
        }
        Ok(())
    }

    async fn tablet_lying(&self, officer: PersonId) -> Result<Option<Lying>, AppError> {
        let read = move |r: &Reader<'_>| match r.account(officer)? {
            Some(account) => r.setting(&account.unit, &setting(officer)),
            None => Ok(None),
        };
        let kept = self.inner.store.read(read).await?;
        Ok(kept.as_deref().and_then(Lying::read))
    }
}
