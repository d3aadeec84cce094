//! The line to a message centre: made, used until it breaks, made again, each time after a longer wait.

use super::Ask;
use super::session::{Pace, Session, Wire};
use crate::config::SmppSection;
use crate::http::away;
use crate::provider::{Failure, Receipts};
use crate::tls::Trust;
use hyper::Uri;
use rusmpp::pdus::BindTransceiver;
use rustls::pki_types::ServerName;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::mpsc::Receiver;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsConnector;

/// First and longest wait before a new line.
const WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_mins(1);
/// Where centres listen when nobody says otherwise.
const PORT: u16 = 2775;

/// Where a centre is.
pub struct Place {
    host: String,
    port: u16,
    tls: Option<(TlsConnector, ServerName<'static>)>,
}

impl Place {
    /// `smpp://host:port`, or `smpps://…` over TLS.
    pub fn of(section: &SmppSection, trust: &Trust) -> Result<Self, String> {
        let url = section.url.get_ref().parse::<Uri>().map_err(|error| format!("url: {error}"))?;
        let host = url.host().ok_or("url: smpp://host:port")?.trim_matches(['[', ']']).to_owned();
        let tls = match url.scheme_str() {
            Some("smpp") => None,
            Some("smpps") => {
                let name = ServerName::try_from(host.clone()).map_err(|error| format!("url: {error}"))?;
                Some((trust.connector().map_err(|error| error.to_string())?, name))
            }
            _ => return Err("url: smpp://host:port".to_owned()),
        };
        Ok(Self { host, port: url.port_u16().unwrap_or(PORT), tls })
    }

    async fn connect(&self) -> Result<Box<dyn Wire>, Failure> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(|e| away(&e))?;
        let wire: Box<dyn Wire> = match &self.tls {
            None => Box::new(stream),
            Some((tls, name)) => Box::new(tls.connect(name.clone(), stream).await.map_err(|e| away(&e))?),
        };
        Ok(wire)
    }
}

/// Everything that a line needs to be made.
pub struct Line {
    /// The provider's name.
    pub name: String,
    /// Where the centre is.
    pub place: Place,
    /// Who we are.
    pub bind: BindTransceiver,
    /// How long things may take.
    pub pace: Pace,
    /// Who keeps receipts.
    pub receipts: Arc<dyn Receipts>,
}

impl Line {
    async fn bound(&self) -> Result<Session, Failure> {
        let slow = |_| Failure::temporary("slow", "the line wasn't ready in time");
        let wire = timeout(self.pace.answer, self.place.connect()).await.map_err(slow)??;
        let mut session = Session::new(wire, self.pace, self.name.clone(), Arc::clone(&self.receipts));
        timeout(self.pace.answer, session.bind(self.bind.clone())).await.map_err(slow)??;
        Ok(session)
    }
}

/// Keeps the line until nobody can ask any more.
pub async fn keep(line: Line, mut asks: Receiver<Ask>) {
    let mut wait = WAIT;
    loop {
        let reason = match line.bound().await {
            Ok(mut session) => {
                wait = WAIT;
                match session.run(&mut asks).await {
                    Some(reason) => reason,
                    None => return,
                }
            }
            Err(reason) => reason,
        };
        tracing::warn!(provider = %line.name, %reason, "the line to a message centre is cut");
        if !turned_away(&mut asks, &reason, wait).await {
            return;
        }
        wait = wait.saturating_mul(2).min(LONGEST_WAIT);
    }
}

/// Says why to all who ask while it waits, so that others are asked instead; whether anybody is left.
async fn turned_away(asks: &mut Receiver<Ask>, reason: &Failure, wait: Duration) -> bool {
    let mut over = pin!(sleep(wait));
    loop {
        tokio::select! {
            () = over.as_mut() => return true,
            ask = asks.recv() => match ask {
                // Whoever asked may have stopped waiting.
                Some(ask) => drop(ask.answer.send(Err(reason.clone()))),
                None => return false,
            },
        }
    }
}
