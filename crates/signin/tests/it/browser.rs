//! A browser as far as signing in needs one: it follows redirects and keeps cookies.

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper::header::{COOKIE, HOST, LOCATION, SET_COOKIE};
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use openidconnect::url::Url;
use std::collections::BTreeMap;
use tokio::net::TcpStream;

/// The port of our own address: nobody listens there, the browser stops before it.
const OURS: u16 = 9;
/// More redirects than any sign-in has.
const REDIRECTS: usize = 10;

/// One request to a server on this machine.
pub async fn ask(method: Method, url: &Url, cookies: &str) -> (StatusCode, HeaderMap, String) {
    let port = url.port().unwrap();
    let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    let carried = tokio::spawn(connection);
    let target = format!("{}?{}", url.path(), url.query().unwrap_or_default());
    let request = Request::builder()
        .method(method)
        .uri(target)
        .header(HOST, format!("127.0.0.1:{port}"))
        .header(COOKIE, cookies)
        .body(Full::new(Bytes::new()))
        .unwrap();
    let (parts, body) = sender.send_request(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    carried.abort();
    (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
}

/// Goes to an address and on from there until it is sent back to us. The query that it brings back.
pub async fn sent_back(url: &str) -> String {
    let mut url = Url::parse(url).unwrap();
    let mut jar: BTreeMap<String, String> = BTreeMap::new();
    for _ in 0..REDIRECTS {
        if url.port() == Some(OURS) {
            return url.query().unwrap_or_default().to_owned();
        }
        let cookies: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (status, headers, body) = ask(Method::GET, &url, &cookies.join("; ")).await;
        for line in headers.get_all(SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            jar.insert(name.to_owned(), value.to_owned());
        }
        jar.retain(|_, value| !value.is_empty());
        let location = headers.get(LOCATION).unwrap_or_else(|| panic!("{status} at {url}: {body}"));
        url = url.join(location.to_str().unwrap()).unwrap();
    }
    panic!("redirected in a circle: {url}");
}
