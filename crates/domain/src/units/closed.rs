//! A unit that ended: who succeeds it and who keeps what it leaves. Kept in the unit's own ledger as its last
//! word (Resolution 190/2025/QH15 art. 4: the successor takes over rights, duties and papers).

use crate::identity::Place;
use crate::records::{Body, RecordKind};
use crate::words::{Day, UnitId};
use serde::{Deserialize, Serialize};

/// `territory`, key [`Closed::KEY`]: the unit works no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The units that take its place.
    pub successors: Vec<UnitId>,
    /// The unit whose officers find and read its finished dossiers.
    pub keeper: Place,
    /// The legal act.
    pub act: String,
    /// The first day without the unit.
    pub day: Day,
    /// Which reorganisation closed it: the key of its record.
    pub reorganisation: String,
    /// How many open dossiers wait for a decision on who takes them over.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub waiting: u64,
}

impl Closed {
    /// The key of its record; a unit closes once.
    pub const KEY: &'static str = "closed";
}

impl Body for Closed {
    const KIND: RecordKind = RecordKind::Territory;
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(n: &u64) -> bool {
    *n == 0
}

#[cfg(test)]
mod tests {
    use super::Closed;
    use crate::identity::Place;
    use crate::records::Body as _;
    use crate::words::Day;

    #[test]
    fn the_body_is_read_for_ever() {
        let body = Closed {
            successors: vec!["15085@2025-07-01".parse().unwrap()],
            keeper: Place {
                unit: "15085@2025-07-01".parse().unwrap(),
                province: "38@2025-07-01".parse().unwrap(),
            },
            act: "1686/NQ-UBTVQH15".into(),
            day: Day::new(2025, 7, 1).unwrap(),
            reorganisation: "0123456789ab".into(),
            waiting: 3,
        };
        let golden = include_str!("../../testdata/records/territory/v1.json").trim();
        assert_eq!(body.text().unwrap(), golden);
        assert_eq!(serde_json::from_str::<Closed>(golden).unwrap(), body);
    }
}
