//! Invented people, in shares as they are met; personal numbers are of place 000, which exists nowhere.

use app::dossier::{ApplicantInput, Intake, PieceInput};
use serde_json::{Map, Value, json};

/// A birth registration.
pub const BIRTH: &str = "1.001193";

const FAMILIES: [&str; 10] = ["Nguyễn", "Lê", "Trần", "Phạm", "Hoàng", "Trịnh", "Bùi", "Đỗ", "Vũ", "Mai"];
const MIDDLE: [&str; 8] = ["Văn", "Thị", "Đình", "Minh", "Ngọc", "Hữu", "Xuân", "Thanh"];
const GIVEN: [&str; 16] = [
    "An", "Bình", "Chiến", "Dung", "Đức", "Giang", "Hà", "Hùng", "Khoa", "Lan", "Mạnh", "Nga", "Phúc",
    "Quỳnh", "Sơn", "Tâm",
];

fn one<'a>(from: &[&'a str], n: usize) -> &'a str {
    from.get(n % from.len().max(1)).copied().unwrap_or_default()
}

/// Spreads neighbours apart (SplitMix64's last step), so that names and numbers come in no order.
pub const fn spread(n: usize) -> usize {
    let z = (n as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((z ^ (z >> 27)) >> 8) as usize
}

/// The name of the person with that number.
pub fn name(n: usize) -> String {
    let s = spread(n);
    format!("{} {} {}", one(&FAMILIES, s), one(&MIDDLE, s / 16), one(&GIVEN, s / 256))
}

/// That person's personal number.
pub fn number(n: usize) -> String {
    let s = spread(n);
    format!("000{}{:02}{:06}", s % 2, 50 + s / 2 % 50, n % 1_000_000)
}

/// That person's telephone; nobody is given numbers that begin so.
pub fn phone(n: usize) -> String {
    format!("0990{:06}", n % 1_000_000)
}

/// What the form of a birth registration says.
pub fn birth(n: usize) -> Map<String, Value> {
    let form = json!({
        "child_name": name(n + 7), "born_on": "2024-12-20", "sex": "female",
        "born_at": "Trạm y tế xã, tỉnh Thanh Hóa", "ethnicity": "Kinh",
        "mother_name": name(n + 1), "father_name": name(n + 2), "copies_wanted": 2,
    });
    form.as_object().cloned().unwrap_or_default()
}

/// A birth registration as an officer types it.
pub fn intake(n: usize) -> Intake {
    let piece = |name: &str| PieceInput { name: name.to_owned(), originals: 1, ..PieceInput::default() };
    Intake {
        procedure: BIRTH.to_owned(),
        applicant: ApplicantInput {
            name: name(n),
            personal_number: number(n),
            phone: phone(n),
            address: "Thôn 3".to_owned(),
            ..ApplicantInput::default()
        },
        documents: vec![piece("Tờ khai đăng ký khai sinh"), piece("Giấy chứng sinh")],
        data: birth(n),
        ..Intake::default()
    }
}
