//! A box's conversation with the centre: a greeting that opens a session, then questions under rising
//! numbers. A question is asked again only where the centre forgot the session and so took nothing.

use super::letter::{Header, Sealed, seal};
use super::line::{Line, LineError};
use super::round::RoundError;
use super::wire::{Asked, Asks, Greeting, HELLO_AGAIN, Hello, NEWEST, No, OLDEST, TRY_AGAIN};
use crate::{App, AppError};
use domain::nodes::PublicKey;
use domain::words::NodeId;

/// A conversation.
pub(super) struct Talk<'a> {
    app: &'a App,
    line: &'a dyn Line,
    me: NodeId,
    centre: PublicKey,
    v: u16,
    session: Option<String>,
    n: u64,
    clock_ms: Option<i64>,
}

impl<'a> Talk<'a> {
    /// Not greeted yet.
    pub fn new(app: &'a App, line: &'a dyn Line, me: NodeId, centre: PublicKey) -> Self {
        Self { app, line, me, centre, v: OLDEST, session: None, n: 0, clock_ms: None }
    }

    /// The centre's key.
    pub const fn centre(&self) -> &PublicKey {
        &self.centre
    }

    /// How far our clock is ahead of the centre's, in milliseconds, what the way took among them; none before
    /// it greeted back.
    pub const fn clock_ms(&self) -> Option<i64> {
        self.clock_ms
    }

    /// Asks something.
    pub async fn ask<A: Asks>(&mut self, ask: &A) -> Result<A::Answer, RoundError> {
        self.ask_with(ask, &[]).await.map(|(answer, _)| answer)
    }

    /// Asks something with bytes of a file; they may come back too.
    pub async fn ask_with<A: Asks>(
        &mut self,
        ask: &A,
        tail: &[u8],
    ) -> Result<(A::Answer, Vec<u8>), RoundError> {
        if self.session.is_none() {
            self.greet().await?;
        }
        match self.next(ask, tail).await {
            Err(RoundError::Refused { code, .. }) if code == HELLO_AGAIN => {
                self.greet().await?;
                match self.next(ask, tail).await {
                    // Nothing that a person could mend: whoever answers next may know us.
                    Err(RoundError::Refused { code, text }) if code == HELLO_AGAIN => {
                        self.session = None;
                        Err(RoundError::Line(LineError::Away(text)))
                    }
                    answered => answered,
                }
            }
            answered => answered,
        }
    }

    async fn greet(&mut self) -> Result<(), RoundError> {
        let hello = Hello { min: OLDEST, max: NEWEST, at: self.app.now() };
        // The number of a greeting is drawn, so that an old answer to an old greeting doesn't fit.
        (self.v, self.session, self.n) = (OLDEST, None, u64::from_be_bytes(self.app.random::<8>()));
        let (Greeting { v, session, at }, _) = self.carry(&hello, &[]).await?;
        if !(OLDEST..=NEWEST).contains(&v) {
            return Err(RoundError::Answer("it speaks a version that nobody asked for"));
        }
        self.clock_ms = Some(self.app.now().millis().saturating_sub(at.millis()));
        (self.v, self.session, self.n) = (v, Some(session), 0);
        Ok(())
    }

    async fn next<A: Asks>(&mut self, ask: &A, tail: &[u8]) -> Result<(A::Answer, Vec<u8>), RoundError> {
        self.n = self.n.saturating_add(1);
        self.carry(ask, tail).await
    }

    async fn carry<A: Asks>(&self, ask: &A, tail: &[u8]) -> Result<(A::Answer, Vec<u8>), RoundError> {
        let json = serde_json::to_vec(&Asked::of(ask)).map_err(AppError::fault)?;
        let (v, n, session) = (self.v, self.n, self.session.clone());
        let header = Header { v, from: Some(self.me), session, n, ..Header::default() };
        let letter = seal(self.app.signer(), header, &json, tail).map_err(AppError::fault)?;
        let answer = self.line.carry(letter).await?;
        let sealed = Sealed::read(&answer).map_err(|_| RoundError::Answer("it is no letter"))?;
        if !sealed.signed_by(&self.centre) {
            return Err(RoundError::Answer("it isn't signed by the centre"));
        }
        let header = &sealed.header;
        if header.session != self.session || header.n != n || header.to.is_some_and(|to| to != self.me) {
            return Err(RoundError::Answer("it answers another letter"));
        }
        let json = sealed.body().map_err(|_| RoundError::Answer("it can't be unpacked"))?;
        if let Ok(No { error: code, text }) = serde_json::from_slice(&json) {
            return Err(match code.as_str() {
                TRY_AGAIN => RoundError::Line(LineError::Away(text)),
                _ => RoundError::Refused { code, text },
            });
        }
        let answer = serde_json::from_slice(&json).map_err(|_| RoundError::Answer("it can't be read"))?;
        Ok((answer, sealed.tail.to_vec()))
    }
}
