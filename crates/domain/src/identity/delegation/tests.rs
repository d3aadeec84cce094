//! Who may do what on which day: the boundaries by hand, the three promises for any records.

use super::{Delegation, Power, Revoked, actor, powers};
use crate::identity::{
    Account, Asked, Assignment, AssignmentFault, DelegationFault, Role, Share, Who, WorklistHandOver, give,
    revoke,
};
use crate::records::Body;
use crate::words::{Day, Moment, PersonId, UnitId};
use proptest::prelude::*;
use uuid::Uuid;

fn day(n: i8) -> Day {
    Day::new(2026, 3, n).unwrap()
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn unit(code: &str) -> UnitId {
    format!("{code}@2025-07-01").parse().unwrap()
}

fn account(n: u128, roles: &[Role]) -> Account {
    Account {
        person: person(n),
        login: format!("p{n}"),
        name: format!("Người {n}"),
        title: "Công chức".into(),
        unit: unit("15085"),
        province: unit("38"),
        roles: roles.to_vec(),
        assignments: Vec::new(),
        open: true,
        version: 1,
        moved_to: None,
    }
}

fn delegation(principal: u128, substitute: u128, roles: &[Role], from: i8, to: i8) -> Delegation {
    Delegation {
        principal: person(principal),
        substitute: person(substitute),
        roles: roles.to_vec(),
        from: day(from),
        to: day(to),
        reason: "Nghỉ phép".into(),
        act: "12/QĐ-UBND ngày 01/3/2026".into(),
        revoked: None,
    }
}

fn asked(roles: &[Role], from: i8, to: i8) -> Asked {
    let d = delegation(1, 2, roles, from, to);
    Asked { roles: d.roles, from: d.from, to: d.to, reason: d.reason, act: d.act }
}

fn is_golden<T: Body + PartialEq + std::fmt::Debug>(body: &T) {
    let path = format!("{}/testdata/records/{}/v1.json", env!("CARGO_MANIFEST_DIR"), T::KIND.as_str());
    let text = body.text().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test reads its golden file")]
    let golden = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}\n{text}"));
    assert_eq!(text, golden.trim(), "{path}");
    assert_eq!(&serde_json::from_str::<T>(&golden).unwrap(), body);
}

#[test]
fn records_are_golden() {
    let at = Moment::at(day(11), 9, 0);
    let revoked = Some(Revoked { at, by: person(1), reason: "Về sớm".into() });
    is_golden(&Delegation { revoked, ..delegation(1, 2, &[Role::Leader], 10, 12) });
    is_golden(&WorklistHandOver {
        leaver: person(1),
        name: "Người 1".into(),
        to: vec![Share { person: person(2), name: "Người 2".into(), count: 7 }],
        count: 7,
        delegations_ended: 1,
        closed: true,
        reason: "Nghỉ hưu từ 01/4/2026".into(),
    });
}

#[test]
fn an_assignment_holds_from_its_first_day_through_its_last() {
    let mut who = account(1, &[Role::Reception]);
    let (from, to, act) = (day(10), Some(day(12)), "3/QĐ".to_owned());
    who.assignments.push(Assignment { roles: vec![Role::Specialist], from, to, act });
    let on = |n| who.roles_on(day(n)).contains(&Role::Specialist);
    assert_eq!([9, 10, 12, 13].map(on), [false, true, true, false]);
    assert!(who.holds_through(Role::Specialist, day(10), day(12)));
    assert!(!who.holds_through(Role::Specialist, day(10), day(13)));
    who.open = false;
    assert!(who.roles_on(day(10)).is_empty(), "a closed account does nothing");
}

#[test]
fn a_substitute_acts_on_those_days_only_and_says_for_whom() {
    let people = [account(1, &[Role::Leader]), account(2, &[Role::Specialist])];
    let mut given = vec![delegation(1, 2, &[Role::Leader], 10, 12)];
    let on = |given: &[Delegation], n| actor(&people[1], given, &people, day(n));
    assert_eq!([9, 10, 12, 13].map(|n| on(&given, n).is(Role::Leader)), [false, true, true, false]);
    let substitute = on(&given, 11);
    assert!(substitute.is(Role::Specialist) && substitute.owns(Role::Specialist));
    assert!(!substitute.owns(Role::Leader));
    let alone = Who::Person { person: person(2), stands_for: None };
    let for_one = Who::Person { person: person(2), stands_for: Some(person(1)) };
    assert_eq!(substitute.hand(&[Role::Leader]), for_one);
    assert_eq!(substitute.hand(&[Role::Specialist, Role::Leader]), alone, "an own role comes first");
    assert_eq!(substitute.selves(), [person(2), person(1)]);
    given[0].revoked = Some(Revoked { at: Moment::at(day(10), 9, 0), by: person(1), reason: String::new() });
    assert!(!on(&given, 11).is(Role::Leader), "taken back");
}

