//! One dossier, and looking one up.

use super::scope::Where;
use super::{ENTRY_COLUMNS, Reader, entry};
use crate::db::{Row, params};
use crate::error::StoreError;
use crate::project::dossier::{AFTER, COLUMNS, DossierRow, state_of};
use domain::dossier::{Dossier, DossierCode};
use domain::identity::{Place, Scope};
use domain::ledger::{Entry, Subject};
use domain::words::{DossierId, Phone, UnitId, fold};

/// A dossier, and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The dossier.
    pub dossier: Dossier,
    /// In whose scope it lies: its owner's, or the scope of who keeps a closed unit's archive.
    pub kept: Place,
}

const FOUND: &str = "select state, keeper, province from dossier";

fn found(row: &Row<'_>) -> Result<Found, StoreError> {
    let kept = Place { unit: row.word(1)?, province: row.word(2)? };
    Ok(Found { dossier: state_of(row.text(0)?)?, kept })
}

impl Reader<'_> {
    /// A dossier by its id, as it stands in the ledger that spoke of it last. Whether the reader may see it
    /// is for the caller to ask of where it lies.
    pub fn dossier(&self, id: DossierId) -> Result<Option<Found>, StoreError> {
        let sql = format!("{FOUND} where id = $1 order by version desc limit 1");
        self.db.first(&sql, params![id], found)
    }

    /// A dossier by its code: tracking.
    pub fn dossier_by_code(&self, code: &DossierCode) -> Result<Option<Found>, StoreError> {
        let sql = format!("{FOUND} where code = $1 order by version desc limit 1");
        self.db.first(&sql, params![code.as_str()], found)
    }

    /// A dossier by its code together with the telephone that stands on it. Nothing else tells a code that
    /// nobody has from a telephone that isn't on it: the database does the same for both.
    pub fn dossier_by_code_and_phone(
        &self,
        code: &DossierCode,
        phone: &Phone,
    ) -> Result<Option<Found>, StoreError> {
        let sql = format!(
            "{FOUND} where code = $1 and phone = $2 and not exists (select 1 from dossier later \
             where later.id = dossier.id and later.version > dossier.version) limit 1"
        );
        self.db.first(&sql, params![code.as_str(), phone.as_str()], found)
    }

    /// What happened to a thing, in order.
    pub fn history(&self, subject: &Subject) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "select {ENTRY_COLUMNS} from entry where subject = $1 and subject_kind = $2 order by version"
        );
        self.db.all(&sql, params![&subject.id, &subject.kind], entry)
    }

    /// What happened to a dossier, in order.
    pub fn dossier_history(&self, id: DossierId) -> Result<Vec<Entry>, StoreError> {
        self.history(&Subject { kind: "dossier".to_owned(), id: id.to_string() })
    }

    /// Dossiers that fit what somebody typed: a code, a personal number, tax code or telephone, or the
    /// beginning of a name with or without diacritics. Names come in order, at most `limit`. In a unit that
    /// includes what it took in, or was sent, and another unit has by now: as it stands there.
    pub fn search(&self, scope: &Scope, text: &str, limit: u32) -> Result<Vec<DossierRow>, StoreError> {
        let Some(mut cond) = Where::dossiers(scope) else { return Ok(Vec::new()) };
        if !matches!(scope, Scope::Unit(_)) {
            cond.newest();
        }
        let order = if let Ok(code) = text.parse::<DossierCode>() {
            cond.and("code = ?", code.as_str().to_owned());
            "id"
        } else if let Some(number) = number_like(text) {
            let phone = number.strip_prefix('0').map_or_else(|| number.clone(), |rest| format!("84{rest}"));
            let (number, phone) = (cond.value(number), cond.value(phone));
            cond.plain(&format!("(number = {number} or phone = {phone})"));
            "id desc"
        } else {
            let folded = fold(text);
            if folded.is_empty() {
                return Ok(Vec::new());
            }
            // Folded text has no character above `z` in Latin script; U+FFFF ends the range in any.
            let end = format!("{folded}\u{ffff}");
            cond.and("applicant_fold >= ?", folded);
            cond.and("applicant_fold < ?", end);
            "applicant_fold, id"
        };
        let limit = cond.value(limit);
        let sql =
            format!("select {COLUMNS} from dossier where {} order by {order} limit {limit}", cond.sql());
        let found = self.db.all(&sql, cond.params(), DossierRow::read)?;
        match scope {
            Scope::Unit(unit) => self.as_they_stand(unit, found),
            _ => Ok(found),
        }
    }

    /// A unit's rows, with what went on elsewhere as it stands there. Only what the unit answers for is told:
    /// what a reorganisation took from it, or from a unit whose archive it keeps, is the other unit's.
    fn as_they_stand(&self, unit: &UnitId, found: Vec<DossierRow>) -> Result<Vec<DossierRow>, StoreError> {
        let mut rows: Vec<DossierRow> = Vec::with_capacity(found.len());
        for row in found {
            let newest = if row.moved_to.is_some() { self.elsewhere(unit, row)? } else { Some(row) };
            // A closed unit's row and its keeper's may be of one dossier.
            let new = newest.filter(|row| rows.iter().all(|known| known.id != row.id));
            rows.extend(new);
        }
        Ok(rows)
    }

    /// The newest row of a dossier that was handed over, where it is this unit's to know.
    fn elsewhere(&self, unit: &UnitId, row: DossierRow) -> Result<Option<DossierRow>, StoreError> {
        let sql = format!(
            "select {COLUMNS}, state from dossier where id = $1 and version > $2 \
             order by version desc limit 1"
        );
        let later = self.db.first(&sql, params![row.id, row.version], |r| {
            Ok((DossierRow::read(r)?, state_of(r.text(AFTER)?)?))
        })?;
        let Some((newest, dossier)) = later else { return Ok(Some(row)) };
        let theirs = newest.keeper == *unit
            || dossier.filing.unit == *unit
            || dossier.competent.is_some_and(|place| place.unit == *unit);
        Ok(theirs.then_some(newest))
    }
}

/// Nine digits or more with spaces, dots, dashes or a plus: a number and not a name.
fn number_like(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !".+".contains(*c)).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let other = text.chars().filter(|c| !c.is_ascii_digit()).all(|c| c == '-');
    (digits >= 9 && other).then_some(text)
}
