//! A dossier's life, planned back from now: who does what when.

use super::fate::Fate;
use super::hours::OfficeTime;
use crate::invented::chance::Chance;
use crate::invented::names::Home;
use crate::invented::papers;
use app::dossier::{ActInput, Intake};
use domain::calendar::{self, Limit};
use domain::identity::Role;
use domain::packs::Definition;
use domain::words::{CaseCode, Channel, Moment};

/// An office day in minutes.
const DAY: i64 = 480;

/// Something that somebody does.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Takes it in at the counter.
    Receive(Intake),
    /// Sends it in online.
    Submit(Intake),
    /// Time is over: the system closes it.
    Lapse,
    /// One of the acts that the process offers.
    Act(&'static str, Box<ActInput>),
}

/// Who does what when.
#[derive(Clone, Debug)]
pub struct Scene {
    /// When.
    pub at: Moment,
    /// In which role.
    pub role: Role,
    /// What.
    pub deed: Deed,
}

/// Plans one dossier.
pub struct Story<'a> {
    hours: OfficeTime<'a>,
    chance: &'a mut Chance,
    definition: &'a Definition,
    channel: Channel,
    case: Option<CaseCode>,
    limit: Limit,
    home: Home<'a>,
    scenes: Vec<Scene>,
}

/// Plans a dossier of that procedure with that fate. None when the procedure isn't offered as it must be.
pub fn story(
    fate: Fate,
    definition: &Definition,
    home: Home<'_>,
    hours: OfficeTime<'_>,
    chance: &mut Chance,
) -> Option<Vec<Scene>> {
    let may_online = definition.facts.channel(Channel::Online).is_some();
    let online = matches!(fate, Fate::Submitted | Fate::Declined) || may_online && chance.happens(40);
    let channel = if online { Channel::Online } else { Channel::Counter };
    let cases: Vec<CaseCode> = definition.cases().into_iter().map(|c| c.code).collect();
    let case = if cases.is_empty() { None } else { chance.pick(&cases).cloned() };
    let limit = definition.limit(channel, case.as_ref())?;
    let mut story = Story { hours, chance, definition, channel, case, limit, home, scenes: Vec::new() };
    story.unfold(fate);
    Some(story.scenes)
}

