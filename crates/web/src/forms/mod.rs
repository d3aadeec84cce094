//! Forms of packs on pages: what is typed read into data (`fill`), a form drawn with what is typed (`draw`),
//! data shown to be read (`told`), places found by name (`place`), values proposed because they are known
//! (`known`).
//!
//! Fields are named by what they belong to and their JSON pointer: `data/children/0/name` is
//! `/children/0/name` of a dossier's data, `answers/number` is `/number` of what an act asks. Nothing here
//! writes.

mod draw;
mod fill;
mod known;
mod place;
mod told;

pub use draw::Drawing;
pub use fill::Filled;
pub use known::{known_somewhere, proposals};
pub use place::named;
pub use told::{Told, told};

/// What the names of a filing's fields begin with.
pub const DATA: &str = "data";
/// What the names of an act's own fields begin with.
pub const ANSWERS: &str = "answers";

/// The page's name of a field that a use case names by dots: `data.children.0.name`.
pub fn name_of(named: &str) -> String {
    let begins = named.split('.').next().unwrap_or_default();
    if [DATA, ANSWERS].contains(&begins) { named.replace('.', "/") } else { named.to_owned() }
}
