//! The line from a box to its centre: letters over HTTPS, one connection that is kept.
//!
//! Reading order: `address` (what a person types), `https` (carrying a letter), `pace` (how long to rest).

mod address;
mod https;
mod pace;

pub use address::Address;
pub use https::Https;
pub use pace::{LEVEL, Pace, REFUSED};

use socket2::{SockRef, TcpKeepalive};
use std::time::Duration;
use tokio::net::TcpStream;

/// After so long without a word the system asks whether the other side is still there, so often, so many
/// times: a line that a cut left open is found within a minute.
const PROBE: TcpKeepalive = TcpKeepalive::new()
    .with_time(Duration::from_secs(30))
    .with_interval(Duration::from_secs(10))
    .with_retries(3);

/// Asks the system to look after a connection, and to send small things at once.
pub fn probe(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    // A system that can't do that has a worse line, not none.
    if let Err(error) = socket.set_tcp_keepalive(&PROBE).and_then(|()| socket.set_tcp_nodelay(true)) {
        tracing::debug!(%error, "a connection is not probed");
    }
}
