//! What people ask for, how often, and how much work it is. Shares and service times are assumptions of the
//! simulation, in line with what communes report: certified copies first, then civil status, social
//! protection and land. A procedure that isn't in the built-in catalogue (household businesses, customs)
//! isn't asked for.

/// A procedure as people ask for it.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its code.
    pub code: &'static str,
    /// How often, in a thousand.
    pub share: i64,
    /// How many of a hundred come online, where that is offered.
    pub online: i64,
    /// Which desk examines it.
    pub desk: usize,
    /// Minutes of examination, from and to.
    pub check: (i64, i64),
    /// Office hours of waiting for others (verification, survey, taxes), from and to.
    pub outside: (i64, i64),
    /// How many of a thousand are incomplete.
    pub incomplete: i64,
    /// How many of a hundred have to pay before it is decided.
    pub charged: i64,
}

/// What a unit is asked for, and by whom it is examined.
#[derive(Clone, Copy, Debug)]
pub struct Menu {
    /// The titles of those who examine.
    pub desks: &'static [&'static str],
    /// The title of those who sign.
    pub leader: &'static str,
    /// The procedures.
    pub items: &'static [Item],
    /// How much of an officer's time the expected work fills, in percent, when posts are counted.
    pub filled: i64,
}

const fn item(
    code: &'static str,
    share: i64,
    online: i64,
    desk: usize,
    check: (i64, i64),
    outside: (i64, i64),
    (incomplete, charged): (i64, i64),
) -> Item {
    Item { code, share, online, desk, check, outside, incomplete, charged }
}

/// A commune: justice, social affairs, land and construction, economy and culture.
pub const COMMUNE: Menu = Menu {
    desks: &[
        "Công chức tư pháp - hộ tịch",
        "Công chức văn hóa - xã hội",
        "Công chức địa chính - xây dựng",
        "Công chức kinh tế",
    ],
    leader: "Phó Chủ tịch Ủy ban nhân dân",
    items: &[
        item("2.000815", 330, 0, 0, (2, 6), (0, 0), (2, 0)),
        item("2.000884", 92, 0, 0, (3, 8), (0, 0), (2, 0)),
        item("2.001035", 18, 0, 0, (10, 30), (0, 0), (10, 0)),
        item("1.001193", 92, 45, 0, (6, 15), (0, 0), (25, 0)),
        item("1.004873", 84, 50, 0, (6, 15), (0, 14), (20, 0)),
        item("1.000656", 36, 40, 0, (6, 15), (0, 14), (20, 0)),
        item("1.000894", 36, 20, 0, (8, 20), (0, 0), (15, 0)),
        item("2.000635", 60, 60, 0, (4, 10), (0, 16), (8, 0)),
        item("2.002516", 8, 50, 0, (5, 12), (0, 0), (10, 0)),
        item("1.004859", 20, 30, 0, (10, 25), (2, 15), (40, 0)),
        item("1.004884", 8, 30, 0, (10, 25), (6, 26), (50, 0)),
        item("1.004837", 3, 20, 0, (10, 25), (2, 14), (40, 0)),
        item("1.014027", 62, 20, 1, (8, 20), (14, 54), (35, 0)),
        item("1.001776", 34, 20, 1, (10, 25), (16, 58), (40, 0)),
        item("1.001731", 10, 20, 1, (8, 18), (2, 14), (25, 0)),
        item("1.014028", 6, 20, 1, (8, 18), (2, 14), (25, 0)),
        item("1.001653", 6, 20, 1, (8, 18), (4, 24), (25, 0)),
        item("1.001699", 8, 10, 1, (15, 40), (50, 150), (40, 0)),
        item("1.010833", 5, 0, 1, (8, 20), (4, 24), (25, 0)),
        item("1.010803", 6, 20, 1, (10, 25), (20, 58), (35, 0)),
        item("1.011607", 5, 0, 1, (10, 30), (40, 90), (25, 0)),
        item("1.012753", 22, 25, 2, (25, 70), (45, 118), (80, 70)),
        item("1.012796", 9, 20, 2, (15, 40), (14, 46), (40, 20)),
        item("1.013978", 7, 20, 2, (25, 60), (40, 105), (80, 60)),
        item("1.013949", 5, 20, 2, (20, 50), (18, 58), (60, 60)),
        item("1.012812", 3, 0, 2, (30, 90), (60, 170), (20, 0)),
        item("1.013225", 8, 30, 2, (20, 50), (20, 56), (60, 0)),
        item("1.013229", 4, 30, 2, (15, 40), (18, 54), (50, 0)),
        item("2.000908", 8, 20, 3, (4, 10), (0, 0), (5, 0)),
        item("1.014850", 2, 20, 3, (15, 40), (10, 34), (30, 0)),
        item("1.014997", 3, 20, 3, (10, 25), (20, 56), (30, 0)),
    ],
    filled: 92,
};

