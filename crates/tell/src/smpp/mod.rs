//! Text messages by SMPP 3.4: one line to the message centre, bound both ways, kept and made again.
//!
//! The library gives the wire's shapes; the line is ours ([`line`]), because the client that belongs to it
//! writes every message into the log, and gives up at 3.4.

mod line;
mod pdu;
mod session;

use crate::config::SmppSection;
use crate::provider::{Accepted, Failure, Message, Pending, Provider, Receipts};
use crate::tls::Trust;
use domain::notify::Channel;
use domain::notify::sms::Sms;
use domain::words::Moment;
use rusmpp::pdus::SubmitSm;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// A message part on its way to the line, and who waits for the centre's id.
struct Ask {
    submit: SubmitSm,
    answer: oneshot::Sender<Result<String, Failure>>,
}

/// A message centre.
pub struct Smpp {
    section: SmppSection,
    asks: mpsc::Sender<Ask>,
    line: JoinHandle<()>,
}

impl Smpp {
    /// Begins to keep a line to a centre; receipts go to `receipts`. Must be called on the runtime that will
    /// send. Errors say what in the settings can't be used.
    pub fn start(
        section: SmppSection,
        password: &str,
        trust: &Trust,
        receipts: Arc<dyn Receipts>,
    ) -> Result<Self, String> {
        let place = line::Place::of(&section, trust)?;
        let bind = pdu::bind(&section, password)?;
        let (asks, waiting) = mpsc::channel(usize::from(section.window.max(1)));
        let pace = session::Pace::of(&section);
        let name = section.name.clone();
        let line = tokio::spawn(line::keep(line::Line { name, place, bind, pace, receipts }, waiting));
        Ok(Self { section, asks, line })
    }

    async fn hand_over(&self, message: &Message) -> Result<Accepted, Failure> {
        let sms = Sms::of(&message.text);
        let mut provider_ids = Vec::new();
        for submit in pdu::submits(&self.section, message, &sms)? {
            let (answer, told) = oneshot::channel();
            let gone = || Failure::temporary("away", "the line has ended");
            self.asks.send(Ask { submit, answer }).await.map_err(|_| gone())?;
            provider_ids.push(told.await.map_err(|_| gone())??);
        }
        let cost_vnd = sms.cost(self.section.cost_vnd);
        Ok(Accepted { provider_ids, parts: sms.count(), cost_vnd })
    }
}

impl Drop for Smpp {
    fn drop(&mut self) {
        self.line.abort();
    }
}

impl Provider for Smpp {
    fn name(&self) -> &str {
        &self.section.name
    }

    fn channel(&self) -> Channel {
        Channel::Sms
    }

    fn send<'a>(&'a self, message: &'a Message, _: Moment) -> Pending<'a, Result<Accepted, Failure>> {
        Box::pin(self.hand_over(message))
    }
}
