//! The dossier's row: what lists filter and sort by, and the state whole.

use crate::db::{Db, Param, Row, params};
use crate::error::StoreError;
use crate::project::territory::Kept;
use domain::dossier::{Dossier, DossierCode, NationalState, Stage};
use domain::words::{Channel, DossierId, Moment, PersonId, ProcedureCode, StepId, TaxCode, UnitId, fold};

/// What kind of thing a dossier is in the ledger.
pub(crate) const SUBJECT: &str = "dossier";

/// What lists show of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierRow {
    /// Its id.
    pub id: DossierId,
    /// The unit in whose ledger it stands.
    pub unit: UnitId,
    /// The province in whose scope it lies.
    pub province: UnitId,
    /// Its code.
    pub code: DossierCode,
    /// What is asked for.
    pub procedure: ProcedureCode,
    /// The revision of the procedure.
    pub revision: String,
    /// How it came.
    pub channel: Channel,
    /// Who asks.
    pub applicant: String,
    /// The name folded for search.
    pub applicant_fold: String,
    /// Personal number, else tax code.
    pub number: Option<String>,
    /// Telephone in normal form.
    pub phone: Option<String>,
    /// Where it stands in the eyes of the law.
    pub stage: Stage,
    /// The same for the national portal, 1 to 10.
    pub national: NationalState,
    /// Where it stands in the process.
    pub step: StepId,
    /// When it was filed.
    pub filed_at: Moment,
    /// When it was received.
    pub received_at: Option<Moment>,
    /// What is promised.
    pub due_at: Option<Moment>,
    /// What is promised, while the clock runs and nothing is decided: it is late once this has passed.
    pub runs_to: Option<Moment>,
    /// The end of processing.
    pub finished_at: Option<Moment>,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// Whether something is left to do.
    pub open: bool,
    /// What lists sort by.
    pub sort_at: Moment,
    /// Its version.
    pub version: u32,
    /// When something last happened to it.
    pub updated_at: Moment,
    /// The unit that it was handed over to.
    pub moved_to: Option<UnitId>,
    /// The unit in whose scope it lies: its own, or the keeper of that unit's archive.
    pub keeper: UnitId,
    /// Who took it on.
    pub assignee: Option<PersonId>,
    /// The dossier that asked for it, where it is a child.
    pub parent: Option<DossierId>,
    /// How many children it waits to hear from.
    pub children: u32,
    /// Whether only offices ask for its procedure.
    pub internal: bool,
    /// Who sent it online.
    pub submitter: Option<PersonId>,
    /// The business in whose name it was sent.
    pub business: Option<String>,
    /// The tax code of who asks.
    pub tax_code: Option<String>,
    /// Whether the person said that what was asked for is paid, and nobody looked yet.
    pub paid: bool,
}

impl DossierRow {
    /// The row that a state has, where the unit's rows are kept so.
    pub(crate) fn of(d: &Dossier, updated_at: Moment, kept: &Kept) -> Self {
        let who = &d.filing.applicant;
        let place = d.place();
        let number = who.personal_number.as_ref().map(|n| n.as_str().to_owned());
        let (submitter, business, tax_code) = whose(d);
        Self {
            id: d.id(),
            keeper: if d.open() { place.unit.clone() } else { kept.archive.unit.clone() },
            province: if d.open() { kept.province.clone() } else { kept.archive.province.clone() },
            unit: place.unit,
            code: d.filing.code.clone(),
            procedure: d.filing.procedure.clone(),
            revision: d.filing.revision.clone(),
            channel: d.filing.channel,
            applicant: who.name.clone(),
            applicant_fold: fold(&who.name),
            number: number.or_else(|| who.tax_code.as_ref().map(|n| n.as_str().to_owned())),
            phone: who.phone.as_ref().map(|p| p.as_str().to_owned()),
            stage: d.stage,
            national: d.national(),
            step: d.step.clone(),
            filed_at: d.filed,
            received_at: d.clock.as_ref().map(|c| c.received),
            due_at: d.due(),
            runs_to: d.runs_to().filter(|_| d.moved_to.is_none()),
            finished_at: d.finished(),
            ended_at: d.ended,
            open: d.open(),
            sort_at: d.wanted_by(),
            version: d.version,
            updated_at,
            moved_to: d.moved_to.as_ref().map(|to| to.unit.clone()),
            assignee: d.assignee,
            parent: d.parent.as_ref().map(|p| p.dossier),
            children: u32::try_from(d.waits_for()).unwrap_or(u32::MAX),
            internal: d.internal,
            submitter,
            business,
            tax_code,
            paid: d.paid.is_some(),
        }
    }

