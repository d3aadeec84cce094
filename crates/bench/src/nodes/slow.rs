//! A slow line: carries bytes as they are, so many a second each way, and counts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

/// How much goes at a time: small, so that the pace is even.
const PIECE: usize = 2 * 1024;

/// A line to somewhere; it is there as long as the measurement.
pub struct Slow {
    /// Where to connect instead.
    pub address: String,
    carried: Arc<AtomicU64>,
}

/// One way of the line, with when it is free again. All connections share it.
type Way = Arc<Mutex<Instant>>;

impl Slow {
    /// Leads to an address, so many bytes a second each way.
    pub async fn to(address: &str, bytes_a_second: u32) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let (near, target) = (listener.local_addr()?.to_string(), address.to_owned());
        let carried = Arc::<AtomicU64>::default();
        let counted = Arc::clone(&carried);
        tokio::spawn(async move {
            let (up, down): (Way, Way) = (free(), free());
            while let Ok((box_, _)) = listener.accept().await {
                let Ok(centre) = TcpStream::connect(&target).await else { continue };
                let ((box_in, box_out), (centre_in, centre_out)) = (box_.into_split(), centre.into_split());
                for (from, to, way) in [(box_in, centre_out, &up), (centre_in, box_out, &down)] {
                    let (way, counted) = (Arc::clone(way), Arc::clone(&counted));
                    tokio::spawn(carry(from, to, way, counted, bytes_a_second));
                }
            }
        });
        Ok(Self { address: near, carried })
    }

    /// Bytes that went over it, both ways.
    pub fn carried(&self) -> u64 {
        self.carried.load(Ordering::Relaxed)
    }
}

fn free() -> Way {
    Arc::new(Mutex::new(Instant::now()))
}

async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    way: Way,
    carried: Arc<AtomicU64>,
    bytes_a_second: u32,
) {
    let mut piece = vec![0; PIECE];
    // Whoever ends the connection on one side ends it on the other.
    while let Ok(n) = from.read(&mut piece).await {
        let Some(bytes) = piece.get(..n).filter(|bytes| !bytes.is_empty()) else { break };
        let length = u32::try_from(n).unwrap_or(u32::MAX);
        let through = {
            let mut free = way.lock().await;
            *free = (*free).max(Instant::now()) + Duration::from_secs(1) * length / bytes_a_second.max(1);
            *free
        };
        sleep_until(through).await;
        carried.fetch_add(u64::from(length), Ordering::Relaxed);
        if to.write_all(bytes).await.is_err() {
            break;
        }
    }
}
