//! How far a message is. Receipts come twice, late, in any order, sometimes before our own note that the
//! provider took the message: what counts is what is known at the end, not what came last.

use serde::{Deserialize, Serialize};

/// How far the delivery of one message by one provider is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Delivery {
    /// It waits here.
    Queued,
    /// The provider took it.
    Accepted,
    /// It could not be delivered, and nobody tries any more.
    Failed,
    /// The same, because its time ran out.
    Expired,
    /// It reached the person.
    Delivered,
}

impl Delivery {
    /// Every state, by rank.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Accepted, Self::Failed, Self::Expired, Self::Delivered];

    /// The name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Accepted => "accepted",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Delivered => "delivered",
        }
    }

    /// The state of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether nothing more is to come. A late receipt may still turn a failure into a delivery.
    pub const fn ended(self) -> bool {
        matches!(self, Self::Failed | Self::Expired | Self::Delivered)
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Queued => 0,
            Self::Accepted => 1,
            Self::Failed | Self::Expired => 2,
            Self::Delivered => 3,
        }
    }

    /// The state after hearing of `heard`: never back, and the first reason for a failure stays. Hearing the
    /// same thing again changes nothing.
    pub const fn hearing(self, heard: Self) -> Self {
        if heard.rank() > self.rank() { heard } else { self }
    }

    /// The state of a message that went in parts: failed as soon as a part is, delivered when all are.
    pub fn of_parts(parts: &[Self]) -> Self {
        let failed = parts.iter().find(|part| matches!(part, Self::Failed | Self::Expired));
        failed.or_else(|| parts.iter().min_by_key(|part| part.rank())).copied().unwrap_or(Self::Queued)
    }
}

#[cfg(test)]
mod tests {
    use super::Delivery;
    use proptest::prelude::*;

    fn state() -> impl Strategy<Value = Delivery> {
        prop::sample::select(Delivery::ALL.to_vec())
    }

    #[test]
    fn who_was_reached_stays_reached() {
        assert_eq!(Delivery::Accepted.hearing(Delivery::Delivered), Delivery::Delivered);
        assert_eq!(Delivery::Delivered.hearing(Delivery::Failed), Delivery::Delivered);
        assert_eq!(Delivery::Expired.hearing(Delivery::Delivered), Delivery::Delivered);
        assert_eq!(Delivery::Expired.hearing(Delivery::Failed), Delivery::Expired);
        assert_eq!(Delivery::Delivered.hearing(Delivery::Accepted), Delivery::Delivered);
    }

    #[test]
    fn a_message_in_parts_is_as_far_as_its_slowest_part() {
        use Delivery::{Accepted, Delivered, Failed, Queued};
        assert_eq!(Delivery::of_parts(&[Delivered, Accepted]), Accepted);
        assert_eq!(Delivery::of_parts(&[Delivered, Delivered]), Delivered);
        assert_eq!(Delivery::of_parts(&[Accepted, Failed]), Failed);
        assert_eq!(Delivery::of_parts(&[]), Queued);
    }

    proptest! {
        #[test]
        fn order_and_repetition_of_receipts_do_not_matter(
            mut heard in prop::collection::vec(state(), 0..8),
            seed in any::<u64>(),
        ) {
            let end = |heard: &[Delivery]| {
                heard.iter().fold(Delivery::Queued, |now, heard| now.hearing(*heard)).rank()
            };
            let before = end(&heard);
            heard.extend_from_within(..);
            let by = usize::try_from(seed % 7).unwrap();
            if !heard.is_empty() {
                let len = heard.len();
                heard.rotate_left(by % len);
            }
            prop_assert_eq!(end(&heard), before);
        }
    }
}
