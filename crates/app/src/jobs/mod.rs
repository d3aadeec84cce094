//! What happens after the answer: each job is idempotent and tried again until it succeeds.

mod outbox;

pub use outbox::Transport;
