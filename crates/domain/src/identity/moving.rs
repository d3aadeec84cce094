//! A person goes to another unit: the old unit hands the account over, the new one takes it over. In between
//! nobody signs in with it. Roles that the new unit can't give are dropped.

use super::{Account, Place, Role};

/// The account as the old unit hands it over; none where it is on its way already or goes nowhere.
pub fn handed_over(account: &Account, to: &Place) -> Option<Account> {
    let goes = account.moved_to.is_none() && account.unit != to.unit;
    let moved_to = Some(to.unit.clone());
    goes.then(|| Account { moved_to, version: account.version + 1, ..account.clone() })
}

/// The account as the unit at `here` takes it over, with the roles that are dropped; none where it wasn't
/// handed over to that unit.
pub fn taken_over(account: &Account, here: &Place) -> Option<(Account, Vec<Role>)> {
    if account.moved_to.as_ref() != Some(&here.unit) {
        return None;
    }
    let mut after = Account {
        unit: here.unit.clone(),
        province: here.province.clone(),
        moved_to: None,
        version: account.version + 1,
        ..account.clone()
    };
    let mut dropped = Vec::new();
    let mut keep = |role: &Role| {
        let fits = role.fits(here);
        if !fits && !dropped.contains(role) {
            dropped.push(*role);
        }
        fits
    };
    after.roles.retain(&mut keep);
    for assignment in &mut after.assignments {
        assignment.roles.retain(&mut keep);
    }
    after.assignments.retain(|a| !a.roles.is_empty());
    Some((after, dropped))
}

#[cfg(test)]
mod tests {
    use super::{handed_over, taken_over};
    use crate::identity::{Account, Place, Role};
    use crate::words::PersonId;

    fn place(unit: &str) -> Place {
        Place { unit: unit.parse().unwrap(), province: "38@2025-07-01".parse().unwrap() }
    }

    fn account() -> Account {
        Account {
            person: PersonId(uuid::Uuid::from_u128(1)),
            login: "binh".into(),
            name: "Phạm Văn Bình".into(),
            title: "Công chức".into(),
            unit: "38@0000".parse().unwrap(),
            province: "38@0000".parse().unwrap(),
            roles: vec![Role::Leader, Role::Province],
            assignments: Vec::new(),
            open: true,
            version: 3,
            moved_to: None,
        }
    }

    #[test]
    fn on_the_way_nobody_signs_in_and_roles_that_do_not_fit_are_dropped() {
        let there = place("15088@2025-07-01");
        let left = handed_over(&account(), &there).unwrap();
        assert!(!left.may_sign_in() && left.version == 4);
        assert_eq!(handed_over(&left, &place("15091@2025-07-01")), None, "once");
        assert_eq!(taken_over(&left, &place("15091@2025-07-01")), None, "by the right unit");
        let (here, dropped) = taken_over(&left, &there).unwrap();
        assert!(here.may_sign_in() && here.version == 5);
        assert_eq!((here.unit, here.roles, dropped), (there.unit, vec![Role::Leader], vec![Role::Province]));
        let centre = place("38@2025-07-01");
        let (here, dropped) = taken_over(&handed_over(&account(), &centre).unwrap(), &centre).unwrap();
        assert_eq!((here.roles.len(), dropped.len()), (2, 0), "a centre's people stay what they are");
    }
}
