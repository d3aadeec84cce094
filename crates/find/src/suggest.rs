//! How what was typed may go on: titles and phrases that begin so, then words that go on in what answers,
//! then what answers.

use crate::doc::{DocKind, Suggestion};
use crate::error::FindError;
use crate::fields::{Fields, left_out, whole};
use crate::kept::{Kept, Part, Token};
use crate::question::{Question, Typed};
use crate::rank::{Found, ranked};
use crate::view::View;
use crate::words::joined;
use std::collections::BTreeMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet as _, TERMINATED};

/// Titles and phrases with one beginning that are looked at, of a kind in a segment.
const MOST_WHOLE: usize = 12;
/// What answers, of which words go on.
const MOST_FOUND: usize = 24;

/// The best suggestions for what was typed.
pub(crate) fn suggest(
    view: &View,
    fields: &Fields,
    question: &Question,
    kinds: &[DocKind],
    limit: usize,
) -> Result<Vec<Suggestion>, FindError> {
    if question.words.is_empty() && question.codes.is_empty() {
        return Ok(Vec::new());
    }
    let mut out: Vec<Suggestion> = Vec::new();
    // Each kind of suggestion leaves room for the next.
    for whole in wholes(view, fields, question, kinds)?.into_iter().take(limit.div_ceil(2)) {
        add(&mut out, whole);
    }
    let found = ranked(view, fields, question, kinds, None)?;
    for text in endings(&found, question).into_iter().take(limit.div_ceil(4)) {
        add(&mut out, Suggestion { text, kind: None, href: None });
    }
    for one in found {
        add(&mut out, Suggestion { text: one.hit.title, kind: Some(one.hit.kind), href: Some(one.hit.href) });
    }
    out.truncate(limit);
    Ok(out)
}

/// Adds one that leads elsewhere than those before.
fn add(out: &mut Vec<Suggestion>, new: Suggestion) {
    let same = |own: &Suggestion| match (&own.href, &new.href) {
        (Some(own), Some(new)) => own == new,
        _ => own.text == new.text,
    };
    if !out.iter().any(same) {
        out.push(new);
    }
}

/// Titles and phrases that begin with what was typed: kind by kind, the ones with the diacritics that were
/// typed before the others, titles before phrases, short before long.
fn wholes(
    view: &View,
    fields: &Fields,
    question: &Question,
    kinds: &[DocKind],
) -> Result<Vec<Suggestion>, FindError> {
    let folded = joined(question.words.iter().map(|typed| typed.word.folded.as_str()));
    let written = joined(question.words.iter().map(|typed| typed.word.written.as_str()));
    let mut found = Vec::new();
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    for kind in DocKind::ALL.into_iter().filter(|kind| kinds.is_empty() || kinds.contains(kind)) {
        for address in beginning(view, fields, &whole(kind, &folded))? {
            let text = view.kept(fields, address)?;
            let Some(kept) = Kept::read(&text) else { continue };
            let Some((is_title, text)) = begins(&kept, &folded) else { continue };
            let other = written != folded && !text.to_lowercase().contains(&written);
            let order = (kind, other, !is_title, text.chars().count());
            found.push((order, Suggestion { text, kind: Some(kind), href: Some(kept.href.to_owned()) }));
        }
    }
    found.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.text.cmp(&other.text)));
    Ok(found.into_iter().map(|(_, suggestion)| suggestion).collect())
}

/// The documents of which a title or phrase begins so.
fn beginning(view: &View, fields: &Fields, whole: &str) -> Result<Vec<DocAddress>, FindError> {
    let mut found = Vec::new();
    for (at, segment) in (0..).zip(view.searcher.segment_readers()) {
        let inverted = segment.inverted_index(fields.whole)?;
        let mut stream = inverted.terms().range().ge(whole.as_bytes()).into_stream()?;
        let mut looked_at = 0;
        while looked_at < MOST_WHOLE && stream.advance() && stream.key().starts_with(whole.as_bytes()) {
            looked_at += 1;
            let mut docs = inverted.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
            while docs.doc() != TERMINATED && segment.is_deleted(docs.doc()) {
                docs.advance();
            }
            if docs.doc() != TERMINATED {
                found.push(DocAddress::new(at, docs.doc()));
            }
        }
    }
    Ok(found)
}

/// What of a document begins with what was typed, and whether that is its title.
fn begins(kept: &Kept<'_>, folded: &str) -> Option<(bool, String)> {
    for (at, part) in kept.parts.iter().enumerate().filter(|(_, part)| part.weight.is_said()) {
        let words: Vec<&str> = part.tokens().map(|token| token.folded).collect();
        let from = |left: usize| joined(words.iter().skip(left).copied()).starts_with(folded);
        if (0..=left_out(kept.kind, part.weight)).any(from) {
            return Some(if at == 0 { (true, kept.title.to_owned()) } else { (false, part.written()) });
        }
    }
    None
}

/// How the words go on in what answers, the most frequent first: the last one finished, or one more.
fn endings(found: &[Found], question: &Question) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in found.iter().take(MOST_FOUND) {
        let Some(kept) = Kept::read(&one.kept) else { continue };
        for part in kept.parts.iter().filter(|part| part.weight.is_said()) {
            if let Some(text) = ending(part, question) {
                *counts.entry(text).or_default() += 1;
            }
        }
    }
    let mut endings: Vec<(usize, String)> = counts.into_iter().map(|(text, count)| (count, text)).collect();
    endings.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    endings.into_iter().map(|(_, text)| text).collect()
}

/// How the words go on in one text; none where they don't stand there side by side.
fn ending(part: &Part<'_>, question: &Question) -> Option<String> {
    let tokens: Vec<Token<'_>> = part.tokens().collect();
    let typed = question.words.len();
    if typed == 0 {
        return None;
    }
    let is_last = |at: usize| at + 1 == typed && !question.finished;
    let same = |(at, (token, Typed { word, .. })): (usize, (&Token<'_>, &Typed))| {
        let plain = word.written == word.folded;
        let (own, asked) = if plain { (token.folded, &word.folded) } else { (token.written, &word.written) };
        if is_last(at) { own.starts_with(asked.as_str()) } else { own == asked }
    };
    let at = tokens.windows(typed).position(|run| run.iter().zip(&question.words).enumerate().all(same))?;
    let last = tokens.get(at + typed - 1)?;
    let is_whole = question.words.last().is_some_and(|typed| typed.word.folded == last.folded);
    let more = usize::from(is_whole);
    let run: Vec<&str> = tokens.iter().skip(at).take(typed + more).map(|token| token.written).collect();
    (run.len() == typed + more).then(|| joined(run.into_iter()))
}
