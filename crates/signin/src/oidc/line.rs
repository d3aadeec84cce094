//! The line to the provider: one HTTP/1.1 request on one connection, within a time. Redirects aren't
//! followed: what a provider publishes names its own addresses.

use super::SignInFault;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use openidconnect::url::Url;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// Largest answer: keys of a provider with many, and a person's claims, are far below.
const ANSWER_BYTES: usize = 512 * 1024;

/// What the provider answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

/// How the provider is reached.
pub(super) struct Line {
    tls: Option<TlsConnector>,
    patience: Duration,
}

impl Line {
    /// `tls`: whom to believe; none where only `http://` on this machine is asked.
    pub(super) fn new(tls: Option<Arc<ClientConfig>>, patience: Duration) -> Self {
        Self { tls: tls.map(TlsConnector::from), patience }
    }

    /// How long it waits.
    pub(super) const fn patience(&self) -> Duration {
        self.patience
    }

    /// Asks for something.
    pub(super) async fn get(&self, url: &Url, authorization: Option<&str>) -> Result<Answer, SignInFault> {
        self.send(Method::GET, url, authorization, None).await
    }

    /// Sends a form.
    pub(super) async fn post(
        &self,
        url: &Url,
        authorization: Option<&str>,
        form: String,
    ) -> Result<Answer, SignInFault> {
        self.send(Method::POST, url, authorization, Some(form)).await
    }

    async fn send(
        &self,
        method: Method,
        url: &Url,
        authorization: Option<&str>,
        form: Option<String>,
    ) -> Result<Answer, SignInFault> {
        let request = request(method, url, authorization, form)?;
        match timeout(self.patience, self.exchange(url, request)).await {
            Ok(answer) => judged(answer?),
            Err(_) => Err(SignInFault::Slow),
        }
    }

    async fn exchange(&self, url: &Url, request: Request<Full<Bytes>>) -> Result<Answer, SignInFault> {
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let port = url.port_or_known_default().unwrap_or(443);
        let stream = TcpStream::connect((host, port)).await.map_err(|error| away(&error))?;
        if url.scheme() == "http" {
            return speak(stream, request).await;
        }
        let tls = self.tls.as_ref().ok_or(SignInFault::Unreadable("no-authorities"))?;
        let name = ServerName::try_from(host.to_owned()).map_err(|_| SignInFault::Unreadable("address"))?;
        let stream = tls.connect(name, stream).await.map_err(|error| away(&error))?;
        speak(stream, request).await
    }
}

fn request(
    method: Method,
    url: &Url,
    authorization: Option<&str>,
    form: Option<String>,
) -> Result<Request<Full<Bytes>>, SignInFault> {
    let unreadable = || SignInFault::Unreadable("address");
    let host = url.host_str().ok_or_else(unreadable)?;
    let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let target = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let mut request = Request::builder()
        .method(method)
        .uri(target)
        .header(HOST, authority)
        .header(ACCEPT, "application/json");
    if let Some(text) = authorization {
        let mut value = HeaderValue::from_str(text).map_err(|_| SignInFault::Unreadable("token"))?;
        value.set_sensitive(true);
        request = request.header(AUTHORIZATION, value);
    }
    if let Some(form) = &form {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        // An empty form has a length too: without one some servers find no form.
        request = request.header(CONTENT_LENGTH, form.len());
    }
    request.body(Full::new(Bytes::from(form.unwrap_or_default()))).map_err(|_| unreadable())
}

/// One request, and its answer to the end.
async fn speak<T>(stream: T, request: Request<Full<Bytes>>) -> Result<Answer, SignInFault>
where
    T: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|error| away(&error))?;
    let carried = tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "the line to the identity provider ended");
        }
    });
    // Who gives up waiting drops this, and the connection with it.
    let _ends = Ends(carried.abort_handle());
    let answer = sender.send_request(request).await.map_err(|error| away(&error))?;
    let (parts, body) = answer.into_parts();
    let body = Limited::new(body, ANSWER_BYTES).collect().await.map_err(|error| away(&*error))?;
    Ok(Answer { status: parts.status, body: body.to_bytes() })
}

/// Ends a task with it.
struct Ends(tokio::task::AbortHandle);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A provider in trouble is away, whatever it writes about that.
fn judged(answer: Answer) -> Result<Answer, SignInFault> {
    let busy = answer.status == StatusCode::TOO_MANY_REQUESTS;
    if answer.status.is_server_error() || busy {
        tracing::warn!(status = answer.status.as_u16(), "the identity provider is in trouble");
        return Err(SignInFault::Away);
    }
    Ok(answer)
}

fn away(error: &(dyn std::error::Error + 'static)) -> SignInFault {
    tracing::warn!(error, "the identity provider can't be reached");
    SignInFault::Away
}
