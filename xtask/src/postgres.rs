//! A PostgreSQL server of our own, for tests and measurements: made in a folder, on a free port, gone
//! afterwards.

use crate::debian::{install, is_root};
use anyhow::{Context as _, bail};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The variable that tells tests the server.
const VARIABLE: &str = "MOTCUA_TEST_POSTGRES";
/// Where Debian puts each version's programs.
const VERSIONS: &str = "/usr/lib/postgresql";

/// A running server; stops when it is dropped.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// Starts one in a temporary folder. Nothing when PostgreSQL is missing and we may not install it (what
    /// to install has then been said).
    pub fn start() -> anyhow::Result<Option<Self>> {
        Self::start_in(std::env::temp_dir(), &[])
    }

    /// The same inside a folder, with settings of its own.
    pub fn start_in(parent: PathBuf, settings: &[&str]) -> anyhow::Result<Option<Self>> {
        let mut programs = programs();
        if programs.is_none() {
            if !is_root() {
                println!("install what PostgreSQL needs here: apt-get install postgresql");
                return Ok(None);
            }
            install(&["postgresql"])?;
            programs = self::programs();
        }
        let programs = programs.context("the package postgresql brought no initdb")?;
        let folder = parent.join(format!("motcua-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let server = Self { programs, folder, port };
        server.make(settings)?;
        Ok(Some(server))
    }

    /// The variable that tells tests the server, and its URL.
    pub fn variable(&self) -> (&'static str, String) {
        (VARIABLE, self.url("postgres"))
    }

    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://motcua@127.0.0.1:{}/{database}", self.port)
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
        let port = self.port.to_string();
        run(self.program(program).args(["-h", "127.0.0.1", "-U", "motcua", "-p", &port]).args(args))
    }

    /// Where a program of its version lies.
    pub fn path_of(&self, program: &str) -> PathBuf {
        self.programs.join(program)
    }

    fn make(&self, settings: &[&str]) -> anyhow::Result<()> {
        if is_root() {
            // The server refuses to run as root: the folder is given to the user that Debian made for it.
            run(Command::new("chown").arg("postgres").arg(&self.folder))?;
        }
        let data = self.folder.join("data");
        let log = self.folder.join("log");
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c max_connections=300{}",
            self.port,
            self.folder.display(),
            settings.iter().fold(String::new(), |all, setting| format!("{all} -c {setting}"))
        );
        let initdb = ["-A", "trust", "-U", "motcua", "-E", "UTF8", "--locale=C", "-D"];
        run(self.program("initdb").args(initdb).arg(&data))?;
        run(self
            .program("pg_ctl")
            .args(["-w", "-o", &options, "-l"])
            .arg(&log)
            .arg("-D")
            .arg(&data)
            .arg("start"))
    }

    /// One of the server's programs, as the user it may run as.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        if let Err(error) =
            run(stop.args(["-m", "immediate", "-D"]).arg(self.folder.join("data")).arg("stop"))
        {
            println!("PostgreSQL did not stop: {error:#}");
        }
        // The folder of a stopped server is of no use to anybody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The programs of the newest version that is installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(VERSIONS).ok()?.filter_map(Result::ok);
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let found = versions.map(|e| e.path()).filter(|p| p.join("bin/initdb").is_file());
    found.max_by_key(|p| number(p)).map(|p| p.join("bin"))
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = format!("{command:?}");
    let output = command.current_dir("/").stdout(Stdio::null()).output().with_context(|| name.clone())?;
    if !output.status.success() {
        bail!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