impl Story<'_> {
    fn unfold(&mut self, fate: Fate) {
        match fate {
            Fate::Submitted | Fate::Declined => self.online_only(fate),
            Fate::Fresh | Fate::DueSoon | Fate::Late => {
                let left = match fate {
                    Fate::DueSoon => self.chance.whole(20, 300),
                    Fate::Late => -self.chance.whole(120, 4 * DAY),
                    _ => return self.fresh(),
                };
                let received = self.hours.received_with(left, self.limit, self.channel);
                self.begin(received);
            }
            Fate::ToSign | Fate::ToSignLate | Fate::SentBack => self.at_the_leaders(fate),
            Fate::AwaitingDocuments | Fate::Lapsing | Fate::AwaitingPayment | Fate::Resumed => {
                self.waiting(fate);
            }
            Fate::Lapsed => self.lapsed(),
            Fate::Extended => {
                let received = self.hours.ago(self.given() * 9 / 10);
                self.begin(received);
                self.extend(received);
            }
            Fate::Resolved | Fate::ResolvedLate => {
                let ago = self.chance.whole(10, 2 * DAY);
                self.decided(ago, fate == Fate::ResolvedLate);
            }
            Fate::Delivered | Fate::DeliveredLate => {
                let ago = self.closed_ago(self.given() * 3 / 2);
                let decided = self.decided(ago, fate == Fate::DeliveredLate);
                self.deliver(decided);
            }
            Fate::DeliveredSupplemented | Fate::DeliveredPaid => self.paused_and_decided(fate),
            Fate::DeliveredExtended => self.extended_and_decided(),
            Fate::Stopped | Fate::Withdrawn => self.broken_off(fate),
        }
    }

    /// The office minutes that the law gives.
    fn given(&self) -> i64 {
        self.hours.given(self.hours.ago(DAY), self.limit, self.channel)
    }

    /// How long ago something ended that took so long, somewhere in the window.
    fn closed_ago(&mut self, took: i64) -> i64 {
        let most = (self.hours.window() - took).max(60);
        self.chance.whole(30, most)
    }

    /// Seconds are added, and nothing happens twice in the same second.
    fn add(&mut self, at: Moment, role: Role, deed: Deed) {
        let at = Moment::from_millis(at.millis() + self.chance.whole(0, 59_999));
        let after = self.scenes.last().map_or(at, |s| Moment::from_millis(s.at.millis() + 1_000));
        self.scenes.push(Scene { at: at.max(after), role, deed });
    }

    fn act(&mut self, at: Moment, role: Role, act: &'static str, input: ActInput) {
        self.add(at, role, Deed::Act(act, Box::new(input)));
    }

    fn intake(&mut self, at: Moment) -> Intake {
        papers::intake(self.definition, self.channel, self.case.as_ref(), (self.home, at), self.chance)
    }

    /// The clock starts at `received`; what came online was sent some time before.
    fn begin(&mut self, received: Moment) {
        if self.channel == Channel::Online {
            let sent = self.hours.later(received, -self.chance.whole(15, 240));
            let intake = self.intake(sent);
            self.add(sent, Role::Reception, Deed::Submit(intake));
            self.act(received, Role::Reception, "accept", ActInput::default());
        } else {
            let intake = self.intake(received);
            self.add(received, Role::Reception, Deed::Receive(intake));
        }
    }

    fn online_only(&mut self, fate: Fate) {
        if fate == Fate::Submitted {
            let sent = self.hours.ago(self.chance.whole(5, 400));
            let intake = self.intake(sent);
            return self.add(sent, Role::Reception, Deed::Submit(intake));
        }
        let ago = self.closed_ago(DAY);
        let declined = self.hours.ago(ago);
        let sent = self.hours.later(declined, -self.chance.whole(30, 300));
        let intake = self.intake(sent);
        self.add(sent, Role::Reception, Deed::Submit(intake));
        let why = papers::because(papers::DECLINED, self.chance);
        self.act(declined, Role::Reception, "refuse", why);
    }

    fn fresh(&mut self) {
        let most = (self.given() / 2).clamp(10, 2 * DAY);
        let left = self.given() - self.chance.whole(5, most);
        let received = self.hours.received_with(left.max(1), self.limit, self.channel);
        self.begin(received);
    }

    fn forward(&mut self, at: Moment) {
        let input = ActInput { note: papers::note(self.chance), ..ActInput::default() };
        self.act(at, Role::Specialist, "forward", input);
    }

    fn approve(&mut self, at: Moment) {
        let number = format!("{}/{}", self.chance.whole(1, 980), papers::mark(self.definition));
        self.act(at, Role::Leader, "approve", ActInput { number, ..ActInput::default() });
    }

    fn deliver(&mut self, decided: Moment) {
        let at = self.hours.later(decided, self.chance.whole(20, 3 * DAY));
        let way =
            if self.channel == Channel::Online && self.chance.happens(50) { "electronic" } else { "counter" };
        let receiver = self.applicant();
        self.act(
            at,
            Role::Reception,
            "deliver",
            ActInput { receiver, way: way.to_owned(), ..ActInput::default() },
        );
    }

    fn applicant(&self) -> String {
        let named = |s: &Scene| match &s.deed {
            Deed::Receive(intake) | Deed::Submit(intake) => Some(intake.applicant.name.clone()),
            Deed::Act(..) | Deed::Lapse => None,
        };
        self.scenes.iter().find_map(named).unwrap_or_default()
    }

    fn at_the_leaders(&mut self, fate: Fate) {
        let given = self.given();
        let left = match fate {
            Fate::ToSignLate => -self.chance.whole(60, 2 * DAY),
            _ => self.chance.whole(30, (given * 6 / 10).max(60)),
        };
        let received = self.hours.received_with(left, self.limit, self.channel);
        self.begin(received);
        let now = self.hours.ago(0);
        let percent = self.chance.whole(30, 80);
        let forwarded = self.hours.between(received, now, percent);
        self.forward(forwarded);
        if fate == Fate::SentBack {
            let back = self.hours.between(forwarded, now, 50);
            self.act(
                back,
                Role::Leader,
                "send-back",
                ActInput { note: papers::BACK.to_owned(), ..ActInput::default() },
            );
        }
    }

    /// The clock stands still, or has begun to run again.
    fn waiting(&mut self, fate: Fate) {
        let given = self.given();
        let asked_ago = match fate {
            Fate::Lapsing => self.hours.days(13),
            _ => self.chance.whole(DAY, 4 * DAY),
        };
        let asked = self.hours.ago(asked_ago);
        let received = self.hours.later(asked, -(given * 3 / 10));
        self.begin(received);
        self.ask(asked, fate == Fate::AwaitingPayment);
        if fate == Fate::Resumed {
            let resumed = self.hours.ago(self.chance.whole(20, DAY / 2));
            self.resume(resumed);
        }
    }

    /// Papers were asked for, and nothing came in the time that the law gives.
    fn lapsed(&mut self) {
        let asked = self.hours.ago(self.hours.days(16) + self.chance.whole(30, 3 * DAY));
        let received = self.hours.later(asked, -(self.given() * 3 / 10));
        self.begin(received);
        self.ask(asked, false);
        let until = (0..15).fold(asked.day(), |day, _| calendar::next_working_day(day, self.hours.hours));
        let closed = calendar::next_opening(Moment::at(until.plus(1), 0, 0), self.hours.hours);
        self.add(closed, Role::Reception, Deed::Lapse);
    }

    fn ask(&mut self, at: Moment, payment: bool) {
        if payment {
            let input = papers::charge(self.chance);
            self.act(at, Role::Specialist, "charge", input);
        } else {
            let input = papers::supplement(self.chance);
            self.act(at, Role::Specialist, "supplement", input);
        }
    }

    fn resume(&mut self, at: Moment) {
        self.act(at, Role::Reception, "resume", ActInput::default());
    }

    /// Received, examined and decided `ago` office minutes before now; answers when it was decided.
    fn decided(&mut self, ago: i64, late: bool) -> Moment {
        let percent = if late { self.chance.whole(115, 170) } else { self.chance.whole(25, 92) };
        let guess = self.given() * percent / 100;
        let received = self.hours.ago(ago + guess);
        let given = self.hours.given(received, self.limit, self.channel);
        let extra = if late { 45 } else { 0 };
        let decided = self.hours.later(received, given * percent / 100 + extra);
        self.begin(received);
        self.examine(received, decided);
        decided
    }

    fn examine(&mut self, from: Moment, decided: Moment) {
        let percent = self.chance.whole(40, 85);
        let forwarded = self.hours.between(from, decided, percent);
        self.forward(forwarded);
        self.approve(decided);
    }

    fn paused_and_decided(&mut self, fate: Fate) {
        let (given, pause) = (self.given(), self.chance.whole(DAY, 4 * DAY));
        let ago = self.closed_ago(given * 13 / 10 + pause);
        let received = self.hours.ago(ago + given + pause);
        self.begin(received);
        let asked = self.hours.later(received, given * 3 / 10);
        self.ask(asked, fate == Fate::DeliveredPaid);
        let resumed = self.hours.later(asked, pause);
        self.resume(resumed);
        let decided = self.hours.later(resumed, given * self.chance.whole(30, 60) / 100);
        self.examine(resumed, decided);
        self.deliver(decided);
    }

    /// The apology comes when half of the time is gone; it promises five more working days.
    fn extend(&mut self, received: Moment) -> Moment {
        let h = self.hours;
        let due = h.due(received, self.limit, self.channel);
        let at = h.between(received, due, 50);
        let mut until = due.day();
        for _ in 0..5 {
            until = calendar::next_working_day(until, h.hours);
        }
        let input = ActInput { until: until.to_string(), ..papers::because(papers::EXTENDED, self.chance) };
        self.act(at, Role::Leader, "extend", input);
        due
    }

    fn extended_and_decided(&mut self) {
        let given = self.given();
        let ago = self.closed_ago(given + 3 * DAY);
        let received = self.hours.ago(ago + given + 2 * DAY);
        self.begin(received);
        let due = self.extend(received);
        let decided = self.hours.later(due, self.chance.whole(60, 3 * DAY));
        self.examine(self.hours.later(due, -DAY), decided);
        self.deliver(decided);
    }

    fn broken_off(&mut self, fate: Fate) {
        let given = self.given();
        let ago = self.closed_ago(given);
        let received = self.hours.ago(ago + given * 7 / 10);
        self.begin(received);
        let ended = self.hours.ago(ago);
        if fate == Fate::Withdrawn {
            let why = papers::because(papers::WITHDRAWN, self.chance);
            return self.act(ended, Role::Reception, "withdraw", why);
        }
        self.forward(self.hours.between(received, ended, 60));
        let why = papers::because(papers::STOPPED, self.chance);
        self.act(ended, Role::Leader, "refuse", why);
    }
}
