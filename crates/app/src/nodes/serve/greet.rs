//! Greetings and sessions. A session is held in the memory of the process that opened it. Where several
//! processes answer for one centre, its name proves for which node it was opened and when, so that each of
//! them goes on with it: there a letter counts once for each process.

use super::{Answer, MOST_GREETING, Sender, ask, text};
use crate::App;
use crate::nodes::letter::Sealed;
use crate::nodes::sessions::{MINUTES, Stale};
use crate::nodes::trouble::Trouble;
use crate::nodes::wire::{Ask, Greeting, HELLO_AGAIN, Hello, common};
use crate::session::hex;
use domain::nodes::FaultCause;
use domain::words::{Moment, NodeId};
use paper::proof::letter::{decode, encode, verify_letter};
use std::sync::PoisonError;

impl App {
    /// A letter without a session can only ask for one.
    pub(super) fn greeting(&self, sender: &Sender, sealed: &Sealed<'_>) -> Result<Answer, Trouble> {
        let Ask::Hello(Hello { min, max, .. }) = ask(sealed, MOST_GREETING)? else {
            return Err(Trouble::plain(HELLO_AGAIN, "no session"));
        };
        let Some(v) = common(min, max) else {
            return Err(Trouble::of(FaultCause::Version, None, format!("speaks {min} to {max}")));
        };
        // What it says of the clock isn't looked at: a greeting may have been kept back on the line.
        let now = self.now();
        let session = self.session_name(sender.id, now);
        let mut sessions = self.inner.nodes.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.open(sender.id, session.clone(), v, now);
        drop(sessions);
        text(&Greeting { v, session, at: now })
    }

    /// Takes note of a letter of a session: of this process, or of another one of this centre.
    pub(super) fn session_step(&self, node: NodeId, name: &str, (v, n): (u16, u64)) -> Result<(), Stale> {
        let now = self.now();
        let ours = self.session_is_ours(node, name, now) && common(v, v).is_some();
        let mut sessions = self.inner.nodes.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        match sessions.step(node, name, (v, n), now) {
            Err(Stale::Forgotten) if ours => {
                sessions.open(node, name.to_owned(), v, now);
                sessions.step(node, name, (v, n), now)
            }
            stepped => stepped,
        }
    }

    fn session_name(&self, node: NodeId, now: Moment) -> String {
        let drawn = hex(&self.random::<16>());
        if !self.inner.store.shared() {
            return drawn;
        }
        let said = format!("{}-{drawn}", now.millis());
        let signature = encode(&self.signer().sign_letter(&session_text(node, &said)));
        format!("{said}.{signature}")
    }

    /// Whether a process of this centre opened the session for this node, not long ago.
    fn session_is_ours(&self, node: NodeId, name: &str, now: Moment) -> bool {
        if !self.inner.store.shared() {
            return false;
        }
        let Some((said, signature)) = name.split_once('.') else { return false };
        let opened = said.split('-').next().and_then(|millis| millis.parse().ok()).map(Moment::from_millis);
        let lasts = opened.is_some_and(|at| now.minutes_since(at).abs() <= MINUTES);
        let (key, text) = (self.public_key(), session_text(node, said));
        lasts && decode(signature).is_some_and(|signature| verify_letter(&key.0, &text, &signature))
    }
}

/// What is signed of a session's name. No letter begins so: the length of its header stands there.
fn session_text(node: NodeId, said: &str) -> Vec<u8> {
    format!("session of {node}: {said}").into_bytes()
}
