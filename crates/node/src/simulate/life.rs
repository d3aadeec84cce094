//! A unit's life, planned: dossiers meet officers, and what comes of it. Pure: the seed decides everything.
//!
//! A dossier is examined at its desk, perhaps stands still for papers or money, perhaps waits for others, is
//! signed, and is fetched. Nothing here says that it is late; it is late when the queues, the absences and
//! the waits took longer than the law allows.

mod promise;
#[cfg(test)]
mod tests;

use super::arrivals::{Arrivals, Offer};
use super::course::{Course, Signature, Wait};
use super::hall::{Hall, Turn, Work};
use super::menu::Menu;
use super::reception::{self, Came};
use super::scene::{Deed, Life, Scene, Wish};
use super::staff::{self, SIGNING_MINUTES, Staff, staff};
use super::timeline::Timeline;
use crate::invented::chance::Chance;
use domain::calendar::{self, Hours, Limit};
use domain::identity::Role;
use domain::words::{Channel, Day, Moment};

/// What a unit's life is planned from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// First and last day.
    pub days: (Day, Day),
    /// When the unit is open.
    pub hours: &'a Hours,
    /// What it is asked for.
    pub menu: &'a Menu,
    /// The same, as it runs.
    pub offers: &'a [Offer],
    /// How many it receives.
    pub count: usize,
    /// How fast officers work, in percent of the usual.
    pub pace: i64,
}

/// What was waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bell {
    /// Others have answered.
    Answered(usize),
    /// Papers or money came.
    Brought(usize),
    /// The person takes it back.
    Withdrawn(usize),
    /// The last day on which a delay can be told.
    Eve(usize, Moment),
    /// The result is fetched.
    Fetched(usize),
}

/// Where a dossier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Examined,
    Outside { until: i64 },
    Finishing,
    Standing,
    Signing,
    Over,
}

/// A dossier under way.
struct Run {
    offer: usize,
    limit: Limit,
    via: Channel,
    course: Course,
    phase: Phase,
    due: Moment,
    /// Since when it stands still, and whether for money.
    stands: (Moment, bool),
    /// Whether others were asked.
    waited: bool,
    /// Whether no other day is promised: one was, money was asked for, or it is decided.
    firm: bool,
    last: Moment,
}

/// Plans a unit's life. None when its office isn't open at all in the period.
pub fn life(ground: Ground<'_>, chance: &mut Chance) -> Option<Life> {
    let line = Timeline::new(ground.days.0, ground.days.1, ground.hours);
    let staff = staff(ground.menu, ground.offers, ground.count, &line);
    let arrivals = Arrivals::new(&line, ground.offers, ground.days, chance);
    let came = reception::received(ground.count, staff.reception, &arrivals, chance)?;
    let mut office = Office {
        ground,
        line: &line,
        chance,
        hall: Hall::new(),
        signing: 0,
        first_officer: staff.reception,
        leaders: leaders(&staff),
        runs: Vec::with_capacity(came.len()),
        scenes: Vec::with_capacity(came.len() * 5),
    };
    office.seat(&staff);
    office.ticks();
    for (dossier, came) in came.iter().enumerate() {
        office.come(dossier, came)?;
    }
    office.work();
    let mut scenes = office.scenes;
    // Stable: what one dossier's scenes share the moment keeps their order.
    scenes.sort_by_key(|scene| scene.at);
    let wish = |came: Came| {
        let arrival = came.arrival;
        Wish { offer: arrival.offer, channel: arrival.channel, case: arrival.case }
    };
    Some(Life { staff, wishes: came.into_iter().map(wish).collect(), scenes })
}

fn leaders(staff: &Staff) -> (usize, usize) {
    let many = staff.posts.iter().filter(|post| post.role == Role::Leader).count();
    (staff.posts.len() - many, many)
}

/// An office at work.
struct Office<'a> {
    ground: Ground<'a>,
    line: &'a Timeline,
    chance: &'a mut Chance,
    hall: Hall<Bell>,
    /// The desk where it is signed.
    signing: usize,
    /// The place on the staff of the hall's first officer.
    first_officer: usize,
    /// The places of those who sign: the first, and how many there are.
    leaders: (usize, usize),
    runs: Vec<Option<Run>>,
    scenes: Vec<Scene>,
}

