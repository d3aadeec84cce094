//! What is to be simulated, and whether it can be.

use app::World;
use domain::units::{Tier, Unit};
use domain::words::{Day, UnitId};

/// The longest period, in days.
const LONGEST_DAYS: i64 = 366;
/// The most that is received.
const MOST: usize = 20_000_000;

/// What is to be simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The province's unit.
    pub province: UnitId,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// How many the communes receive.
    pub communal: usize,
    /// How many the province's centre receives.
    pub provincial: usize,
    /// Decides what happens.
    pub seed: u64,
    /// How fast officers work, in percent of the usual.
    pub pace: i64,
}

/// The same as it is typed.
#[derive(Clone, Debug)]
pub struct Typed<'a> {
    /// The province's code.
    pub province: &'a str,
    /// First and last day.
    pub days: (&'a str, &'a str),
    /// How many communes and centre receive.
    pub counts: (usize, usize),
    /// Decides what happens.
    pub seed: u64,
    /// How fast officers work.
    pub pace: i64,
}

/// Why something can't be simulated: a message key and its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The message.
    pub key: &'static str,
    /// Its facts.
    pub facts: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault without facts.
    pub const fn new(key: &'static str) -> Self {
        Self { key, facts: Vec::new() }
    }

    /// The same with a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }
}

impl Ask {
    /// Checks what was typed.
    pub fn read(typed: &Typed<'_>, world: &World) -> Result<Self, Fault> {
        let day = |text: &str| Day::parse(text).ok_or(Fault::new("simulate-day").with("value", text));
        let (from, to) = (day(typed.days.0)?, day(typed.days.1)?);
        if to < from {
            return Err(Fault::new("simulate-backwards").with("from", from).with("to", to));
        }
        if to.days_since(from) >= LONGEST_DAYS {
            return Err(Fault::new("simulate-too-long").with("most", LONGEST_DAYS));
        }
        let province = world.unit_at(typed.province, from).filter(|u| u.tier == Tier::Province);
        let later = || Day::new(2025, 7, 1).and_then(|day| world.unit_at(typed.province, day));
        let early = |unit: &Unit| {
            let first = unit.from.map(|day| day.to_string()).unwrap_or_default();
            Fault::new("simulate-too-early").with("unit", &unit.full_name).with("first", first)
        };
        let Some(province) = province else {
            let begun = later().filter(|u| u.tier == Tier::Province && u.from.is_some_and(|day| from < day));
            return Err(begun.map_or_else(
                || Fault::new("simulate-province").with("code", typed.province).with("day", from),
                early,
            ));
        };
        if province.from.is_none() {
            // Who lived in its communes then isn't known.
            return Err(later().map_or_else(|| early(province), early));
        }
        let ask = Self {
            province: province.id.clone(),
            from,
            to,
            communal: typed.counts.0,
            provincial: typed.counts.1,
            seed: typed.seed,
            pace: typed.pace,
        };
        ask.check(world)?;
        Ok(ask)
    }

    fn check(&self, world: &World) -> Result<(), Fault> {
        if self.communal.saturating_add(self.provincial) == 0 {
            return Err(Fault::new("simulate-nothing"));
        }
        if self.communal > MOST || self.provincial > MOST {
            return Err(Fault::new("simulate-too-many").with("most", MOST));
        }
        let communes = self.communes(world);
        if communes.is_empty() {
            return Err(Fault::new("simulate-no-communes").with("code", self.province.code()));
        }
        let stands = |unit: &&Unit| unit.exists_on(self.to);
        let province = world.units.get(&self.province);
        match communes.into_iter().chain(province).find(|unit| !stands(unit)) {
            None => Ok(()),
            Some(unit) => {
                let last = unit.to.map(|day| day.to_string()).unwrap_or_default();
                Err(Fault::new("simulate-ends").with("unit", &unit.full_name).with("last", last))
            }
        }
    }

    /// The province's communes on the first day.
    pub fn communes<'a>(&self, world: &'a World) -> Vec<&'a Unit> {
        let communes = world.units.on(Tier::Commune, self.from);
        communes.filter(|u| world.province_of(&u.id) == self.province).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Ask, Typed};
    use app::World;

    fn fault(province: &str, days: (&str, &str), counts: (usize, usize)) -> Option<&'static str> {
        let typed = Typed { province, days, counts, seed: 1, pace: 100 };
        Ask::read(&typed, &World::built_in().unwrap()).err().map(|fault| fault.key)
    }

    #[test]
    fn what_cannot_be_simulated_is_told() {
        let july = ("2025-07-01", "2025-08-15");
        assert_eq!(fault("38", july, (10, 10)), None);
        assert_eq!(fault("38", july, (0, 10)), None);
        assert_eq!(fault("38", july, (0, 0)), Some("simulate-nothing"));
        assert_eq!(fault("38", july, (usize::MAX, 0)), Some("simulate-too-many"));
        assert_eq!(fault("38", ("2025-08-15", "2025-07-01"), (1, 1)), Some("simulate-backwards"));
        assert_eq!(fault("38", ("2025-07-01", "2027-07-01"), (1, 1)), Some("simulate-too-long"));
        assert_eq!(fault("38", ("1 July", "2025-07-01"), (1, 1)), Some("simulate-day"));
        assert_eq!(fault("38", ("2025-06-01", "2025-07-15"), (1, 1)), Some("simulate-too-early"));
        assert_eq!(fault("99", july, (1, 1)), Some("simulate-province"));
        assert_eq!(fault("14797", july, (1, 1)), Some("simulate-province"));
    }
}
