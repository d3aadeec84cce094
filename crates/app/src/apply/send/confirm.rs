//! The person's yes, where somebody else applies: a code that comes by telephone and is typed by who applies.

use crate::{App, AppError};
use domain::words::Phone;

/// Sends the code.
pub(super) async fn send(app: &App, phone: &Phone, purpose: &str, address: &str) -> Result<(), AppError> {
    app.send_code(phone, purpose, address).await
}

/// Refuses a code that isn't the one that was sent, for this and to there.
pub(super) async fn check(app: &App, phone: &Phone, purpose: &str, code: &str) -> Result<(), AppError> {
    app.check_code(phone, purpose, code).await
}
