//! Several things at the same time, begun in order: what reaches the writer first is written first.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// Does all of it; the answers come in the same order. Each is begun before the one behind it, also when the
/// scheduler would have this task pause.
pub(crate) async fn together<F: Future>(works: Vec<F>) -> Vec<F::Output> {
    let mut works: Vec<Pin<Box<F>>> = works.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = works.iter().map(|_| None).collect();
    let all = poll_fn(move |cx| {
        let mut waits = false;
        for (work, done) in works.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            match work.as_mut().poll(cx) {
                Poll::Ready(output) => *done = Some(output),
                Poll::Pending => waits = true,
            }
        }
        if waits { Poll::Pending } else { Poll::Ready(done.drain(..).flatten().collect()) }
    });
    tokio::task::unconstrained(all).await
}

#[cfg(test)]
mod tests {
    use super::together;

    #[tokio::test]
    async fn all_are_begun_in_order_and_answered_in_order() {
        let (tell, mut told) = tokio::sync::mpsc::channel(1_000);
        let work = |n: usize| {
            let tell = tell.clone();
            async move {
                tell.send(n).await.unwrap();
                tokio::task::yield_now().await;
                n
            }
        };
        assert_eq!(together((0..500).map(work).collect()).await, (0..500).collect::<Vec<_>>());
        for n in 0..500 {
            assert_eq!(told.recv().await, Some(n));
        }
    }
}
