//! The rest of a request that was answered before it was read to its end. A browser that is still sending
//! when the line closes shows "connection reset" in place of our words, so a refusal waits until all has
//! come.

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// Most bytes that are read on and thrown away, and for how long.
const MOST: usize = 256 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// A body that two hold: the handler that reads it, and who reads on when the handler has seen enough.
#[derive(Clone)]
pub(super) struct Rest(Arc<Mutex<Body>>);

impl Rest {
    /// The body for the handler, and what is left of it.
    pub(super) fn of(body: Body) -> (Body, Self) {
        let rest = Self(Arc::new(Mutex::new(body)));
        (Body::new(rest.clone()), rest)
    }

    /// Reads on to the end, within reason.
    pub(super) async fn take_in(mut self) {
        let all = async {
            let mut taken = 0_usize;
            while let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut self).poll_frame(context)).await {
                taken = taken.saturating_add(frame.data_ref().map_or(0, Bytes::len));
                if taken > MOST {
                    break;
                }
            }
        };
        // Who sends more, or slower, sees the line close.
        let _ = tokio::time::timeout(PATIENCE, all).await;
    }
}

impl HttpBody for Rest {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
