//! Which steps a dossier left behind. A step of the way that none of its events left was passed over.

use super::{Dossier, Event, evolve};
use crate::packs::Process;
use crate::words::{Moment, StepId};
use std::collections::BTreeMap;

/// The steps that were done, each with the place in the history of what left it last. What can't be read any
/// more is none.
pub fn left_behind<'a>(
    process: &Process,
    history: impl IntoIterator<Item = Option<(Moment, &'a Event)>>,
) -> BTreeMap<StepId, usize> {
    let mut left = BTreeMap::new();
    let mut state: Option<Dossier> = None;
    for (place, happened) in history.into_iter().enumerate() {
        let Some((at, event)) = happened else { continue };
        let before = state.as_ref().map(|d| d.step.clone());
        let Some(next) = evolve(state.take(), at, event) else { continue };
        match before {
            Some(step) if step != next.step => {
                left.insert(step, place);
            }
            // At the counter accepting is part of receiving.
            None if matches!(event, Event::Received(_)) => {
                left.insert(process.submitted.clone(), place);
            }
            _ => {}
        }
        state = Some(next);
    }
    left
}
