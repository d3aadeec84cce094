//! The documents of one kind that may answer: found by tantivy among a million, put in order by `judge`.
//!
//! Only the words that tell documents apart are looked up, so that the work stays small however long the
//! question is; the others still count when the order is made.

use crate::doc::DocKind;
use crate::error::FindError;
use crate::fields::{Fields, Room, place};
use crate::lexicon::{Lexicon, Near};
use crate::question::Asked;
use crate::words::is_rare;
use std::collections::BTreeMap;
use tantivy::collector::TopDocs;
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, BoostQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocAddress, Searcher};

/// How many of each kind are put in order.
const MOST: usize = 64;
/// Words and pairs that are looked up.
const MOST_ASKED: usize = 24;
/// Terms that stand for one of them.
const MOST_NEAR: usize = 16;
/// From so many documents of a kind on, words that one in five has are left to the order.
const MANY_DOCS: u32 = 10_000;
/// Places in so large a kind at which a question looks; what would be more is left to the order too.
const MOST_READ: u32 = 200_000;

/// The best documents of a kind, by tantivy's reckoning.
pub(crate) fn candidates(
    lexicon: &Lexicon<'_>,
    fields: &Fields,
    kind: DocKind,
    asked: &[Asked],
    unit: Option<&str>,
) -> Result<Vec<DocAddress>, FindError> {
    let docs = lexicon.vocabulary.docs;
    let terms = chosen(asked, docs);
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let words: Vec<Box<dyn Query>> =
        terms.iter().map(|(term, boost)| looked_up(lexicon.room, term, *boost)).collect();
    let mut query = BooleanQuery::union(words);
    if let Some(unit) = unit {
        let of = |unit: Option<&str>| exactly(fields.place, &place(kind, unit));
        let here = BooleanQuery::union(vec![of(Some(unit)), of(None)]);
        let here = BoostQuery::new(Box::new(here), 0.0);
        let both: Vec<Box<dyn Query>> = vec![Box::new(query), Box::new(here)];
        query = BooleanQuery::intersection(both);
    }
    let statistics = OfKind { searcher: lexicon.searcher, docs: u64::from(docs) };
    let best = TopDocs::with_limit(MOST).order_by_score();
    let found = lexicon.searcher.search_with_statistics_provider(&query, &best, &statistics)?;
    Ok(found.into_iter().map(|(_, address)| address).collect())
}

/// The terms to look up, with what each counts.
fn chosen(asked: &[Asked], docs: u32) -> BTreeMap<String, f32> {
    let says = |asked: &&Asked| !asked.near.is_empty();
    let only_asks = asked.iter().filter(says).all(|asked| asked.asking);
    let mut telling: Vec<&Asked> =
        asked.iter().filter(says).filter(|asked| only_asks || !asked.asking).collect();
    telling.sort_by(|a, b| telling_apart(b, docs).total_cmp(&telling_apart(a, docs)));
    telling.truncate(MOST_ASKED);
    let nears = || telling.iter().flat_map(|asked| stand_ins(asked));
    let common = |near: &Near| docs >= MANY_DOCS && near.docs > docs / 5;
    let only_common = nears().all(|(_, near)| common(near));
    let mut terms: BTreeMap<String, f32> = BTreeMap::new();
    let mut left = if docs < MANY_DOCS { u32::MAX } else { MOST_READ };
    for (asked, near) in nears().filter(|(_, near)| only_common || !common(near)) {
        // What tells the most comes first, and is looked up whatever it costs.
        if near.docs > left && !terms.is_empty() {
            continue;
        }
        left = left.saturating_sub(near.docs);
        let own = terms.entry(near.term.clone()).or_default();
        *own = own.max(asked.weight * near.factor);
    }
    terms
}

/// The most frequent of what stands for something asked.
fn stand_ins(asked: &Asked) -> impl Iterator<Item = (&Asked, &Near)> {
    asked.near.iter().take(MOST_NEAR).map(move |near| (asked, near))
}

/// How well something asked tells documents apart.
fn telling_apart(asked: &Asked, docs: u32) -> f64 {
    let fewest = asked.near.iter().map(|near| near.docs).min().unwrap_or(docs).max(1);
    f64::from(asked.weight) * (1.0 + f64::from(docs) / f64::from(fewest)).ln()
}

fn looked_up(room: Room, term: &str, boost: f32) -> Box<dyn Query> {
    let field = if is_rare(term) { room.rare } else { room.word };
    let query = TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(query), boost))
}

fn exactly(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

/// What is rare among documents of one kind.
struct OfKind<'a> {
    searcher: &'a Searcher,
    docs: u64,
}

impl Bm25StatisticsProvider for OfKind<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Bm25StatisticsProvider::total_num_tokens(self.searcher, field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.docs)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}
