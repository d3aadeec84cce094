//! A reorganisation that was put on record: from its day on it is how the territory is.

use crate::records::{Body, RecordKind};
use crate::words::Day;
use serde::{Deserialize, Serialize};

/// `reorganisation`, keyed by the digest of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reorganised {
    /// The first day of the new order.
    pub day: Day,
    /// The legal act.
    pub act: String,
    /// The file, whole, as it was checked.
    pub file: String,
}

impl Body for Reorganised {
    const KIND: RecordKind = RecordKind::Reorganisation;
}

#[cfg(test)]
mod tests {
    use super::Reorganised;
    use crate::records::Body as _;
    use crate::words::Day;

    #[test]
    fn the_body_is_read_for_ever() {
        let day = Day::new(2026, 3, 1).unwrap();
        let file = "# act: 12/NQ-HĐND\n# day: 2026-03-01\nrow,code,to,relation\nends,00001,00002,whole\n";
        let body = Reorganised { day, act: "12/NQ-HĐND".into(), file: file.into() };
        let golden = include_str!("../../testdata/records/reorganisation/v1.json").trim();
        assert_eq!(body.text().unwrap(), golden);
        assert_eq!(serde_json::from_str::<Reorganised>(golden).unwrap(), body);
    }
}