#[test]
fn it_ends_when_the_principal_loses_the_role_leaves_or_moves() {
    let given = [delegation(1, 2, &[Role::Leader], 10, 12)];
    let acts = |principal: Account| {
        let people = [principal, account(2, &[Role::Specialist])];
        actor(&people[1], &given, &people, day(11)).is(Role::Leader)
    };
    assert!(acts(account(1, &[Role::Leader])));
    assert!(!acts(account(1, &[Role::Specialist])));
    assert!(!acts(Account { open: false, ..account(1, &[Role::Leader]) }));
    assert!(!acts(Account { unit: unit("14752"), ..account(1, &[Role::Leader]) }));
}

#[test]
fn what_an_entry_says_of_a_person_is_read_back() {
    let alone = Who::Person { person: person(2), stands_for: None };
    let for_one = Who::Person { person: person(2), stands_for: Some(person(1)) };
    for who in [alone, for_one, Who::System("setup".into())] {
        assert_eq!(who.to_string().parse::<Who>().unwrap(), who);
    }
    for wrong in ["", "x", "/", "00000000-0000-0000-0000-000000000002/", "a/b"] {
        assert!(wrong.parse::<Who>().is_err(), "{wrong}");
    }
}

#[test]
fn giving_is_decided_by_rules_that_are_told_together() {
    use DelegationFault as F;
    let (leader, clerk) = (account(1, &[Role::Leader]), account(2, &[Role::Specialist]));
    let today = day(9);
    let faults = |giver: &Account, principal: &Account, to: &Account, given: &[Delegation], asked: Asked| {
        give(&giver.actor(today), principal, to, given, asked, today).err().unwrap_or_default()
    };
    let signs = || asked(&[Role::Leader], 10, 12);
    assert_eq!(faults(&leader, &leader, &clerk, &[], signs()), []);
    assert_eq!(faults(&clerk, &leader, &clerk, &[], signs()), [F::NotYours]);
    assert_eq!(faults(&leader, &clerk, &account(3, &[]), &[], asked(&[Role::Specialist], 10, 12)), []);
    assert_eq!(faults(&leader, &leader, &leader, &[], signs()), [F::Substitute, F::HeldAnyway]);
    let closed = Account { open: false, ..clerk.clone() };
    assert_eq!(faults(&leader, &leader, &closed, &[], signs()), [F::Substitute]);
    let away = Account { unit: unit("14752"), ..clerk.clone() };
    assert_eq!(faults(&leader, &leader, &away, &[], signs()), [F::Substitute]);
    let administrator = account(4, &[Role::Administrator]);
    assert_eq!(faults(&leader, &leader, &administrator, &[], signs()), [F::AdministratorSigns]);
    assert_eq!(faults(&leader, &leader, &clerk, &[], asked(&[], 10, 12)), [F::Roles]);
    let both = account(5, &[Role::Leader, Role::Administrator]);
    let lent = asked(&[Role::Administrator], 10, 12);
    assert_eq!(faults(&both, &both, &clerk, &[], lent), [F::NotLendable]);
    assert_eq!(faults(&clerk, &clerk, &account(3, &[]), &[], signs()), [F::NotHeld]);
    assert_eq!(faults(&leader, &leader, &account(3, &[Role::Leader]), &[], signs()), [F::HeldAnyway]);
    assert_eq!(faults(&leader, &leader, &clerk, &[], asked(&[Role::Leader], 8, 12)), [F::Past]);
    assert_eq!(faults(&leader, &leader, &clerk, &[], asked(&[Role::Leader], 12, 11)), [F::Ends]);
    let endless = Asked { to: Day::new(2027, 3, 11).unwrap(), ..signs() };
    assert_eq!(faults(&leader, &leader, &clerk, &[], endless), [F::Ends]);
    let silent = Asked { reason: " ".into(), act: " ".into(), ..signs() };
    assert_eq!(faults(&leader, &leader, &clerk, &[], silent), [F::Reason, F::Act]);
    let before = [delegation(1, 3, &[Role::Leader], 12, 14)];
    assert_eq!(faults(&leader, &leader, &clerk, &before, signs()), [F::Overlap]);
    assert_eq!(faults(&leader, &leader, &clerk, &before, asked(&[Role::Leader], 10, 11)), []);
}

#[test]
fn a_substitute_passes_nothing_on() {
    let people = [account(1, &[Role::Leader]), account(2, &[Role::Specialist]), account(3, &[])];
    let given = [delegation(1, 2, &[Role::Leader], 10, 12)];
    let substitute = actor(&people[1], &given, &people, day(10));
    let own = give(&substitute, &people[1], &people[2], &[], asked(&[Role::Leader], 10, 12), day(10));
    assert_eq!(own, Err(vec![DelegationFault::NotHeld]));
    let for_leader = give(&substitute, &people[0], &people[2], &[], asked(&[Role::Leader], 10, 12), day(10));
    assert_eq!(for_leader, Err(vec![DelegationFault::NotYours]));
    // Even if such a record stood in the ledger, it would give nothing.
    let chained = [given[0].clone(), delegation(2, 3, &[Role::Leader], 10, 12)];
    assert!(powers(&people[2], &chained, &people, day(11)).is_empty());
}

