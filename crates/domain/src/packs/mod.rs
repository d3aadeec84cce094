//! What the offices do, as data: definitions read from packs and from the national catalogue.

pub mod catalogue;
pub mod search;
