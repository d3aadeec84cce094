//! Notices leave through a transport. A notice's id never changes, so a transport that gets one twice knows.

use crate::{App, AppError};
use domain::notify::Notice;
use store::Beside;

/// How many notices are taken at a time.
const BATCH: u32 = 200;
/// Longest wait between two tries, in minutes.
const LONGEST_WAIT: i64 = 60;

/// A way out for notices.
pub trait Transport: Send + Sync {
    /// Hands one over; `unit` is the name of the unit that it speaks of. Being handed the same id again must
    /// be harmless.
    fn deliver(&self, id: &str, notice: &Notice, unit: &str) -> std::io::Result<()>;
}

impl App {
    /// Sends what is due; answers with how many left. What fails waits longer each time.
    pub async fn outbox_drain(&self, transport: &dyn Transport) -> Result<usize, AppError> {
        let now = self.now();
        let waiting = self.inner.store.read(move |r| r.outbox_due(now, BATCH)).await?;
        let mut sent = 0;
        for notice in waiting {
            let id = notice.id.clone();
            let unit = notice.notice.unit.as_ref().map(|u| self.world().unit_name(u)).unwrap_or_default();
            let outcome = match transport.deliver(&id, &notice.notice, &unit) {
                Ok(()) => {
                    sent += 1;
                    Beside::NoticeDone { id, at: now }
                }
                Err(error) => {
                    tracing::warn!(notice = %id, %error, "a notice could not be handed over");
                    let wait = LONGEST_WAIT.min(1 << notice.attempts.min(6));
                    Beside::NoticeRetry { id, next: now.plus_minutes(wait) }
                }
            };
            self.inner.store.put_beside(notice.unit, vec![outcome]).await?;
        }
        Ok(sent)
    }
}
