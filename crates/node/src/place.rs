//! Where an office is, as a person names it.

use crate::config::{self, PlaceArgs};
use anyhow::{Result, bail};
use lang::Words;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use store::Location;

/// The place of an office that is run or changed: a server needs a folder beside it, for files and keys.
pub fn office(args: &PlaceArgs, words: &Words) -> Result<Location> {
    let at = to_read(args, words)?;
    if at.server.is_some() && at.dir.as_os_str().is_empty() {
        bail!(words.say("cli-db-dir"));
    }
    Ok(at)
}

/// The same of what was typed one by one.
pub fn of(dir: Option<&Path>, db: Option<&str>, words: &Words) -> Result<Location> {
    let args = PlaceArgs { dir: dir.map(Path::to_owned), db: db.map(str::to_owned), db_ca: None };
    office(&args, words)
}

/// The place of an office that is only looked at: a server alone will do.
pub fn to_read(args: &PlaceArgs, words: &Words) -> Result<Location> {
    let (db, authority) = (config::database(args.db.as_deref()), config::authority(args.db_ca.as_deref()));
    let at = parse(args.dir.as_deref(), db.as_deref(), words)?;
    Ok(Location { server: at.server.map(|url| verified(url, authority.as_deref())), ..at })
}

/// A server's URL that says whose signature its certificate must carry.
fn verified(url: String, authority: Option<&Path>) -> String {
    let Some(file) = authority else { return url };
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"-._~/".contains(b);
    let file = file.as_os_str().as_bytes().iter().fold(String::new(), |all, b| {
        if plain(b) { all + &char::from(*b).to_string() } else { format!("{all}%{b:02X}") }
    });
    let mark = if url.contains('?') { '&' } else { '?' };
    let mode = if url.contains("sslmode=") { "" } else { "&sslmode=require" };
    format!("{url}{mark}sslrootcert={file}{mode}")
}

fn parse(dir: Option<&Path>, db: Option<&str>, words: &Words) -> Result<Location> {
    let Some(db) = db else {
        return match dir {
            Some(dir) => Ok(Location::from(dir)),
            None => bail!(words.say("cli-db-none")),
        };
    };
    let path = match db.split_once("://") {
        Some(("postgres" | "postgresql", _)) => {
            return Ok(Location {
                dir: dir.unwrap_or(Path::new("")).to_owned(),
                server: Some(db.to_owned()),
            });
        }
        Some(("sqlite", path)) => path,
        Some((scheme, _)) => bail!(words.say_one("cli-db-scheme", "scheme", scheme)),
        None => db,
    };
    let folder = folder(Path::new(path));
    if dir.is_some_and(|dir| dir != folder) {
        // The file lies in the folder, always.
        bail!(words.say("cli-db-elsewhere"));
    }
    Ok(Location { dir: folder, server: None })
}

/// The folder that a path means: itself, or the one in which this `motcua.db` lies.
fn folder(path: &Path) -> PathBuf {
    let inside = path.file_name().is_some_and(|name| name == "motcua.db");
    let folder = if inside { path.parent().unwrap_or(Path::new("")) } else { path };
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Location, Path, parse, verified};
    use lang::{Lang, Words};

    fn said(dir: Option<&str>, db: Option<&str>) -> Result<Location, String> {
        parse(dir.map(Path::new), db, Words::of(Lang::En)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_folder_its_file_and_a_server_are_told_apart() {
        let folder = |dir: &str| Ok(Location { dir: dir.into(), server: None });
        for db in ["/var/lib/motcua", "/var/lib/motcua/motcua.db", "sqlite:///var/lib/motcua"] {
            assert_eq!(said(None, Some(db)), folder("/var/lib/motcua"), "{db}");
        }
        assert_eq!(said(Some("office"), None), folder("office"));
        assert!(said(None, None).is_err());
        assert_eq!(said(None, Some("motcua.db")), folder("."));
        for url in ["postgres://m@db.vn/motcua", "postgresql://m@db.vn/motcua"] {
            let server = Location { dir: "office".into(), server: Some(url.to_owned()) };
            assert_eq!(said(Some("office"), Some(url)), Ok(server));
        }
        assert!(said(None, Some("mysql://m:secret@db.vn/motcua")).is_err_and(|e| !e.contains("secret")));
        assert!(said(Some("office"), Some("sqlite:///elsewhere")).is_err());
        assert_eq!(said(Some("/a"), Some("sqlite:///a/motcua.db")), folder("/a"));
    }

    #[test]
    fn an_authority_asks_for_encryption() {
        let ca = Some(Path::new("/etc/mot cua/ca.pem"));
        let url = |url: &str| verified(url.to_owned(), ca);
        assert_eq!(
            url("postgres://m@db.vn/motcua"),
            "postgres://m@db.vn/motcua?sslrootcert=/etc/mot%20cua/ca.pem&sslmode=require"
        );
        let said = url("postgres://m@db.vn/motcua?sslmode=prefer");
        assert!(said.ends_with("?sslmode=prefer&sslrootcert=/etc/mot%20cua/ca.pem"), "{said}");
        assert_eq!(verified("postgres://db.vn".to_owned(), None), "postgres://db.vn");
    }
}