impl Office<'_> {
    /// Seats officers at their desks, and says when they are away.
    fn seat(&mut self, staff: &Staff) {
        for _ in self.ground.menu.desks {
            self.hall.desk(true);
        }
        self.signing = self.hall.desk(false);
        for post in staff.posts.iter().skip(staff.reception) {
            let away = staff::away(post.role, self.line, self.chance);
            let desk = if post.role == Role::Leader { self.signing } else { post.desk };
            self.hall.officer(desk, away);
        }
    }

    /// The clock looks when the office opens, and once more in each half day.
    fn ticks(&mut self) {
        for (_, first, last) in self.line.stretches() {
            for minute in [first, i64::midpoint(first, last)] {
                if let Some(at) = self.line.moment(minute) {
                    let at = Moment::from_millis(at.millis() + 5_000);
                    self.scenes.push(Scene { at, dossier: 0, post: 0, deed: Deed::Tick });
                }
            }
        }
    }

    /// Somebody comes.
    fn come(&mut self, dossier: usize, came: &Came) -> Option<()> {
        let arrival = &came.arrival;
        let offer = self.ground.offers.get(arrival.offer)?;
        let online = arrival.channel == Channel::Online;
        let mut push = |at, post, deed| self.scenes.push(Scene { at, dossier, post, deed });
        if online {
            push(arrival.at, 0, Deed::Submit);
        }
        let Some((minute, at, post)) = came.answered else {
            self.runs.push(None);
            return Some(());
        };
        let at = if online { at.max(Moment::from_millis(arrival.at.millis() + 1_000)) } else { at };
        push(
            at,
            post,
            match (online, arrival.declined) {
                (false, _) => Deed::Receive,
                (true, false) => Deed::Accept,
                (true, true) => Deed::Decline,
            },
        );
        if arrival.declined {
            self.runs.push(None);
            return Some(());
        }
        let limit = offer.limit(arrival.channel, arrival.case.as_ref())?;
        let cutoffs = offer.definition.cutoffs.as_ref();
        let due = calendar::due(at, limit, arrival.channel, self.ground.hours, cutoffs).at;
        let allowed = self.line.minute(due) - minute;
        let course = Course::draw(offer, allowed, self.ground.pace, self.chance);
        if let Some(after) = course.withdrawn {
            self.hall.ring(minute + after, Bell::Withdrawn(dossier));
        }
        let run = Run {
            offer: arrival.offer,
            limit,
            via: arrival.channel,
            course,
            phase: Phase::Examined,
            due,
            stands: (at, false),
            waited: false,
            firm: false,
            last: at,
        };
        self.runs.push(Some(run));
        self.promised(minute, dossier);
        self.examine(minute, dossier, 100);
        Some(())
    }

    fn run(&mut self, dossier: usize) -> Option<&mut Run> {
        self.runs.get_mut(dossier)?.as_mut().filter(|run| run.phase != Phase::Over)
    }

    /// Puts it before its desk; `share` percent of the examination are left to do.
    fn examine(&mut self, now: i64, dossier: usize, share: i64) {
        let Some(run) = self.run(dossier) else { return };
        let (due, minutes, offer) = (run.due, run.course.minutes * share / 100, run.offer);
        let Some(desk) = self.ground.offers.get(offer).map(|o| o.item.desk) else { return };
        let work = Work { due: self.line.minute(due), task: dossier, minutes };
        self.hall.bring(now, desk, work);
    }

    /// Somebody does something to a dossier; nothing happens twice in the same second.
    fn say(&mut self, at: Moment, dossier: usize, post: usize, deed: Deed) {
        let at = Moment::from_millis(at.millis() + self.chance.whole(0, 59_999));
        let Some(run) = self.run(dossier) else { return };
        let at = at.max(Moment::from_millis(run.last.millis() + 1_000));
        run.last = at;
        self.scenes.push(Scene { at, dossier, post, deed });
    }

    /// Everybody works until the period is over.
    fn work(&mut self) {
        while let Some((minute, turn)) = self.hall.next() {
            let Some(at) = self.line.moment(minute) else { break };
            match turn {
                Turn::Done { task, officer } => self.done(minute, at, task, self.first_officer + officer),
                Turn::Rings(bell) => self.rings(minute, at, bell),
            }
        }
    }

    fn done(&mut self, now: i64, at: Moment, dossier: usize, post: usize) {
        let Some(run) = self.run(dossier) else { return };
        match run.phase {
            Phase::Examined if run.course.incomplete.is_some() => {
                if let Some(comes) = run.course.incomplete.take() {
                    self.stand(now, at, (dossier, post), Deed::Supplement, comes);
                }
            }
            Phase::Examined if run.course.outside > 0 && !run.waited => {
                let until = now + run.course.outside;
                (run.phase, run.waited) = (Phase::Outside { until }, true);
                self.hall.ring(until, Bell::Answered(dossier));
            }
            Phase::Examined | Phase::Finishing => match run.course.charged.take() {
                Some(comes) => self.stand(now, at, (dossier, post), Deed::Charge, comes),
                None => self.forward(now, at, dossier, post),
            },
            Phase::Signing => self.signed(now, at, dossier, post),
            Phase::Outside { .. } | Phase::Standing | Phase::Over => {}
        }
    }

    fn stand(&mut self, now: i64, at: Moment, (dossier, post): (usize, usize), deed: Deed, comes: Wait) {
        self.say(at, dossier, post, deed);
        let Some(run) = self.run(dossier) else { return };
        let money = deed == Deed::Charge;
        (run.phase, run.stands) = (Phase::Standing, (run.last, money));
        run.firm |= money;
        match comes {
            Wait::Never => run.course.withdrawn = None,
            Wait::Comes(after) => self.hall.ring(now + after, Bell::Brought(dossier)),
        }
    }

    fn forward(&mut self, now: i64, at: Moment, dossier: usize, post: usize) {
        self.say(at, dossier, post, Deed::Forward);
        let minutes = self.chance.whole(SIGNING_MINUTES.0, SIGNING_MINUTES.1) * 100 / self.ground.pace.max(1);
        let Some(run) = self.run(dossier) else { return };
        run.phase = Phase::Signing;
        let due = run.due;
        let work = Work { due: self.line.minute(due), task: dossier, minutes };
        self.hall.bring(now, self.signing, work);
    }

    fn signed(&mut self, now: i64, at: Moment, dossier: usize, post: usize) {
        let Some(run) = self.run(dossier) else { return };
        if run.course.signature == Signature::SentBack {
            (run.phase, run.course.signature) = (Phase::Finishing, Signature::Given);
            self.say(at, dossier, post, Deed::SendBack);
            return self.examine(now, dossier, 60);
        }
        let (refused, fetched) = (run.course.signature == Signature::Refused, run.course.fetched);
        self.say(at, dossier, post, if refused { Deed::Refuse } else { Deed::Approve });
        let Some(run) = self.run(dossier) else { return };
        if refused {
            run.phase = Phase::Over;
        } else {
            run.phase = Phase::Standing;
            run.course.withdrawn = None;
            run.firm = true;
            if let Some(after) = fetched {
                self.hall.ring(now + after, Bell::Fetched(dossier));
            }
        }
    }

    fn rings(&mut self, now: i64, at: Moment, bell: Bell) {
        match bell {
            Bell::Answered(dossier) => {
                if let Some(run) = self.run(dossier) {
                    run.phase = Phase::Finishing;
                    self.examine(now, dossier, 40);
                }
            }
            Bell::Brought(dossier) => self.brought(now, at, dossier),
            Bell::Withdrawn(dossier) => {
                if self.run(dossier).is_some_and(|run| run.course.withdrawn.is_some()) {
                    self.over(at, dossier, Deed::Withdraw);
                }
            }
            Bell::Eve(dossier, due) => self.eve(now, at, dossier, due),
            Bell::Fetched(dossier) => {
                let online = |run: &mut Run| run.via == Channel::Online;
                let electronic = self.run(dossier).is_some_and(|run| online(run) && run.course.electronic);
                self.over(at, dossier, Deed::Deliver(electronic));
            }
        }
    }

    /// One of so many.
    fn one_of(&mut self, many: usize) -> usize {
        let last = i64::try_from(many).unwrap_or(1) - 1;
        usize::try_from(self.chance.whole(0, last)).unwrap_or(0)
    }

    /// Somebody at reception.
    fn reception(&mut self) -> usize {
        self.one_of(self.first_officer)
    }

    fn over(&mut self, at: Moment, dossier: usize, deed: Deed) {
        let post = self.reception();
        self.say(at, dossier, post, deed);
        if let Some(run) = self.run(dossier) {
            run.phase = Phase::Over;
        }
    }
}
