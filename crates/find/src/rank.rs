//! All that answers a question, the best first.

use crate::candidates::candidates;
use crate::codes::by_code;
use crate::doc::{DocKind, Hit};
use crate::error::FindError;
use crate::fields::Fields;
use crate::judge::Judge;
use crate::kept::Kept;
use crate::question::Question;
use crate::view::View;
use std::collections::BTreeSet;

/// An answer, and what is kept of its document.
pub(crate) struct Found {
    pub hit: Hit,
    pub kept: String,
}

/// The answers of these kinds, the best first; ties in order of id.
pub(crate) fn ranked(
    view: &View,
    fields: &Fields,
    question: &Question,
    kinds: &[DocKind],
    unit: Option<&str>,
) -> Result<Vec<Found>, FindError> {
    let is_asked = |kind: DocKind| kinds.is_empty() || kinds.contains(&kind);
    let mut found = Vec::new();
    for (address, score) in by_code(view, fields, &question.codes)? {
        let text = view.kept(fields, address)?;
        let Some(kept) = Kept::read(&text) else { continue };
        let is_here = unit.is_none_or(|unit| kept.unit.is_empty() || kept.unit == unit);
        if is_asked(kept.kind) && is_here {
            let hit = kept.hit(score, true);
            found.push(Found { hit, kept: text });
        }
    }
    for kind in DocKind::ALL.into_iter().filter(|kind| is_asked(*kind)) {
        let Some(lexicon) = view.lexicon(fields, kind) else { continue };
        let asked = question.asked(&lexicon)?;
        let judge = Judge::of(&asked, lexicon.vocabulary.docs);
        for address in candidates(&lexicon, fields, kind, &asked, unit)? {
            let text = view.kept(fields, address)?;
            let Some(kept) = Kept::read(&text) else { continue };
            let (score, exactly) = judge.judge(&kept);
            let hit = kept.hit(score * kind.share(), exactly);
            found.push(Found { hit, kept: text });
        }
    }
    found.sort_by(|a, b| b.hit.score.total_cmp(&a.hit.score).then_with(|| a.hit.id.cmp(&b.hit.id)));
    let mut seen = BTreeSet::new();
    found.retain(|one| seen.insert(one.hit.id.clone()));
    Ok(found)
}
