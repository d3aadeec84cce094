//! One box over procedures, units with their figures, public registers and, for officers, guides and what
//! only offices ask of each other.
//!
//! The index lies in memory unless a folder is named, follows what is published and what ledgers say, and
//! holds nothing that isn't made anew when it is missing, of another make or damaged. It follows in a job of
//! its own: who asks gets what it has, and fills only one that is empty. Who may find what is decided by the
//! kind of a document ([`Asker`]); of a register's records only the fields that its pack lists for everybody
//! ever get here.

mod built_in;
mod docs;
mod follow;

pub use built_in::BuiltIn;
pub use find::{DocKind, Suggestion};

use crate::catalogue::{Catalogue, Running};
use crate::{App, AppError};
use domain::units::Units;
use domain::words::Day;
use find::{FindError, Finder, Hit, Query};
use follow::Followed;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

/// What a procedure must score of what the best one does, so that a clear question gets a short answer.
const WEAKEST: f64 = 0.4;
/// What another answer must score: about half of the question in its title.
const LEAST: f64 = 0.5;
/// Other answers than procedures.
const MOST_OTHERS: usize = 8;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Anybody.
    Anybody,
    /// An officer who is signed in.
    Officer,
}

impl Asker {
    /// What is suggested.
    const fn kinds(self) -> &'static [DocKind] {
        match self {
            Self::Anybody => &DocKind::PUBLIC,
            Self::Officer => {
                &[DocKind::Procedure, DocKind::Page, DocKind::Rate, DocKind::Record, DocKind::Guide]
            }
        }
    }

    const fn procedures(self) -> &'static [DocKind] {
        match self {
            Self::Anybody => &[DocKind::Procedure],
            Self::Officer => &[DocKind::Procedure, DocKind::Internal],
        }
    }

    const fn others(self) -> &'static [DocKind] {
        match self {
            Self::Anybody => &[DocKind::Page, DocKind::Rate, DocKind::Record],
            Self::Officer => &[DocKind::Page, DocKind::Rate, DocKind::Record, DocKind::Guide],
        }
    }
}

/// An answer that is no procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// What it is about.
    pub kind: DocKind,
    /// What it is called.
    pub title: String,
    /// Where it is read: a path on this site.
    pub href: String,
    /// A line under the title; may be empty.
    pub extra: String,
}

/// What answers a question.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Procedures that anybody may ask for, the best first.
    pub procedures: Vec<Running>,
    /// What else answers, the best first.
    pub others: Vec<Other>,
    /// Whether one of the others fits better than every procedure.
    pub others_first: bool,
    /// What may have been meant, where a word is mistyped and nothing answers well.
    pub meant: Option<String>,
}

/// A state of what is published, as far as it is found: the procedures, and the units of a day. Each is put
/// in the place of the one before as a whole, so that the same one says the same.
struct Laid {
    catalogue: Arc<Catalogue>,
    units: Arc<Units>,
    day: Day,
}

impl Laid {
    fn is(&self, other: &Self) -> bool {
        let same = Arc::ptr_eq(&self.catalogue, &other.catalogue) && Arc::ptr_eq(&self.units, &other.units);
        same && self.day == other.day
    }
}

/// The index of an office.
#[derive(Default)]
pub(crate) struct Held {
    finder: RwLock<Option<Arc<Finder>>>,
    /// What of the office was laid into it last.
    laid: RwLock<Option<Laid>>,
    /// How far it follows; held by who writes.
    followed: tokio::sync::Mutex<Followed>,
}

