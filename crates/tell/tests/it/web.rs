//! A web server of the test's own, which answers as it is told.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

type Answers = Arc<dyn Fn(&Asked) -> Option<(u16, String)> + Send + Sync>;

#[derive(Clone)]
struct Shared {
    asked: Arc<Mutex<Vec<Asked>>>,
    answers: Answers,
}

/// A web server.
pub struct Web {
    asked: Arc<Mutex<Vec<Asked>>>,
    pub port: u16,
}

impl Web {
    /// One that answers so; none is an answer that never comes.
    pub async fn start(answers: impl Fn(&Asked) -> Option<(u16, String)> + Send + Sync + 'static) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let shared = Shared { asked: Arc::clone(&asked), answers: Arc::new(answers) };
        let site = Router::new().fallback(answer).with_state(shared);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move { axum::serve(listener, site).await });
        Self { asked, port }
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

async fn answer(State(shared): State<Shared>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let asked = Asked { path: uri.path().to_owned(), headers, body };
    let answer = (shared.answers)(&asked);
    shared.asked.lock().unwrap().push(asked);
    let Some((status, text)) = answer else { return std::future::pending().await };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}
