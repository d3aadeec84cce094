//! Where an office is, as a person names it.

use crate::config::{self, PlaceArgs};
use anyhow::{Result, bail};
use lang::Words;
use std::path::{Path, PathBuf};
use store::Location;

/// The place of an office that is run or changed: a server needs a folder beside it, for files and keys.
pub fn office(args: &PlaceArgs, words: &Words) -> Result<Location> {
    of(args.dir.as_deref(), args.db.as_deref(), words)
}

/// The same of a folder that is always named.
pub fn of(dir: Option<&Path>, db: Option<&str>, words: &Words) -> Result<Location> {
    let at = parse(dir, config::database(db).as_deref(), words)?;
    if at.server.is_some() && at.dir.as_os_str().is_empty() {
        bail!(words.say("cli-db-dir"));
    }
    Ok(at)
}

/// The place of an office that is only looked at: a server alone will do.
pub fn to_read(args: &PlaceArgs, words: &Words) -> Result<Location> {
    parse(args.dir.as_deref(), config::database(args.db.as_deref()).as_deref(), words)
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
    use super::{Location, Path, parse};
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
}
