//! Serving pages, the API and letters between nodes, and stopping without losing a request.

use crate::door::{Door, Stream};
use crate::line::Https;
use crate::workers::{self, Stop};
use anyhow::{Context as _, Result, anyhow};
use app::App;
use app::telling::Transport;
use axum::Router;
use axum::serve::ListenerExt as _;
use lang::Words;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// How long requests that are under way may take to finish.
const GRACE: Duration = Duration::from_secs(10);

/// Takes the address; says what to do when another program has it.
pub async fn listen(at: SocketAddr, words: &Words) -> Result<TcpListener> {
    match TcpListener::bind(at).await {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            Err(anyhow!(words.say_one("cli-port-taken", "listen", at.to_string())))
        }
        bound => bound.with_context(|| at.to_string()),
    }
}

/// The address as a browser takes it.
pub fn url(listener: &TcpListener, secure: bool) -> Result<String> {
    let at = listener.local_addr()?;
    // A listener on every address is reached from here by the loopback.
    let host = match at {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => "127.0.0.1".to_owned(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => "[::1]".to_owned(),
        SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
        SocketAddr::V4(v4) => v4.ip().to_string(),
    };
    let scheme = if secure { "https" } else { "http" };
    Ok(format!("{scheme}://{host}:{}", at.port()))
}

/// What is served where, and to whom the office speaks itself.
pub struct Site {
    /// Where pages and the API are, and letters too.
    pub listener: TcpListener,
    /// Where there are letters between nodes and nothing else.
    pub letters: Option<TcpListener>,
    /// The certificate of both.
    pub tls: Option<TlsAcceptor>,
    /// The address that people type.
    pub base_url: String,
    /// Where the QR codes on papers lead, if not there.
    pub papers_url: Option<String>,
    /// On a box, the line to its centre.
    pub line: Option<Https>,
    /// The way out for notices.
    pub out: Arc<dyn Transport>,
}

impl Site {
    /// Pages alone, unencrypted: a demonstration.
    pub fn plain(listener: TcpListener, base_url: String, out: Arc<dyn Transport>) -> Self {
        Self { listener, letters: None, tls: None, base_url, papers_url: None, line: None, out }
    }
}

/// Serves until it is told to stop; then requests under way are finished and the store is closed.
pub async fn serve(app: App, site: Site, stop: Stop) -> Result<()> {
    app.send_by(Arc::clone(&site.out));
    let working = work_beside(&app, site.line, site.out, &stop);
    let base_url = site.base_url.trim_end_matches('/').to_owned();
    let papers_url = site.papers_url.map(|url| url.trim_end_matches('/').to_owned());
    let papers_url = papers_url.unwrap_or_else(|| base_url.clone());
    // Whoever names an https address without a certificate stands a proxy before the office.
    let secure = base_url.starts_with("https://");
    let (pages, letters, exchange) = web::sites(app, web::Settings { base_url, papers_url, secure });
    let exchange = tokio::spawn(exchange.run());
    let door = Door::open(site.listener, site.tls.clone())?;
    let letters = match site.letters {
        None => None,
        Some(listener) => Some((Door::open(listener, site.tls)?, letters)),
    };
    let serving = async {
        match letters {
            None => open(door, pages, stop.clone()).await,
            Some((apart, letters)) => {
                tokio::try_join!(open(door, pages, stop.clone()), open(apart, letters, stop.clone()))?;
                Ok(())
            }
        }
    };
    let late = async {
        stop.clone().stopped().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = serving => served?,
        () = late => tracing::warn!("some requests did not finish in time"),
    }
    for worker in working {
        worker.await?;
    }
    // It holds the store, which is closed when nobody does.
    exchange.abort();
    // Aborted or ended, it is over.
    let _ = exchange.await;
    Ok(())
}

/// Serves behind one door until it is told to stop.
async fn open(door: Door, router: Router, stop: Stop) -> io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // Nothing is to be done to a line, but only by this way a request knows where it came from.
    let door = door.tap_io(|_: &mut Stream| {});
    axum::serve(door, service).with_graceful_shutdown(stop.stopped()).await
}

/// What happens beside requests.
fn work_beside(app: &App, line: Option<Https>, out: Arc<dyn Transport>, stop: &Stop) -> Vec<JoinHandle<()>> {
    let mut all = vec![
        tokio::spawn(workers::notices(app.clone(), out, stop.clone())),
        tokio::spawn(workers::clock(app.clone(), stop.clone())),
        tokio::spawn(workers::prune(app.clone(), stop.clone())),
        tokio::spawn(workers::territory(app.clone(), stop.clone())),
        tokio::spawn(workers::elsewhere(app.clone(), stop.clone())),
        tokio::spawn(workers::between(app.clone(), stop.clone())),
        tokio::spawn(workers::search(app.clone(), stop.clone())),
    ];
    all.extend(line.map(|line| tokio::spawn(workers::line(app.clone(), line, stop.clone()))));
    all
}
