//! Serving pages and the API, and stopping without losing a request.

use crate::spool::Spool;
use crate::workers::{self, Stop};
use anyhow::{Context as _, Result, anyhow};
use app::App;
use lang::Words;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

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
pub fn url(listener: &TcpListener) -> Result<String> {
    let at = listener.local_addr()?;
    // A listener on every address is reached from here by the loopback.
    let host = match at {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => "127.0.0.1".to_owned(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => "[::1]".to_owned(),
        SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
        SocketAddr::V4(v4) => v4.ip().to_string(),
    };
    Ok(format!("http://{host}:{}", at.port()))
}

/// Serves until it is told to stop; then requests under way are finished and the store is closed.
pub async fn serve(app: App, listener: TcpListener, base_url: String, stop: Stop) -> Result<()> {
    let spool = Spool::of(app.store().dir())?;
    let notices = tokio::spawn(workers::notices(app.clone(), spool, stop.clone()));
    let watching = tokio::spawn(workers::clock(app.clone(), stop.clone()));
    let pruning = tokio::spawn(workers::prune(app.clone(), stop.clone()));
    let territory = tokio::spawn(workers::territory(app.clone(), stop.clone()));
    let elsewhere = tokio::spawn(workers::elsewhere(app.clone(), stop.clone()));
    let base_url = base_url.trim_end_matches('/').to_owned();
    // Whoever names an https address stands a proxy before the office that speaks nothing else.
    let secure = base_url.starts_with("https://");
    let (router, exchange) = web::site(app, web::Settings { base_url, secure });
    let exchange = tokio::spawn(exchange.run());
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop.clone().stopped());
    let late = async {
        stop.stopped().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = serving => served?,
        () = late => tracing::warn!("some requests did not finish in time"),
    }
    notices.await?;
    watching.await?;
    pruning.await?;
    territory.await?;
    elsewhere.await?;
    // It holds the store, which is closed when nobody does.
    exchange.abort();
    // Aborted or ended, it is over.
    let _ = exchange.await;
    Ok(())
}
