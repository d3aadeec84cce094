//! A scope as SQL. Every list, count and search goes through here, so nobody sees through another door what
//! the policy doesn't show.

use crate::db::Param;
use domain::identity::{Own, Scope};

/// A condition that is being put together, with its values.
pub(crate) struct Where<'a> {
    sql: String,
    params: Vec<Param<'a>>,
}

impl<'a> Where<'a> {
    /// The rows that the scope holds; `None` when it holds none.
    pub(crate) fn inside(scope: &'a Scope) -> Option<Self> {
        let (column, unit) = match scope {
            // People, figures and records of an office are no citizen's own.
            Scope::Nobody | Scope::Own(_) => return None,
            Scope::Unit(unit) => ("unit", unit),
            Scope::Province(province) => ("province", province),
        };
        Some(Self { sql: format!("{column} = $1"), params: vec![unit.into()] })
    }

    /// The dossiers that the scope holds.
    pub(crate) fn dossiers(scope: &'a Scope) -> Option<Self> {
        match scope {
            Scope::Own(own) => Some(Self::own(own)),
            _ => Self::kept(scope),
        }
    }

    /// A citizen's own dossiers, wherever they lie: what [`domain::dossier::owns`] says, in the row's
    /// columns.
    fn own(own: &'a Own) -> Self {
        let mut cond = Self { sql: String::new(), params: vec![own.person.into()] };
        let mut ways = vec!["submitter = $1".to_owned()];
        if let Some(number) = &own.personal_number {
            ways.push(format!("number = {}", cond.value(number.as_str())));
        }
        let places: Vec<String> = own.tax_codes.iter().map(|code| cond.value(code.as_str())).collect();
        if !places.is_empty() {
            let places = places.join(", ");
            ways.push(format!("tax_code in ({places})"));
            ways.push(format!("business in ({places})"));
        }
        cond.sql = format!("({}) and internal = 0", ways.join(" or "));
        cond
    }

    /// What the scope holds of things whose rows lie where they are kept: a closed unit's with its archive.
    pub(crate) fn kept(scope: &'a Scope) -> Option<Self> {
        let (column, unit) = match scope {
            Scope::Nobody | Scope::Own(_) => return None,
            Scope::Unit(unit) => ("keeper", unit),
            Scope::Province(province) => ("province", province),
        };
        Some(Self { sql: format!("{column} = $1"), params: vec![unit.into()] })
    }

    /// Leaves out what a unit handed over and another took over: the newest row of a dossier speaks. What
    /// is open or runs is the newest, so lists of that need not ask.
    pub(crate) fn newest(&mut self) {
        self.plain(
            "(moved_to is null or not exists (select 1 from dossier later \
             where later.id = dossier.id and later.version > dossier.version))",
        );
    }

    /// Adds a value; gives its placeholder.
    pub(crate) fn value(&mut self, value: impl Into<Param<'a>>) -> String {
        self.params.push(value.into());
        format!("${}", self.params.len())
    }

    /// Adds a condition; `?` stands for the value.
    pub(crate) fn and(&mut self, condition: &str, value: impl Into<Param<'a>>) {
        let place = self.value(value);
        self.plain(&condition.replace('?', &place));
    }

    /// Adds a condition without a value.
    pub(crate) fn plain(&mut self, condition: &str) {
        self.sql.push_str(" and ");
        self.sql.push_str(condition);
    }

    /// Adds "is one of", if there are any.
    pub(crate) fn one_of(&mut self, column: &str, values: impl IntoIterator<Item = &'a str>) {
        let places: Vec<String> = values.into_iter().map(|v| self.value(v)).collect();
        if !places.is_empty() {
            self.plain(&format!("{column} in ({})", places.join(", ")));
        }
    }

    /// The condition.
    pub(crate) fn sql(&self) -> &str {
        &self.sql
    }

    /// Its values.
    pub(crate) fn params(&self) -> &[Param<'a>] {
        &self.params
    }
}
