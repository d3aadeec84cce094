//! The person's yes, where somebody else applies: a code that comes by telephone and is typed by who applies.
//! The two calls of this file are the only ones.

use crate::{App, AppError};
use domain::words::Phone;

/// Sends the code.
#[expect(clippy::unused_async, reason = "it waits as soon as this program sends codes")]
pub(super) async fn send(_: &App, _: &Phone, _: &str, _: &str) -> Result<(), AppError> {
    // As soon as this program sends codes: `app.send_code(phone, purpose, address).await`.
    Err(AppError::invalid("code", "problem-apply-no-codes"))
}

/// Refuses a code that isn't the one that was sent, for this and to there.
#[expect(clippy::unused_async, reason = "it waits as soon as this program sends codes")]
pub(super) async fn check(_: &App, _: &Phone, _: &str, _: &str) -> Result<(), AppError> {
    // As soon as this program sends codes: `app.check_code(phone, purpose, code).await`.
    Err(AppError::invalid("code", "problem-apply-code"))
}
