//! One dossier, and looking one up.

use super::scope::Where;
use super::{ENTRY_COLUMNS, Reader, entry};
use crate::db::params;
use crate::error::StoreError;
use crate::project::dossier::{COLUMNS, DossierRow, state_of};
use domain::dossier::{Dossier, DossierCode};
use domain::identity::Scope;
use domain::ledger::{Entry, Subject};
use domain::words::{DossierId, fold};

impl Reader<'_> {
    /// A dossier by its id. Whether the reader may see it is for the caller to ask of its place.
    pub fn dossier(&self, id: DossierId) -> Result<Option<Dossier>, StoreError> {
        self.db.first("select state from dossier where id = $1", params![id], |r| state_of(r.text(0)?))
    }

    /// A dossier by its code: tracking.
    pub fn dossier_by_code(&self, code: &DossierCode) -> Result<Option<Dossier>, StoreError> {
        let sql = "select state from dossier where code = $1";
        self.db.first(sql, params![code.as_str()], |r| state_of(r.text(0)?))
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
    /// beginning of a name with or without diacritics. Names come in order, at most `limit`.
    pub fn search(&self, scope: &Scope, text: &str, limit: u32) -> Result<Vec<DossierRow>, StoreError> {
        let Some(mut cond) = Where::inside(scope) else { return Ok(Vec::new()) };
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
        self.db.all(&sql, cond.params(), DossierRow::read)
    }
}

/// Nine digits or more with spaces, dots, dashes or a plus: a number and not a name.
fn number_like(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !".+".contains(*c)).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let other = text.chars().filter(|c| !c.is_ascii_digit()).all(|c| c == '-');
    (digits >= 9 && other).then_some(text)
}
