//! Many things at once, not too many: units of work that wait side by side share one flush.

use std::future::Future;
use tokio::task::{JoinError, JoinSet};

/// Does something for every item, `at_once` at a time. After the first failure nothing more is begun, and
/// what is under way comes to its end.
pub(super) async fn each<T, F, E>(
    items: Vec<T>,
    at_once: usize,
    run: impl Fn(T) -> F,
    broken: impl Fn(JoinError) -> E,
) -> Result<(), E>
where
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Send + 'static,
{
    let (mut running, mut items, mut outcome) = (JoinSet::new(), items.into_iter(), Ok(()));
    loop {
        while outcome.is_ok() && running.len() < at_once.max(1) {
            let Some(item) = items.next() else { break };
            running.spawn(run(item));
        }
        let Some(done) = running.join_next().await else { return outcome };
        outcome = outcome.and(done.map_err(&broken).and_then(|result| result));
    }
}