    /// Reads a row that was asked for with [`COLUMNS`].
    pub(crate) fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let stage = Stage::parse(row.text(11)?).ok_or_else(|| StoreError::corrupt("a dossier's stage"))?;
        let channel =
            Channel::parse(row.text(6)?).ok_or_else(|| StoreError::corrupt("a dossier's channel"))?;
        Ok(Self {
            unit: row.word(0)?,
            id: row.word(1)?,
            province: row.word(2)?,
            code: row.word(3)?,
            procedure: row.word(4)?,
            revision: row.string(5)?,
            channel,
            applicant: row.string(7)?,
            applicant_fold: row.string(8)?,
            number: row.text_or_null(9)?.map(str::to_owned),
            phone: row.text_or_null(10)?.map(str::to_owned),
            stage,
            // Column 12 is the national number, which follows from the stage.
            national: NationalState::of(stage),
            step: row.word(13)?,
            filed_at: row.moment(14)?,
            received_at: row.moment_or_null(15)?,
            due_at: row.moment_or_null(16)?,
            runs_to: row.moment_or_null(17)?,
            finished_at: row.moment_or_null(18)?,
            ended_at: row.moment_or_null(19)?,
            open: row.flag(20)?,
            sort_at: row.moment(21)?,
            version: row.small(22)?,
            updated_at: row.moment(23)?,
            moved_to: row.word_or_null(24)?,
            keeper: row.word(25)?,
            assignee: row.word_or_null(26)?,
            parent: row.word_or_null(27)?,
            children: row.small(28)?,
            internal: row.flag(29)?,
            submitter: row.word_or_null(30)?,
            business: row.text_or_null(31)?.map(str::to_owned),
            tax_code: row.text_or_null(32)?.map(str::to_owned),
            paid: row.flag(33)?,
        })
    }
}

/// By what else than the applicant's number a dossier is somebody's own: who sent it, for which business, and
/// the tax code of who asks.
fn whose(d: &Dossier) -> (Option<PersonId>, Option<String>, Option<String>) {
    let code = |code: &TaxCode| code.as_str().to_owned();
    let sent = d.filing.submitter.as_deref();
    let business = sent.and_then(|s| s.business.as_ref()).map(code);
    (sent.map(|s| s.person), business, d.filing.applicant.tax_code.as_ref().map(code))
}

/// The columns in the order that [`DossierRow::read`] expects; the state stands after them.
pub(crate) const COLUMNS: &str = "unit, id, province, code, procedure, revision, channel, applicant, \
     applicant_fold, number, phone, stage, national, step, filed_at, received_at, due_at, runs_to, \
     finished_at, ended_at, open, sort_at, version, updated_at, moved_to, keeper, assignee, parent, \
     children, internal, submitter, business, tax_code, paid";

/// Where a column stands that is asked for after these.
pub(crate) const AFTER: usize = 34;

const PUT: &str = "insert into dossier (id, unit, stage, national, step, version, updated_at, state, \
     received_at, due_at, runs_to, finished_at, ended_at, open, sort_at, assignee, children, paid, province, \
     code, procedure, revision, channel, applicant, applicant_fold, number, phone, filed_at, moved_to, \
     keeper, parent, internal, submitter, business, tax_code) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
     $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35) \
     on conflict (id, unit) do update set \
     stage = excluded.stage, national = excluded.national, step = excluded.step, version = excluded.version, \
     updated_at = excluded.updated_at, state = excluded.state, received_at = excluded.received_at, due_at = \
     excluded.due_at, runs_to = excluded.runs_to, finished_at = excluded.finished_at, ended_at = \
     excluded.ended_at, open = excluded.open, sort_at = excluded.sort_at, assignee = excluded.assignee, \
     province = excluded.province, code = excluded.code, procedure = excluded.procedure, revision = \
     excluded.revision, channel = excluded.channel, applicant = excluded.applicant, applicant_fold = \
     excluded.applicant_fold, number = excluded.number, phone = excluded.phone, filed_at = \
     excluded.filed_at, moved_to = excluded.moved_to, keeper = excluded.keeper, parent = excluded.parent, \
     children = excluded.children, internal = excluded.internal, paid = excluded.paid, submitter = \
     excluded.submitter, business = excluded.business, tax_code = excluded.tax_code";

/// The state as it is stored.
pub(crate) fn state_text(d: &Dossier) -> Result<String, StoreError> {
    serde_json::to_string(d).map_err(StoreError::unreadable("a dossier's state"))
}

/// The state as it was stored.
pub(crate) fn state_of(text: &str) -> Result<Dossier, StoreError> {
    serde_json::from_str(text).map_err(StoreError::unreadable("a dossier's state"))
}

/// A dossier as its giver left it when it handed it over; or, once it was taken over, as it is here.
pub(crate) fn given(
    db: &Db,
    giver: &UnitId,
    here: &UnitId,
    id: DossierId,
) -> Result<Option<Dossier>, StoreError> {
    let sql = "select state from dossier where id = $1 and unit in ($2, $3) order by version desc limit 1";
    db.first(sql, params![id, giver, here], |r| state_of(r.text(0)?))
}

/// A row that is to be stored, with its state, in the place of the one before.
pub(crate) struct Laid {
    /// The row as it is stored now, if it is.
    pub before: Option<DossierRow>,
    /// The row.
    pub row: DossierRow,
    /// [`state_text`].
    pub state: String,
}

