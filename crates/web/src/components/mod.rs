//! The pieces that pages are made of: one folder each, with its template, its struct and its samples.
//!
//! A component is plain data: strings, numbers and small enums, never a domain type, so that a screen
//! decides what to say and the component only how it looks. A component is put into a template as it is,
//! `{{ due }}`, because each renders itself as safe HTML. Widths that come from data are SVG attributes:
//! the content security policy allows no inline style.
//!
//! Invariants, held by tests: every sample renders in three languages without a missing word, and never
//! writes a `style=` attribute or a script.

pub mod button;
pub mod chart;
pub mod chips;
pub mod confirm;
pub mod document;
pub mod due;
pub mod empty;
pub mod error_summary;
pub mod field;
pub mod form;
pub mod guide;
pub mod history;
pub mod notice;
pub mod procedure_card;
pub mod search_box;
pub mod strip;
pub mod summary;
pub mod table;
pub mod tag;
pub mod track;
pub mod week;
pub mod why;

pub use button::{Button, ButtonKind};
pub use chart::{DayBar, DayBars, Gauge, Part, RankBars, RankRow, StackedBar};
pub use chips::{Chip, FilterChips};
pub use confirm::Confirm;
pub use document::DocumentRow;
pub use due::{Band, Due, DueSize};
pub use empty::Empty;
pub use error_summary::{ErrorSummary, Problem};
pub use field::{Choice, Control, Field, Input};
pub use form::{FormFile, FormItem, FormRow, FormRows, FormSet, FormView, Unasked};
pub use guide::{Guide, GuideLine, GuideText};
pub use history::{History, HistoryDay, HistoryItem};
pub use notice::{Notice, NoticeKind};
pub use procedure_card::ProcedureCard;
pub use search_box::{SearchBox, SearchSize};
pub use strip::{DayLook, DayStrip, StripDay};
pub use summary::{Summary, SummaryRow};
pub use table::{Bulk, Cell, Column, ColumnKind, Order, Paging, Row, Sort, Table, TableUse};
pub use tag::{StateTag, Tone};
pub use track::{StepTrack, TrackState, TrackStep};
pub use week::{WeekDay, WeekHours};
pub use why::{WhyDue, WhyLine};

/// Somewhere to go, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What a person reads.
    pub text: String,
}

impl Link {
    /// A link.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// A share of a whole as an SVG length: `62.50%`. A whole of nothing is nothing; more than all is all.
pub(crate) fn width(part: u64, whole: u64) -> String {
    let share = part.min(whole).saturating_mul(10_000).checked_div(whole).unwrap_or_default();
    format!("{}.{:02}%", share / 100, share % 100)
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn a_width_stays_between_nothing_and_all() {
        assert_eq!(width(5, 8), "62.50%");
        assert_eq!(width(9, 8), "100.00%");
        assert_eq!(width(1, 0), "0.00%");
    }
}
