//! The line between a box and its centre, in the hand of a test: bytes go through as they are, unless it is
//! cut, stalled or slow.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// 256 kbit/s, the slowest line that a commune has.
pub const SLOW: u64 = 256 * 1000 / 8;

#[derive(Default)]
struct State {
    target: Mutex<Option<SocketAddr>>,
    open: Mutex<Vec<TcpStream>>,
    cut: AtomicBool,
    stalled: AtomicBool,
    over: AtomicBool,
    /// Bytes a second and direction; 0 is as fast as it goes.
    pace: AtomicU64,
    /// Bytes that went through, both ways.
    carried: AtomicU64,
}

/// A line.
pub struct Proxy {
    state: Arc<State>,
    at: SocketAddr,
}

impl Proxy {
    /// A line to an address, `https://127.0.0.1:1234`.
    pub fn to(url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (at, state) = (listener.local_addr().unwrap(), Arc::<State>::default());
        let line = Self { state: Arc::clone(&state), at };
        line.lead_to(url);
        thread::spawn(move || {
            for came in listener.incoming() {
                if state.over.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(near) = came else { continue };
                if state.cut.load(Ordering::SeqCst) {
                    continue;
                }
                let target = state.target.lock().unwrap().unwrap();
                // Whoever isn't there yet isn't reached: the box tries again.
                let Ok(far) = TcpStream::connect(target) else { continue };
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    state.open.lock().unwrap().push(from.try_clone().unwrap());
                    let state = Arc::clone(&state);
                    thread::spawn(move || carry(&state, from, to));
                }
            }
        });
        line
    }

    /// The address, as a box takes it for the centre's.
    pub fn url(&self) -> String {
        format!("https://{}", self.at)
    }

    /// Leads elsewhere from now on: the centre started again.
    pub fn lead_to(&self, url: &str) {
        let target = url.split("://").nth(1).unwrap().parse().unwrap();
        *self.state.target.lock().unwrap() = Some(target);
    }

    /// Cuts it: what is under way is lost, nothing goes through.
    pub fn cut(&self) {
        self.state.cut.store(true, Ordering::SeqCst);
        for stream in self.state.open.lock().unwrap().drain(..) {
            // It may have ended by itself.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Joins it again.
    pub fn join(&self) {
        self.state.cut.store(false, Ordering::SeqCst);
        self.state.stalled.store(false, Ordering::SeqCst);
    }

    /// Lets it stand open and carry nothing.
    pub fn stall(&self) {
        self.state.stalled.store(true, Ordering::SeqCst);
    }

    /// Slows it down, or not any more with 0.
    pub fn pace(&self, bytes_per_second: u64) {
        self.state.pace.store(bytes_per_second, Ordering::SeqCst);
    }

    /// How many bytes went through, both ways.
    pub fn carried(&self) -> u64 {
        self.state.carried.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.cut();
        self.state.over.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it sees that it is over.
        let _ = TcpStream::connect(self.at);
    }
}

fn carry(state: &State, mut from: TcpStream, mut to: TcpStream) {
    let mut bytes = [0; 2 * 1024];
    while let Ok(count) = from.read(&mut bytes) {
        while state.stalled.load(Ordering::SeqCst) && !state.cut.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(20));
        }
        let pace = state.pace.load(Ordering::SeqCst);
        let size = u64::try_from(count).unwrap();
        if let Some(micros) = (size * 1_000_000).checked_div(pace) {
            thread::sleep(Duration::from_micros(micros));
        }
        if count == 0 || state.cut.load(Ordering::SeqCst) || to.write_all(&bytes[..count]).is_err() {
            break;
        }
        state.carried.fetch_add(size, Ordering::SeqCst);
    }
    // The other side may have gone first.
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}
