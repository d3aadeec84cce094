//! What happens after the answer: each job is idempotent and tried again until it succeeds.

mod children;
mod clock;
mod outbox;
mod renewals;

pub use clock::Ticked;
