//! The worklist: what is to be done, the most urgent first, page by page.

use super::Reader;
use super::scope::Where;
use crate::error::StoreError;
use crate::project::dossier::{COLUMNS, DossierRow};
use domain::dossier::Stage;
use domain::identity::Scope;
use domain::words::{Day, DossierId, Moment, PersonId, ProcedureCode, StepId, fold};
use std::fmt;
use std::str::FromStr;

/// Which dossiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorklistFilter {
    /// At one of these steps; any when empty.
    pub steps: Vec<StepId>,
    /// In one of these stages; any when empty.
    pub stages: Vec<Stage>,
    /// Only what hasn't ended.
    pub open: bool,
    /// Only what is late as of this moment.
    pub late: Option<Moment>,
    /// Only what is due on the day of this moment and not late yet.
    pub due_today: Option<Moment>,
    /// Only what was received on these days, both included.
    pub received: Option<(Day, Day)>,
    /// Only names that contain this, with or without diacritics.
    pub text: String,
    /// Only what wants attention by this moment.
    pub wanted_by: Option<Moment>,
    /// Only of this procedure.
    pub procedure: Option<ProcedureCode>,
    /// Whose it is.
    pub whose: Whose,
    /// Only what somebody says is paid, and nobody looked yet.
    pub paid: bool,
}

/// Whose a dossier is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Anybody's.
    #[default]
    Any,
    /// One of these persons took it on.
    Of(Vec<PersonId>),
    /// Nobody took it on.
    Nobody,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// What is due first; meant for what is open, of which there is never much.
    #[default]
    Due,
    /// What was filed last.
    Newest,
}

/// Where a page ended; opaque text for links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    at: Moment,
    id: DossierId,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.at.millis(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = domain::words::WordError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = domain::words::WordError { what: "cursor" };
        let (at, id) = text.split_once('_').ok_or(wrong.clone())?;
        Ok(Self { at: Moment::from_millis(at.parse().map_err(|_| wrong)?), id: id.parse()? })
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The dossiers.
    pub rows: Vec<DossierRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// The figures above a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not ended.
    pub open: u64,
    /// Of these late.
    pub late: u64,
    /// Of these due today, not late yet.
    pub due_today: u64,
    /// Of these said to be paid; somebody must look whether the money came.
    pub paid: u64,
}

impl Reader<'_> {
    /// A page of dossiers.
    pub fn worklist(
        &self,
        scope: &Scope,
        filter: &WorklistFilter,
        sort: Sort,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page, StoreError> {
        let Some(mut cond) = Where::dossiers(scope) else { return Ok(Page { rows: Vec::new(), next: None }) };
        narrow(&mut cond, filter);
        if let Some(cursor) = after {
            match sort {
                Sort::Due => {
                    let (at, id) = (cond.value(cursor.at), cond.value(cursor.id));
                    cond.plain(&format!("(sort_at, id) > ({at}, {id})"));
                }
                Sort::Newest => cond.and("id < ?", cursor.id),
            }
        }
        let order = match sort {
            Sort::Due => "sort_at, id",
            // Ids carry the time of filing, so their order is that of filing.
            Sort::Newest => "id desc",
        };
        // One more than asked tells whether there is a next page.
        let more = cond.value(limit.saturating_add(1));
        let sql = format!("select {COLUMNS} from dossier where {} order by {order} limit {more}", cond.sql());
        let mut rows = self.db.all(&sql, cond.params(), DossierRow::read)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let cut = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| cut).map(|r| Cursor { at: r.sort_at, id: r.id });
        Ok(Page { rows, next })
    }

    /// Open, late and due today, as of `now`.
    pub fn worklist_counts(&self, scope: &Scope, now: Moment) -> Result<Counts, StoreError> {
        let count = |extra: &dyn Fn(&mut Where<'_>)| {
            let Some(mut cond) = Where::dossiers(scope) else { return Ok(0) };
            extra(&mut cond);
            let n = self
                .db
                .number(&format!("select count(*) from dossier where {}", cond.sql()), cond.params())?;
            u64::try_from(n).map_err(StoreError::unreadable("a count"))
        };
        Ok(Counts {
            open: count(&|c| c.plain("open = 1"))?,
            late: count(&|c| c.and("runs_to < ?", now))?,
            due_today: count(&|c| {
                c.and("runs_to >= ?", now);
                c.and("runs_to < ?", midnight(now.day()));
            })?,
            paid: count(&|c| c.plain("paid = 1 and open = 1"))?,
        })
    }
}

/// The midnight that ends a day.
fn midnight(day: Day) -> Moment {
    Moment::at(day.plus(1), 0, 0)
}

fn narrow<'a>(cond: &mut Where<'a>, filter: &'a WorklistFilter) {
    if filter.open {
        cond.plain("open = 1");
    } else {
        cond.newest();
    }
    cond.one_of("step", filter.steps.iter().map(StepId::as_str));
    cond.one_of("stage", filter.stages.iter().map(|s| s.as_str()));
    if filter.paid {
        cond.plain("paid = 1");
    }
    if let Some(now) = filter.late {
        cond.and("runs_to < ?", now);
    }
    if let Some(now) = filter.due_today {
        cond.and("runs_to >= ?", now);
        cond.and("runs_to < ?", midnight(now.day()));
    }
    if let Some((from, to)) = filter.received {
        cond.and("received_at >= ?", Moment::at(from, 0, 0));
        cond.and("received_at < ?", midnight(to));
    }
    if let Some(by) = filter.wanted_by {
        cond.and("sort_at <= ?", by);
    }
    if let Some(procedure) = &filter.procedure {
        cond.and("procedure = ?", procedure.as_str());
    }
    match &filter.whose {
        Whose::Any => {}
        Whose::Of(persons) if persons.is_empty() => cond.plain("1 = 0"),
        Whose::Of(persons) => {
            let places: Vec<String> = persons.iter().map(|p| cond.value(*p)).collect();
            cond.plain(&format!("assignee in ({})", places.join(", ")));
        }
        Whose::Nobody => cond.plain("assignee is null"),
    }
    // Folded text holds letters, digits and spaces only: nothing that `like` would read as a pattern.
    let text = fold(&filter.text);
    if !text.is_empty() {
        cond.and("applicant_fold like ?", format!("%{text}%"));
    }
}
