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
use std::collections::{BTreeMap, BTreeSet};
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
/// Words that a document must have together to be found in spite of that.
const MOST_TOGETHER: usize = 4;

/// The best documents of a kind by tantivy's reckoning, in no order.
pub(crate) fn candidates(
    lexicon: &Lexicon<'_>,
    fields: &Fields,
    kind: DocKind,
    asked: &[Asked],
    unit: Option<&str>,
) -> Result<BTreeSet<DocAddress>, FindError> {
    let docs = lexicon.vocabulary.docs;
    let Chosen { terms, too_many } = chosen(asked, docs);
    if terms.is_empty() {
        return Ok(BTreeSet::new());
    }
    let words = |terms: &BTreeMap<String, f32>| -> Vec<Box<dyn Query>> {
        terms.iter().map(|(term, boost)| looked_up(lexicon.room, term, *boost)).collect()
    };
    let here = |query: BooleanQuery| match unit {
        None => query,
        Some(unit) => {
            let of = |unit: Option<&str>| exactly(fields.place, &place(kind, unit));
            let here = BooleanQuery::union(vec![of(Some(unit)), of(None)]);
            let here = BoostQuery::new(Box::new(here), 0.0);
            BooleanQuery::intersection(vec![Box::new(query), Box::new(here)])
        }
    };
    let statistics = OfKind { searcher: lexicon.searcher, docs: u64::from(docs) };
    let best = |query: BooleanQuery| {
        let best = TopDocs::with_limit(MOST).order_by_score();
        lexicon.searcher.search_with_statistics_provider(&here(query), &best, &statistics)
    };
    let mut found = best(BooleanQuery::union(words(&terms)))?;
    if too_many {
        // What has every word is found whatever was left out: leaping from one to the next reads little.
        let every = every_word(asked);
        if every.len() > 1 {
            found.extend(best(BooleanQuery::intersection(words(&every)))?);
        }
    }
    Ok(found.into_iter().map(|(_, address)| address).collect())
}

/// The words that were typed, say something and are in the index as they are: those that tell the most.
fn every_word(asked: &[Asked]) -> BTreeMap<String, f32> {
    let exact = |asked: &Asked| {
        let near = asked.near.first().filter(|near| near.factor >= 1.0)?;
        Some((near.docs, near.term.clone(), asked.weight))
    };
    let mut words: Vec<(u32, String, f32)> =
        asked.iter().filter(|asked| asked.own).filter_map(exact).collect();
    words.sort_by_key(|(docs, ..)| *docs);
    words.into_iter().take(MOST_TOGETHER).map(|(_, term, weight)| (term, weight)).collect()
}

/// The terms to look up, with what each counts.
struct Chosen {
    terms: BTreeMap<String, f32>,
    /// Whether some were left out, or there would be too much to read.
    too_many: bool,
}

fn chosen(asked: &[Asked], docs: u32) -> Chosen {
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
    let mut too_many = false;
    let mut left = if docs < MANY_DOCS { u32::MAX } else { MOST_READ };
    for (asked, near) in nears().filter(|(_, near)| only_common || !common(near)) {
        // What tells the most comes first, and is looked up whatever it costs.
        if near.docs > left && !terms.is_empty() {
            too_many = true;
            continue;
        }
        left = left.saturating_sub(near.docs);
        let own = terms.entry(near.term.clone()).or_default();
        *own = own.max(asked.weight * near.factor);
    }
    Chosen { terms, too_many }
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

#[cfg(test)]
mod tests {
    use super::{Chosen, MOST_READ, chosen, every_word};
    use crate::lexicon::Near;
    use crate::question::Asked;

    const DOCS: u32 = 1_000_000;

    fn asked(term: &str, docs: u32) -> Asked {
        let near = Near { term: term.to_owned(), factor: 1.0, docs, slip: false };
        Asked { weight: 1.0, typed: None, prefix: false, own: true, asking: false, near: vec![near] }
    }

    fn terms(asked: &[Asked], docs: u32) -> (Vec<String>, bool) {
        let Chosen { terms, too_many } = chosen(asked, docs);
        (terms.into_keys().collect(), too_many)
    }

    #[test]
    fn what_tells_the_most_is_looked_up_first_and_what_would_be_too_much_is_said() {
        let question = [asked("nguyen", 190_000), asked("khoa", 60_000), asked("minh", 125_000)];
        assert_eq!(terms(&question, DOCS), (vec!["khoa".to_owned(), "minh".to_owned()], true));
        assert_eq!(terms(&question[1..2], DOCS), (vec!["khoa".to_owned()], false));
    }

    #[test]
    fn a_single_word_is_looked_up_whatever_it_costs_and_a_small_kind_whole() {
        let question = [asked("nguyen", MOST_READ + 1)];
        assert_eq!(terms(&question, DOCS), (vec!["nguyen".to_owned()], false));
        let question = [asked("khai", 5_000), asked("sinh", 9_000)];
        assert_eq!(terms(&question, 9_999), (vec!["khai".to_owned(), "sinh".to_owned()], false));
    }

    #[test]
    fn words_that_must_stand_together_are_the_rarest_as_they_were_typed() {
        let mut question: Vec<Asked> =
            ["a", "b", "c", "d", "e"].into_iter().zip(1..).map(|(term, n)| asked(term, 6 - n)).collect();
        assert_eq!(every_word(&question).into_keys().collect::<Vec<_>>(), ["b", "c", "d", "e"]);
        question[0].own = false;
        question[4].near[0].factor = 0.8;
        assert_eq!(every_word(&question).into_keys().collect::<Vec<_>>(), ["b", "c", "d"]);
    }
}