impl Laid {
    /// How much of the row changes. Most acts move a dossier from step to step; what lists sort by and what
    /// people search for stays, and so do their indexes.
    fn change(&self) -> Change {
        let Some(before) = &self.before else { return Change::All };
        let mut like = before.clone();
        like.stage = self.row.stage;
        like.national = self.row.national;
        like.step.clone_from(&self.row.step);
        like.version = self.row.version;
        like.updated_at = self.row.updated_at;
        if like == self.row {
            return Change::Step;
        }
        let after = &self.row;
        like.received_at = after.received_at;
        like.due_at = after.due_at;
        like.runs_to = after.runs_to;
        like.finished_at = after.finished_at;
        like.ended_at = after.ended_at;
        like.open = after.open;
        like.sort_at = after.sort_at;
        like.assignee = after.assignee;
        like.children = after.children;
        like.paid = after.paid;
        if like == self.row { Change::Course } else { Change::All }
    }

    fn values(&self, change: Change) -> Vec<Param<'_>> {
        let r = &self.row;
        let mut values = params![
            r.id,
            &r.unit,
            r.stage.as_str(),
            u32::from(r.national.number()),
            r.step.as_str(),
            r.version,
            r.updated_at,
            &self.state,
        ]
        .to_vec();
        if change == Change::Step {
            return values;
        }
        values.extend_from_slice(params![
            r.received_at,
            r.due_at,
            r.runs_to,
            r.finished_at,
            r.ended_at,
            r.open,
            r.sort_at,
            r.assignee,
            r.children,
            r.paid,
        ]);
        if change == Change::Course {
            return values;
        }
        values.extend_from_slice(params![
            &r.province,
            r.code.as_str(),
            r.procedure.as_str(),
            &r.revision,
            r.channel.as_str(),
            &r.applicant,
            &r.applicant_fold,
            r.number.as_deref(),
            r.phone.as_deref(),
            r.filed_at,
            r.moved_to.as_ref(),
            &r.keeper,
            r.parent,
            r.internal,
            r.submitter,
            r.business.as_deref(),
            r.tax_code.as_deref(),
        ]);
        values
    }
}

/// How much of a row changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Where it stands.
    Step,
    /// That, and its dates, whose it is, and whom it waits for.
    Course,
    /// Anything, or the row is new.
    All,
}

impl Change {
    const EACH: [Self; 3] = [Self::Step, Self::Course, Self::All];

    const fn sql(self) -> &'static str {
        match self {
            Self::Step => {
                "update dossier set stage = $3, national = $4, step = $5, version = $6, updated_at = $7, \
                 state = $8 where id = $1 and unit = $2"
            }
            Self::Course => {
                "update dossier set stage = $3, national = $4, step = $5, version = $6, updated_at = $7, \
                 state = $8, received_at = $9, due_at = $10, runs_to = $11, finished_at = $12, \
                 ended_at = $13, open = $14, sort_at = $15, assignee = $16, children = $17, paid = $18 \
                 where id = $1 and unit = $2"
            }
            Self::All => PUT,
        }
    }
}

/// Stores rows, each of another dossier.
pub(crate) fn put_all(db: &Db, laid: &[Laid]) -> Result<(), StoreError> {
    let changes: Vec<Change> = laid.iter().map(Laid::change).collect();
    for change in Change::EACH {
        let these = laid.iter().zip(&changes).filter(|(_, c)| **c == change);
        let rows: Vec<_> = these.map(|(l, _)| l.values(change)).collect();
        db.run_all(change.sql(), &rows)?;
    }
    Ok(())
}

/// Stores a dossier's row, where its unit's rows are kept, whatever was there.
pub(crate) fn put(db: &Db, d: &Dossier, updated_at: Moment, kept: &Kept) -> Result<(), StoreError> {
    let laid = Laid { before: None, row: DossierRow::of(d, updated_at, kept), state: state_text(d)? };
    db.run(PUT, &laid.values(Change::All))
}

/// Rows that are filled at a time.
const FILLED: u32 = 500;

/// Fills in what says whose a dossier is, for rows that were stored before there were columns for it.
pub(crate) fn fill_own(db: &Db) -> Result<(), StoreError> {
    let sql = "select id, unit, state from dossier where (id > $1 or (id = $1 and unit > $2)) \
               and (state like '%\"tax_code\":\"%' or state like '%\"submitter\":{%') \
               order by id, unit limit $3";
    let (mut id, mut unit) = (String::new(), String::new());
    loop {
        let read = |r: &Row<'_>| Ok((r.string(0)?, r.string(1)?, state_of(r.text(2)?)?));
        let found = db.all(sql, params![id.as_str(), unit.as_str(), FILLED], read)?;
        let Some((last_id, last_unit, _)) = found.last() else { return Ok(()) };
        (id, unit) = (last_id.clone(), last_unit.clone());
        for (id, unit, dossier) in &found {
            let (submitter, business, tax_code) = whose(dossier);
            let values =
                params![id.as_str(), unit.as_str(), submitter, business.as_deref(), tax_code.as_deref()];
            db.run(
                "update dossier set submitter = $3, business = $4, tax_code = $5 where id = $1 and unit = $2",
                values,
            )?;
        }
    }
}
