//! Invented people: common names in common shares, numbers and telephones that nobody has.

use super::chance::Chance;
use app::dossier::ApplicantInput;

const FAMILIES: [(&str, i64); 20] = [
    ("Nguyễn", 30),
    ("Lê", 24),
    ("Trần", 9),
    ("Phạm", 8),
    ("Hoàng", 5),
    ("Trịnh", 5),
    ("Bùi", 3),
    ("Đỗ", 3),
    ("Vũ", 3),
    ("Mai", 3),
    ("Hà", 3),
    ("Trương", 2),
    ("Cao", 2),
    ("Lương", 2),
    ("Phan", 2),
    ("Ngô", 2),
    ("Đặng", 1),
    ("Tống", 1),
    ("Lò", 1),
    ("Quách", 1),
];
const MEN: [&str; 26] = [
    "Văn An",
    "Văn Bình",
    "Đình Chiến",
    "Văn Cường",
    "Tiến Dũng",
    "Văn Đức",
    "Minh Hải",
    "Văn Hùng",
    "Quang Huy",
    "Đình Khoa",
    "Văn Lâm",
    "Bá Long",
    "Xuân Mạnh",
    "Hữu Nam",
    "Trọng Nghĩa",
    "Văn Phúc",
    "Hồng Quân",
    "Ngọc Sơn",
    "Văn Tài",
    "Đức Thắng",
    "Văn Thành",
    "Xuân Thịnh",
    "Quốc Toàn",
    "Văn Trung",
    "Anh Tuấn",
    "Thế Vinh",
];
const WOMEN: [&str; 26] = [
    "Thị An",
    "Thị Bích",
    "Thị Châu",
    "Thùy Dung",
    "Thị Duyên",
    "Hương Giang",
    "Thị Hà",
    "Thị Hạnh",
    "Thu Hiền",
    "Thị Hoa",
    "Thị Huệ",
    "Thị Hương",
    "Thị Lan",
    "Thùy Linh",
    "Thị Loan",
    "Thị Mai",
    "Thị Minh",
    "Thị Nga",
    "Bảo Ngọc",
    "Thị Nhung",
    "Thị Oanh",
    "Thị Phương",
    "Thị Thảo",
    "Thu Trang",
    "Thị Tuyết",
    "Hải Yến",
];

/// Where somebody lives.
#[derive(Clone, Copy, Debug)]
pub struct Home<'a> {
    /// The commune: `Phường Hạc Thành`.
    pub commune: &'a str,
    /// The province: `tỉnh Thanh Hóa`.
    pub province: &'a str,
}

/// Somebody.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// Family name first.
    pub name: String,
    /// Whether a woman.
    pub woman: bool,
}

fn family(chance: &mut Chance) -> &'static str {
    chance.weighed(&FAMILIES).unwrap_or("Nguyễn")
}

fn given(chance: &mut Chance, woman: bool) -> &'static str {
    chance.pick(if woman { &WOMEN } else { &MEN }).copied().unwrap_or("An")
}

/// Somebody of that sex.
pub fn somebody_who(chance: &mut Chance, woman: bool) -> Somebody {
    let family = family(chance);
    Somebody { name: format!("{family} {}", given(chance, woman)), woman }
}

/// Somebody.
pub fn somebody(chance: &mut Chance) -> Somebody {
    let woman = chance.happens(50);
    somebody_who(chance, woman)
}

/// A child of that father.
pub fn child_of(chance: &mut Chance, father: &Somebody) -> Somebody {
    let woman = chance.happens(48);
    let family = father.name.split(' ').next().unwrap_or("Lê");
    Somebody { name: format!("{family} {}", given(chance, woman)), woman }
}

/// A personal number of a grown-up, with a place that is none.
pub fn personal_number(chance: &mut Chance, woman: bool) -> String {
    let year = chance.whole(1950, 2006);
    // Third digit after the place: century and sex (0 and 1 for the twentieth, 2 and 3 for the next).
    let century = if year >= 2000 { 2 } else { 0 } + i64::from(woman);
    format!("000{century}{:02}{:06}", year % 100, chance.whole(1, 999_999))
}

/// Somebody as an applicant who lives there.
pub fn applicant(chance: &mut Chance, somebody: &Somebody, home: Home<'_>) -> ApplicantInput {
    let personal_number = personal_number(chance, somebody.woman);
    let (house, hamlet) = (chance.whole(1, 240), chance.whole(1, 14));
    let street = if home.commune.starts_with("Phường") {
        format!("Số {house}, tổ dân phố {hamlet}")
    } else {
        format!("Thôn {hamlet}")
    };
    let phone =
        if chance.happens(85) { format!("0990{:06}", chance.whole(0, 999_999)) } else { String::new() };
    ApplicantInput {
        name: somebody.name.clone(),
        personal_number,
        tax_code: String::new(),
        phone,
        address: format!("{street}, {}, {}", home.commune, home.province),
    }
}
