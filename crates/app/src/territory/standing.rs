//! How far each reorganisation on record is.

use super::Recorded;
use crate::nodes::Living;
use crate::{App, AppError};
use domain::identity::{Actor, Right, may};
use domain::units::Units;
use domain::units::reorganise::Reorganisation;

/// A reorganisation on record, and how far it is.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What was put on record.
    pub recorded: Recorded,
    /// Units that end and keep a ledger here.
    pub here: usize,
    /// Of these closed.
    pub closed: usize,
    /// Dossiers that were handed over and not yet taken over.
    pub in_transit: usize,
    /// Units that aren't closed yet and close themselves, on machines of their own.
    pub elsewhere: usize,
}

impl Standing {
    /// Whether nothing is left to do.
    pub const fn finished(&self) -> bool {
        self.closed == self.here && self.in_transit == 0
    }
}

impl App {
    /// The territory as it would be after a file, to name the units that it makes; as it is where the file
    /// can't be read.
    pub fn territory_after(&self, text: &str) -> Units {
        let world = self.world();
        let file = Reorganisation::parse(text);
        file.map_or_else(|_| Units::clone(&world.units), |file| world.units.apply(&file))
    }

    /// Every reorganisation on record, the latest day first.
    pub async fn territory_standing(&self, actor: &Actor) -> Result<Vec<Standing>, AppError> {
        if !may(actor, Right::TerritoryManage, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        let all: Vec<Recorded> = self.world().recorded_all().iter().rev().cloned().collect();
        let read = self.inner.store.read(move |r| {
            let living = Living::read(r)?;
            let mut found = Vec::with_capacity(all.len());
            for recorded in all {
                let mut standing = Standing { recorded, here: 0, closed: 0, in_transit: 0, elsewhere: 0 };
                for unit in &standing.recorded.ending {
                    if r.head(unit)?.is_none() {
                        continue;
                    }
                    standing.here += 1;
                    let closed = r.closed(unit)?.is_some();
                    standing.closed += usize::from(closed);
                    standing.elsewhere += usize::from(!closed && !living.here(unit));
                    standing.in_transit += r.in_transit(unit)?.len();
                }
                found.push(standing);
            }
            Ok(found)
        });
        Ok(read.await?)
    }
}
