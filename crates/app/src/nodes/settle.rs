//! What waits for a person: something refused, and entries that only an old box had. A person looks, does
//! what is to be done, and says so; a second settlement is refused, so that nobody's note is lost.

use super::admin::{Wrong, changed, required};
use crate::{App, AppError};
use domain::identity::Actor;
use domain::nodes::manage::settle;
use domain::nodes::{NodeFault, Settled, Stray};
use domain::records::Body;
use store::{Loaded, Outcome, Reads, Writes};

/// Something that a person settles.
trait Settles: Body {
    /// How it was settled.
    fn settled(&mut self) -> &mut Option<Settled>;
}

impl Settles for NodeFault {
    fn settled(&mut self) -> &mut Option<Settled> {
        &mut self.settled
    }
}

impl Settles for Stray {
    fn settled(&mut self) -> &mut Option<Settled> {
        &mut self.settled
    }
}

impl App {
    /// Settles what was refused, with what was done about it. When it happens again it is open again.
    pub async fn node_fault_settle(&self, actor: &Actor, key: &str, note: &str) -> Result<(), AppError> {
        self.node_settle::<NodeFault>(actor, key, note).await
    }

    /// Settles a stray entry, with what was done about it.
    pub async fn stray_settle(&self, actor: &Actor, key: &str, note: &str) -> Result<(), AppError> {
        self.node_settle::<Stray>(actor, key, note).await
    }

    async fn node_settle<T: Settles + 'static>(
        &self,
        actor: &Actor,
        key: &str,
        note: &str,
    ) -> Result<(), AppError> {
        self.nodes_managed(Some(actor))?;
        let note = required("note", note, "problem-node-note")?;
        let (now, key) = (self.now(), key.to_owned());
        let (stamp, by) = (self.nodes_stamp(now, Some(actor)), Some(actor.person));
        let reads = Reads { records: vec![(T::KIND, key.clone())], ..Reads::of(self.province()) };
        let run = move |loaded: &Loaded| -> Result<Writes, Wrong> {
            let mut after: T = loaded.record(T::KIND, &key).ok_or(Wrong::Unknown)?.read()?;
            let asked = Settled { at: now, by, note: note.clone() };
            let Some(settled) = settle(after.settled().as_ref(), &asked)? else {
                return changed::<T>(None, &stamp, &key);
            };
            *after.settled() = Some(settled);
            changed(Some(&after), &stamp, &key)
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(wrong) => Err(self.node_wrong(wrong)),
        }
    }
}