#[test]
fn taking_back_is_for_both_a_leader_and_who_looks_after_accounts() {
    let given = delegation(1, 2, &[Role::Specialist], 10, 12);
    let noon = |n| Moment::at(day(n), 12, 0);
    let back = |who: &Account, n| revoke(&who.actor(day(n)), &given, noon(n), " Về sớm ");
    for (n, role) in
        [(1, Role::Specialist), (2, Role::Reception), (3, Role::Leader), (4, Role::Administrator)]
    {
        let revoked = back(&account(n, &[role]), 9).unwrap();
        assert!(!revoked.holds(day(10)) && revoked.revoked.unwrap().reason == "Về sớm");
    }
    assert_eq!(back(&account(5, &[Role::Specialist]), 9), Err(DelegationFault::NotYours));
    assert_eq!(back(&account(1, &[Role::Specialist]), 13), Err(DelegationFault::Over));
}

#[test]
fn an_assignment_says_what_is_wrong_with_it() {
    let place = account(1, &[]).actor(day(9)).place();
    let made = |roles: &[Role], to, act: &str| {
        let assignment = Assignment { roles: roles.to_vec(), from: day(5), to, act: act.into() };
        assignment.faults(&place, day(9))
    };
    assert_eq!(made(&[Role::Leader], None, "3/QĐ"), []);
    assert_eq!(made(&[Role::Leader], Some(day(9)), "3/QĐ"), []);
    assert_eq!(
        made(&[], Some(day(8)), " "),
        [AssignmentFault::Roles, AssignmentFault::Ends, AssignmentFault::Act]
    );
    assert_eq!(made(&[Role::Province], None, "3/QĐ"), [AssignmentFault::Roles]);
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    prop::collection::vec(prop::sample::select(Role::ALL.to_vec()), 0..3)
}

fn people() -> impl Strategy<Value = Vec<Account>> {
    let dated = prop::collection::vec((roles(), 1i8..20, prop::option::of(1i8..28)), 0..3);
    prop::collection::vec((roles(), dated, any::<bool>()), 2..5).prop_map(|all| {
        let make = |(n, (roles, dated, open)): (usize, (Vec<Role>, Vec<_>, bool))| {
            let assignment = |(roles, from, to): (Vec<Role>, i8, Option<i8>)| Assignment {
                roles,
                from: day(from),
                to: to.map(day),
                act: "x".into(),
            };
            let assignments = dated.into_iter().map(assignment).collect();
            Account { assignments, open, ..account(n as u128 + 1, &roles) }
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

fn delegations() -> impl Strategy<Value = Vec<Delegation>> {
    let one = (1u128..5, 1u128..5, roles(), 1i8..28, 1i8..28, any::<bool>());
    let make = |(principal, substitute, roles, from, to, back): (u128, u128, Vec<Role>, i8, i8, bool)| {
        let at = Moment::at(day(from), 12, 0);
        let revoked = back.then(|| Revoked { at, by: person(principal), reason: String::new() });
        Delegation { revoked, ..delegation(principal, substitute, &roles, from, to) }
    };
    prop::collection::vec(one.prop_map(make), 0..8)
}

proptest! {
    #[test]
    fn no_chain_gives_more_than_the_principal_holds(
        people in people(),
        given in delegations(),
        on in 1i8..28,
    ) {
        for who in &people {
            let powers = powers(who, &given, &people, day(on));
            for power in &powers {
                let holder = power.principal.unwrap_or(who.person);
                let holder = people.iter().find(|p| p.person == holder).unwrap();
                prop_assert!(holder.roles_on(day(on)).contains(&power.role), "{power:?} is nobody's own");
                prop_assert!(power.principal.is_none() || power.role.lendable());
            }
            prop_assert!(who.open || powers.is_empty());
        }
    }

    #[test]
    fn powers_on_a_day_are_the_own_roles_and_those_of_each_delegation(
        people in people(),
        given in delegations(),
        on in 1i8..28,
    ) {
        for who in &people {
            let all = powers(who, &given, &people, day(on));
            let mut parts = powers(who, &[], &people, day(on));
            for one in &given {
                for power in powers(who, std::slice::from_ref(one), &people, day(on)) {
                    if !parts.contains(&power) {
                        parts.push(power);
                    }
                }
            }
            let sorted = |mut powers: Vec<Power>| { powers.sort(); powers.dedup(); powers };
            prop_assert_eq!(sorted(all.clone()), sorted(parts));
            let actor = actor(who, &given, &people, day(on));
            for role in Role::ALL {
                prop_assert_eq!(actor.is(role), all.iter().any(|p| p.role == role));
                let own = all.iter().any(|p| p.role == role && p.principal.is_none());
                prop_assert_eq!(actor.owns(role), own);
            }
        }
    }
}
