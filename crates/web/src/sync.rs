//! `POST /sync`: letters between nodes. A letter carries its own signature, so it needs no session, no token
//! of a form and no right; `app` opens it, and what it isn't allowed it isn't given.
//!
//! What anybody may send must cost little: letters that nobody can open, and those of strangers, are counted
//! by address, and what all letters on their way in take of memory is bounded.

use crate::frame::{Plain, Visit, Web};
use app::nodes::{LETTER_BYTES, LetterAnswer};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// What letters and their answers are.
const KIND: &str = "application/vnd.motcua.letter";
/// What all letters that are being read may take, in pieces.
const PIECE_BYTES: usize = 64 * 1024;
const PIECES: usize = 256 * 1024 * 1024 / PIECE_BYTES;
/// Most letters a minute from one address that nobody can open, or of nobody who is known.
const UNREADABLE: u32 = 30;
/// How long a letter may take to come: one of a box is half a megabyte at most, five minutes on a line of
/// 16 kbit/s. Who takes longer holds the memory that others need.
const COMING: Duration = Duration::from_mins(5);
/// How such letters are counted.
const COUNTED: &str = "letter-miss";

/// Letters on their way in.
pub(crate) struct Letters {
    free: Arc<Semaphore>,
}

impl Default for Letters {
    fn default() -> Self {
        Self { free: Arc::new(Semaphore::new(PIECES)) }
    }
}

/// Why a letter isn't read.
#[derive(Debug, PartialEq, Eq)]
enum Unread {
    /// It is larger than any letter.
    TooLarge,
    /// Others take all the memory that there is for letters.
    Crowded,
    /// The line was cut.
    Cut,
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        let status = match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Crowded => StatusCode::SERVICE_UNAVAILABLE,
            Self::Cut => StatusCode::BAD_REQUEST,
        };
        (Plain, status).into_response()
    }
}

/// Takes a letter and sends its answer.
pub async fn exchange(State(web): State<Web>, visit: Visit, request: Request) -> Response {
    let address = visit.address;
    if !here(&address) && web.missed(COUNTED, &address) >= UNREADABLE {
        return (StatusCode::TOO_MANY_REQUESTS, Plain, [(header::RETRY_AFTER, "60")]).into_response();
    }
    let (parts, body) = request.into_parts();
    if !is_letter(&parts.headers) {
        return (Plain, StatusCode::UNSUPPORTED_MEDIA_TYPE).into_response();
    }
    let read = timeout(COMING, web.letters.read(&parts.headers, body)).await;
    let (letter, taken) = match read.unwrap_or(Err(Unread::Cut)) {
        Ok(read) => read,
        Err(unread) => return unread.into_response(),
    };
    let answer = web.app.letter(letter, &address).await;
    drop(taken);
    match answer {
        LetterAnswer::Sealed(bytes) => (Plain, [(header::CONTENT_TYPE, KIND)], bytes).into_response(),
        LetterAnswer::Stranger(bytes) => {
            web.miss(COUNTED, &address);
            (Plain, [(header::CONTENT_TYPE, KIND)], bytes).into_response()
        }
        LetterAnswer::Unreadable => {
            web.miss(COUNTED, &address);
            (Plain, StatusCode::BAD_REQUEST).into_response()
        }
    }
}

/// Letters from this machine aren't held up: a proxy before the office brings everybody's.
fn here(address: &str) -> bool {
    address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn is_letter(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) == Some(KIND)
}

impl Letters {
    /// Reads a letter, as far as there is room: only what has come counts, not what somebody announces.
    async fn read(
        &self,
        headers: &HeaderMap,
        mut body: Body,
    ) -> Result<(Vec<u8>, Vec<OwnedSemaphorePermit>), Unread> {
        let announced = headers.get(header::CONTENT_LENGTH).and_then(|n| n.to_str().ok()?.parse().ok());
        if announced.is_some_and(|bytes: usize| bytes > LETTER_BYTES) {
            return Err(Unread::TooLarge);
        }
        let (mut letter, mut taken) = (Vec::new(), Vec::new());
        while let Some(frame) = body.frame().await {
            let Ok(bytes) = frame.map_err(|_| Unread::Cut)?.into_data() else { continue };
            self.take(&bytes, &mut letter, &mut taken)?;
        }
        Ok((letter, taken))
    }

    fn take(
        &self,
        bytes: &Bytes,
        letter: &mut Vec<u8>,
        taken: &mut Vec<OwnedSemaphorePermit>,
    ) -> Result<(), Unread> {
        let length = letter.len().saturating_add(bytes.len());
        if length > LETTER_BYTES {
            return Err(Unread::TooLarge);
        }
        while taken.len() < length.div_ceil(PIECE_BYTES) {
            let piece = Arc::clone(&self.free).try_acquire_owned().map_err(|_| Unread::Crowded)?;
            taken.push(piece);
        }
        letter.extend_from_slice(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, HeaderMap, LETTER_BYTES, Letters, PIECE_BYTES, PIECES, Unread, header, here};

    /// Of a large letter: so that those that fit leave room for a small one.
    const MUCH: usize = LETTER_BYTES / 4 * 3;

    #[tokio::test]
    async fn what_letters_take_is_bounded_and_given_back() {
        let letters = Letters::default();
        let none = HeaderMap::new();
        let much = || Body::from(vec![0; MUCH]);
        let mut held = Vec::new();
        for _ in 0..PIECES / MUCH.div_ceil(PIECE_BYTES) {
            held.push(letters.read(&none, much()).await.unwrap().1);
        }
        assert_eq!(letters.read(&none, much()).await.unwrap_err(), Unread::Crowded);
        assert_eq!(letters.read(&none, Body::from("small")).await.unwrap().0, b"small");
        drop(held);
        assert_eq!(letters.free.available_permits(), PIECES);
    }

    #[tokio::test]
    async fn too_large_is_said_before_it_is_read_or_at_the_latest_then() {
        let letters = Letters::default();
        let mut announced = HeaderMap::new();
        announced.insert(header::CONTENT_LENGTH, (LETTER_BYTES + 1).into());
        assert_eq!(letters.read(&announced, Body::empty()).await.unwrap_err(), Unread::TooLarge);
        let more = Body::from(vec![0; LETTER_BYTES + 1]);
        assert_eq!(letters.read(&HeaderMap::new(), more).await.unwrap_err(), Unread::TooLarge);
        assert_eq!(letters.free.available_permits(), PIECES);
    }

    #[test]
    fn this_machine_is_known() {
        assert!(here("127.0.0.1") && here("::1"));
        assert!(!here("192.0.2.1") && !here("local"));
    }
}
