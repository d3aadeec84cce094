//! The PostgreSQL server of a test run or of measurements.

use crate::cluster::{Cluster, programs, run};
use crate::debian::{install, is_root};
use anyhow::Context as _;
use std::path::PathBuf;

/// The variable that tells tests the server.
const VARIABLE: &str = "MOTCUA_TEST_POSTGRES";

/// A running server; stops when it is dropped.
pub struct Server {
    cluster: Cluster,
}

impl Server {
    /// Starts one in a temporary folder. Nothing when PostgreSQL is missing and we may not install it (what
    /// to install has then been said).
    pub fn start() -> anyhow::Result<Option<Self>> {
        Self::start_in(std::env::temp_dir(), &[])
    }

    /// The same inside a folder, with settings of its own.
    pub fn start_in(parent: PathBuf, settings: &[&str]) -> anyhow::Result<Option<Self>> {
        let mut found = programs();
        if found.is_none() {
            if !is_root() {
                println!("install what PostgreSQL needs here: apt-get install postgresql");
                return Ok(None);
            }
            install(&["postgresql"])?;
            found = programs();
        }
        let found = found.context("the package postgresql brought no initdb")?;
        let folder = parent.join(format!("motcua-postgres-{}", std::process::id()));
        let begin = "-c max_connections=300".to_owned();
        let options = settings.iter().fold(begin, |all, setting| format!("{all} -c {setting}"));
        Ok(Some(Self { cluster: Cluster::start(found, folder, &options)? }))
    }

    /// The variable that tells tests the server, and its URL.
    pub fn variable(&self) -> (&'static str, String) {
        (VARIABLE, self.url("postgres"))
    }

    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        Cluster::url_at(self.cluster.port(), database)
    }

    /// Makes an empty database.
    pub fn create(&self, database: &str) -> anyhow::Result<()> {
        self.with_database("createdb", &[database])
    }

    /// Takes a database away, whoever still looks at it.
    pub fn remove(&self, database: &str) -> anyhow::Result<()> {
        self.with_database("dropdb", &["--force", database])
    }

    fn with_database(&self, program: &str, args: &[&str]) -> anyhow::Result<()> {
        let port = self.cluster.port().to_string();
        run(self.cluster.program(program).args(["-h", "127.0.0.1", "-U", "motcua", "-p", &port]).args(args))
    }

    /// Where a program of its version lies.
    pub fn path_of(&self, program: &str) -> PathBuf {
        self.cluster.path_of(program)
    }
}
