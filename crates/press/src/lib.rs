//! Papers from templates: a [`Sheet`] (texts in Typst, data in JSON) becomes the bytes of a
//! PDF/A-2a that is PDF/UA-1 too: to be kept for decades, and to be read by who can't see.
//!
//! Reading order: [`Sheet`] and [`print()`] (what goes in, what comes out), `world` (all that a template can
//! see), `letters` (what the font can write), [`thumbnail()`] (small pictures of scans), [`Press`] (who
//! prints, and how long it may take).
//!
//! Invariants: a template sees its pack's texts, the data and the fonts that are built in, no disk, no
//! network, no clock; the same sheet gives the same bytes; what is wrong with a template is a [`Fault`] with
//! its file and line, never a panic in who asked.

mod apart;
mod fault;
mod letters;
mod sheet;
#[cfg(test)]
mod tests;
mod thumbnail;
mod world;

pub use apart::{Press, serve};
pub use fault::Fault;
pub use sheet::{Dated, Sheet};
pub use thumbnail::thumbnail;

use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Desk;

/// Minutes by which Vietnam is ahead of UTC.
const AHEAD: i32 = 7 * 60;
/// How many sheets a thing that was computed may go unused before it is forgotten.
const KEPT: usize = 8;

/// Prints a sheet here and now, however long it takes: for templates that are known to be good. [`Press`]
/// sets limits.
pub fn print(sheet: &Sheet) -> Result<Vec<u8>, Fault> {
    let printed = Desk::lay(sheet).and_then(|desk| {
        let document = typst::compile::<PagedDocument>(&desk).output;
        let document = document.map_err(|found| fault::of(&desk, &found))?;
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
        let options = PdfOptions {
            ident: Smart::Custom(sheet.ident.clone()),
            creator: Smart::Custom(Some("Motcua".to_owned())),
            timestamp: stamp(sheet.at),
            standards: standards.map_err(|e| Fault::general(e.message()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|found| fault::of(&desk, &found))
    });
    comemo::evict(KEPT);
    printed
}

fn stamp(at: Dated) -> Option<Timestamp> {
    let Dated { year, month, day, hour, minute } = at;
    Timestamp::new_local(Datetime::from_ymd_hms(year, month, day, hour, minute, 0)?, AHEAD)
}
