//! Statistics follow from events, in the same transaction; nobody types a figure. A tally is a count by unit,
//! day, procedure and measure; every published rate is a quotient of two sums of tallies.

use crate::dossier::{Dossier, Event, Punctuality, Stage};
use crate::words::{Channel, Day, Moment};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Submitted online, not yet accepted.
    Submitted,
    /// Received (accepted), by the day of reception.
    Received,
    /// Received online.
    ReceivedOnline,
    /// Decided or refused by the due date, by the day it was finished.
    OnTime,
    /// Decided or refused after it.
    Late,
    /// Taken back by the person after reception.
    Withdrawn,
    /// Handed over.
    Delivered,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 7] = [
        Self::Submitted,
        Self::Received,
        Self::ReceivedOnline,
        Self::OnTime,
        Self::Late,
        Self::Withdrawn,
        Self::Delivered,
    ];

    /// The name in columns.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Received => "received",
            Self::ReceivedOnline => "received-online",
            Self::OnTime => "on-time",
            Self::Late => "late",
            Self::Withdrawn => "withdrawn",
            Self::Delivered => "delivered",
        }
    }

    /// The measure of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.as_str() == text)
    }
}

/// What one event adds, on the day it happened.
pub fn counted(event: &Event, at: Moment, after: &Dossier) -> (Day, Vec<Measure>) {
    let mut measures = Vec::new();
    // What offices ask of each other is no service to anybody outside: no published figure holds it.
    if after.internal {
        return (at.day(), measures);
    }
    let finished = |on: &mut Vec<Measure>| match after.punctuality(at) {
        Punctuality::OnTime => on.push(Measure::OnTime),
        Punctuality::Late => on.push(Measure::Late),
        _ => {}
    };
    match event {
        Event::Submitted(_) => measures.push(Measure::Submitted),
        Event::Received(_) | Event::Accepted(_) => {
            measures.push(Measure::Received);
            if after.filing.channel == Channel::Online {
                measures.push(Measure::ReceivedOnline);
            }
        }
        Event::Approved(_) | Event::Lapsed(_) => finished(&mut measures),
        Event::Refused(_) if after.stage == Stage::Stopped => finished(&mut measures),
        Event::Withdrawn(_) if after.clock.is_some() => measures.push(Measure::Withdrawn),
        Event::Delivered(_) => measures.push(Measure::Delivered),
        _ => {}
    }
    (at.day(), measures)
}

/// A rate as it must be published: with its two numbers and the moment up to which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Finished by the due date.
    pub numerator: u64,
    /// All that counts: finished, and still open past the due date.
    pub denominator: u64,
    /// Up to when.
    pub cutoff: Moment,
}

impl Rate {
    /// The on-time rate: finished on time, of all finished and all that are overdue at the cut-off. What is
    /// still in time counts on neither side; a late dossier can't be hidden by leaving it open.
    pub const fn on_time(on_time: u64, late: u64, overdue_now: u64, cutoff: Moment) -> Self {
        Self { numerator: on_time, denominator: on_time + late + overdue_now, cutoff }
    }

    /// Hundredths of a percent, rounded down so that 99.995 never reads 100; `None` when nothing counts.
    pub fn basis_points(self) -> Option<u64> {
        (self.numerator * 10_000).checked_div(self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::Rate;
    use crate::words::Moment;

    #[test]
    fn an_open_late_dossier_counts_against_the_rate_and_nothing_rounds_up() {
        let rate = Rate::on_time(19_999, 0, 1, Moment::from_millis(0));
        assert_eq!(rate.basis_points(), Some(9_999));
        assert_eq!(Rate::on_time(0, 0, 0, Moment::from_millis(0)).basis_points(), None);
    }
}
