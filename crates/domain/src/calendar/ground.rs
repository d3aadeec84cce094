//! Why a due date is what it is: each ground names a rule, the law it rests on and the time it covers.

pub use crate::words::Channel as Via;
use crate::words::{Day, Moment};
use serde::{Deserialize, Serialize};

/// A due date with its explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The promised moment.
    pub at: Moment,
    /// In reading order: from when it counts, what was passed over, where it ends.
    pub grounds: Vec<Ground>,
}

impl Due {
    /// Whether it has been put off already; the law allows that once.
    pub fn is_extended(&self) -> bool {
        self.grounds.iter().any(|g| g.rule == Rule::ExtendedOnce)
    }
}

/// One step of the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// What was applied.
    pub rule: Rule,
    /// What it rests on, as it was when the due date was computed.
    pub article: Article,
    /// The time it covers.
    pub from: Moment,
    /// Its end.
    pub to: Moment,
    /// How much, in [`Rule::unit`].
    pub amount: u32,
    /// Working minutes counted here: those of all grounds together are what a limit in hours or working days
    /// gave. None for what is passed over; what happened before it was noted has none either.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub counted: u32,
    /// What the unit itself said about it: why it stays closed. In the unit's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Ground {
    /// A ground under its rule's article.
    pub const fn new(rule: Rule, from: Moment, to: Moment, amount: u32) -> Self {
        Self { rule, article: rule.article(), from, to, amount, counted: 0, note: String::new() }
    }

    /// How people read its time: whole days by their dates, anything else to the minute.
    pub fn span(&self) -> GroundSpan {
        let whole_days = matches!(
            self.rule,
            Rule::FirstDayNotCounted
                | Rule::HolidaySkipped
                | Rule::CompensationSkipped
                | Rule::SwapOffSkipped
                | Rule::WeekendSkipped
                | Rule::ClosedDaySkipped
                | Rule::ClosedLocally
                | Rule::MakeUpDayCounted
                | Rule::ExtraDayCounted
                | Rule::OtherSessionsLocally
                | Rule::CalendarNotYetPublished
        );
        if whole_days {
            // Days end at the midnight that begins the next one, which isn't part of them.
            return GroundSpan::Days(self.from.day(), self.to.plus_minutes(-1).day());
        }
        GroundSpan::Moments(self.from, self.to)
    }
}

/// The time of a ground as it is read out: what a message's `$from` and `$to` should say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroundSpan {
    /// From the first day to the last, both among them.
    Days(Day, Day),
    /// From one moment to another.
    Moments(Moment, Moment),
}

/// What a ground's amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing: the message doesn't use it.
    Nothing,
    /// A time of day, in minutes since midnight.
    Clock,
    /// Working minutes.
    Minutes,
    /// Working hours.
    Hours,
    /// Working days.
    WorkingDays,
    /// Calendar days.
    Days,
    /// Months.
    Months,
}

impl Unit {
    /// The message key that says an amount of it, with `$count`; a clock time and nothing have none.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Nothing | Self::Clock => None,
            Self::Minutes => Some("minutes-count"),
            Self::Hours => Some("working-hours-count"),
            Self::WorkingDays => Some("working-days-count"),
            Self::Days => Some("days-count"),
            Self::Months => Some("months-count"),
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident $key:literal $article:ident $unit:ident;)*) => {
        /// A rule of counting time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Rule { $($(#[$doc])* $rule,)* }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$rule),*];

            /// The message key, with `$from`, `$to` and `$amount` as text.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$rule => $key,)* }
            }

            /// What the rule rests on.
            pub const fn article(self) -> Article {
                match self { $(Self::$rule => Article::$article,)* }
            }

            /// What the ground's amount counts.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$rule => Unit::$unit,)* }
            }
        }
    };
}

