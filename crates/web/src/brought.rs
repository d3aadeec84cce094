//! Files that a form brings: looked at first, kept then, and named again by a page with a mistake.

use crate::frame::{SentFile, Web};
use crate::show;
use app::dossier::Bringer;
use app::{AppError, Problem};
use axum::http::StatusCode;
use domain::dossier::Attachment;
use std::collections::BTreeMap;

/// Files by the field that they belong to.
pub type Kept = BTreeMap<String, Vec<Attachment>>;

/// A file that is one of those that are taken; its bytes aren't kept yet.
pub struct Brought {
    /// The field that it belongs to.
    pub field: String,
    /// What it is.
    pub file: Attachment,
    bytes: Vec<u8>,
}

/// Looks at what a form sent; what isn't taken becomes a problem of its field. `from` is the address of
/// somebody who is no officer: strangers leave only so much in a minute.
pub fn look(
    web: &Web,
    from: Option<&str>,
    files: Vec<SentFile>,
) -> Result<(Vec<Brought>, Vec<Problem>), AppError> {
    let (mut brought, mut problems) = (Vec::new(), Vec::new());
    for SentFile { field, name, bytes } in files {
        let field = field.trim_end_matches("-file").to_owned();
        match web.app.file_seen(&name, &bytes) {
            Ok(file) if from.is_none_or(|address| web.takes(address, file.size_bytes)) => {
                brought.push(Brought { field, file, bytes });
            }
            Ok(_) => problems.push(Problem::new(field, "problem-files-many")),
            Err(AppError::TooLarge { limit_bytes }) => {
                let problem = Problem::new(field, "desk-problem-file-large");
                problems.push(problem.with("most", limit_bytes / (1024 * 1024)));
            }
            Err(AppError::Invalid(found)) => {
                let key = found.first().map_or("problem-file-broken", |problem| problem.key);
                problems.push(Problem::new(field, key));
            }
            Err(AppError::MediaType) => problems.push(Problem::new(field, "desk-problem-file-kind")),
            Err(other) => return Err(other),
        }
    }
    Ok((brought, problems))
}

/// Keeps files that were looked at, beside those that are kept already.
pub async fn keep(
    web: &Web,
    bringer: Option<&Bringer>,
    brought: Vec<Brought>,
    kept: &mut Kept,
) -> Result<Vec<Problem>, AppError> {
    let mut problems = Vec::new();
    for Brought { field, file, bytes } in brought {
        match web.app.file_keep(bringer, &file, bytes).await {
            Ok(()) => add(kept, field, file),
            Err(AppError::Full) => problems.push(Problem::new("", show::FULL)),
            Err(other) => return Err(other),
        }
    }
    Ok(problems)
}

/// Looks at what a form sent and keeps it.
pub async fn keep_sent(
    web: &Web,
    (bringer, from): (&Bringer, Option<&str>),
    files: Vec<SentFile>,
    kept: &mut Kept,
) -> Result<Vec<Problem>, AppError> {
    let (brought, mut problems) = look(web, from, files)?;
    problems.extend(keep(web, Some(bringer), brought, kept).await?);
    Ok(problems)
}

/// The files of a field and one more, unless it is among them.
pub fn add(kept: &mut Kept, field: String, file: Attachment) {
    let of_field = kept.entry(field).or_default();
    if !of_field.iter().any(|known| known.blob == file.blob) {
        of_field.push(file);
    }
}

/// The status of a form whose files have problems.
pub fn status_of(problems: &[Problem]) -> StatusCode {
    let full = problems.iter().any(|p| p.key == show::FULL);
    if full { StatusCode::INSUFFICIENT_STORAGE } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// The files that a form names from an earlier try: the field and the digest.
pub fn named_files(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let named =
        |(name, value): &(String, String)| Some((name.strip_suffix("-kept")?.to_owned(), value.clone()));
    pairs.iter().filter_map(named).collect()
}

/// Hidden fields that name kept files, so that a page with a mistake asks for no file twice.
pub fn kept_fields(kept: &Kept) -> Vec<(String, String)> {
    let field = |(name, files): (&String, &Vec<Attachment>)| {
        let name = format!("{name}-kept");
        files.iter().map(|a| (name.clone(), a.blob.to_string())).collect::<Vec<_>>()
    };
    kept.iter().flat_map(field).collect()
}