/// A provincial centre, whose desks are those of the province's agencies: home affairs, agriculture and
/// environment, construction, justice, health, education.
pub const CENTRE: Menu = Menu {
    desks: &[
        "Chuyên viên Sở Nội vụ",
        "Chuyên viên Sở Nông nghiệp và Môi trường",
        "Chuyên viên Sở Xây dựng",
        "Chuyên viên Sở Tư pháp",
        "Chuyên viên Sở Y tế",
        "Chuyên viên Sở Giáo dục và Đào tạo",
    ],
    leader: "Phó Giám đốc Sở",
    items: &[
        item("1.014199", 70, 75, 0, (20, 45), (24, 56), (40, 0)),
        item("1.014200", 22, 75, 0, (12, 30), (4, 14), (20, 0)),
        item("1.014196", 26, 75, 0, (12, 30), (8, 26), (20, 0)),
        item("1.014201", 40, 75, 0, (15, 40), (24, 56), (30, 0)),
        item("1.010811", 110, 20, 0, (15, 40), (70, 160), (20, 0)),
        item("1.010820", 60, 20, 0, (15, 40), (34, 76), (30, 0)),
        item("1.001257", 40, 0, 0, (15, 40), (46, 96), (30, 0)),
        item("1.010814", 50, 30, 0, (10, 30), (44, 96), (20, 0)),
        item("2.001955", 30, 80, 0, (20, 45), (16, 42), (30, 0)),
        item("1.011441", 150, 50, 1, (10, 25), (3, 12), (10, 0)),
        item("1.011518", 8, 60, 1, (30, 60), (30, 70), (30, 0)),
        item("2.001827", 45, 60, 1, (25, 60), (50, 98), (40, 0)),
        item("1.003930", 30, 40, 2, (10, 20), (1, 6), (10, 0)),
        item("1.004002", 30, 40, 2, (10, 20), (1, 6), (10, 0)),
        item("1.004047", 25, 30, 2, (10, 25), (1, 6), (15, 0)),
        item("1.014159", 26, 60, 2, (15, 40), (4, 13), (10, 0)),
        item("1.013234", 20, 0, 2, (90, 240), (150, 270), (60, 40)),
        item("1.013239", 14, 60, 2, (90, 240), (140, 240), (60, 40)),
        item("2.000635", 60, 70, 3, (5, 12), (20, 80), (8, 0)),
        item("2.002516", 10, 60, 3, (8, 16), (0, 0), (10, 0)),
        item("2.000908", 24, 30, 3, (5, 12), (0, 0), (5, 0)),
        item("1.013855", 60, 70, 4, (25, 60), (70, 135), (40, 0)),
        item("1.001714", 50, 40, 5, (15, 40), (90, 200), (30, 0)),
    ],
    filled: 64,
};

#[cfg(test)]
mod tests {
    use super::{CENTRE, COMMUNE};
    use app::World;
    use domain::packs::catalogue::Procedure;
    use std::collections::BTreeMap;

    #[test]
    fn every_procedure_is_in_the_catalogue_and_has_a_desk() {
        let rows = World::catalogue_lines().lines();
        let rows = rows.map(|l| serde_json::from_str::<Procedure>(l).unwrap());
        let known: BTreeMap<String, Procedure> = rows.map(|p| (p.code.to_string(), p)).collect();
        for menu in [COMMUNE, CENTRE] {
            assert_eq!(menu.items.iter().map(|i| i.share).sum::<i64>(), 1_000);
            for item in menu.items {
                assert!(known.contains_key(item.code), "{}", item.code);
                assert!(item.desk < menu.desks.len());
                assert!(item.check.0 <= item.check.1 && item.outside.0 <= item.outside.1, "{}", item.code);
            }
        }
    }
}