impl App {
    /// Keeps the index in a folder from now on, so that a start needn't read everything again.
    pub fn find_in(&self, dir: &Path) -> Result<(), AppError> {
        let finder = self.speaking(Finder::open(dir).map_err(AppError::fault)?);
        *self.inner.search.finder.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(finder));
        self.set_laid(None);
        Ok(())
    }

    /// What answers a question.
    pub async fn search(&self, text: &str, asker: Asker, most: usize) -> Result<Found, AppError> {
        let text = text.to_owned();
        let read = move |finder: &Finder| {
            let query = |kinds, limit| Query { text: &text, kinds, unit: None, limit };
            let procedures = finder.find(&query(&[DocKind::Procedure], most))?;
            let others = finder.find(&query(asker.others(), MOST_OTHERS))?;
            Ok((procedures, others, finder.meant(&query(asker.kinds(), 1))?))
        };
        let (procedures, others, meant) = self.ask(read).await?;
        let best = |hits: &[Hit]| hits.first().map_or(0.0, |hit| hit.score);
        let others_first = best(&others) > best(&procedures);
        let others: Vec<Other> = others.into_iter().take_while(|hit| hit.score >= LEAST).map(other).collect();
        Ok(Found {
            procedures: self.running_of(&procedures),
            others_first: others_first && !others.is_empty(),
            others,
            meant,
        })
    }

    /// The procedures that fit what a person typed, the best first; what fits far less than the best is left
    /// out.
    pub async fn search_procedures(
        &self,
        text: &str,
        asker: Asker,
        most: usize,
    ) -> Result<Vec<Running>, AppError> {
        let text = text.to_owned();
        let read = move |finder: &Finder| {
            finder.find(&Query { text: &text, kinds: asker.procedures(), unit: None, limit: most })
        };
        Ok(self.running_of(&self.ask(read).await?))
    }

    /// How what was typed may go on.
    pub async fn suggest(&self, text: &str, asker: Asker, most: usize) -> Result<Vec<Suggestion>, AppError> {
        let text = text.to_owned();
        let read = move |finder: &Finder| {
            finder.suggest(&Query { text: &text, kinds: asker.kinds(), unit: None, limit: most })
        };
        self.ask(read).await
    }

    /// Asks the index as it is now. One that is damaged is thrown away and made anew, once.
    async fn ask<T>(&self, read: impl Fn(&Finder) -> Result<T, FindError>) -> Result<T, AppError> {
        self.search_laid().await?;
        match read(&*self.finder()?) {
            Ok(found) => Ok(found),
            Err(error) if !error.is_damage() => Err(AppError::fault(error)),
            Err(error) => {
                self.find_anew(&error)?;
                self.search_laid().await?;
                read(&*self.finder()?).map_err(AppError::fault)
            }
        }
    }

    /// The procedures of these answers that run, without the weak ones.
    fn running_of(&self, hits: &[Hit]) -> Vec<Running> {
        let catalogue = self.catalogue();
        let least = hits.first().map_or(0.0, |best| best.score * WEAKEST);
        let fits = hits.iter().take_while(|hit| hit.score >= least);
        fits.filter_map(|hit| catalogue.find(&hit.code)).cloned().collect()
    }

    /// The index; an empty one in memory where there is none yet.
    fn finder(&self) -> Result<Arc<Finder>, AppError> {
        let held = &self.inner.search.finder;
        if let Some(finder) = &*held.read().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(finder));
        }
        let mut held = held.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(finder) = &*held {
            return Ok(Arc::clone(finder));
        }
        let finder = Arc::new(self.speaking(Finder::in_memory().map_err(AppError::fault)?));
        *held = Some(Arc::clone(&finder));
        Ok(finder)
    }

    /// Goes on in memory: the folder can't be trusted any more. The next start makes it anew.
    fn find_anew(&self, error: &FindError) -> Result<(), AppError> {
        tracing::warn!(code = error.code(), %error, "the search goes on with a new index in memory");
        let finder = self.speaking(Finder::in_memory().map_err(AppError::fault)?);
        *self.inner.search.finder.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(finder));
        self.set_laid(None);
        Ok(())
    }

    /// What becomes of an error of writing: a damaged index is given up; else it goes on as it was, and what
    /// the disk didn't do is done the next time.
    fn find_failed(&self, error: FindError) -> AppError {
        if error.is_damage()
            && let Err(other) = self.find_anew(&error)
        {
            return other;
        }
        AppError::fault(error)
    }

    fn speaking(&self, finder: Finder) -> Finder {
        finder.speak(self.world().everyday());
        finder
    }

    /// What is published now.
    fn to_lay(&self) -> Laid {
        let (catalogue, units) = (self.catalogue(), Arc::clone(&self.world().units));
        Laid { catalogue, units, day: self.now().day() }
    }

    /// Whether the index has that.
    fn is_laid(&self, now: &Laid) -> bool {
        let laid = self.inner.search.laid.read().unwrap_or_else(PoisonError::into_inner);
        laid.as_ref().is_some_and(|laid| laid.is(now))
    }

    fn set_laid(&self, laid: Option<Laid>) {
        *self.inner.search.laid.write().unwrap_or_else(PoisonError::into_inner) = laid;
    }
}

fn other(hit: Hit) -> Other {
    Other { kind: hit.kind, title: hit.title, href: hit.href, extra: hit.extra }
}
