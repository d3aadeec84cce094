//! The policy against a reference written by hand, and against itself: what may be done to one thing and
//! what a list shows are the same question.

use super::{Actor, Place, Right, Role, Scope, may, scope};
use crate::words::{PersonId, UnitId};
use proptest::prelude::*;
use uuid::Uuid;

fn unit(code: &str) -> UnitId {
    format!("{code}@2025-07-01").parse().unwrap()
}

fn actor(roles: &[Role], at: &str) -> Actor {
    Actor {
        person: PersonId(Uuid::from_u128(1)),
        name: "Phạm Văn Bình".into(),
        unit: unit(at),
        province: unit("38"),
        roles: roles.to_vec(),
        standing_in: Vec::new(),
    }
}

/// One letter a role (reception, specialist, leader, administrator, province, intermediary): `-` nothing,
/// `u` the own unit, `p` the province.
const REFERENCE: [(Right, &str); 18] = [
    (Right::Public, "uuuuuu"),
    (Right::Citizen, "------"),
    (Right::SignedIn, "uuuuuu"),
    (Right::DossierReceive, "u-----"),
    (Right::DossierRead, "uuu-p-"),
    (Right::DossierAct, "uuu---"),
    (Right::RegisterRead, "uuu-p-"),
    (Right::DossierRecount, "--u---"),
    (Right::BoardRead, "uuuup-"),
    (Right::PeopleRead, "--uup-"),
    (Right::PeopleManage, "---u--"),
    (Right::HoursManage, "--uu--"),
    (Right::CalendarPublish, "----u-"),
    (Right::TerritoryManage, "----p-"),
    (Right::Delegate, "uuuu--"),
    (Right::WorkHandOver, "--uu--"),
    (Right::NodesManage, "----p-"),
    (Right::ApplyForOthers, "-----u"),
];

#[test]
fn the_table_is_the_one_that_people_agreed_on() {
    assert_eq!(REFERENCE.map(|(right, _)| right), Right::ALL);
    for (right, letters) in REFERENCE {
        for (role, letter) in Role::ALL.into_iter().zip(letters.chars()) {
            let expected = match letter {
                'u' => Scope::Unit(unit("15085")),
                'p' => Scope::Province(unit("38")),
                _ => Scope::Nobody,
            };
            assert_eq!(scope(&actor(&[role], "15085"), right), expected, "{right:?} {role:?}");
        }
    }
}

#[test]
fn only_a_provinces_own_centre_watches_over_the_province() {
    let place = |code| Place { unit: unit(code), province: unit("38") };
    assert!(Role::Province.fits(&place("38")) && !Role::Province.fits(&place("15085")));
    assert!(Role::Leader.fits(&place("15085")));
}

#[test]
fn nobody_without_a_role_may_anything() {
    let place = Place { unit: unit("15085"), province: unit("38") };
    assert!(Right::ALL.into_iter().all(|right| !may(&actor(&[], "15085"), right, &place)));
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    prop::collection::vec(prop::sample::select(Role::ALL.to_vec()), 0..4)
}

proptest! {
    #[test]
    fn acts_and_lists_ask_the_same_question(
        roles in roles(),
        right in prop::sample::select(Right::ALL.to_vec()),
        home in prop::sample::select(vec!["15085", "38", "14752"]),
        other in prop::sample::select(vec!["15085", "38", "14752"]),
        province in prop::sample::select(vec!["38", "66"]),
    ) {
        let actor = actor(&roles, home);
        let place = Place { unit: unit(other), province: unit(province) };
        prop_assert_eq!(may(&actor, right, &place), scope(&actor, right).holds(&place));
        if province != "38" && other != home {
            prop_assert!(!may(&actor, right, &place), "another province is never reached");
        }
    }

    #[test]
    fn one_more_role_never_takes_anything_away(
        fewer in roles(),
        role in prop::sample::select(Role::ALL.to_vec()),
    ) {
        let mut both = fewer.clone();
        both.push(role);
        let place = Place { unit: unit("15085"), province: unit("38") };
        for right in Right::ALL {
            let (before, after) = (actor(&fewer, "15085"), actor(&both, "15085"));
            prop_assert!(!may(&before, right, &place) || may(&after, right, &place));
        }
    }
}
