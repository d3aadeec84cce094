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
    let is_here = |kept: &Kept<'_>| {
        is_asked(kept.kind) && unit.is_none_or(|unit| kept.unit.is_empty() || kept.unit == unit)
    };
    let mut found = Vec::new();
    for (address, score) in by_code(view, fields, &question.codes)? {
        let kept = view.kept(fields, address)?;
        if let Some(hit) = Kept::read(&kept).filter(is_here).map(|kept| kept.hit(score, true)) {
            found.push(Found { hit, kept });
        }
    }
    for kind in DocKind::ALL.into_iter().filter(|kind| is_asked(*kind)) {
        let Some(lexicon) = view.lexicon(fields, kind) else { continue };
        let asked = question.asked(&lexicon)?;
        let judge = Judge::of(&asked, lexicon.vocabulary.docs);
        for address in candidates(&lexicon, fields, kind, &asked, unit)? {
            let kept = view.kept(fields, address)?;
            if let Some(hit) = Kept::read(&kept).map(|kept| judged(&judge, &kept)) {
                found.push(Found { hit, kept });
            }
        }
    }
    found.sort_by(|a, b| b.hit.score.total_cmp(&a.hit.score).then_with(|| a.hit.id.cmp(&b.hit.id)));
    let mut seen = BTreeSet::new();
    found.retain(|one| seen.insert(one.hit.id.clone()));
    Ok(found)
}

fn judged(judge: &Judge<'_>, kept: &Kept<'_>) -> Hit {
    let (score, exactly) = judge.judge(kept);
    kept.hit(score * kept.kind.share(), exactly)
}
