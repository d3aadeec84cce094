//! A client as small as it gets: one request, one JSON answer.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::{Client as Pool, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

/// A client of one server, as one person or as nobody.
#[derive(Clone)]
pub struct Client {
    pool: Pool<HttpConnector, Full<Bytes>>,
    url: String,
    bearer: Option<String>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub retry_after: Option<String>,
}

impl Client {
    pub fn new(url: &str, bearer: Option<String>) -> Self {
        Self { pool: Pool::builder(TokioExecutor::new()).build_http(), url: url.to_owned(), bearer }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, "").await.unwrap()
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        key: &str,
    ) -> Result<Answer, Box<dyn std::error::Error>> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        if let Some(bearer) = &self.bearer {
            request = request.header("authorization", format!("Bearer {bearer}"));
        }
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        let bytes = body.map(|b| Bytes::from(b.to_string())).unwrap_or_default();
        let request = request.header("content-type", "application/json").body(Full::new(bytes))?;
        let answer = self.pool.request(request).await?;
        let (status, retry_after) = (answer.status().as_u16(), retry_after(answer.headers()));
        let bytes = answer.into_body().collect().await?.to_bytes();
        Ok(Answer { status, retry_after, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
    }
}

fn retry_after(headers: &HeaderMap) -> Option<String> {
    headers.get("retry-after").map(|v| v.to_str().unwrap().to_owned())
}

/// A browser as small as it gets: pages, forms, one cookie.
pub struct Browser {
    pool: Pool<HttpConnector, Full<Bytes>>,
    url: String,
    cookie: String,
}

/// A page that came back.
pub struct Page {
    pub status: u16,
    pub text: String,
    pub retry_after: Option<String>,
    cookie: Option<String>,
}

impl Browser {
    pub fn new(url: &str) -> Self {
        let pool = Pool::builder(TokioExecutor::new()).build_http();
        Self { pool, url: url.to_owned(), cookie: String::new() }
    }

    /// The same browser, led to another address of the office.
    pub fn at(&self, url: &str) -> Self {
        Self { pool: self.pool.clone(), url: url.to_owned(), cookie: self.cookie.clone() }
    }

    pub async fn sign_in(&mut self, login: &str, password: &str) {
        let page = self.send(Method::POST, "/sign-in", &[("login", login), ("password", password)]).await;
        assert_eq!(page.status, 303, "{}", page.text);
        self.cookie = page.cookie.expect("a session");
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, &[]).await
    }

    /// Fills in a form that stands on a page.
    pub async fn form(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let text = self.get(page).await.text;
        let (_, after) = text.split_once("name=\"csrf\" value=\"").expect("a form");
        let token = after.split('"').next().unwrap();
        self.send(Method::POST, path, &[fields, &[("csrf", token)]].concat()).await
    }

    async fn send(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let plain = |text: &str| {
            text.bytes().fold(String::new(), |all, b| match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => all + &char::from(b).to_string(),
                _ => all + &format!("%{b:02X}"),
            })
        };
        let pairs: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={}", plain(v))).collect();
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Full::new(Bytes::from(pairs.join("&"))));
        let answer = self.pool.request(request.unwrap()).await.unwrap();
        let status = answer.status().as_u16();
        let cookie = answer.headers().get("set-cookie").and_then(|c| c.to_str().ok()?.split(';').next());
        let (cookie, retry_after) = (cookie.map(str::to_owned), retry_after(answer.headers()));
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Page { status, text: String::from_utf8_lossy(&bytes).into_owned(), retry_after, cookie }
    }
}
