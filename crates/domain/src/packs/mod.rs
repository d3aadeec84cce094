//! Process is data: what can be asked for and how it goes, read from the national catalogue and from packs.

mod cases;
pub mod catalogue;
pub mod condition;
mod definition;
pub mod diff;
pub mod draw;
pub mod everyday;
mod form;
pub mod pack;
mod process;
pub mod published;
pub mod story;

pub use cases::Case;
pub use definition::Definition;
pub use form::{
    FORM_DEPTH, FORM_ROWS, Filling, Form, FormCheck, FormFault, FormGroup, FormPart, Kind, Origin, Shown,
    TEXT_CHARS, Typed, What, form_data_faults, form_fits, form_part_at, form_read, form_rows, form_sample,
    form_tidy, form_typed, form_values, markup,
};
pub use process::{
    ActDef, ActKind, Change, Counted, END, Effect, HOURS_A_DAY, Join, Open, Part, Process, RecordChange,
    Step, Text, Units,
};
