//! Who is asked, and who next: the providers of the first channel in their order, then those of the next
//! channel. A provider that fails or is slow too often is left alone for a while.
//!
//! A provider that didn't answer in time may have sent the message after all; the next one sends it again.
//! Told twice is better than never: the id is the same, and whoever can compare it does.

use crate::provider::{Accepted, Failure, FailureKind, Message, Provider};
use domain::notify::Channel;
use domain::notify::breaker::{Breaker, Patience, Standing};
use domain::words::Moment;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::timeout;

/// A provider with its breaker.
pub struct Way {
    provider: Arc<dyn Provider>,
    longest: Duration,
    breaker: Mutex<Breaker>,
}

impl Way {
    /// A provider that is waited for so long, and left alone after what the patience says.
    pub fn new(provider: Arc<dyn Provider>, longest: Duration, patience: Patience) -> Self {
        Self { provider, longest, breaker: Mutex::new(Breaker::new(patience)) }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Breaker) -> T) -> T {
        // A breaker is whole after each of its steps, whoever panicked meanwhile.
        work(&mut self.breaker.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A message on one channel.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The channel.
    pub channel: Channel,
    /// What is sent there.
    pub message: Message,
}

/// How one try went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider has it.
    Accepted(Accepted),
    /// It hasn't.
    Failed(Failure),
    /// It wasn't asked: it rests.
    Resting,
}

/// One try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The provider.
    pub provider: String,
    /// Its channel.
    pub channel: Channel,
    /// Which of the letters; a person may have several browsers.
    pub letter: usize,
    /// When it began.
    pub at: Moment,
    /// How long it took, in milliseconds.
    pub took_ms: i64,
    /// How it went.
    pub outcome: Outcome,
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: a provider has it.
    Accepted,
    /// Try again later.
    Later,
    /// Nobody will ever take it.
    Never,
}

/// Everything that was done for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What is to be done now.
    pub verdict: Verdict,
    /// Each try, in order.
    pub tried: Vec<Tried>,
}

impl Sent {
    /// Answers that nobody understood, for the administrator: the provider, and what it said.
    pub fn garbage(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tried.iter().filter_map(|tried| match &tried.outcome {
            Outcome::Failed(failure) if failure.kind == FailureKind::Garbage => {
                Some((tried.provider.as_str(), failure.text.as_str()))
            }
            _ => None,
        })
    }
}

/// The time, as whoever calls knows it.
pub type Now = Arc<dyn Fn() -> Moment + Send + Sync>;

/// All ways out.
pub struct Router {
    ways: Vec<Way>,
    now: Now,
}

impl Router {
    /// The ways, those of one channel in the order in which they are tried.
    pub fn new(ways: Vec<Way>, now: Now) -> Self {
        Self { ways, now }
    }

    /// The channels that have a way, in the order of names.
    pub fn channels(&self) -> Vec<Channel> {
        let has = |channel: &Channel| self.ways.iter().any(|way| way.provider.channel() == *channel);
        Channel::ALL.into_iter().filter(has).collect()
    }

    /// How each provider stands, for the administrator: its name, its channel, its breaker.
    pub fn standing(&self) -> Vec<(String, Channel, Standing)> {
        let one = |way: &Way| {
            let standing = way.with(|breaker| breaker.standing());
            (way.provider.name().to_owned(), way.provider.channel(), standing)
        };
        self.ways.iter().map(one).collect()
    }

    /// Sends the first letter that somebody takes. Of letters on the channel of the one that was taken all
    /// are sent: a person looks at one browser or at another.
    pub async fn send(&self, letters: &[Letter]) -> Sent {
        let mut tried: Vec<Tried> = Vec::new();
        let (mut taken, mut later): (Option<Channel>, bool) = (None, false);
        for (letter, Letter { channel, message }) in letters.iter().enumerate() {
            if taken.is_some_and(|taken| taken != *channel) {
                break;
            }
            for way in self.ways.iter().filter(|way| way.provider.channel() == *channel) {
                let one = self.tried(way, letter, message).await;
                let next = match &one.outcome {
                    Outcome::Accepted(_) => {
                        taken = Some(*channel);
                        false
                    }
                    Outcome::Failed(failure) => {
                        later |= failure.kind != FailureKind::Permanent;
                        true
                    }
                    Outcome::Resting => {
                        later = true;
                        true
                    }
                };
                tried.push(one);
                if !next {
                    break;
                }
            }
        }
        let verdict = match (taken, later) {
            (Some(_), _) => Verdict::Accepted,
            (None, true) => Verdict::Later,
            (None, false) => Verdict::Never,
        };
        Sent { verdict, tried }
    }

    async fn tried(&self, way: &Way, letter: usize, message: &Message) -> Tried {
        let at = (self.now)();
        let (provider, channel) = (way.provider.name().to_owned(), way.provider.channel());
        if !way.with(|breaker| breaker.admits(at)) {
            return Tried { provider, channel, letter, at, took_ms: 0, outcome: Outcome::Resting };
        }
        let outcome = match timeout(way.longest, way.provider.send(message, at)).await {
            Ok(Ok(accepted)) => Outcome::Accepted(accepted),
            Ok(Err(failure)) => Outcome::Failed(failure),
            Err(_) => Outcome::Failed(Failure::temporary("slow", "no answer in time")),
        };
        let end = (self.now)();
        let took_ms = end.millis().saturating_sub(at.millis()).max(0);
        // A message that a provider will never take says nothing against the provider.
        let worked = match &outcome {
            Outcome::Accepted(_) => true,
            Outcome::Failed(failure) => failure.kind == FailureKind::Permanent,
            Outcome::Resting => false,
        };
        way.with(|breaker| breaker.noted(end, worked, took_ms));
        Tried { provider, channel, letter, at, took_ms, outcome }
    }
}
