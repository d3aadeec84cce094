//! A server: how to reach it, and the thread that serves the wire.

use super::wait::wait;
use crate::error::StoreError;
use std::str::FromStr as _;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Config, NoTls};

/// How long reaching the server may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a server that can't be reached is waited for.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one statement may take. Longer than any of ours; a lock that nobody gives back ends here.
const STATEMENT: &str = "-c statement_timeout=60s -c idle_in_transaction_session_timeout=120s";

/// A server.
pub(crate) struct Server {
    config: Config,
    // Taken on the way out: it must not be waited for.
    runtime: Option<Runtime>,
}

impl Server {
    /// A server by its URL, `postgres://user:password@host:port/database`.
    pub(in crate::db) fn of(url: &str) -> Result<Self, StoreError> {
        let mut config = Config::from_str(url)
            .map_err(|e| StoreError::Storage { doing: "reading the database's URL", source: Arc::new(e) })?;
        config.application_name("motcua").connect_timeout(CONNECT).keepalives(true);
        let options = config.get_options().map_or_else(String::new, |given| format!("{given} "));
        config.options(format!("{STATEMENT} {options}").trim());
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).thread_name("store-wire").enable_all().build();
        let runtime = runtime.map_err(StoreError::io("starting the database's thread"))?;
        Ok(Self { config, runtime: Some(runtime) })
    }

    /// A new session. A server that is starting, or has no place left, is waited for.
    pub(super) fn connect(&self) -> Result<Client, StoreError> {
        let begun = Instant::now();
        let mut pause = Duration::from_millis(20);
        loop {
            match self.try_connect() {
                Err(StoreError::Away { .. }) if begun.elapsed() + pause < PATIENCE => thread::sleep(pause),
                done => return done,
            }
            pause = (pause * 2).min(Duration::from_secs(1));
        }
    }

    fn try_connect(&self) -> Result<Client, StoreError> {
        let runtime = self.runtime.as_ref().ok_or(StoreError::Closed)?;
        let config = self.config.clone();
        let connecting = runtime.spawn(async move {
            let (client, connection) = config.connect(NoTls).await?;
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::warn!(%error, "the line to the database broke");
                }
            });
            Ok(client)
        });
        match wait(connecting) {
            Ok(connected) => connected.map_err(super::fault),
            Err(_) => Err(StoreError::Panicked),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
