use super::{Destiny, LandFields, Matter};
use crate::units::Units;
use crate::words::{Day, UnitId};

const HEAD: &str = "code,level,type,name,full_name,parent,valid_from,valid_to,act\n";

fn id(text: &str) -> UnitId {
    text.parse().unwrap()
}

/// A district with two communes ends on 30 June; one of the communes ends again in January.
fn units() -> Units {
    let before = "01,province,tỉnh,A,Tỉnh A,,,2025-06-30,\n001,district,huyện,B,Huyện B,01,,2025-06-30,\n\
        00001,commune,xã,C,Xã C,001,,2025-06-30,\n00002,commune,xã,D,Xã D,001,,2025-06-30,\n";
    let now = "01,province,tỉnh,A,Tỉnh A,,2025-07-01,,q\n00001,commune,xã,C,Xã C,01,2025-07-01,2025-12-31,q\n\
        00002,commune,xã,D,Xã D,01,2025-07-01,,q\n00003,commune,xã,E,Xã E,01,2026-01-01,,q\n";
    let links = "from_code,to_code,relation,day,act,archive\n01,01,unchanged,2025-07-01,q,\n\
        00001,00001,unchanged,2025-07-01,q,\n00002,00002,unchanged,2025-07-01,q,\n\
        00001,00003,part,2026-01-01,q,yes\n00001,00002,part,2026-01-01,q,\n";
    Units::parse(&format!("{HEAD}{now}"), &format!("{HEAD}{before}"), links).unwrap()
}

#[test]
fn a_destiny_is_followed_through_several_reorganisations() {
    let units = units();
    let on = |text: &str, day: &str| units.destiny(&id(text), Matter::Person, Day::parse(day).unwrap());
    assert_eq!(on("00001@0000", "2025-06-30"), Destiny::Stays);
    assert_eq!(on("00001@0000", "2025-07-01"), Destiny::To(id("00001@2025-07-01")));
    let both = vec![id("00002@2025-07-01"), id("00003@2026-01-01")];
    assert_eq!(on("00001@0000", "2026-01-01"), Destiny::Decide(both));
    assert_eq!(on("00002@0000", "2026-01-01"), Destiny::To(id("00002@2025-07-01")));
    let keeper = |text: &str| units.keeper(&id(text), Day::parse("2026-01-01").unwrap());
    assert_eq!(keeper("00001@0000"), Some(id("00003@2026-01-01")), "the one that it is said of");
}

#[test]
fn what_a_tier_that_ended_had_is_decided_among_those_above_and_below() {
    let units = units();
    let day = Day::parse("2025-07-01").unwrap();
    let all = ["00001@2025-07-01", "00002@2025-07-01", "01@2025-07-01"].map(id).to_vec();
    assert_eq!(units.destiny(&id("001@0000"), Matter::Land, day), Destiny::Decide(all));
    assert_eq!(units.keeper(&id("001@0000"), day), Some(id("01@2025-07-01")));
}

#[test]
fn land_is_told_by_code_or_by_name() {
    let fields = LandFields::parse("field_code,field\nG13-TN02,Đất đai\n").unwrap();
    assert_eq!(fields.matter("G13-TN02", ""), Matter::Land);
    assert_eq!(fields.matter("X1", "đất  ĐAI"), Matter::Land);
    assert_eq!(fields.matter("G15-TP07", "Hộ tịch"), Matter::Person);
}
