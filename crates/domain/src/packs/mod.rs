//! Process is data: what can be asked for and how it goes, read from the national catalogue and from packs.

mod cases;
pub mod catalogue;
mod definition;
mod form;
mod process;
pub mod search;

pub use cases::Case;
pub use definition::{Definition, Overlay};
pub use form::{FieldKind, FormFault, FormField, form_faults, form_fields, form_value};
pub use process::{ActDef, ActKind, END, Process, Step, Text};
