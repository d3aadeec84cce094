//! Sums over a whole province, made once for all who ask at the same time.
//!
//! Invariant: who asks sees everything that was committed before asking; a sum is used again only as long as
//! nothing was committed since it was begun.

use crate::AppError;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use store::Store;

/// How many are kept; then all are forgotten.
const MOST: usize = 64;

/// Sums by what they are of.
pub(crate) struct Sums<K, V>(Mutex<HashMap<K, Arc<Made<V>>>>);

/// A sum with the count of commits before it was begun. Held while it is made, so that others wait for it.
struct Made<V>(tokio::sync::Mutex<Option<(u64, V)>>);

impl<K, V> Default for Sums<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Sums<K, V> {
    /// The sum of `of`: one that is still right, or a new one.
    pub(crate) async fn get(
        &self,
        store: &Store,
        of: K,
        make: impl AsyncFnOnce() -> Result<V, AppError>,
    ) -> Result<V, AppError> {
        // A store that is only read hears of no commits.
        let Ok(commits) = store.commits() else { return make().await };
        let asked = *commits.borrow();
        let made = self.of(of);
        let mut kept = made.0.lock().await;
        if let Some((_, value)) = kept.as_ref().filter(|(begun, _)| *begun >= asked) {
            return Ok(value.clone());
        }
        let begun = *commits.borrow();
        let value = make().await?;
        *kept = Some((begun, value.clone()));
        Ok(value)
    }

    fn of(&self, of: K) -> Arc<Made<V>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(&of) {
            all.clear();
        }
        let none = || Arc::new(Made(tokio::sync::Mutex::new(None)));
        Arc::clone(all.entry(of).or_insert_with(none))
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;
    use domain::words::UnitId;
    use std::sync::atomic::{AtomicU64, Ordering};
    use store::{Beside, Options, Store};

    #[tokio::test]
    async fn a_sum_is_made_again_after_a_commit_and_not_before() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let (sums, made) = (Sums::<u8, u64>::default(), AtomicU64::new(0));
        let get =
            async || sums.get(&store, 1, async || Ok(made.fetch_add(1, Ordering::Relaxed))).await.unwrap();
        assert_eq!((get().await, get().await), (0, 0));
        let unit: UnitId = "38@2025-07-01".parse().unwrap();
        let change = Beside::Meta { key: "a".to_owned(), value: "1".to_owned() };
        store.put_beside(unit, vec![change]).await.unwrap();
        assert_eq!((get().await, get().await), (1, 1));
        assert_eq!(sums.get(&store, 2, async || Ok(7)).await.unwrap(), 7);
    }
}
