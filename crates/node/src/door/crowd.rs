//! How many are inside, in all and by address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many lines there may be at a time: more than a province has counters, fewer than the system gives.
const MOST: usize = 1_000;
/// How many of them from one address: an office behind one line, not a program that opens all it can.
const OF_ONE: usize = 250;

/// Who is inside.
pub(super) struct Crowd {
    places: Arc<Semaphore>,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A place inside; dropped, it is free again.
pub(super) struct Place {
    _free: OwnedSemaphorePermit,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
    address: IpAddr,
}

impl Default for Crowd {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(MOST)), by_address: Arc::default() }
    }
}

impl Crowd {
    /// Waits until there is a place. None never comes: the places are never closed.
    pub(super) async fn free(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).acquire_owned().await.ok()
    }

    /// Takes the place for an address; none when the address has as many as one may have. This machine may
    /// have all: a proxy before the office comes from here.
    pub(super) fn seat(&self, free: Option<OwnedSemaphorePermit>, address: IpAddr) -> Option<Place> {
        let free = free?;
        let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let inside = by_address.entry(address).or_default();
        if *inside >= OF_ONE && !address.is_loopback() {
            return None;
        }
        *inside += 1;
        drop(by_address);
        Some(Place { _free: free, by_address: Arc::clone(&self.by_address), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(inside) = by_address.get_mut(&self.address) {
            *inside = inside.saturating_sub(1);
            if *inside == 0 {
                by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Crowd, IpAddr, MOST, OF_ONE, Place};

    #[tokio::test]
    async fn an_address_takes_its_share_and_gives_it_back() {
        let crowd = Crowd::default();
        let (one, other): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let mut inside: Vec<Place> = Vec::new();
        for _ in 0..OF_ONE {
            inside.extend(crowd.seat(crowd.free().await, one));
        }
        assert_eq!(inside.len(), OF_ONE);
        assert!(crowd.seat(crowd.free().await, one).is_none());
        let there = crowd.seat(crowd.free().await, other);
        assert!(there.is_some());
        inside.pop();
        assert!(crowd.seat(crowd.free().await, one).is_some());
        drop((inside, there));
        assert!(crowd.by_address.lock().unwrap().is_empty());
        assert_eq!(crowd.places.available_permits(), MOST);
    }
}
