//! What can be asked for: publishing by the province, as entries of its ledger.

use crate::{App, AppError, World};
use domain::packs::Definition;
use domain::packs::catalogue::Procedure;
use store::{Loaded, Publication, Reads, Writes};

/// How many procedures go into one unit of work.
const BATCH: usize = 100;

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// New, or in a new revision.
    pub changed: usize,
    /// The same as before.
    pub unchanged: usize,
}

impl App {
    /// A procedure as it runs under the packs that are built in.
    pub fn define(&self, facts: Procedure) -> Definition {
        self.world().define(facts)
    }

    /// Publishes the national catalogue that is built in, each procedure by the common process: for who
    /// invents a province's life and knows of no field's own forms and steps.
    pub async fn publish_plain(&self) -> Result<Published, AppError> {
        let process = &self.world().process;
        let plain = built_in()?.into_iter().map(|facts| Definition::plain(facts, process.clone()));
        self.publish_all(plain.collect(), "setup", |_| {}).await
    }

    /// Publishes the catalogue that is built in.
    pub async fn publish_built_in(&self) -> Result<Published, AppError> {
        let mut rows = built_in()?;
        rows.extend(self.world().packs.local(&World::catalogue_row).map(|local| local.facts));
        self.publish(rows, "setup", |_| {}).await
    }

    /// Publishes procedures: what is new or changed becomes an entry. `progress` is told how many are done.
    pub async fn publish(
        &self,
        rows: Vec<Procedure>,
        by: &str,
        progress: impl Fn(usize),
    ) -> Result<Published, AppError> {
        let definitions = rows.into_iter().map(|facts| self.define(facts));
        self.publish_all(definitions.collect(), by, progress).await
    }

    async fn publish_all(
        &self,
        definitions: Vec<Definition>,
        by: &str,
        progress: impl Fn(usize),
    ) -> Result<Published, AppError> {
        let (catalogue, mut done) = (self.catalogue(), Published::default());
        let total = definitions.len();
        let mut publications = Vec::new();
        for definition in definitions {
            let body = definition.body().map_err(AppError::fault)?;
            let revision = Definition::revision_of(&body);
            if catalogue.get(definition.code()).is_some_and(|r| r.revision == revision) {
                done.unchanged += 1;
                continue;
            }
            let code = definition.code().clone();
            publications.push(Publication { stamp: self.system_stamp(by), code, body });
        }
        while !publications.is_empty() {
            let rest = publications.split_off(publications.len().min(BATCH));
            let procedures = std::mem::replace(&mut publications, rest);
            done.changed += procedures.len();
            let run = move |_: &Loaded| {
                Ok::<_, std::convert::Infallible>(Writes {
                    procedures: procedures.clone(),
                    ..Writes::default()
                })
            };
            self.inner.store.submit(Reads::of(self.province()), run).await?;
            progress(total - publications.len());
        }
        self.reload().await?;
        self.overlays_settle().await?;
        Ok(done)
    }
}

fn built_in() -> Result<Vec<Procedure>, AppError> {
    World::catalogue().map_err(AppError::fault)
}
