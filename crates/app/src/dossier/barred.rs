//! Acts that a page could offer but the law would refuse: asked of `domain` before anybody types a reason in
//! vain.

use super::Look;
use crate::App;
use domain::calendar;
use domain::dossier::{self, Command, Extend, Refusal, RefusalCode, Rules, Supplement};
use domain::packs::{ActDef, ActKind};

impl App {
    /// The acts that would be refused now whatever is typed, each with the refusal: of those offered, and
    /// those of which the process says what is missing.
    pub fn dossier_barred(&self, look: &Look) -> Vec<(ActDef, Refusal)> {
        let world = self.world();
        let d = &look.dossier;
        let hours = world.hours(d.hours_of());
        let rules = Rules { definition: &look.definition, hours };
        let tried = |def: &ActDef| {
            if let Some(held) = dossier::held_by(self.now(), d, def) {
                return Some((def.clone(), super::act::named(&world, self.now().day(), held)));
            }
            let reason = "---".to_owned();
            let command = match def.kind {
                ActKind::Supplement => {
                    Command::Supplement(Supplement { items: vec![reason.clone()], reason })
                }
                ActKind::Extend => {
                    let after = d.due().unwrap_or_else(|| self.now()).day();
                    let until = calendar::next_working_day(after, hours);
                    Command::Extend(Extend { until, reason })
                }
                _ => return None,
            };
            let refusal = dossier::act(self.now(), rules, d, d.version, def, command).err()?;
            let standing = [RefusalCode::SupplementOnce, RefusalCode::ExtendOnce, RefusalCode::ExtendTooLate];
            standing.contains(&refusal.code).then(|| (def.clone(), refusal))
        };
        let unmet = look.unmet.iter().map(|def| (def.clone(), Refusal::unmet(def)));
        look.offered.iter().filter_map(tried).chain(unmet).collect()
    }
}
