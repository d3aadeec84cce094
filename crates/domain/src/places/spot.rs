//! Where an office stands on earth, and how far two of them are from each other.

use serde::{Deserialize, Serialize};

/// The mean radius of the earth in metres.
const EARTH_METRES: f64 = 6_371_008.8;
/// Latitudes and longitudes of Vietnam with its islands, in millionths of a degree: two numbers in the wrong
/// order are outside.
const SOUTH_NORTH: (i32, i32) = (6_000_000, 23_500_000);
const WEST_EAST: (i32, i32) = (102_000_000, 118_000_000);

/// Latitude and longitude (WGS84), in millionths of a degree: about a hand's width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    lat: i32,
    lon: i32,
}

impl Spot {
    /// From millionths of a degree.
    pub const fn of(lat: i32, lon: i32) -> Self {
        Self { lat, lon }
    }

    /// Reads degrees as maps give them, `21.327` and `103.914`, with a point or a comma; nothing outside
    /// Vietnam.
    pub fn parse(lat: &str, lon: &str) -> Option<Self> {
        let within = |n: i32, (least, most): (i32, i32)| (least..=most).contains(&n).then_some(n);
        Some(Self { lat: within(micro(lat)?, SOUTH_NORTH)?, lon: within(micro(lon)?, WEST_EAST)? })
    }

    /// The latitude in degrees, as maps take it: `21.327`.
    pub fn lat(self) -> String {
        degrees(self.lat)
    }

    /// The longitude in degrees.
    pub fn lon(self) -> String {
        degrees(self.lon)
    }

    /// How far another spot is along the great circle, in metres.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "half around the earth is 20 million metres"
    )]
    pub fn metres_to(self, other: Self) -> u32 {
        let radians = |micro: i32| (f64::from(micro) / 1e6).to_radians();
        let (here, there) = (radians(self.lat), radians(other.lat));
        let (up, across) = (there - here, radians(other.lon) - radians(self.lon));
        let h = here.cos() * there.cos() * (across / 2.0).sin().powi(2) + (up / 2.0).sin().powi(2);
        (2.0 * EARTH_METRES * h.sqrt().min(1.0).asin()).round() as u32
    }
}

/// Millionths of what is written as a plain decimal; exact, without a detour over binary fractions.
fn micro(text: &str) -> Option<i32> {
    let text = text.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let six: String = part.chars().chain("000000".chars()).take(6).collect();
    format!("{whole}{six}").parse().ok()
}

fn degrees(micro: i32) -> String {
    let text = format!("{}.{:06}", micro / 1_000_000, micro.unsigned_abs() % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::Spot;
    use proptest::prelude::*;

    #[test]
    fn degrees_are_read_as_maps_give_them_and_swapped_ones_are_not() {
        let spot = Spot::parse(" 21.327 ", "103,9144012").unwrap();
        assert_eq!((spot.lat(), spot.lon()), ("21.327".to_owned(), "103.914401".to_owned()));
        for (lat, lon) in
            [("103.9", "21.3"), ("", ""), ("21", "x"), ("-21", "103"), ("21.3.1", "103"), ("91", "9")]
        {
            assert_eq!(Spot::parse(lat, lon), None, "{lat} {lon}");
        }
        assert!(Spot::parse("8.68", "111.92").is_some(), "the islands too");
    }

    #[test]
    fn a_known_distance_is_right() {
        let (hanoi, hcmc) = (Spot::of(21_028_511, 105_804_817), Spot::of(10_823_099, 106_629_664));
        let metres = hanoi.metres_to(hcmc);
        assert!((1_136_000..1_140_000).contains(&metres), "{metres}");
    }

    proptest! {
        #[test]
        fn the_way_is_as_long_there_as_back_and_no_detour_is_shorter(
            spots in proptest::array::uniform3((6_000_000_i32..23_500_000, 102_000_000_i32..118_000_000)),
        ) {
            let [a, b, c] = spots.map(|(lat, lon)| Spot::of(lat, lon));
            prop_assert_eq!(a.metres_to(b), b.metres_to(a));
            prop_assert_eq!(a.metres_to(a), 0);
            // Each length is rounded to the metre.
            prop_assert!(a.metres_to(c) <= a.metres_to(b) + b.metres_to(c) + 2);
            prop_assert_eq!(Spot::parse(&a.lat(), &a.lon()), Some(a));
        }
    }
}
