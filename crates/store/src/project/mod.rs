//! Rows that follow from entries. The same functions serve the writer, `verify` and `rebuild`, so what is
//! stored can only be what the entries say.

pub(crate) mod account;
pub(crate) mod dossier;
pub(crate) mod node;
pub(crate) mod outbox;
pub(crate) mod procedure;
pub(crate) mod rated;
pub(crate) mod record;
pub(crate) mod series;
pub(crate) mod tally;
pub(crate) mod territory;
