//! What is handed in, and what officers write.

use super::chance::Chance;
use super::fill::fill;
use super::names::{self, Home};
use app::dossier::{ActInput, Intake, PieceInput};
use domain::packs::{Definition, FormCheck};
use domain::words::{CaseCode, Channel, Moment};
use serde_json::{Map, Value};

/// Why something that came online isn't accepted.
pub const DECLINED: &[&str] = &[
    "Thành phần hồ sơ không đọc được; đề nghị chụp lại giấy tờ và nộp lại.",
    "Thủ tục không thuộc thẩm quyền giải quyết của đơn vị.",
];
/// Why something is refused after examination.
pub const STOPPED: &[&str] = &[
    "Qua thẩm tra, hồ sơ không đủ điều kiện giải quyết theo quy định.",
    "Thông tin trong hồ sơ không khớp với Cơ sở dữ liệu quốc gia về dân cư.",
];
/// Why a person takes a request back.
pub const WITHDRAWN: &[&str] =
    &["Công dân không còn nhu cầu giải quyết.", "Công dân xin rút để nộp tại nơi cư trú mới."];
/// Why a new date is promised.
pub const EXTENDED: &[&str] = &[
    "Cần xác minh thêm tại cơ quan đã cấp giấy tờ; đơn vị xin lỗi công dân vì sự chậm trễ.",
    "Chờ ý kiến phối hợp của cơ quan chuyên môn; đơn vị xin lỗi công dân vì sự chậm trễ.",
];
/// Why the leader sends something back.
pub const BACK: &str = "Đề nghị kiểm tra lại thông tin trong dự thảo kết quả.";

const MISSING: &[&str] = &[
    "Bản sao giấy tờ chứng minh nơi cư trú",
    "Tờ khai theo mẫu có đủ chữ ký",
    "Bản chính giấy tờ để đối chiếu",
    "Văn bản ủy quyền có chứng thực",
];
const NOTES: &[&str] = &[
    "",
    "Hồ sơ đủ điều kiện, trình lãnh đạo ký.",
    "Đã đối chiếu thông tin, đủ căn cứ giải quyết.",
    "Đã kiểm tra Cơ sở dữ liệu hộ tịch điện tử.",
];
const HOSPITALS: &[&str] = &["Bệnh viện Phụ sản", "Bệnh viện Đa khoa", "Trạm Y tế"];

/// One of several reasons.
pub fn because(reasons: &[&str], chance: &mut Chance) -> ActInput {
    let reason = chance.pick(reasons).copied().unwrap_or_default().to_owned();
    ActInput { reason, ..ActInput::default() }
}

/// What a specialist writes to the leader; often nothing.
pub fn note(chance: &mut Chance) -> String {
    chance.pick(NOTES).copied().unwrap_or_default().to_owned()
}

/// Asks for what is missing.
pub fn supplement(chance: &mut Chance) -> ActInput {
    let item = chance.pick(MISSING).copied().unwrap_or_default().to_owned();
    let reason = "Thành phần hồ sơ chưa đủ theo quy định.".to_owned();
    ActInput { items: vec![item], reason, ..ActInput::default() }
}

/// Asks for a payment.
pub fn charge(chance: &mut Chance) -> ActInput {
    let amount = (chance.whole(4, 120) * 50_000).to_string();
    let reason = "Thông báo nộp lệ phí trước bạ và tiền sử dụng đất của cơ quan thuế.".to_owned();
    ActInput { amount, reason, ..ActInput::default() }
}

/// The letters after a decision's number.
pub fn mark(definition: &Definition) -> &'static str {
    match definition.facts.field.as_str() {
        "Hộ tịch" => "TLKS",
        "Chứng thực" => "SCT",
        _ => "QĐ-UBND",
    }
}

/// A request as it is typed.
pub fn intake(
    definition: &Definition,
    channel: Channel,
    case: Option<&CaseCode>,
    (home, at): (Home<'_>, Moment),
    chance: &mut Chance,
) -> Intake {
    let person = names::somebody(chance);
    let birth = (definition.code().as_str() == "1.001193").then(|| birth(&person, home, at, chance));
    let data = match (&definition.form, birth) {
        (None, birth) => birth,
        (Some(form), Some(birth)) if FormCheck::of(form).faults(&birth).is_empty() => Some(birth),
        (Some(form), _) => fill(form, (home, at), chance),
    };
    let asked = definition.facts.documents.iter().filter(|d| d.name.chars().count() <= 300).take(4);
    let piece = |d: &domain::packs::catalogue::DocumentAsked| PieceInput {
        name: d.name.clone(),
        originals: i64::from(d.originals),
        copies: i64::from(d.copies),
        files: Vec::new(),
    };
    Intake {
        procedure: definition.code().to_string(),
        unit: String::new(),
        case: case.map(ToString::to_string).unwrap_or_default(),
        channel: channel.as_str().to_owned(),
        applicant: names::applicant(chance, &person, home),
        content: String::new(),
        documents: asked.map(piece).collect(),
        data: data.unwrap_or_default(),
        ..Intake::default()
    }
}

/// What the form for a birth asks for.
fn birth(parent: &names::Somebody, home: Home<'_>, at: Moment, chance: &mut Chance) -> Map<String, Value> {
    let other = names::somebody_who(chance, !parent.woman);
    let (mother, father) = if parent.woman { (parent, &other) } else { (&other, parent) };
    let child = names::child_of(chance, father);
    let hospital = chance.pick(HOSPITALS).copied().unwrap_or_default();
    let of = if hospital.starts_with("Trạm") { home.commune } else { home.province };
    let born_at = format!("{hospital} {of}");
    let mut data = Map::new();
    let mut put = |name: &str, value: Value| data.insert(name.to_owned(), value);
    put("child_name", child.name.into());
    put("born_on", at.day().plus(-chance.whole(2, 45)).to_string().into());
    put("sex", if child.woman { "female" } else { "male" }.into());
    put("born_at", born_at.into());
    put("ethnicity", if chance.happens(85) { "Kinh" } else { "Mường" }.into());
    put("mother_name", mother.name.clone().into());
    put("father_name", father.name.clone().into());
    put("copies_wanted", chance.whole(0, 5).into());
    data
}
