//! The program with its database on a PostgreSQL server. The server is the one that `MOTCUA_TEST_POSTGRES`
//! names; without one these tests say so and end.

use crate::program::{Serving, accounts, arg, run, said};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An office of its own: a folder, and a schema on the server.
pub struct Place {
    temp: TempDir,
    pub url: String,
}

impl Place {
    /// Where there is a server.
    pub fn new() -> Option<Self> {
        let server = std::env::var("MOTCUA_TEST_POSTGRES").ok().filter(|url| !url.is_empty())?;
        let temp = TempDir::new().unwrap();
        let name: String = arg(temp.path()).chars().filter(char::is_ascii_alphanumeric).collect();
        let url = format!("{server}?options=-c%20search_path%3Dn_{}", name.to_lowercase());
        Some(Self { temp, url })
    }

    /// A folder for files and keys.
    pub fn dir(&self) -> PathBuf {
        self.temp.path().join("office")
    }

    /// `--dir … --db …`.
    pub fn args(&self) -> [String; 4] {
        ["--dir".to_owned(), arg(&self.dir()).to_owned(), "--db".to_owned(), self.url.clone()]
    }

    /// Runs a command on it.
    pub fn run(&self, command: &[&str]) -> std::process::Output {
        let mut args: Vec<String> = command.iter().map(|a| (*a).to_owned()).collect();
        args.extend(self.args());
        run(&args)
    }

    /// A demonstration, served on it.
    pub fn demo(&self, dossiers: &str) -> Serving {
        let [dir, at, db, url] = self.args();
        Serving::start(&["demo", &dir, &at, &db, &url, "--listen", "127.0.0.1:0", "--dossiers", dossiers])
    }
}

#[test]
fn an_office_lives_on_a_server_as_in_a_folder() {
    let Some(place) = Place::new() else { return };
    let nothing = place.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(said(&nothing).contains("motcua init --db"), "{}", said(&nothing));
    let made = place.run(&["init", "--province", "38"]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(place.run(&["init", "--province", "38"]).status.code(), Some(1));
    let demo = place.run(&["demo", "--listen", "127.0.0.1:0"]);
    assert_eq!(demo.status.code(), Some(1), "{}", said(&demo));
    for command in [&["verify"] as &[&str], &["rebuild"], &["verify"], &["units", "show", "38"]] {
        let output = place.run(command);
        assert!(output.status.success(), "{command:?}: {}", said(&output));
    }
    let alone = run(&["verify", "--db", &place.url]);
    assert!(alone.status.success(), "{}", said(&alone));
    assert!(said(&alone).contains("Files were not checked"), "{}", said(&alone));
    let nowhere = run(&["serve", "--db", &place.url]);
    assert!(said(&nowhere).contains("--dir DIR"), "{}", said(&nowhere));
}

#[test]
fn a_demonstration_on_a_server_is_whole_and_goes_on() {
    let Some(place) = Place::new() else { return };
    let first = place.demo("30");
    assert_eq!(accounts(&place.dir())["url"], first.url.as_str());
    first.stop();
    let again = place.demo("30");
    again.stop();
    let verified = place.run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn a_server_that_is_away_is_said_without_its_password() {
    let url = "postgres://motcua:hunter2@127.0.0.1:1/motcua";
    let output = run(&["verify", "--db", url]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("postgres://motcua@127.0.0.1:1/motcua"), "{}", said(&output));
    assert!(!said(&output).contains("hunter2"), "{}", said(&output));
    assert!(!Path::new("motcua.db").exists());
}
