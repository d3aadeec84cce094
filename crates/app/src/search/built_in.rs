//! The procedures that are built in, asked without an office.

use super::docs;
use crate::{AppError, World};
use domain::packs::Definition;
use domain::packs::catalogue::Procedure;
use find::{DocKind, Finder, Query};
use std::collections::HashMap;
use std::sync::Arc;

/// The procedures that are built in, ready to be asked.
pub struct BuiltIn {
    finder: Finder,
    procedures: HashMap<String, Arc<Procedure>>,
}

impl BuiltIn {
    /// Reads the catalogue and the packs of a world.
    pub fn of(world: &World) -> Result<Self, AppError> {
        let definitions = world.definitions().map_err(AppError::fault)?;
        let finder = Finder::in_memory().map_err(AppError::fault)?;
        finder.speak(world.everyday());
        let put = |own: &Definition| docs::procedure(world, own, DocKind::Procedure);
        finder.refill(definitions.iter().map(put).collect(), "built in").map_err(AppError::fault)?;
        let by_code = |own: Definition| (own.facts.code.to_string(), Arc::new(own.facts));
        let procedures = definitions.into_iter().map(by_code).collect();
        Ok(Self { finder, procedures })
    }

    /// The procedures that answer, the best first.
    pub fn find(&self, text: &str, most: usize) -> Result<Vec<&Arc<Procedure>>, AppError> {
        let query = Query { text, limit: most, ..Query::default() };
        let hits = self.finder.find(&query).map_err(AppError::fault)?;
        Ok(hits.iter().filter_map(|hit| self.procedures.get(&hit.code)).collect())
    }
}
