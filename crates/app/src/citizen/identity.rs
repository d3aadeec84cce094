//! Who knows citizens: an OpenID provider in an office, invented people in tests and demonstrations.

use domain::words::Moment;
use signin::Hidden;
use signin::oidc::{Ask, Begun, Callback, Claims, LoggedOut, Pending, Provider, SignInFault, Standing};
use std::pin::Pin;

/// What an answer of the provider is waited for in.
pub type Told<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An identity provider.
pub trait Identity: Send + Sync {
    /// Begins a sign-in: where the browser goes, and what is kept.
    fn begin<'a>(
        &'a self,
        ask: &'a Ask,
        chance: [[u8; 32]; 3],
        now: Moment,
    ) -> Told<'a, Result<Begun, SignInFault>>;

    /// Finishes it with what the browser brought back.
    fn finish<'a>(
        &'a self,
        answer: &'a Callback,
        pending: Pending,
        now: Moment,
    ) -> Told<'a, Result<Claims, SignInFault>>;

    /// Where the browser signs out there as well.
    fn sign_out_url<'a>(&'a self, id_token: Option<&'a Hidden>, now: Moment) -> Told<'a, Option<String>>;

    /// Whose sessions end, by the provider's own word.
    fn logged_out<'a>(&'a self, token: &'a str, now: Moment) -> Told<'a, Result<LoggedOut, SignInFault>>;

    /// How the provider is.
    fn standing(&self, now: Moment) -> Standing;
}

impl Identity for Provider {
    fn begin<'a>(
        &'a self,
        ask: &'a Ask,
        chance: [[u8; 32]; 3],
        now: Moment,
    ) -> Told<'a, Result<Begun, SignInFault>> {
        Box::pin(Provider::begin(self, ask, chance, now))
    }

    fn finish<'a>(
        &'a self,
        answer: &'a Callback,
        pending: Pending,
        now: Moment,
    ) -> Told<'a, Result<Claims, SignInFault>> {
        Box::pin(Provider::finish(self, answer, pending, now))
    }

    fn sign_out_url<'a>(&'a self, id_token: Option<&'a Hidden>, now: Moment) -> Told<'a, Option<String>> {
        Box::pin(Provider::sign_out_url(self, id_token, now))
    }

    fn logged_out<'a>(&'a self, token: &'a str, now: Moment) -> Told<'a, Result<LoggedOut, SignInFault>> {
        Box::pin(Provider::logged_out(self, token, now))
    }

    fn standing(&self, now: Moment) -> Standing {
        Provider::standing(self, now)
    }
}
