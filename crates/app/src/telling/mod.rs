//! How notices leave the house: the way out ([`Transport`]), what citizens wish (`wishes`), what providers
//! say later (`heard`), what an administrator sees (`manage`). Who hands notices over is `jobs/outbox`.

mod heard;
mod manage;
mod wishes;

pub use heard::Unheard;
pub use manage::{FailedNotice, NoticesView, ProviderLine, Standing};

pub use store::Try;
pub use store::read::{Costs, Failed, ProviderFigures};

use crate::App;
use domain::notify::{Attempt, Channel, Delivery, Notice, Settings};
use domain::words::Moment;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long handing a notice over is waited for: every provider has its own, shorter limit.
const HANDING: Duration = Duration::from_mins(10);

/// What a handing over is waited for in.
pub type Handing<'a> = Pin<Box<dyn Future<Output = Handed> + Send + 'a>>;

/// A notice on its way out.
#[derive(Clone)]
pub struct Parcel {
    /// The notice's id: it never changes, so that whoever gets it twice knows.
    pub id: String,
    /// What is said.
    pub notice: Notice,
    /// The name of the unit that it speaks of; empty where it speaks of none.
    pub unit: String,
    /// The tag of the language that the person reads.
    pub language: String,
    /// By which ways, in order. None where no way leads to the person.
    pub attempts: Vec<Attempt>,
}

/// What is to be done with a notice now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: somebody has it.
    Done,
    /// It is tried again later.
    Later,
    /// Nobody will ever take it.
    Never,
}

/// How handing over went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// What is to be done now.
    pub verdict: Verdict,
    /// Each try, in order.
    pub tries: Vec<Try>,
}

/// What a provider said of a message that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The provider.
    pub provider: String,
    /// Which message, by its id.
    pub provider_id: String,
    /// How far it is.
    pub state: Delivery,
}

/// How a provider stands in the process that sends.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProviderState {
    /// Its name.
    pub name: String,
    /// Its channel.
    pub channel: Channel,
    /// It is left alone until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_until: Option<Moment>,
}

/// A way out for notices.
pub trait Transport: Send + Sync {
    /// The channels that work here and the quiet hours. None where everything is handed to somebody who
    /// decides that: a folder with a gateway behind it.
    fn house(&self) -> Option<Settings> {
        None
    }

    /// Hands one over. Being handed the same id again must be harmless.
    fn deliver<'a>(&'a self, parcel: &'a Parcel) -> Handing<'a>;

    /// How long handing one over is waited for.
    fn longest(&self) -> Duration {
        HANDING
    }

    /// How each provider stands.
    fn standing(&self) -> Vec<ProviderState> {
        Vec::new()
    }

    /// What a provider's request says of messages, if it carries that provider's secret.
    fn receipts(&self, _provider: &str, _secret: &str, _body: &[u8]) -> Result<Vec<Heard>, Unheard> {
        Err(Unheard::Forged)
    }

    /// The public key that browsers ask for before they take push messages.
    fn push_key(&self) -> Option<String> {
        None
    }
}

/// The way out that was set, once.
#[derive(Default)]
pub(crate) struct Out(OnceLock<Arc<dyn Transport>>);

impl App {
    /// Sets the way out for notices, once: pages and requests of providers look at it.
    pub fn send_by(&self, transport: Arc<dyn Transport>) {
        // Who sets another one later is not heard: notices under way stay where they are.
        let _ = self.inner.out.0.set(transport);
    }

    /// The way out for notices.
    pub fn transport(&self) -> Option<Arc<dyn Transport>> {
        self.inner.out.0.get().cloned()
    }

    /// The channels by which this machine sends; none where nobody set providers up.
    pub fn channels(&self) -> Option<Vec<Channel>> {
        Some(self.transport()?.house()?.channels)
    }

    /// The public key that browsers ask for before they take push messages; none where none are sent.
    pub fn push_key(&self) -> Option<String> {
        self.transport()?.push_key()
    }
}
