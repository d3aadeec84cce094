//! Where the offices that are shown are, and what they announce: invented, as everything here.

use super::SEED;
use super::offices::Office;
use crate::invented::chance::Chance;
use anyhow::Result;
use app::App;
use app::places::{InfoInput, ToAnnounce};
use domain::identity::Role;

/// How long the announcement stands, in days.
const ANNOUNCED_DAYS: i64 = 14;

/// Fills in the information page of an office that is shown.
pub async fn tell(app: &App, office: &Office) -> Result<()> {
    let administrator = office.one(Role::Administrator, &mut Chance::of(SEED, "reach"));
    let Some(administrator) = administrator.filter(|_| office.is_shown()) else { return Ok(()) };
    let info = InfoInput {
        address: "Số 1, phố Thử Nghiệm".to_owned(),
        lat: "19.8072".to_owned(),
        lon: "105.7768".to_owned(),
        phone: "0900000001".to_owned(),
        email: "motcua@example.test".to_owned(),
        paying: "Tài khoản 0000 0000 0001, Kho bạc thử nghiệm.\nGhi: mã hồ sơ và họ tên.".to_owned(),
    };
    app.info_set(&administrator, &info, None).await?;
    let announced = ToAnnounce {
        title: "Lấy số thứ tự ở bàn hướng dẫn".to_owned(),
        text: "Người cao tuổi, phụ nữ mang thai và người khuyết tật được mời trước.".to_owned(),
        from: String::new(),
        until: app.now().day().plus(ANNOUNCED_DAYS).to_string(),
    };
    Ok(app.announce(&administrator, &announced, None).await?)
}
