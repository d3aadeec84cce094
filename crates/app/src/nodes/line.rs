//! What carries letters: HTTPS in an office, memory in a simulation, a plain call in tests.

use std::future::Future;
use std::pin::Pin;

/// Carries letters to the centre.
pub trait Line: Send + Sync {
    /// Carries one letter to the centre and brings its answer.
    fn carry<'a>(
        &'a self,
        letter: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, LineError>> + Send + 'a>>;
}

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The line is cut, too slow, or the other side is busy: trying again later may help.
    #[error("the centre can't be reached: {0}")]
    Away(
        /// What the line says.
        String,
    ),
    /// Something answers that takes no letters, or not this one: trying again won't help.
    #[error("the centre takes no letters here ({code}): {text}")]
    Refused {
        /// A stable code: an HTTP status.
        code: String,
        /// What is meant.
        text: String,
    },
}
