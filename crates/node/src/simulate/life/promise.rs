//! What is promised while a dossier is under way: anew after papers, later after a payment, another day with
//! an apology.

use super::{Bell, Office, Phase};
use crate::simulate::course::DAY;
use crate::simulate::scene::Deed;
use domain::calendar;
use domain::words::Moment;

impl Office<'_> {
    /// The eve of the last day on which a delay can be told.
    pub(super) fn promised(&mut self, now: i64, dossier: usize) {
        let Some(run) = self.run(dossier).filter(|run| !run.firm) else { return };
        let due = run.due;
        let eve = calendar::previous_working_day(due.day(), self.ground.hours);
        let morning = self.line.minute(Moment::at(eve, 0, 0)) + self.chance.whole(60, 400);
        if morning > now {
            self.hall.ring(morning, Bell::Eve(dossier, due));
        }
    }

    /// The time runs again: from zero after papers, longer by the wait after a payment.
    pub(super) fn brought(&mut self, now: i64, at: Moment, dossier: usize) {
        let post = self.reception();
        self.say(at, dossier, post, Deed::Resume);
        let hours = self.ground.hours;
        let offers = self.ground.offers;
        let Some(run) = self.run(dossier) else { return };
        let (since, money) = run.stands;
        let cutoffs = offers.get(run.offer).and_then(|o| o.definition.cutoffs.as_ref());
        let anew = calendar::restart(run.last, run.limit, run.via, hours, cutoffs).at;
        let moved = || {
            let stood = calendar::working_minutes(since, run.last, hours);
            calendar::add_working_minutes(run.due, stood, hours)
        };
        run.due = if money { moved() } else { anew.max(run.due) };
        run.phase = if run.waited { Phase::Finishing } else { Phase::Examined };
        self.promised(now, dossier);
        self.examine(now, dossier, 60);
    }

    /// It shows that it won't be done in time: whoever signs promises another day, where it is told.
    pub(super) fn eve(&mut self, now: i64, at: Moment, dossier: usize, due: Moment) {
        let line = self.line;
        let Some(run) = self.run(dossier) else { return };
        let Phase::Outside { until } = run.phase else { return };
        let late = until + 60 > line.minute(due);
        if run.due != due || run.firm || !late || !run.course.apologised {
            return;
        }
        let more = until - now + DAY + self.chance.whole(0, DAY);
        let hours = self.ground.hours;
        let day = calendar::add_working_minutes(at, more, hours).day();
        let day = day.max(calendar::next_working_day(due.day(), hours));
        let post = self.leaders.0 + self.one_of(self.leaders.1);
        self.say(at, dossier, post, Deed::Extend(day));
        if let (Some(run), Some(due)) = (self.run(dossier), calendar::closing(day, hours)) {
            (run.due, run.firm) = (due, true);
        }
    }
}
