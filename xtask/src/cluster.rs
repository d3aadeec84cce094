//! A PostgreSQL server of our own: made in a temporary folder, on a free port, gone afterwards. Tests that
//! stop and start a server read this file too.

use anyhow::{Context as _, bail};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where Debian puts each version's programs.
const VERSIONS: &str = "/usr/lib/postgresql";

/// A running server; stops when it is dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    options: String,
}

impl Cluster {
    /// Makes a server and starts it, with more options as the server's command line takes them.
    pub fn start(programs: PathBuf, folder: PathBuf, more: &str) -> anyhow::Result<Self> {
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let options = format!("-p {port} -k {} -c listen_addresses=127.0.0.1 {more}", folder.display());
        let cluster = Self { programs, folder, port, options };
        if is_root() {
            // The server refuses to run as root: the folder is given to the user that Debian made for it.
            run(Command::new("chown").arg("postgres").arg(&cluster.folder))?;
        }
        let initdb = ["-A", "trust", "-U", "motcua", "-E", "UTF8", "--locale=C", "-D"];
        run(cluster.program("initdb").args(initdb).arg(cluster.data()))?;
        cluster.control(&["start"])?;
        Ok(cluster)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its address for one who comes to `port`.
    pub fn url_at(port: u16, database: &str) -> String {
        format!("postgres://motcua@127.0.0.1:{port}/{database}")
    }

    /// `pg_ctl`: start, stop, restart; waits until it is done.
    pub fn control(&self, words: &[&str]) -> anyhow::Result<()> {
        let mut control = self.program("pg_ctl");
        control.args(["-w", "-o", &self.options, "-l"]).arg(self.folder.join("log")).arg("-D");
        run(control.arg(self.data()).args(words))
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Where a program of its version lies.
    pub fn path_of(&self, program: &str) -> PathBuf {
        self.programs.join(program)
    }

    /// One of the server's programs, as the user it may run as.
    pub fn program(&self, name: &str) -> Command {
        let path = self.path_of(name);
        if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may have been stopped before, and the folder of a stopped server is of no use to anybody.
        let _ = self.control(&["stop", "-m", "immediate"]);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The programs of the newest version that is installed.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(VERSIONS).ok()?.filter_map(Result::ok);
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let found = versions.map(|e| e.path()).filter(|p| p.join("bin/initdb").is_file());
    found.max_by_key(|p| number(p)).map(|p| p.join("bin"))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Runs a program; what it complains of is the error.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = format!("{command:?}");
    let output = command.current_dir("/").stdout(Stdio::null()).output().with_context(|| name.clone())?;
    if !output.status.success() {
        bail!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
