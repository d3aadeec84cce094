//! What moves a due date afterwards: a supplement, a pause, the one extension.

use super::working::{add_working_minutes, closing, previous_working_day, working_minutes};
use super::{Cutoffs, Due, Ground, Hours, Limit, Rule, Via, due};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// A stretch in which the office waited for the applicant: for papers, or for a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// When the office asked.
    pub from: Moment,
    /// When all of it was there.
    pub to: Moment,
}

/// The due date after a full supplement: the decree counts from the beginning again.
pub fn restart(resumed: Moment, limit: Limit, via: Via, hours: &Hours, cutoffs: Option<&Cutoffs>) -> Due {
    let mut due = due(resumed, limit, via, hours, cutoffs);
    due.grounds.insert(0, Ground::new(Rule::RestartedAfterSupplement, resumed, resumed, 0));
    due
}

/// The due date as the national score counts it: moved on by the working time of the pauses.
///
/// Pauses may come in any order and overlap; what lies before reception, or begins only after the due
/// date has passed, moves nothing. One ground is added for each pause that moves it.
pub fn subtract_pauses(received: Moment, due: &Due, pauses: &[Pause], hours: &Hours) -> Due {
    let mut pauses = pauses.to_vec();
    pauses.sort_by_key(|p| (p.from, p.to));
    let (mut moved, mut counted_until) = (due.clone(), received);
    for pause in pauses {
        if pause.from >= moved.at {
            break;
        }
        let from = pause.from.max(counted_until);
        if pause.to <= from {
            continue;
        }
        counted_until = pause.to;
        let minutes = working_minutes(from, pause.to, hours);
        if minutes > 0 {
            moved.at = add_working_minutes(moved.at, minutes, hours);
            let amount = u32::try_from(minutes).unwrap_or(u32::MAX);
            moved.grounds.push(Ground::new(Rule::PauseSubtracted, from, pause.to, amount));
        }
    }
    moved
}

/// Whether a new appointment may still be made: at latest one working day before the due date, so until
/// the last working day before it closes. Once only: see [`Due::is_extended`].
pub fn extension_allowed(now: Moment, due: Moment, hours: &Hours) -> bool {
    let day_before = previous_working_day(due.day(), hours);
    closing(day_before, hours).is_some_and(|closes| now <= closes)
}

/// The due date put off to `to`. `None` when it was put off before, or `to` isn't later.
pub fn extend(due: &Due, to: Moment) -> Option<Due> {
    if due.is_extended() || to <= due.at {
        return None;
    }
    let mut extended = due.clone();
    extended.grounds.push(Ground::new(Rule::ExtendedOnce, due.at, to, 0));
    extended.at = to;
    Some(extended)
}
