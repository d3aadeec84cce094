//! Carrying letters: HTTP/1.1 over TLS, one letter at a time on one connection.
//!
//! A letter is sent once. Only one that demonstrably never left (the kept connection had been closed) goes
//! out again on a new one: a letter that may have arrived would be taken for a replay.

use super::{Address, probe};
use crate::idle::Idle;
use crate::tls;
use anyhow::{Result, anyhow};
use app::nodes::{LETTER_BYTES, Line, LineError};
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use lang::Words;
use rustls::pki_types::ServerName;
use socket2::SockRef;
use std::error::Error;
use std::io;
use std::pin::Pin;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// How long connecting may take, from the name to the handshake's end.
const CONNECT: Duration = Duration::from_secs(10);
/// How long there may be no byte either way, waiting for the first one of an answer too.
const SILENCE: Duration = Duration::from_mins(1);
/// What waits in the system on its way out. Small, so that on a slow line what is handed over has nearly
/// left: silence is then the line's and not the queue's.
const QUEUE_BYTES: usize = 128 * 1024;
/// What letters are, on the wire.
const LETTER: &str = "application/vnd.motcua.letter";

type Sender = SendRequest<Full<Bytes>>;

/// A line to one centre. Nothing is connected before the first letter.
pub struct Https {
    address: Address,
    tls: Option<(TlsConnector, ServerName<'static>)>,
    kept: Mutex<Option<Sender>>,
}

impl Https {
    /// The line to an address. `authorities`: the PEM text of whoever signed the centre's certificate; none
    /// where the system's own list will do.
    pub fn new(address: Address, authorities: Option<&str>, words: &Words) -> Result<Self> {
        let unreadable = || anyhow!(words.say_one("cli-line-address", "address", address.to_string()));
        let tls = if address.secure() {
            let name = ServerName::try_from(address.host().to_owned()).map_err(|_| unreadable())?;
            Some((tls::connector(authorities, words)?, name))
        } else {
            None
        };
        Ok(Self { address, tls, kept: Mutex::new(None) })
    }

    async fn exchange(&self, letter: Vec<u8>) -> Result<Vec<u8>, LineError> {
        // Who waits here waits for the letter before: the centre takes them in order.
        let mut kept = self.kept.lock().await;
        let mut request = self.request(letter)?;
        if let Some(mut sender) = kept.take()
            && sender.ready().await.is_ok()
        {
            match sender.try_send_request(request).await {
                Ok(answer) => return finish(answer, sender, &mut kept).await,
                Err(mut error) => match error.take_message() {
                    Some(unsent) => request = unsent,
                    None => return Err(away(&error.into_error())),
                },
            }
        }
        let mut sender = self.connect().await?;
        let answer = sender.send_request(request).await.map_err(|error| away(&error))?;
        finish(answer, sender, &mut kept).await
    }

    fn request(&self, letter: Vec<u8>) -> Result<Request<Full<Bytes>>, LineError> {
        Request::builder()
            .method(Method::POST)
            .uri("/sync")
            .header(header::HOST, self.address.authority())
            .header(header::CONTENT_TYPE, LETTER)
            .header(header::ACCEPT, LETTER)
            .body(Full::new(Bytes::from(letter)))
            .map_err(|error| away(&error))
    }

    async fn connect(&self) -> Result<Sender, LineError> {
        match timeout(CONNECT, self.shake_hands()).await {
            Ok(connected) => connected,
            Err(_) => Err(LineError::Away(format!("{}: no answer in time", self.address))),
        }
    }

    async fn shake_hands(&self) -> Result<Sender, LineError> {
        let to = (self.address.host(), self.address.port());
        let stream = TcpStream::connect(to).await.map_err(|error| away(&error))?;
        probe(&stream);
        if let Err(error) = SockRef::from(&stream).set_send_buffer_size(QUEUE_BYTES) {
            tracing::debug!(%error, "the system keeps its own queue");
        }
        let stream = Idle::new(stream, SILENCE);
        match &self.tls {
            None => open(stream).await,
            Some((tls, name)) => {
                open(tls.connect(name.clone(), stream).await.map_err(|error| unbelieved(&error))?).await
            }
        }
    }
}

impl Line for Https {
    fn carry<'a>(
        &'a self,
        letter: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, LineError>> + Send + 'a>> {
        Box::pin(self.exchange(letter))
    }
}

/// Begins to speak HTTP; the connection lives as long as somebody sends on it.
async fn open<T>(stream: T) -> Result<Sender, LineError>
where
    T: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|error| away(&error))?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "the line to the centre ended");
        }
    });
    Ok(sender)
}

/// Reads an answer to its end and keeps the connection for the next letter.
async fn finish(
    answer: Response<Incoming>,
    sender: Sender,
    kept: &mut Option<Sender>,
) -> Result<Vec<u8>, LineError> {
    let (parts, body) = answer.into_parts();
    judge(parts.status, &parts.headers)?;
    let body = Limited::new(body, LETTER_BYTES).collect().await.map_err(|error| away(&*error))?;
    *kept = Some(sender);
    Ok(body.to_bytes().into())
}

/// Whether that is a letter; else what it means.
fn judge(status: StatusCode, headers: &HeaderMap) -> Result<(), LineError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if status == StatusCode::OK && kind == Some(LETTER) {
        return Ok(());
    }
    let refused = |code: &str, text: &str| {
        Err(LineError::Refused { code: code.to_owned(), text: format!("HTTP {}: {text}", status.as_u16()) })
    };
    match status {
        StatusCode::BAD_REQUEST => refused("unreadable", "the centre can't read our letters"),
        StatusCode::PAYLOAD_TOO_LARGE => refused("too-large", "the centre takes no letter as large"),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
            refused("no-centre", "whoever answers at this address is no centre")
        }
        // Too many, a proxy that has lost the office behind it, a page of somebody's wireless network: later.
        _ => Err(LineError::Away(format!("HTTP {}", status.as_u16()))),
    }
}

/// The line is cut: with the whole chain of causes, for the log.
fn away(error: &(dyn Error + 'static)) -> LineError {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    LineError::Away(text)
}

/// A certificate that isn't believed is for a person to look at; anything else is a cut line.
fn unbelieved(error: &io::Error) -> LineError {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match inner {
        Some(rustls::Error::InvalidCertificate(why)) => {
            LineError::Refused { code: "certificate".to_owned(), text: format!("{why:?}") }
        }
        _ => away(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, LETTER, LineError, StatusCode, header, judge};

    #[test]
    fn only_a_letter_is_an_answer() {
        let headers = |kind: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            headers
        };
        assert!(judge(StatusCode::OK, &headers(LETTER)).is_ok());
        let code = |status: StatusCode, kind: &'static str| match judge(status, &headers(kind)) {
            Err(LineError::Refused { code, .. }) => code,
            Err(LineError::Away(_)) => "away".to_owned(),
            _ => "taken".to_owned(),
        };
        assert_eq!(code(StatusCode::OK, "text/html"), "away", "a page of a wireless network");
        assert_eq!(code(StatusCode::BAD_REQUEST, "text/plain"), "unreadable");
        assert_eq!(code(StatusCode::PAYLOAD_TOO_LARGE, "text/plain"), "too-large");
        assert_eq!(code(StatusCode::NOT_FOUND, "text/html"), "no-centre");
        for status in [StatusCode::BAD_GATEWAY, StatusCode::TOO_MANY_REQUESTS, StatusCode::FOUND] {
            assert_eq!(code(status, LETTER), "away");
        }
    }
}
