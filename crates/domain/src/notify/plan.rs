//! Who is reached how, and when: what the person wants, what the house can, what the law asks for, and the
//! hours of the night.
//!
//! Who must be told by law (see the module above) is told, on another channel if need be. Nobody is woken:
//! what falls into the night waits until morning, but a one-time code, which somebody is waiting for.

use super::{Channel, Notice};
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// The kind of a one-time code.
pub const CODE: &str = "code";
/// What no law asks us to tell a person; who doesn't want to hear of it doesn't.
const FREE: [&str; 1] = ["renewal"];

/// Hours in which nobody is written to, as minutes since midnight in Viet Nam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// From, 0..1440.
    pub from: u16,
    /// To, 0..1440; the same as `from` where no hour is quiet. Earlier than it: over midnight.
    pub to: u16,
}

impl Default for Quiet {
    fn default() -> Self {
        Self { from: 21 * 60, to: 7 * 60 }
    }
}

impl Quiet {
    /// The first moment, from `now` on, at which somebody may be written to.
    pub fn after(self, now: Moment) -> Moment {
        let minute = now.minute_of_day();
        let day = if self.from <= self.to {
            (minute >= self.from && minute < self.to).then_some(0)
        } else if minute >= self.from {
            Some(1)
        } else {
            (minute < self.to).then_some(0)
        };
        let part = |minutes: u16| i8::try_from(minutes).unwrap_or(0);
        day.map_or(now, |days| Moment::at(now.day().plus(days), part(self.to / 60), part(self.to % 60)))
    }
}

/// What a person wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// The channels, the best first; none where it is all the same to them.
    pub channels: Vec<Channel>,
    /// The tag of the language they read; empty for Vietnamese.
    pub language: String,
    /// Their own quiet hours; the house's where they named none.
    pub quiet: Option<Quiet>,
    /// Whether they hear only what they must be told.
    pub only_required: bool,
}

/// Where somebody can be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The telephone, in normal form; empty where none is known.
    pub phone: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// Subscriptions of browsers, as they gave them (JSON).
    pub push: Vec<String>,
}

impl Contact {
    /// The addresses on a channel.
    fn on(&self, channel: Channel) -> Vec<&str> {
        match channel {
            // A landline gets no text message.
            Channel::Sms | Channel::Zns => {
                Some(self.phone.as_str()).filter(|phone| is_mobile(phone)).into_iter().collect()
            }
            Channel::Email => self.email.as_deref().filter(|e| !e.is_empty()).into_iter().collect(),
            Channel::Push => self.push.iter().map(String::as_str).collect(),
        }
    }
}

fn is_mobile(phone: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(['3', '5', '7', '8', '9']);
    phone.strip_prefix("84").is_some_and(|rest| rest.len() == 9 && begins(rest))
}

/// What the house can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The channels that work here, in the order in which they are tried when nobody wished otherwise.
    pub channels: Vec<Channel>,
    /// The house's quiet hours.
    pub quiet: Quiet,
}

/// One way to try. A person counts as told when one of them succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The channel.
    pub channel: Channel,
    /// The telephone, address or subscription.
    pub to: String,
    /// Not before then.
    pub not_before: Moment,
}

/// Whether the law asks that the person is told.
pub fn required(kind: &str) -> bool {
    !FREE.contains(&kind) && kind != CODE
}

/// Whether the person asked not to be told of it, and the law doesn't ask that they are.
pub fn unwanted(notice: &Notice, wish: &Wish) -> bool {
    wish.only_required && notice.kind != CODE && !required(&notice.kind)
}

/// What to try for a notice, in order. Nothing where nobody can be reached, or doesn't want to be.
pub fn plan(
    notice: &Notice,
    contact: &Contact,
    wish: &Wish,
    settings: &Settings,
    now: Moment,
) -> Vec<Attempt> {
    let (code, must) = (notice.kind == CODE, required(&notice.kind));
    if unwanted(notice, wish) {
        return Vec::new();
    }
    let quiet = wish.quiet.unwrap_or(settings.quiet);
    let not_before = if code { now } else { quiet.after(now) };
    let mut attempts = Vec::new();
    for channel in order(wish, settings, code, must) {
        for to in contact.on(channel) {
            attempts.push(Attempt { channel, to: to.to_owned(), not_before });
        }
    }
    attempts
}

/// The channels in the order in which they are tried.
fn order(wish: &Wish, settings: &Settings, code: bool, must: bool) -> Vec<Channel> {
    // A code proves who holds a telephone: it goes to that, and nowhere else.
    let fits = |channel: &Channel| {
        settings.channels.contains(channel) && (!code || matches!(channel, Channel::Sms | Channel::Zns))
    };
    let mut order: Vec<Channel> = Vec::new();
    let wished = wish.channels.iter();
    let others = settings.channels.iter().filter(|_| code || must || wish.channels.is_empty());
    for channel in wished.chain(others).copied().filter(fits) {
        if !order.contains(&channel) {
            order.push(channel);
        }
    }
    order
}

#[cfg(test)]
mod tests;
