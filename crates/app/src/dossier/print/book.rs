//! The book of dossiers of a unit over some days (form 06).

use super::{Printed, broken, procedure_name};
use crate::{App, AppError};
use domain::dossier::{Dossier, Stage};
use domain::identity::{Actor, Right};
use domain::words::{Day, Moment, Phone, UnitId};
use lang::Words;
use paper::papers::{self, Book, BookRow};
use store::DossierRow;
use store::read::{Sort, WorklistFilter};

/// Most days of one book, and most dossiers.
const MOST_DAYS: i64 = 366;
const MOST_ROWS: usize = 5_000;
/// Rows that are read at once.
const PAGE: u32 = 200;

/// Whose book, and of which days.
#[derive(Clone, Debug, Default)]
pub struct BookAsked {
    /// The unit's code; empty for the actor's own.
    pub unit: String,
    /// The first day, as 2025-08-15; empty for the first of this month.
    pub from: String,
    /// The last day; empty for today.
    pub to: String,
}

/// A moment in a narrow column: `09:00 15/08/2025`.
fn short(at: Option<Moment>, words: &Words) -> String {
    at.map_or_else(String::new, |at| {
        let minute = at.minute_of_day();
        format!("{} {}", words.time(minute / 60, minute % 60), paper::say::day(at.day(), words))
    })
}

impl App {
    /// The book of the dossiers that a unit received in some days.
    pub async fn print_book(
        &self,
        actor: &Actor,
        asked: &BookAsked,
        words: &Words,
    ) -> Result<Printed, AppError> {
        let today = self.now().day();
        let unit = self.booked(actor, &asked.unit, today)?;
        let first = Day::new(today.0.year(), today.0.month(), 1).unwrap_or(today);
        let day = |field, text: &str, or: Day| match text {
            "" => Ok(or),
            text => Day::parse(text).ok_or_else(|| AppError::invalid(field, "problem-date")),
        };
        let (from, to) = (day("from", &asked.from, first)?, day("to", &asked.to, today)?);
        if !(0..MOST_DAYS).contains(&to.days_since(from)) {
            return Err(AppError::invalid("to", "problem-span"));
        }
        let rows = self.rows(actor, &unit, (from, to)).await?;
        let mut written = Vec::with_capacity(rows.len());
        for (row, dossier) in &rows {
            written.push(self.book_row(row, dossier, words).await?);
        }
        let office = self.office_of(&unit);
        let (issuer, rows, now) = (office.as_issuer(), written.as_slice(), self.now());
        let filled =
            papers::book(&Book { issuer, number: "", from, to, rows, now }, words).map_err(broken)?;
        self.templated(filled, format!("{}-{from}-{to}", unit.code()))
    }

    /// The unit whose book is asked for, where the actor may read its dossiers.
    fn booked(&self, actor: &Actor, code: &str, today: Day) -> Result<UnitId, AppError> {
        if code.is_empty() {
            return Ok(actor.unit.clone());
        }
        self.narrowed(actor, Right::DossierRead, code)?;
        self.world().unit_at(code, today).map(|u| u.id.clone()).ok_or(AppError::NotFound)
    }

    async fn rows(
        &self,
        actor: &Actor,
        unit: &UnitId,
        days: (Day, Day),
    ) -> Result<Vec<(DossierRow, Dossier)>, AppError> {
        let scope = self.narrowed(actor, Right::DossierRead, unit.code())?;
        let filter = WorklistFilter { received: Some(days), ..WorklistFilter::default() };
        let read = self.inner.store.read(move |r| {
            let (mut found, mut after) = (Vec::new(), None);
            loop {
                let page = r.worklist(&scope, &filter, Sort::Newest, after, PAGE)?;
                for row in page.rows {
                    if let Some(kept) = r.dossier(row.id)? {
                        found.push((row, kept.dossier));
                    }
                }
                after = page.next;
                if after.is_none() || found.len() > MOST_ROWS {
                    return Ok(found);
                }
            }
        });
        let mut rows = read.await?;
        if rows.len() > MOST_ROWS {
            return Err(AppError::invalid("to", "problem-span"));
        }
        rows.sort_by_key(|(row, _)| (row.received_at, row.code.clone()));
        Ok(rows)
    }

    async fn book_row(
        &self,
        row: &DossierRow,
        dossier: &Dossier,
        words: &Words,
    ) -> Result<BookRow, AppError> {
        let definition = self.definition(&row.procedure, &row.revision).await?;
        let person = &dossier.filing.applicant;
        // A number stays on one line.
        let phone = person.phone.as_ref().map(|p| Phone::dialled(p).replace(' ', "\u{a0}"));
        let parts = [Some(person.address.clone()), phone];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        let given = dossier.ended.filter(|_| dossier.stage == Stage::Delivered);
        Ok(BookRow {
            code: row.code.to_string(),
            procedure: procedure_name(&definition, words).to_owned(),
            applicant: person.name.clone(),
            home: parts.join("; "),
            lead: self.office_of(&dossier.place().unit).above,
            received: short(row.received_at, words),
            due: short(row.due_at, words),
            returned: short(given, words),
            way: words.say(dossier.filing.channel.key()),
        })
    }
}
