//! Nothing came in the time that the person was given: the dossier is closed, national state 8 (Decree
//! 118/2025/NĐ-CP art. 17: 15 working days, or what the law of the field says). No officer decides it; the
//! system does, in the first office minute after the period. What comes before that moment prevents it.

use super::super::{Dossier, Refusal, RefusalCode, Rules, Stage};
use super::end;
use crate::calendar::{self, Hours};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// `lapsed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// When the papers were asked for.
    pub asked: Moment,
    /// By when they should have come.
    pub until: Moment,
}

/// The closing of the last of so many working days after the one on which papers were asked for.
pub fn until(asked: Moment, days: u32, hours: &Hours) -> Moment {
    let last = (0..days.max(1)).fold(asked.day(), |day, _| calendar::next_working_day(day, hours));
    calendar::closing(last, hours).unwrap_or_else(|| Moment::at(last.plus(1), 0, 0))
}

/// By when what was asked for must come; none while nothing is asked for.
pub fn lapses(dossier: &Dossier, rules: Rules<'_>) -> Option<Moment> {
    let clock = dossier.clock.as_ref().filter(|_| dossier.open())?;
    let open = clock.open_pause().filter(|p| p.stage == Stage::AwaitingDocuments)?;
    Some(open.until.unwrap_or_else(|| until(open.from, rules.definition.days_to_supplement(), rules.hours)))
}

/// Decides: refused while there is time, and while the office is closed.
pub fn decide(now: Moment, rules: Rules<'_>, dossier: &Dossier) -> Result<Lapsed, Refusal> {
    let until = lapses(dossier, rules).ok_or(RefusalCode::NotHere)?;
    if now <= until || !calendar::is_working(now, rules.hours) {
        return Err(RefusalCode::StillTime.into());
    }
    let open = dossier.clock.as_ref().and_then(|c| c.open_pause()).ok_or(RefusalCode::NotHere)?;
    Ok(Lapsed { asked: open.from, until })
}

/// Folds.
pub fn evolve(dossier: &mut Dossier, at: Moment) {
    end(dossier, at, Stage::Lapsed);
}
