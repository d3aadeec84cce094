//! The person's yes, where somebody else applies: a code that comes by telephone and is typed by who applies.
//! The two calls of this file are the only ones.

use crate::{App, AppError};
use domain::words::Phone;

/// Sends the code.
pub(super) async fn send(app: &App, phone: &Phone, purpose: &str, address: &str) -> Result<(), AppError> {
    // `app.send_code(phone, purpose, address).await` once codes are sent by this program.
    let _ = (app, phone, purpose, address);
    Err(AppError::invalid("code", "problem-apply-no-codes"))
}

/// Whether the code is the one that was sent, for this and to there.
pub(super) async fn check(app: &App, phone: &Phone, purpose: &str, code: &str) -> Result<bool, AppError> {
    // `app.check_code(phone, purpose, code).await` once codes are sent by this program.
    let _ = (app, phone, purpose, code);
    Ok(false)
}
