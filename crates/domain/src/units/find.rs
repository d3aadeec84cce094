//! Finding a unit by what people type: with or without diacritics, with or without its kind, with or
//! without the province behind it.

use super::{Unit, Units};
use crate::words::{Day, fold, nfc};
use smol_str::SmolStr;

/// A unit's names folded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    name: SmolStr,
    full: SmolStr,
}

impl Folded {
    pub(super) fn of(unit: &Unit) -> Self {
        Self { name: fold(&unit.name).into(), full: fold(&unit.full_name).into() }
    }
}

/// What a person's word for a unit came to. A name is taken for a unit only where it is spelled as the unit
/// spells it and fits no other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// This one.
    One(&'a Unit),
    /// The person must choose: several fit, or the name isn't spelled as the unit spells it.
    Several(Vec<&'a Unit>),
    /// Nothing fits.
    Nothing,
}

impl Units {
    /// The unit of a day that a person names by its code, or by its name.
    pub fn named(&self, text: &str, day: Day) -> Named<'_> {
        if let Some(unit) = text.trim().parse().ok().and_then(|code| self.at(&code, day)) {
            return Named::One(unit);
        }
        let typed = nfc(text.trim()).to_lowercase();
        let hits = self.find(text, day);
        let query = fold(text);
        let fits = |u: &Unit| self.rank(u, &typed, &query).is_some_and(|rank| rank <= 3);
        let fitting: Vec<&Unit> = hits.iter().copied().filter(|u| fits(u)).collect();
        match fitting.as_slice() {
            [] if hits.is_empty() => Named::Nothing,
            [] => Named::Several(hits),
            [one] if [&one.full_name, &one.name].iter().any(|n| typed.starts_with(&n.to_lowercase())) => {
                Named::One(one)
            }
            _ => Named::Several(fitting),
        }
    }

    /// The units of a day whose name has the words of `text`, best first. Names that differ only in
    /// diacritics are all offered; the one spelled as typed comes first. An exact code is found too.
    pub fn find(&self, text: &str, day: Day) -> Vec<&Unit> {
        let typed = nfc(text.trim()).to_lowercase();
        let query = fold(text);
        if query.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(u8, &Unit)> = self
            .iter()
            .filter(|u| u.exists_on(day))
            .filter_map(|u| self.rank(u, &typed, &query).map(|rank| (rank, u)))
            .collect();
        hits.sort_by(|(a, x), (b, y)| (a, x.tier, &x.name, &x.id).cmp(&(b, y.tier, &y.name, &y.id)));
        hits.into_iter().map(|(_, u)| u).collect()
    }

    /// How well a unit answers; smaller is better, `None` is not at all.
    fn rank(&self, unit: &Unit, typed: &str, query: &str) -> Option<u8> {
        if unit.code.as_str() == typed {
            return Some(0);
        }
        let own = self.folded.get(&unit.id)?;
        if unit.full_name.to_lowercase() == typed || unit.name.to_lowercase() == typed {
            return Some(1);
        }
        if own.name == query || own.full == query {
            return Some(2);
        }
        if own.name.starts_with(query) || own.full.starts_with(query) {
            return Some(4);
        }
        if has_words(&own.full, query) {
            return Some(5);
        }
        let rest = query
            .strip_prefix(own.full.as_str())
            .or_else(|| query.strip_prefix(own.name.as_str()))?
            .strip_prefix(' ')?;
        let province = self.province_of(&unit.id).filter(|p| p.id != unit.id)?;
        has_words(&self.folded.get(&province.id)?.full, rest).then_some(3)
    }
}

/// Whether each typed word is in the name, the last one possibly not finished.
fn has_words(name: &str, query: &str) -> bool {
    let (rest, last) = query.rsplit_once(' ').unwrap_or(("", query));
    let has = |word: &str| name.split(' ').any(|n| n == word);
    rest.split(' ').filter(|w| !w.is_empty()).all(has) && name.split(' ').any(|n| n.starts_with(last))
}
