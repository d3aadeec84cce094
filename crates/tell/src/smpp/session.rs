//! One bound session: submissions within a window, their answers, enquiries, receipts.

use super::{Ask, pdu};
use crate::config::SmppSection;
use crate::http::away;
use crate::provider::{Failure, Receipt, Receipts};
use bytes::BytesMut;
use rusmpp::pdus::{BindTransceiver, DeliverSm, DeliverSmResp};
use rusmpp::tokio_codec::CommandCodec;
use rusmpp::{Command, CommandId, CommandStatus, Pdu};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::mpsc::Receiver;
use tokio::sync::oneshot;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use tokio_util::codec::{Decoder as _, Encoder as _};

/// Largest PDU that a centre may send.
const PDU_BYTES: usize = 8 * 1024;
/// How often is looked at what took too long.
const TICK: Duration = Duration::from_millis(250);

/// A stream, encrypted or not.
pub trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// How long things may take, and how many are under way at once.
#[derive(Clone, Copy)]
pub struct Pace {
    /// An answer of the centre.
    pub answer: Duration,
    /// Silence, before the centre is asked whether it is there.
    pub enquire: Duration,
    /// Submissions without an answer.
    pub window: usize,
}

impl Pace {
    /// As the settings have it.
    pub fn of(section: &SmppSection) -> Self {
        Self {
            answer: section.timeout(),
            enquire: Duration::from_secs(section.enquire_seconds.max(1)),
            window: usize::from(section.window.max(1)),
        }
    }
}

struct Waiting {
    answer: oneshot::Sender<Result<String, Failure>>,
    since: Instant,
}

/// A session.
pub struct Session {
    wire: Box<dyn Wire>,
    codec: CommandCodec,
    inbox: BytesMut,
    number: u32,
    waiting: HashMap<u32, Waiting>,
    heard: Instant,
    enquired: Option<Instant>,
    pace: Pace,
    name: String,
    receipts: Arc<dyn Receipts>,
}

impl Session {
    /// A session that isn't bound yet.
    pub fn new(wire: Box<dyn Wire>, pace: Pace, name: String, receipts: Arc<dyn Receipts>) -> Self {
        Self {
            wire,
            codec: CommandCodec::new().with_max_length(PDU_BYTES),
            inbox: BytesMut::new(),
            number: 0,
            waiting: HashMap::new(),
            heard: Instant::now(),
            enquired: None,
            pace,
            name,
            receipts,
        }
    }

    /// Says who we are, and waits for the centre's yes.
    pub async fn bind(&mut self, bind: BindTransceiver) -> Result<(), Failure> {
        let number = self.say(CommandStatus::EsmeRok, None, Pdu::BindTransceiver(bind)).await?;
        loop {
            let Some(command) = self.decoded()? else {
                self.read().await?;
                continue;
            };
            let ours = command.sequence_number() == number;
            return match (command.id(), command.status()) {
                (CommandId::BindTransceiverResp, CommandStatus::EsmeRok) if ours => Ok(()),
                (CommandId::BindTransceiverResp | CommandId::GenericNack, status) if ours => {
                    Err(Failure { code: "auth", ..pdu::refused(status) })
                }
                (CommandId::EnquireLink, _) => {
                    self.say(CommandStatus::EsmeRok, Some(command.sequence_number()), Pdu::EnquireLinkResp)
                        .await?;
                    continue;
                }
                (id, _) => Err(Failure::garbage(format!("{id:?} instead of an answer to the bind"))),
            };
        }
    }

    /// Works until the line breaks: why it did, or none when nobody can ask any more.
    pub async fn run(&mut self, asks: &mut Receiver<Ask>) -> Option<Failure> {
        let reason = self.worked(asks).await;
        for (_, waiting) in self.waiting.drain() {
            let told = reason.clone().unwrap_or_else(|| Failure::temporary("away", "the line has ended"));
            drop(waiting.answer.send(Err(told)));
        }
        if reason.is_none() {
            // A courtesy: nobody waits for the answer.
            drop(self.say(CommandStatus::EsmeRok, None, Pdu::Unbind).await);
        }
        reason
    }

