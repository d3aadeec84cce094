//! Lists of dossiers. What an actor doesn't see isn't listed, counted or found.

use crate::{App, AppError};
use domain::dossier::Stage;
use domain::identity::{Actor, Place, Right, Scope, scope};
use domain::words::{Day, PersonId, ProcedureCode, StepId};
use std::collections::{BTreeMap, BTreeSet};
use store::read::{Counts, Cursor, Reader, Sort, Whose, WorklistFilter};
use store::{DossierRow, StoreError};

/// Most rows of one page.
const MOST: u32 = 200;

/// Which dossiers, as asked in a link or by the API.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// A unit's code; empty for all that the actor sees.
    pub unit: String,
    /// `open`, a stage's name or several with commas, or empty for all.
    pub state: String,
    /// A step's name, or several with commas; empty for any.
    pub step: String,
    /// Only what is late.
    pub late: bool,
    /// Only what somebody says is paid.
    pub paid: bool,
    /// Only what is due today and not late yet.
    pub due_today: bool,
    /// First and last day of reception, as 2025-08-15; empty for any.
    pub received_from: String,
    /// The last of these days; empty for the first alone.
    pub received_to: String,
    /// A name, number, telephone or code.
    pub text: String,
    /// A procedure's code.
    pub procedure: String,
    /// `me` for what the actor took on, for somebody too, `none` for what nobody did, or a person's id; empty
    /// for any.
    pub assignee: String,
    /// `due` or `newest`; empty for `due`.
    pub sort: String,
    /// Rows a page; 0 for 50.
    pub limit: u32,
    /// Where the page before ended.
    pub cursor: String,
}

/// A page of dossiers.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The rows.
    pub rows: Vec<DossierRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Open, late and due today in the whole scope.
    pub counts: Counts,
    /// The names of those who took dossiers of the page on.
    pub names: BTreeMap<PersonId, String>,
}

impl App {
    /// A page of the dossiers that the actor may see.
    pub async fn dossier_list(&self, actor: &Actor, query: &ListQuery) -> Result<ListPage, AppError> {
        let scope = self.narrowed(actor, Right::DossierRead, &query.unit)?;
        let now = self.now();
        let filter = filter(query, actor, now)?;
        let sort = match query.sort.as_str() {
            "" | "due" => Sort::Due,
            "newest" => Sort::Newest,
            _ => return Err(AppError::invalid("sort", "problem-choice")),
        };
        let after = match query.cursor.as_str() {
            "" => None,
            text => Some(text.parse::<Cursor>().map_err(|_| AppError::invalid("cursor", "problem-cursor"))?),
        };
        let limit = if query.limit == 0 { 50 } else { query.limit.min(MOST) };
        let text = query.text.trim().to_owned();
        let page = self.inner.store.read(move |r| {
            let counts = r.worklist_counts(&scope, now)?;
            if text.is_empty() {
                let page = r.worklist(&scope, &filter, sort, after, limit)?;
                let names = names(r, &page.rows)?;
                return Ok((page.rows, page.next.map(|c| c.to_string()), counts, names));
            }
            // A name, number or code finds a few; the filters then hold for these as for every list.
            let mut rows = r.search(&scope, &text, MOST)?;
            // What a unit took in and is elsewhere is found, and is nobody's work here.
            let dated = filter.late.is_some() || filter.due_today.is_some();
            let work = filter.open || dated || !filter.steps.is_empty() || filter.whose != Whose::Any;
            let lies = |row: &DossierRow| Place { unit: row.keeper.clone(), province: row.province.clone() };
            rows.retain(|row| fits(&filter, row) && (!work || scope.holds(&lies(row))));
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let names = names(r, &rows)?;
            Ok((rows, None, counts, names))
        });
        let (rows, next, counts, names) = page.await?;
        Ok(ListPage { rows, next, counts, names })
    }

    /// What the actor sees under a right, inside one unit where one is named. A unit outside is not there.
    pub(crate) fn narrowed(&self, actor: &Actor, right: Right, unit: &str) -> Result<Scope, AppError> {
        let whole = scope(actor, right);
        if unit.is_empty() {
            return Ok(whole);
        }
        let world = self.world();
        let found = world.unit_at(unit, self.now().day()).ok_or(AppError::NotFound)?;
        let place = Place { unit: found.id.clone(), province: world.province_of(&found.id) };
        if whole.holds(&place) { Ok(Scope::Unit(place.unit)) } else { Err(AppError::NotFound) }
    }
}

/// The names of those who took dossiers on.
fn names(r: &Reader<'_>, rows: &[DossierRow]) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let persons: BTreeSet<PersonId> = rows.iter().filter_map(|row| row.assignee).collect();
    let name = |person: PersonId| Ok(r.account(person)?.map(|a| (person, a.name)));
    let found = persons.into_iter().map(name).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Whether a row that was found is one of those that were asked for.
fn fits(filter: &WorklistFilter, row: &DossierRow) -> bool {
    (filter.stages.is_empty() || filter.stages.contains(&row.stage))
        && (filter.steps.is_empty() || filter.steps.contains(&row.step))
        && (!filter.open || row.open)
        && (!filter.paid || row.paid)
        && filter.late.is_none_or(|now| row.runs_to.is_some_and(|due| due < now))
        && match &filter.whose {
            Whose::Any => true,
            Whose::Of(persons) => row.assignee.is_some_and(|p| persons.contains(&p)),
            Whose::Nobody => row.assignee.is_none(),
        }
        && filter.procedure.as_ref().is_none_or(|p| *p == row.procedure)
}

fn filter(query: &ListQuery, actor: &Actor, now: domain::words::Moment) -> Result<WorklistFilter, AppError> {
    let wrong = |field| AppError::invalid(field, "problem-choice");
    let stages = match query.state.as_str() {
        "" | "open" | "all" => Vec::new(),
        stages => {
            let stages = stages.split(',').map(Stage::parse).collect::<Option<Vec<_>>>();
            stages.ok_or_else(|| wrong("state"))?
        }
    };
    let steps = query.step.split(',').filter(|s| !s.is_empty()).map(str::parse::<StepId>);
    let steps = steps.collect::<Result<Vec<_>, _>>().map_err(|_| wrong("step"))?;
    let procedure = match query.procedure.as_str() {
        "" => None,
        code => Some(code.parse::<ProcedureCode>().map_err(|_| wrong("procedure"))?),
    };
    Ok(WorklistFilter {
        steps,
        stages,
        open: query.state == "open" || query.paid,
        paid: query.paid,
        late: query.late.then_some(now),
        due_today: query.due_today.then_some(now),
        received: received(query)?,
        text: String::new(),
        procedure,
        wanted_by: None,
        whose: match query.assignee.as_str() {
            "" => Whose::Any,
            "me" => Whose::Of(actor.selves()),
            "none" => Whose::Nobody,
            person => Whose::Of(vec![person.parse().map_err(|_| wrong("assignee"))?]),
        },
    })
}

fn received(query: &ListQuery) -> Result<Option<(Day, Day)>, AppError> {
    let (from, to) = (query.received_from.as_str(), query.received_to.as_str());
    if from.is_empty() {
        return Ok(None);
    }
    let day = |field, text: &str| Day::parse(text).ok_or_else(|| AppError::invalid(field, "problem-date"));
    let first = day("received_from", from)?;
    let last = if to.is_empty() { first } else { day("received_to", to)? };
    Ok(Some((first, last)))
}
