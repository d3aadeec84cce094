//! Officers' second factors: codes from an authenticator, passkeys, codes on paper. Signing in asks for one
//! after the password, where the person has one, and so does every change of factors; whom the province's
//! rule binds sets one up before the first session.
//!
//! Factors stand beside the ledger of the person's unit and travel with the password. Every decision about a
//! factor, that it was used among them, is one unit of work: of two who bring the same code one comes in.

mod again;
mod enter;
mod own;
mod reset;
mod set;

pub use again::{Shown, Sure};
pub use enter::{Asked, Brought, Entered};
pub use own::{Confirmed, KeySetUp, Off, SetUpCodes};
pub use set::SecondView;

use crate::App;
use signin::passkey::Passkeys;
use std::sync::Arc;

/// The site's passkeys: keys in devices belong to its name.
#[derive(Clone, Debug)]
pub struct Site(Arc<Passkeys>);

/// What keys are shown by in a device, and codes in an authenticator.
const NAME: &str = "Motcua";

impl Site {
    /// For the site at this address; none where it has no name that keys can belong to.
    pub fn of(base_url: &str) -> Option<Self> {
        Passkeys::of(base_url, NAME).ok().map(|passkeys| Self(Arc::new(passkeys)))
    }
}

/// What kinds of steps there are: between password and second factor, while signing in and before the own
/// factors change; setting codes up, registering a key.
const ASKED: &str = "second";
const AGAIN: &str = "second-again";
const SET_UP: &str = "second-codes";
const KEY: &str = "second-key";
/// Under which name wrong tries are counted.
const TRIED: &str = "second";

impl App {
    /// A secret for a page, that nobody guesses.
    fn ticket(&self) -> String {
        crate::session::hex(&self.random::<24>())
    }
}
