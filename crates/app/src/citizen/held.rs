//! What somebody typed when their sign-in was over: kept for that browser until they are in again.

use crate::{App, AppError, steps};

const HELD: &str = "held";
/// How long it is kept, in minutes.
const MINUTES: i64 = 30;
/// Most bytes of names and values.
const MOST_BYTES: usize = 64 * 1024;

impl App {
    /// Keeps the fields of a page for whoever has the secret; more than a page of typing is refused.
    pub async fn typed_hold(
        &self,
        path: &str,
        secret: &str,
        fields: &[(String, String)],
    ) -> Result<(), AppError> {
        let bytes: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        if bytes > MOST_BYTES {
            return Err(AppError::TooLarge { limit_bytes: u64::try_from(MOST_BYTES).unwrap_or(u64::MAX) });
        }
        let ends = self.now().plus_minutes(MINUTES);
        self.step_keep(&self.province(), HELD, &named(path, secret), ends, &fields).await
    }

    /// What was kept for the page; it stays until its time is over.
    pub async fn typed_held(&self, path: &str, secret: &str) -> Result<Vec<(String, String)>, AppError> {
        let held = self.step_look(HELD, &named(path, secret)).await?;
        held.map_or_else(|| Ok(Vec::new()), |step| steps::read(&step))
    }
}

fn named(path: &str, secret: &str) -> String {
    format!("{path}\n{secret}")
}
