//! What holds for every reorganisation.

use super::{Reorganisation, day, units};
use crate::units::{Destiny, Matter, Tier, Units};
use crate::words::UnitId;
use proptest::prelude::{Strategy, any, prop, proptest};
use std::fmt::Write as _;

/// Communes fall into groups, and each group becomes one commune; a few are divided between two of them.
fn reorganisations() -> impl Strategy<Value = String> {
    let groups = prop::collection::vec(0..3_usize, 5);
    let splits = prop::collection::vec(any::<Option<bool>>(), 5);
    (groups, splits).prop_map(|(groups, splits)| {
        let codes = ["00001", "00002", "00003", "00004", "00005"];
        let mut text =
            String::from("# act: x\n# day: 2026-03-01\nrow,code,kind,name,parent,to,relation,archive\n");
        let head = |group: usize| {
            let first = groups.iter().position(|g| *g == group)?;
            codes.get(first).copied()
        };
        for group in 0..3 {
            if let Some(code) = head(group) {
                writeln!(text, "new,{code},xã,Nhóm {group},01,,,").unwrap();
            }
        }
        for ((code, group), split) in codes.into_iter().zip(&groups).zip(&splits) {
            let to = head(*group).unwrap();
            let other = head((*group + 1) % 3).filter(|other| *other != to);
            match (split, other) {
                (Some(people), Some(other)) => {
                    let (a, b) =
                        if *people { ("part-area-all-population", "part-area") } else { ("part", "part") };
                    writeln!(text, "ends,{code},,,,{to},{a},yes").unwrap();
                    writeln!(text, "ends,{code},,,,{other},{b},").unwrap();
                }
                _ => writeln!(text, "ends,{code},,,,{to},whole,").unwrap(),
            }
        }
        text
    })
}

fn destinies(before: &Units, after: &Units) -> Vec<(UnitId, Destiny, Destiny)> {
    let on = day("2026-03-01");
    let of = |id: &UnitId, matter| after.destiny(id, matter, on);
    let old = before.on(Tier::Commune, on.plus(-1)).map(|u| &u.id);
    old.map(|id| (id.clone(), of(id, Matter::Person), of(id, Matter::Land))).collect()
}

proptest! {
    #[test]
    fn every_unit_has_one_destiny_and_an_archive(text in reorganisations()) {
        let (before, on) = (units(), day("2026-03-01"));
        let file = Reorganisation::parse(&text).unwrap();
        assert_eq!(file.check(&before, day("2026-01-01")), []);
        let after = before.apply(&file);
        for (id, person, land) in destinies(&before, &after) {
            for destiny in [person, land] {
                match destiny {
                    Destiny::Stays => panic!("{id} ended"),
                    Destiny::To(to) => assert!(after.get(&to).unwrap().exists_on(on)),
                    Destiny::Decide(all) => {
                        assert!(all.len() > 1 && all.iter().all(|u| after.get(u).unwrap().exists_on(on)));
                    }
                }
            }
            assert!(after.get(&after.keeper(&id, on).unwrap()).unwrap().exists_on(on));
        }
        for unit in after.on(Tier::Commune, on) {
            assert!(!after.predecessors(&unit.id).is_empty() && unit.parent.is_some());
        }
        assert!(!after.contradictions().iter().any(|c| after.get(&c.unit).unwrap().from == Some(on)));
    }

    #[test]
    fn applying_twice_is_applying_once_and_the_day_gives_the_file_back(text in reorganisations()) {
        let before = units();
        let file = Reorganisation::parse(&text).unwrap();
        let after = before.apply(&file);
        assert_eq!(after.apply(&file), after);
        assert_eq!(file.check(&after, day("2026-03-02")), []);
        let again = Reorganisation::of_day(&after, day("2026-03-01")).unwrap();
        let again = Reorganisation::parse(&again.to_csv()).unwrap();
        assert_eq!(before.apply(&again), after);
        // The day before is what it was.
        let on = day("2026-02-28");
        assert!(before.iter().filter(|u| u.exists_on(on)).all(|u| after.at(&u.code, on).unwrap().id == u.id));
    }

    #[test]
    fn no_file_makes_it_panic_and_a_faulty_one_is_named(
        text in reorganisations(), at in 0..400_usize, cut in 0..30_usize, word in "[a-z0-9,#\n\"ơ;]{0,6}"
    ) {
        let start = text.char_indices().map(|(i, _)| i).nth(at).unwrap_or(text.len());
        let end = text.char_indices().map(|(i, _)| i).nth(at + cut).unwrap_or(text.len());
        let text = format!("{}{word}{}", &text[..start], &text[end..]);
        let before = units();
        match Reorganisation::parse(&text) {
            Err(faults) => assert!(!faults.is_empty() && faults.iter().all(|f| f.line > 0)),
            Ok(file) => {
                let lines = u64::try_from(text.lines().count()).unwrap();
                let faults = file.check(&before, day("2026-01-01"));
                assert!(faults.iter().all(|f| (1..=lines).contains(&f.line)), "{faults:?}");
                let after = before.apply(&file);
                assert_eq!(after.apply(&file), after);
            }
        }
    }
}
