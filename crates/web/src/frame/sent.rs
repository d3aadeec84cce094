//! What a form sent, with or without files. The session's token is checked here, so that no handler forgets
//! it.

use super::{Fail, Visit, Web};
use app::{AppError, Once, Problem};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use sha2::{Digest, Sha256};

/// Most bytes of a form without files.
const FORM_BYTES: usize = 512 * 1024;
/// Most fields of a form, files among them.
const FIELDS: usize = 2_000;

/// Names and values in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// From pairs, for tests and queries.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The first value of a name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()).unwrap_or_default()
    }

    /// Whether the name was sent at all: a ticked box.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Puts a value in the place of all that the name had.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Every pair.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

/// A file that a form sent.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// The field's name.
    pub field: String,
    /// The name it came with.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A form that came from our own page.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// Its fields.
    pub fields: Fields,
    /// Its files; empty ones are left out.
    pub files: Vec<SentFile>,
}

impl Sent {
    /// The key that makes sending it twice harmless: the hidden field `key`, with a digest of all else.
    pub fn once(&self) -> Option<Once> {
        let key = self.fields.get("key");
        if key.is_empty() {
            return None;
        }
        let mut content = Vec::new();
        for (name, value) in self.fields.pairs().iter().filter(|(n, _)| n != "csrf" && n != "key") {
            content.extend_from_slice(name.as_bytes());
            content.push(0);
            content.extend_from_slice(value.as_bytes());
            content.push(0);
        }
        for file in &self.files {
            content.extend_from_slice(file.field.as_bytes());
            content.push(0);
            content.extend_from_slice(&Sha256::digest(&file.bytes));
        }
        Some(Once::of(key, &content))
    }
}

impl FromRequest<Web> for Sent {
    type Rejection = Fail;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Fail> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or(Fail(AppError::SignedOut))?;
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let sent = if kind.starts_with("multipart/form-data") {
            multipart(request, web).await?
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            urlencoded(request).await?
        } else {
            return Err(Fail(AppError::MediaType));
        };
        if !visit.csrf().is_empty() && sent.fields.get("csrf") != visit.csrf() {
            return Err(Fail(AppError::Forbidden));
        }
        Ok(sent)
    }
}

fn unreadable<E>(_: E) -> Fail {
    Fail(AppError::Invalid(vec![Problem::new("", "problem-form-unreadable")]))
}

async fn urlencoded(request: Request) -> Result<Sent, Fail> {
    let limit = u64::try_from(FORM_BYTES).unwrap_or(u64::MAX);
    let bytes = axum::body::to_bytes(request.into_body(), FORM_BYTES).await;
    let bytes = bytes.map_err(|_| Fail(AppError::TooLarge { limit_bytes: limit }))?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes).map_err(unreadable)?;
    if pairs.len() > FIELDS {
        return Err(unreadable(()));
    }
    Ok(Sent { fields: Fields(pairs), files: Vec::new() })
}

async fn multipart(request: Request, web: &Web) -> Result<Sent, Fail> {
    let limit_bytes = web.app.settings().upload_limit_bytes;
    let mut form = Multipart::from_request(request, web).await.map_err(unreadable)?;
    let mut sent = Sent::default();
    let mut parts = 0_usize;
    loop {
        let field = form.next_field().await;
        let Some(field) = field.map_err(|e| multipart_error(&e, limit_bytes))? else { break };
        parts += 1;
        if parts > FIELDS {
            return Err(unreadable(()));
        }
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|e| multipart_error(&e, limit_bytes))?;
        match file {
            // So a browser says that none was chosen; an empty file that has a name is told to be one.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => sent.files.push(SentFile { field: name, name: file, bytes: bytes.to_vec() }),
            None => sent.fields.0.push((name, String::from_utf8(bytes.to_vec()).map_err(unreadable)?)),
        }
    }
    Ok(sent)
}

fn multipart_error(error: &axum::extract::multipart::MultipartError, limit_bytes: u64) -> Fail {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        return Fail(AppError::TooLarge { limit_bytes });
    }
    unreadable(())
}
