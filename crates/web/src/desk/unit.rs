//! Which unit: typed by its name or code, with the units of the province proposed by the browser, so that it
//! works without script and without a long list to go through.

use crate::components::Field;
use crate::forms::named;
use crate::frame::Web;
use app::World;
use domain::units::Unit;
use domain::words::{UnitCode, UnitId, fold};
use lang::Words;

/// The units of the province that take dossiers in today.
fn units<'a>(web: &Web, world: &'a World) -> Vec<&'a Unit> {
    let (province, today) = (&web.app.settings().province, web.app.now().day());
    let takes_in = |unit: &&Unit| unit.exists_on(today) && world.agency(&unit.id).is_some();
    let all = world.units.get(province).into_iter().chain(world.units.children(province));
    all.filter(takes_in).collect()
}

/// The field; `own` is a unit that isn't proposed, as it is the one that asks.
pub fn field(web: &Web, words: &'static Words, name: &str, label: &str, own: Option<&UnitId>) -> Field {
    let world = web.app.world();
    let mut proposed: Vec<&Unit> =
        units(web, &world).into_iter().filter(|unit| Some(&unit.id) != own).collect();
    proposed.sort_by_cached_key(|unit| (unit.tier, fold(&unit.name)));
    let proposed = proposed.into_iter().map(|unit| named(&world, unit)).collect();
    Field::text(words, name, words.say(label)).proposing(proposed)
}

/// What was typed, as a code: `Xã Bắc Yên, Tỉnh Sơn La (14758)`, a code, or a name that only one unit of the
/// province has. None where nothing was typed, or where it says no unit: then `wrong` is true.
pub struct Typed {
    /// The unit.
    pub unit: Option<Unit>,
    /// Whether something was typed that names no unit, or several.
    pub wrong: bool,
}

impl Typed {
    /// Reads it.
    pub fn read(web: &Web, text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self { unit: None, wrong: false };
        }
        let world = web.app.world();
        let units = units(web, &world);
        let behind = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map(|(_, code)| code);
        let code = behind.unwrap_or(text).trim();
        let exact = units.iter().find(|unit| unit.code.as_str() == code);
        let wanted = fold(text.split(',').next().unwrap_or_default());
        let mut same =
            units.iter().filter(|unit| fold(&unit.name) == wanted || fold(&unit.full_name) == wanted);
        let only = same.next().filter(|_| same.next().is_none());
        let unit = exact.or(only).map(|unit| Unit::clone(unit));
        Self { wrong: unit.is_none(), unit }
    }

    /// Its code, as use cases take it.
    pub fn code(&self) -> Option<UnitCode> {
        self.unit.as_ref().map(|unit| unit.code.clone())
    }
}
