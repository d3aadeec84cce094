//! The units that are shown, and the people who work there.

use super::accounts::{Accounts, Entry};
use super::{COMMUNE, PROVINCE, SEED};
use crate::invented::{chance::Chance, names};
use crate::secret::password;
use anyhow::{Result, anyhow};
use app::App;
use app::people::PersonInput;
use domain::identity::{Actor, Role};
use domain::words::UnitId;

/// A unit with its people.
#[derive(Clone, Debug)]
pub struct Office {
    /// The unit.
    pub unit: UnitId,
    /// Its full name.
    pub name: String,
    /// Who works there.
    pub staff: Vec<Actor>,
    /// What those who try it may sign in with; only in two units.
    pub keys: Vec<Entry>,
}

impl Office {
    /// Whether accounts of this unit are given out.
    pub fn is_shown(&self) -> bool {
        is_shown(&self.unit)
    }

    /// Somebody who holds the role.
    pub fn one(&self, role: Role, chance: &mut Chance) -> Option<Actor> {
        let able: Vec<&Actor> = self.staff.iter().filter(|a| a.is(role)).collect();
        chance.pick(&able).map(|a| (*a).clone())
    }
}

fn is_shown(unit: &UnitId) -> bool {
    unit.code() == COMMUNE || unit.code() == PROVINCE
}

/// A place on the staff: sign-in name, role, title in a commune, title in the centre.
const STAFF: [(&str, Role, &str, &str); 6] = [
    ("tiepnhan", Role::Reception, "Công chức tiếp nhận và trả kết quả", "Viên chức tiếp nhận và trả kết quả"),
    (
        "tiepnhan2",
        Role::Reception,
        "Công chức tiếp nhận và trả kết quả",
        "Viên chức tiếp nhận và trả kết quả",
    ),
    ("chuyenvien", Role::Specialist, "Công chức tư pháp - hộ tịch", "Chuyên viên thẩm tra"),
    ("chuyenvien2", Role::Specialist, "Công chức địa chính - xây dựng", "Chuyên viên thẩm tra"),
    ("lanhdao", Role::Leader, "Phó Chủ tịch Ủy ban nhân dân", "Giám đốc Trung tâm"),
    ("quantri", Role::Administrator, "Quản trị đơn vị", "Quản trị Trung tâm"),
];
const WATCHER: (&str, Role, &str, &str) =
    ("tinh", Role::Province, "", "Chuyên viên Văn phòng Ủy ban nhân dân tỉnh");

/// Opens the accounts of a unit.
pub async fn staffed(app: App, unit: UnitId) -> Result<Office> {
    let centre = unit.code() == PROVINCE;
    let mut chance = Chance::of(SEED, &format!("staff {unit}"));
    let name = if centre {
        "Trung tâm Phục vụ hành chính công tỉnh Thanh Hóa".to_owned()
    } else {
        app.world().unit_name(&unit)
    };
    let mut office = Office { unit: unit.clone(), name, staff: Vec::new(), keys: Vec::new() };
    for (login, role, here, there) in STAFF.into_iter().chain(centre.then_some(WATCHER)) {
        let input = PersonInput {
            login: format!("{login}.{}", unit.code()),
            name: names::somebody(&mut chance).name,
            title: if centre { there } else { here }.to_owned(),
            roles: vec![role.as_str().to_owned()],
        };
        // Hashing a password is made slow on purpose, so only those who are shown get one.
        let given = (office.is_shown() && !login.ends_with('2')).then(password);
        let account = app.account_seed(&unit, &input, given.as_deref()).await?;
        office.staff.push(account.actor(app.now().day()));
        if let Some(password) = given {
            let bearer_key = app.bearer_seed(&account, "demo").await?;
            office.keys.push(Entry {
                role: role.as_str().to_owned(),
                unit: unit.code().to_owned(),
                unit_name: office.name.clone(),
                name: account.name,
                user_name: account.login,
                password,
                bearer_key,
            });
        }
    }
    Ok(office)
}

/// What is given out, the commune first.
pub fn accounts(offices: &[Office], url: String) -> Result<Accounts> {
    let of = |code: &str| {
        let office = offices.iter().find(|o| o.unit.code() == code);
        office.map(|o| o.keys.clone()).ok_or_else(|| anyhow!("unit {code} is missing"))
    };
    let accounts = [of(COMMUNE)?, of(PROVINCE)?].concat();
    Ok(Accounts { url, accounts })
}