rules! {
    /// Received while the office was closed: counts from its next opening.
    ReceivedOutsideHours "ground-received-outside-hours" OfficeHours Nothing;
    /// A same-day limit received from the cut-off on: ends on the next working day.
    AfterSameDayCutoff "ground-after-same-day-cutoff" Decree118Art18 Clock;
    /// Received shortly before closing: counts from the next working day.
    LastHourBeforeClosing "ground-last-hour-before-closing" Decree118Art17 Minutes;
    /// Sent online in the evening: counts from the next working day.
    OnlineAfterHours "ground-online-after-hours" Decree118Art17 Clock;
    /// The day of reception isn't counted.
    FirstDayNotCounted "ground-first-day-not-counted" CivilCodeArt147 Days;
    /// Public holidays passed over.
    HolidaySkipped "ground-holiday-skipped" LabourCodeArt112 Days;
    /// Days off in place of holidays that fell on days of rest.
    CompensationSkipped "ground-compensation-skipped" LabourCodeArt111 Days;
    /// Weekdays off by a swap of working days.
    SwapOffSkipped "ground-swap-off-skipped" YearlySwapNotice Days;
    /// Saturdays and Sundays passed over, all in one ground.
    WeekendSkipped "ground-weekend-skipped" LabourCodeArt111 Days;
    /// Weekdays on which this office doesn't open.
    ClosedDaySkipped "ground-closed-day-skipped" OfficeHours Days;
    /// Days on which this unit stays closed, as it announced, with its reason.
    ClosedLocally "ground-closed-locally" ClosureNotice Days;
    /// A day off on which this unit opens, as it announced, with its reason.
    ExtraDayCounted "ground-extra-day-counted" ClosureNotice Days;
    /// A day on which this unit keeps other sessions than usual, as it announced, with its reason.
    OtherSessionsLocally "ground-other-sessions-locally" ClosureNotice Days;
    /// A day of rest that was worked and therefore counted.
    MakeUpDayCounted "ground-make-up-day-counted" YearlySwapNotice Days;
    /// The last day is a day off: ends with the next working day.
    EndsOnDayOff "ground-ends-on-day-off" CivilCodeArt148 Days;
    /// The limit is so many working days.
    LimitWorkingDays "ground-limit-working-days" ProcedureLimit WorkingDays;
    /// The limit is so many office hours.
    LimitHours "ground-limit-hours" ProcedureLimit Hours;
    /// The limit is the day itself.
    LimitSameDay "ground-limit-same-day" ProcedureLimit Nothing;
    /// The limit is so many calendar days.
    LimitCalendarDays "ground-limit-calendar-days" ProcedureLimit Days;
    /// The limit is so many months.
    LimitMonths "ground-limit-months" ProcedureLimit Months;
    /// All asked-for papers arrived: counted anew from the beginning.
    RestartedAfterSupplement "ground-restarted-after-supplement" Decree118Art17 Nothing;
    /// The waiting for papers or payment taken out, in working minutes.
    PauseSubtracted "ground-pause-subtracted" Decision766 Minutes;
    /// Counted anew after a supplement it would end before what was promised with an apology, which stays.
    LaterPromiseKept "ground-later-promise-kept" Decree118 Nothing;
    /// Counted anew after days off became known, as the unit's leader decided.
    RecountedByDecision "ground-recounted-by-decision" OfficeHours Nothing;
    /// Put off once, with an apology.
    ExtendedOnce "ground-extended-once" Decree118 Nothing;
    /// The days off of this period aren't announced yet: only weekends and projections are known.
    CalendarNotYetPublished "ground-calendar-not-yet-published" LabourCodeArt112 Nothing;
    /// Counted by a calendar that the province published; the amount is its version.
    CalendarVersion "ground-calendar-version" PublishedCalendar Nothing;
}

macro_rules! articles {
    ($($(#[$doc:meta])* $article:ident $key:literal;)*) => {
        /// What a rule rests on. Each has a name in every language, under [`Article::key`]; the
        /// Vietnamese one is the citation as the law writes it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Article { $($(#[$doc])* $article,)* }

        impl Article {
            /// Every article.
            pub const ALL: &[Self] = &[$(Self::$article),*];

            /// The message key.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$article => $key,)* }
            }
        }
    };
}

articles! {
    /// Decree 118/2025/NĐ-CP; the article on putting off isn't named, as its number isn't certain.
    Decree118 "article-decree-118";
    /// Decree 118/2025/NĐ-CP, art. 17: reception.
    Decree118Art17 "article-decree-118-17";
    /// Decree 118/2025/NĐ-CP, art. 18: passing on, the 15:00 rule.
    Decree118Art18 "article-decree-118-18";
    /// Civil Code 2015, art. 147: where a period begins.
    CivilCodeArt147 "article-civil-code-147";
    /// Civil Code 2015, art. 148: where a period ends.
    CivilCodeArt148 "article-civil-code-148";
    /// Labour Code 2019, art. 111: weekly rest and days off in its place.
    LabourCodeArt111 "article-labour-code-111";
    /// Labour Code 2019, art. 112: public holidays.
    LabourCodeArt112 "article-labour-code-112";
    /// Decision 766/QĐ-TTg of 2022: how the national score counts.
    Decision766 "article-decision-766";
    /// The yearly announcement of swapped working days.
    YearlySwapNotice "article-yearly-swap-notice";
    /// The office's own published hours.
    OfficeHours "article-office-hours";
    /// The closures and openings that the unit published.
    ClosureNotice "article-closure-notice";
    /// The calendar that the province published.
    PublishedCalendar "article-published-calendar";
    /// The limit published for the procedure.
    ProcedureLimit "article-procedure-limit";
}

#[cfg(test)]
mod tests {
    use super::{Article, Rule};

    #[test]
    fn a_rule_is_stored_under_the_name_it_is_said_with() {
        for rule in Rule::ALL {
            let stored = serde_json::to_value(rule).unwrap();
            assert_eq!(format!("ground-{}", stored.as_str().unwrap()), rule.key());
        }
        assert_eq!(serde_json::to_string(&Article::Decree118Art17).unwrap(), "\"decree118-art17\"");
    }
}
