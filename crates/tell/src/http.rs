//! Asking over HTTP/1.1: one question on one connection, with an end to waiting and to reading.

use crate::provider::Failure;
use crate::tls::Trust;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::client::conn::http1;
use hyper::header::{HOST, HeaderValue};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use std::error::Error;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// Largest answer.
const ANSWER_BYTES: usize = 64 * 1024;

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The body as JSON; whatever else it is, is garbage.
    pub fn json(&self) -> Result<serde_json::Value, Failure> {
        serde_json::from_slice(&self.body).map_err(|_| self.garbage())
    }

    /// The answer as something that nobody understands: its status, and how it begins.
    pub fn garbage(&self) -> Failure {
        Failure::garbage(format!("HTTP {}: {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    /// What a status that isn't a success means.
    pub fn refused(&self) -> Failure {
        let text = format!("HTTP {}: {}", self.status, String::from_utf8_lossy(&self.body));
        match self.status {
            401 | 403 => Failure::temporary("auth", text),
            408 | 429 | 500..=599 => Failure::temporary("away", text),
            400..=499 => Failure::permanent("refused", text),
            _ => Failure::garbage(text),
        }
    }

    /// Whether the status is a success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Somebody who asks.
pub struct Client {
    tls: TlsConnector,
    patience: Duration,
}

impl Client {
    /// Waits so long for a whole answer.
    pub fn new(trust: &Trust, patience: Duration) -> Result<Self, rustls::Error> {
        Ok(Self { tls: trust.connector()?, patience })
    }

    /// Asks, at the absolute address that the request has.
    pub async fn ask(&self, request: Request<Vec<u8>>) -> Result<Answer, Failure> {
        match timeout(self.patience, self.exchange(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(Failure::temporary("slow", "no answer in time")),
        }
    }

    async fn exchange(&self, request: Request<Vec<u8>>) -> Result<Answer, Failure> {
        let (mut parts, body) = request.into_parts();
        let unreadable = || Failure::permanent("address", "no address of a web server");
        let authority = parts.uri.authority().ok_or_else(unreadable)?.clone();
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let secure = parts.uri.scheme_str() == Some("https");
        let port = authority.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let shown = HeaderValue::from_str(authority.as_str()).map_err(|_| unreadable())?;
        parts.headers.insert(HOST, shown);
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        parts.uri = path.parse::<Uri>().map_err(|_| unreadable())?;
        let request = Request::from_parts(parts, Full::new(Bytes::from(body)));
        let stream = TcpStream::connect((host.as_str(), port)).await.map_err(|e| away(&e))?;
        if !secure {
            return talk(stream, request).await;
        }
        let name = ServerName::try_from(host).map_err(|_| unreadable())?;
        talk(self.tls.connect(name, stream).await.map_err(|e| away(&e))?, request).await
    }
}

async fn talk<T>(stream: T, request: Request<Full<Bytes>>) -> Result<Answer, Failure>
where
    T: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|e| away(&e))?;
    // Ends when the sender is dropped, with this question.
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a line to a provider ended");
        }
    });
    let answer = sender.send_request(request).await.map_err(|error| {
        let unreadable = error.is_parse();
        if unreadable { Failure::garbage("what answers doesn't speak HTTP") } else { away(&error) }
    })?;
    let status = answer.status().as_u16();
    match Limited::new(answer.into_body(), ANSWER_BYTES).collect().await {
        Ok(body) => Ok(Answer { status, body: body.to_bytes() }),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(Failure::garbage(format!("HTTP {status}: more than {ANSWER_BYTES} bytes")))
        }
        Err(error) => Err(away(&*error)),
    }
}

/// The provider can't be reached: with the whole chain of causes.
pub fn away(error: &(dyn Error + 'static)) -> Failure {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    Failure::temporary("away", text)
}
