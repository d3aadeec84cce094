//! The door of the site: who comes in, how many at a time, and encrypted where there is a certificate.
//!
//! Each who knocks shakes hands in a task of its own, so that somebody slow holds nobody else. Places are
//! counted, in all and by address; a line that says nothing is given up ([`crate::idle`]).

mod crowd;
mod stream;

pub use stream::Stream;

use crate::idle::Idle;
use crate::line;
use crowd::{Crowd, Place};
use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

/// How long shaking hands may take.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How long a line may say nothing, either way. Longer than anything that the office works on.
const SILENCE: Duration = Duration::from_mins(3);
/// How long it rests when the system gives no more lines: some will close.
const REST: Duration = Duration::from_secs(1);
/// How many are let in that the server has not yet turned to.
const WAITING: usize = 64;

/// Where people and programs come in.
pub struct Door {
    let_in: mpsc::Receiver<(Stream, SocketAddr)>,
    at: SocketAddr,
}

impl Door {
    /// Opens the door at an address that is taken already; with a certificate, encrypted only. It closes when
    /// it is dropped.
    pub fn open(listener: TcpListener, tls: Option<TlsAcceptor>) -> io::Result<Self> {
        let at = listener.local_addr()?;
        let (ready, let_in) = mpsc::channel(WAITING);
        tokio::spawn(keep(listener, tls, Arc::new(Crowd::default()), ready));
        Ok(Self { let_in, at })
    }
}

impl axum::serve::Listener for Door {
    type Io = Stream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Stream, SocketAddr) {
        match self.let_in.recv().await {
            Some(one) => one,
            // Whoever keeps the door goes only after us.
            None => pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.at)
    }
}

/// Keeps the door until nobody listens behind it.
async fn keep(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    crowd: Arc<Crowd>,
    ready: mpsc::Sender<(Stream, SocketAddr)>,
) {
    loop {
        // Who finds no place waits outside, in the system's queue.
        let free = tokio::select! {
            () = ready.closed() => return,
            free = crowd.free() => free,
        };
        let (stream, peer) = tokio::select! {
            () = ready.closed() => return,
            came = listener.accept() => match came {
                Ok(came) => came,
                Err(error) if passing(&error) => continue,
                Err(error) => {
                    tracing::error!(%error, "no more connections can be taken");
                    sleep(REST).await;
                    continue;
                }
            },
        };
        // Too many from one address: the line closes, and the others don't notice.
        let Some(place) = crowd.seat(free, peer.ip()) else { continue };
        tokio::spawn(enter(stream, peer, tls.clone(), place, ready.clone()));
    }
}

/// What concerns one visitor alone.
fn passing(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn enter(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    place: Place,
    ready: mpsc::Sender<(Stream, SocketAddr)>,
) {
    line::probe(&stream);
    let stream = Idle::new(stream, SILENCE);
    let stream = match tls {
        None => Stream::plain(stream, place),
        Some(tls) => match timeout(HANDSHAKE, tls.accept(stream)).await {
            Ok(Ok(secure)) => Stream::secure(secure, place),
            // Scanners and wrong addresses, every day: nothing that an office should read about.
            Ok(Err(error)) => return tracing::debug!(%error, "a handshake failed"),
            Err(_) => return tracing::debug!("a handshake took too long"),
        },
    };
    // Nobody listens any more: the office stops.
    let _ = ready.send((stream, peer)).await;
}
