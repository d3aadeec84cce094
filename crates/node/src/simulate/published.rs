//! What was published, and on which base such a rate can stand.
//!
//! Thanh Hóa published of 1 July to 15 August 2025: its communes received 149,470 dossiers and solved
//! 139,415, 98.83 % on time; its centre received 7,542 and solved 4,473, 99.99 % on time. Of what, it didn't
//! say.

use super::figures::Tier;

/// What a province published of one tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Received.
    pub received: u64,
    /// Solved.
    pub resolved: u64,
    /// On time, in hundredths of a percent.
    pub basis_points: u64,
}

/// Thanh Hóa's communes, 1 July to 15 August 2025.
pub const COMMUNAL: Claim = Claim { received: 149_470, resolved: 139_415, basis_points: 9_883 };
/// Its centre, on the same days.
pub const PROVINCIAL: Claim = Claim { received: 7_542, resolved: 4_473, basis_points: 9_999 };
/// Its code, and the days.
pub const WHERE: &str = "38";
/// First and last day.
pub const WHEN: (&str, &str) = ("2025-07-01", "2025-08-15");

macro_rules! bases {
    ($($(#[$doc:meta])* $base:ident = $name:literal;)*) => {
        /// What a rate can stand on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Base { $($(#[$doc])* $base,)* }

        impl Base {
            /// Every base.
            pub const ALL: &'static [Self] = &[$(Self::$base),*];

            /// The message that names it.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$base => $name,)* }
            }

            /// The name for programs.
            pub fn as_str(self) -> &'static str {
                self.key().trim_start_matches("simulate-base-")
            }
        }
    };
}

bases! {
    /// On time, of all finished and all that are open past the due date: as Motcua publishes it.
    Rule = "simulate-base-rule";
    /// The same, with what stands still for papers or money among those that count.
    RuleAndStanding = "simulate-base-standing";
    /// On time, of all finished: what is left open past the due date isn't seen.
    Resolved = "simulate-base-resolved";
    /// On time, of all received: what is open in time counts against.
    Received = "simulate-base-received";
    /// All received but those finished late: what is open counts as on time, also past the due date.
    ReceivedNotLate = "simulate-base-not-late";
    /// All received but those late, finished or open.
    ReceivedInTime = "simulate-base-in-time";
}

/// A quotient of two counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
}

impl Share {
    /// Hundredths of a percent, rounded as press releases do; none of nothing.
    pub fn rounded(self) -> Option<u64> {
        let twice = self.numerator.saturating_mul(20_000).checked_div(self.denominator)?;
        Some(twice.div_ceil(2))
    }
}

impl Base {
    /// The tier's rate on this base.
    pub const fn of(self, tier: &Tier) -> Share {
        let (numerator, denominator) = match self {
            Self::Rule => (tier.on_time, tier.resolved() + tier.overdue),
            Self::RuleAndStanding => (tier.on_time, tier.resolved() + tier.overdue + tier.standing),
            Self::Resolved => (tier.on_time, tier.resolved()),
            Self::Received => (tier.on_time, tier.received),
            Self::ReceivedNotLate => (tier.received.saturating_sub(tier.late), tier.received),
            Self::ReceivedInTime => (tier.received.saturating_sub(tier.late + tier.overdue), tier.received),
        };
        Share { numerator, denominator }
    }

    /// What was published as the denominator of this base, where that number was published.
    pub const fn published(self, claim: &Claim) -> Option<u64> {
        match self {
            Self::Resolved => Some(claim.resolved),
            Self::Received | Self::ReceivedNotLate | Self::ReceivedInTime => Some(claim.received),
            Self::Rule | Self::RuleAndStanding => None,
        }
    }
}

/// The whole numbers of dossiers that make the published rate of so many, the least and the most; none where
/// no whole number does.
pub fn possible(claim: &Claim, of: u64) -> Option<(u64, u64)> {
    let makes = |n: &u64| Share { numerator: *n, denominator: of }.rounded() == Some(claim.basis_points);
    let about = of.saturating_mul(claim.basis_points) / 10_000;
    let near = of / 10_000 + 2;
    let fits: Vec<u64> = (about.saturating_sub(near)..=(about + near).min(of)).filter(makes).collect();
    Some((*fits.first()?, *fits.last()?))
}

/// The base whose rate is nearest to a published one.
pub fn nearest(tier: &Tier, claim: &Claim) -> Option<Base> {
    let far = |base: &&Base| base.of(tier).rounded().map_or(u64::MAX, |r| r.abs_diff(claim.basis_points));
    Base::ALL.iter().min_by_key(far).copied()
}

#[cfg(test)]
mod tests {
    use super::{Base, COMMUNAL, PROVINCIAL, Share, nearest, possible};
    use crate::simulate::figures::Tier;

    #[test]
    fn the_published_rate_of_the_centre_stands_on_what_was_received_only() {
        assert_eq!(possible(&PROVINCIAL, PROVINCIAL.resolved), None);
        assert_eq!(possible(&PROVINCIAL, PROVINCIAL.received), Some((7_541, 7_541)));
        let (least, most) = possible(&COMMUNAL, COMMUNAL.resolved).unwrap();
        for n in [least, most] {
            let share = Share { numerator: n, denominator: COMMUNAL.resolved };
            assert_eq!(share.rounded(), Some(9_883));
        }
        let beyond = Share { numerator: most + 1, denominator: COMMUNAL.resolved };
        assert_eq!(beyond.rounded(), Some(9_884));
    }

    #[test]
    fn each_base_gives_its_own_rate() {
        let tier = Tier {
            received: 100,
            on_time: 60,
            late: 5,
            withdrawn: 1,
            open: 34,
            overdue: 10,
            standing: 4,
            waiting: 3,
        };
        let rates = Base::ALL.iter().map(|base| base.of(&tier).rounded().unwrap()).collect::<Vec<_>>();
        assert_eq!(rates, [8_000, 7_595, 9_231, 6_000, 9_500, 8_500]);
        let claim = super::Claim { received: 100, resolved: 65, basis_points: 9_450 };
        assert_eq!(nearest(&tier, &claim), Some(Base::ReceivedNotLate));
        assert_eq!(Share { numerator: 0, denominator: 0 }.rounded(), None);
    }
}