    async fn worked(&mut self, asks: &mut Receiver<Ask>) -> Option<Failure> {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let room = self.waiting.len() < self.pace.window;
            let done = tokio::select! {
                read = self.read() => match read {
                    Ok(()) => self.answered().await,
                    Err(failure) => Err(failure),
                },
                ask = asks.recv(), if room => match ask {
                    Some(ask) => self.submit(ask).await,
                    None => return None,
                },
                _ = tick.tick() => self.looked().await,
            };
            if let Err(failure) = done {
                return Some(failure);
            }
        }
    }

    async fn submit(&mut self, ask: Ask) -> Result<(), Failure> {
        let Ask { submit, answer } = ask;
        match self.say(CommandStatus::EsmeRok, None, Pdu::SubmitSm(submit)).await {
            Ok(number) => {
                self.waiting.insert(number, Waiting { answer, since: Instant::now() });
                Ok(())
            }
            Err(failure) => {
                drop(answer.send(Err(failure.clone())));
                Err(failure)
            }
        }
    }

    /// Answers and notes everything that came whole.
    async fn answered(&mut self) -> Result<(), Failure> {
        self.heard = Instant::now();
        self.enquired = None;
        while let Some(command) = self.decoded()? {
            let number = command.sequence_number();
            let ok = CommandStatus::EsmeRok;
            match command.id() {
                CommandId::SubmitSmResp | CommandId::GenericNack => self.told(&command),
                CommandId::EnquireLink => {
                    self.say(ok, Some(number), Pdu::EnquireLinkResp).await?;
                }
                CommandId::DeliverSm => {
                    let status = match command.pdu() {
                        Some(Pdu::DeliverSm(deliver)) => self.delivered(deliver).await,
                        _ => CommandStatus::EsmeRinvcmdlen,
                    };
                    self.say(status, Some(number), Pdu::DeliverSmResp(DeliverSmResp::default())).await?;
                }
                CommandId::Unbind => {
                    self.say(ok, Some(number), Pdu::UnbindResp).await?;
                    return Err(Failure::temporary("away", "the centre ended the session"));
                }
                id if id.is_operation() => {
                    self.say(CommandStatus::EsmeRinvcmdid, Some(number), Pdu::GenericNack).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Tells whoever waits what the centre answered to a submission.
    fn told(&mut self, command: &Command) {
        let Some(waiting) = self.waiting.remove(&command.sequence_number()) else { return };
        let answer = match (command.status(), command.pdu()) {
            (CommandStatus::EsmeRok, Some(Pdu::SubmitSmResp(taken))) if !taken.message_id().is_empty() => {
                Ok(taken.message_id().as_str().to_owned())
            }
            (CommandStatus::EsmeRok, _) => Err(Failure::garbage("a yes without an id")),
            (status, _) => Err(pdu::refused(status)),
        };
        drop(waiting.answer.send(answer));
    }

    /// Hands a receipt over; the status tells the centre whether to say it again. The session is borrowed
    /// whole: a wire may be sent between threads, but not shared by them.
    async fn delivered(&mut self, deliver: &DeliverSm) -> CommandStatus {
        let Some((provider_id, state, text)) = pdu::receipt(deliver) else {
            tracing::debug!(provider = %self.name, "a delivery that is no receipt is passed over");
            return CommandStatus::EsmeRok;
        };
        let receipt = Receipt { provider: self.name.clone(), provider_id, state, text };
        let kept = self.receipts.heard(receipt).await;
        if kept { CommandStatus::EsmeRok } else { CommandStatus::EsmeRxTAppn }
    }

    /// Gives up what took too long, and asks a silent centre whether it is there.
    async fn looked(&mut self) -> Result<(), Failure> {
        let (now, pace) = (Instant::now(), self.pace);
        let late: Vec<u32> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| now.duration_since(waiting.since) > pace.answer)
            .map(|(number, _)| *number)
            .collect();
        for number in late {
            if let Some(waiting) = self.waiting.remove(&number) {
                drop(waiting.answer.send(Err(Failure::temporary("slow", "no answer in time"))));
            }
        }
        match self.enquired {
            Some(asked) if now.duration_since(asked) > pace.answer => {
                Err(Failure::temporary("away", "the centre is silent"))
            }
            None if now.duration_since(self.heard) > pace.enquire => {
                self.say(CommandStatus::EsmeRok, None, Pdu::EnquireLink).await?;
                self.enquired = Some(now);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Writes a PDU: an answer to `number`, or a question of ours with the next number, which is returned.
    async fn say(&mut self, status: CommandStatus, number: Option<u32>, pdu: Pdu) -> Result<u32, Failure> {
        let number = number.unwrap_or_else(|| {
            self.number = self.number % 0x7fff_ffff + 1;
            self.number
        });
        let mut out = BytesMut::new();
        let command = Command::builder().status(status).sequence_number(number).pdu(pdu);
        self.codec.encode(command, &mut out).map_err(|error| away(&error))?;
        let written = async {
            self.wire.write_all(&out).await?;
            self.wire.flush().await
        };
        match timeout(self.pace.answer, written).await {
            Ok(Ok(())) => Ok(number),
            Ok(Err(error)) => Err(away(&error)),
            Err(_) => Err(Failure::temporary("slow", "the centre doesn't read")),
        }
    }

    /// Waits for more octets. Nothing is lost when nobody waits to the end.
    async fn read(&mut self) -> Result<(), Failure> {
        match self.wire.read_buf(&mut self.inbox).await {
            Ok(0) => Err(Failure::temporary("away", "the centre hung up")),
            Ok(_) => Ok(()),
            Err(error) => Err(away(&error)),
        }
    }

    /// The next PDU that came whole.
    fn decoded(&mut self) -> Result<Option<Command>, Failure> {
        self.codec.decode(&mut self.inbox).map_err(|_| Failure::garbage("what came is no SMPP"))
    }
}
