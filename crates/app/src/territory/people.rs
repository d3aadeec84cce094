//! People go along with the unit that keeps its archive: sessions end, passwords and keys stay theirs. Where
//! that unit lives on another node, they are taken over there.

use super::apply::{Halt, Run, Step};
use super::each::each;
use crate::AppError;
use domain::identity::moving::handed_over;
use domain::identity::{Account, Place, Scope};
use domain::words::UnitId;
use std::convert::Infallible;
use std::sync::Arc;
use store::{AccountChange, Beside, Loaded, Reads, Writes};

impl Run {
    pub(super) async fn people(self: &Arc<Self>, unit: &UnitId) -> Result<(), Halt> {
        let to = self.plan.keeper(unit);
        let from = unit.clone();
        let people = self.app.inner.store.read(move |r| r.accounts(&Scope::Unit(from))).await?;
        let one = |account: Account| {
            let (run, to) = (Arc::clone(self), to.clone());
            async move { run.person(account, to).await }
        };
        each(people, self.pace.things, one, |e| Halt::Failed(AppError::fault(e))).await
    }

    async fn person(&self, account: Account, to: Place) -> Result<(), Halt> {
        let person = account.person;
        if account.moved_to.is_none() {
            self.leave(&account, &to).await?;
            self.done(Step::PersonLeft)?;
        }
        if !self.living.here(&to.unit) {
            return Ok(());
        }
        let left = self.app.inner.store.read(move |r| r.account(person)).await?;
        let Some(left) = left else { return Ok(()) };
        if self.app.person_take(self.stamp(), &left, &to).await? {
            self.done(Step::PersonCame)?;
        }
        Ok(())
    }

    /// The old unit's half: the account as it is by then.
    async fn leave(&self, account: &Account, to: &Place) -> Result<(), Halt> {
        let (person, stamp, to) = (account.person, self.stamp(), to.clone());
        let reads = Reads { account: Some(person), ..Reads::of(account.unit.clone()) };
        let leave = move |loaded: &Loaded| {
            let Some(after) = loaded.account.as_ref().and_then(|a| handed_over(a, &to)) else {
                return Ok(Writes::default());
            };
            let accounts = vec![AccountChange { stamp: stamp.clone(), after }];
            let beside = vec![Beside::SessionsEnded(person)];
            Ok::<_, Infallible>(Writes { accounts, beside, ..Writes::default() })
        };
        self.app.inner.store.submit(reads, leave).await?;
        Ok(())
    }
}
