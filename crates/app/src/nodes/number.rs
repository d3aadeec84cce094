//! The number that a dossier gets. Where a home was replaced, the lost box may have given numbers that nobody
//! here knows: the rule that keeps away from them stands in [`Home::last_number`].

use domain::nodes::Home;
use domain::words::Day;
use store::Loaded;

/// The number of the next dossier of a day, which was wanted with [`store::Reads::number_on`].
pub(crate) fn next_number(loaded: &Loaded, day: Day) -> u32 {
    let last = loaded.next_number.saturating_sub(1);
    Home::last_number(loaded.home.as_ref(), day, last).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use domain::nodes::Home;
    use domain::words::{Day, Moment, NodeId};
    use store::Loaded;

    #[test]
    fn a_replaced_home_begins_its_days_higher_up() {
        let day = Day::new(2025, 8, 15).unwrap();
        let node: NodeId = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        let home = |epoch| Some(Home { node, epoch, since: Moment::at(day, 8, 0) });
        let next = |epoch, next_number| {
            let home = if epoch == 0 { None } else { home(epoch) };
            super::next_number(&Loaded { home, next_number, ..Loaded::default() }, day)
        };
        assert_eq!((next(0, 1), next(1, 8)), (1, 8), "the centre's own numbers are known");
        assert_eq!((next(2, 8), next(2, 1_003)), (1_001, 1_003));
    }
}
