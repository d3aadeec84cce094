//! Eight seeds hold, and a seed that is played again goes the same way.

use cuts::report::{Told, run};
use std::sync::Arc;

#[test]
fn eight_seeds_hold() {
    let hear: cuts::Hear = Arc::new(|_: &str| {});
    let summary = run(Told { seeds: 8, from: 1, log: false }, &hear);
    assert!(summary.failed.is_empty(), "{}", summary.failures().join("\n\n"));
    let f = summary.figures;
    assert!(f.acknowledged > 60 && f.crashes > 0 && f.lost > 0 && f.doubled > 0, "{f:?}");
}

#[test]
fn a_seed_that_is_played_again_goes_the_same_way() {
    let (one, again) = (cuts::play(3, None).unwrap(), cuts::play(3, None).unwrap());
    assert_eq!(one, again);
}
