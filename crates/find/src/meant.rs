//! What may have been meant: words that nothing has, written as the best answers have them.

use crate::doc::DocKind;
use crate::error::FindError;
use crate::fields::Fields;
use crate::kept::Kept;
use crate::question::Question;
use crate::rank::ranked;
use crate::view::View;
use crate::words::joined;
use std::collections::BTreeMap;

/// What the best answer scores where it has about all of the question in its title, whatever was mistyped.
const GOOD: f64 = 1.0;
/// Answers in which the words are looked for.
const MOST_FOUND: usize = 8;

/// The question without its slips; none where it has none, or where nothing answers it, or something so well
/// that nobody need be asked.
pub(crate) fn meant(
    view: &View,
    fields: &Fields,
    question: &Question,
    kinds: &[DocKind],
) -> Result<Option<String>, FindError> {
    let all = if kinds.is_empty() { &DocKind::ALL } else { kinds };
    let lexicons: Vec<_> = all.iter().filter_map(|kind| view.lexicon(fields, *kind)).collect();
    let mut slips: Vec<Vec<String>> = Vec::new();
    for (at, typed) in (1..).zip(&question.words) {
        let unfinished = at == question.words.len() && !question.finished;
        let mut near = Vec::new();
        for lexicon in &lexicons {
            near.extend(lexicon.near(&typed.word.folded, unfinished)?);
        }
        let known = near.is_empty() || near.iter().any(|near| !near.slip);
        slips.push(if known { Vec::new() } else { near.into_iter().map(|near| near.term).collect() });
    }
    if slips.iter().all(Vec::is_empty) {
        return Ok(None);
    }
    let found = ranked(view, fields, question, kinds, None)?;
    if found.first().is_some_and(|best| best.hit.score >= GOOD) {
        return Ok(None);
    }
    // As the best answer writes it.
    let mut written: BTreeMap<&str, &str> = BTreeMap::new();
    for one in found.iter().take(MOST_FOUND) {
        let Some(kept) = Kept::read(&one.kept) else { continue };
        for token in kept.parts.iter().flat_map(|part| part.tokens()) {
            written.entry(token.folded).or_insert(token.written);
        }
    }
    let mut changed = false;
    let words: Vec<&str> = question
        .words
        .iter()
        .zip(&slips)
        .map(|(typed, slips)| {
            let right = slips.iter().find_map(|slip| written.get(slip.as_str()));
            changed |= right.is_some();
            right.copied().unwrap_or(&typed.word.written)
        })
        .collect();
    Ok(changed.then(|| joined(words.into_iter())))
}
