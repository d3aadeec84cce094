//! The way out for notices: a folder from which a gateway (text messages, Zalo, e-mail) takes them.

use crate::files;
use app::telling::{Handed, Handing, Parcel, Transport, Verdict};
use domain::notify::{Notice, Officers};
use lang::{Lang, Words};
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};

/// A notice as it lies in the folder.
#[derive(Serialize)]
struct Letter<'a> {
    id: &'a str,
    phone: &'a str,
    kind: &'a str,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_vnd: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    officers: Option<&'a Officers>,
    text: String,
}

/// `DIR/spool/<id>.json`, one file a notice; the same id is the same file.
pub struct Spool {
    dir: PathBuf,
}

impl Spool {
    /// The spool of an office's folder.
    pub fn of(office: &Path) -> io::Result<Self> {
        let dir = office.join("spool");
        std::fs::create_dir_all(&dir)?;
        Ok(Self { dir })
    }
}

fn text(notice: &Notice, unit: &str, words: &Words) -> String {
    let due = notice.due.map(|at| paper::say::moment(at, words)).unwrap_or_default();
    let amount = words.money(notice.amount_vnd.unwrap_or(0));
    let args = [
        ("code", (&notice.code).into()),
        ("due", due.into()),
        ("amount", amount.into()),
        ("unit", unit.into()),
    ];
    words.say_with(&format!("notice-{}", notice.kind), &args)
}

impl Spool {
    fn put(&self, id: &str, notice: &Notice, unit: &str) -> io::Result<()> {
        let letter = Letter {
            id,
            phone: &notice.phone,
            kind: &notice.kind,
            code: &notice.code,
            due: notice.due.map(domain::words::Moment::rfc3339),
            amount_vnd: notice.amount_vnd,
            officers: notice.officers.as_ref(),
            text: text(notice, unit, Words::of(Lang::Vi)),
        };
        // An id is a unit and a number, `14797@2025-07-01/12`: as a file, `14797@2025-07-01_12.json`.
        let name = id.replace('/', "_");
        let json = serde_json::to_vec_pretty(&letter).map_err(io::Error::other)?;
        files::replace(&self.dir.join(format!("{name}.json")), &json, 0o600)
    }
}

impl Transport for Spool {
    fn deliver<'a>(&'a self, parcel: &'a Parcel) -> Handing<'a> {
        let verdict = match self.put(&parcel.id, &parcel.notice, &parcel.unit) {
            Ok(()) => Verdict::Done,
            Err(error) => {
                tracing::warn!(notice = %parcel.id, %error, "a notice could not be handed over");
                Verdict::Later
            }
        };
        Box::pin(std::future::ready(Handed { verdict, tries: Vec::new() }))
    }
}
