//! A server: how to reach it, and the thread that serves the wire.

use super::tls::{self, Tls};
use super::wait::wait;
use crate::error::StoreError;
use std::future::poll_fn;
use std::str::FromStr as _;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{AsyncMessage, Client, Config, Error, NoTls, Notification, Socket};

/// How long reaching the server may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a server that can't be reached is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// A peer that says nothing for so long, or takes nothing, is gone.
const SILENCE: Duration = Duration::from_secs(30);
/// How long one statement may take, and wait for somebody else's lock: longer than any of ours. What is left
/// open is closed, and so is a line whose other end is gone, so that its locks are free.
const MANNERS: &str = "-c statement_timeout=60s -c lock_timeout=10s \
     -c idle_in_transaction_session_timeout=60s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 \
     -c tcp_keepalives_count=3 -c tcp_user_timeout=30s";

/// A server.
pub(crate) struct Server {
    config: Config,
    tls: Option<Tls>,
    /// How this process is called among those of the database.
    name: OnceLock<String>,
    // Taken on the way out: it must not be waited for.
    runtime: Option<Runtime>,
}

/// A session's wire.
pub(super) struct Wire {
    pub(super) client: Client,
    /// What other sessions notify.
    pub(super) notices: mpsc::UnboundedReceiver<Notification>,
    /// Cuts it: whoever waits for an answer is told that there is none.
    pub(super) cut: AbortHandle,
}

impl Server {
    /// A server by its URL, `postgres://user:password@host:port/database`.
    pub(in crate::db) fn of(url: &str) -> Result<Self, StoreError> {
        let (url, tls) = tls::of(url)?;
        let mut config = Config::from_str(&url)
            .map_err(|e| StoreError::Storage { doing: "reading the database's URL", source: Arc::new(e) })?;
        tls::check(&config, tls.is_some())?;
        config.application_name("motcua").connect_timeout(CONNECT).tcp_user_timeout(SILENCE);
        config.keepalives(true).keepalives_idle(SILENCE).keepalives_interval(SILENCE / 3);
        let options = config.get_options().map_or_else(String::new, |given| format!(" {given}"));
        config.options(format!("{MANNERS}{options}"));
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).thread_name("store-wire").enable_all().build();
        let runtime = runtime.map_err(StoreError::io("starting the database's thread"))?;
        Ok(Self { config, tls, name: OnceLock::new(), runtime: Some(runtime) })
    }

    /// How this process is called among those of the database; nothing before [`Server::call`].
    pub(super) fn name(&self) -> &str {
        self.name.get().map_or("-", String::as_str)
    }

    /// Names this process, once.
    pub(super) fn call(&self, name: String) {
        self.name.get_or_init(|| name);
    }

    /// Does something on the wire's thread.
    pub(super) fn spawn(
        &self,
        work: impl Future<Output = ()> + Send + 'static,
    ) -> Result<AbortHandle, StoreError> {
        Ok(self.runtime.as_ref().ok_or(StoreError::Closed)?.spawn(work).abort_handle())
    }

    /// A new session. A server that is starting, or has no place left, is waited for.
    pub(super) fn connect(self: &Arc<Self>) -> Result<Wire, StoreError> {
        self.reach(|server| async move { server.wire().await })
    }

    /// The same for a session that `make` makes ready.
    pub(super) fn reach<T, F>(self: &Arc<Self>, make: impl Fn(Arc<Self>) -> F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, StoreError>> + Send + 'static,
    {
        let runtime = self.runtime.as_ref().ok_or(StoreError::Closed)?;
        let begun = Instant::now();
        let mut pause = Duration::from_millis(20);
        loop {
            let made = wait(runtime.spawn(make(Arc::clone(self))));
            match made.unwrap_or(Err(StoreError::Panicked)) {
                Err(StoreError::Away { .. }) if begun.elapsed() + pause < PATIENCE => thread::sleep(pause),
                done => return done,
            }
            pause = (pause * 2).min(Duration::from_secs(1));
        }
    }

    /// A new session, on the wire's thread.
    pub(super) async fn wire(&self) -> Result<Wire, StoreError> {
        let wire = match &self.tls {
            Some(tls) => open(&self.config, tls.clone()).await,
            None => open(&self.config, NoTls).await,
        };
        wire.map_err(super::fault)
    }
}

async fn open<T>(config: &Config, tls: T) -> Result<Wire, Error>
where
    T: MakeTlsConnect<Socket>,
    T::Stream: Send + 'static,
{
    let (client, mut connection) = config.connect(tls).await?;
    let (tell, notices) = mpsc::unbounded_channel();
    let task = tokio::spawn(async move {
        loop {
            match poll_fn(|cx| connection.poll_message(cx)).await {
                // Sessions that don't listen are told nothing.
                Some(Ok(AsyncMessage::Notification(notice))) => drop(tell.send(notice)),
                Some(Ok(_)) => {}
                Some(Err(error)) => return tracing::warn!(%error, "the line to the database broke"),
                None => return,
            }
        }
    });
    Ok(Wire { client, notices, cut: task.abort_handle() })
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
